#include "KernelBuilds.h"

#define BUILD dispatched
#define RUNS true
#define F32 f32
#define F64 f64
#include "table.inc"
