#include "KernelBuilds.h"

#include <string.h>

// kernels.c under other names, without its choice of instructions.
#define CKERNELS_BASELINE
#define f32 f32_avx2
#define f64 f64_avx2
#define MODULI_f32_avx2(...) 0
#define MODULI_f64_avx2(...) 0
#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("arch=x86-64-v3"))), apply_to = function)
#include "../../Sources/CKernels/kernels.c"
#pragma clang attribute pop
#define RUNS __builtin_cpu_supports("x86-64-v3")
#else
#include "../../Sources/CKernels/kernels.c"
#define RUNS true
#endif

#define BUILD avx2
#define F32 f32_avx2
#define F64 f64_avx2
#include "table.inc"
