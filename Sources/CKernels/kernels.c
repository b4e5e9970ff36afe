#include "CKernels.h"

#include <string.h>

#if defined(__x86_64__) && defined(__ELF__) && !defined(CKERNELS_BASELINE)
#define DISPATCHED __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define DISPATCHED
#endif
#define INLINED static inline __attribute__((always_inline))

#define JOIN_(a, b) a##_##b
#define JOIN(a, b) JOIN_(a, b)

#define T float
#define NAME f32
#include "kernels.inc"
#undef T
#undef NAME

#define T double
#define NAME f64
#include "kernels.inc"
