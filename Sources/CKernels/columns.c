#include <string.h>

#include "CKernels.h"

#define INLINED static inline __attribute__((always_inline))
#define UNROLLED _Pragma("clang loop unroll(full)")
#define JOIN_(a, b) a##_##b
#define JOIN(a, b) JOIN_(a, b)

// Bytes of a strip up to which all of it goes through a step before the next.
#define NEAREST_CACHE 40960
// Bytes of a broad strip, on the stack; longer columns go in narrow ones.
#define LARGEST_BROAD (1 << 19)
// Bytes between rows from which they are far from each other; of a row of the columns that are brought near together, and of all such
// rows, on the stack.
#define FAR_STRIDE 4096
#define NEAR_WIDTH 256
#define LARGEST_NEAR (1 << 18)

#define T float
#define SUFFIX f32_sse2
#define NARROW 4
#include "columns.inc"
#undef SUFFIX
#undef NARROW
#undef T

#define T double
#define WIDE
#define SUFFIX f64_sse2
#define NARROW 2
#include "columns.inc"
#undef SUFFIX
#undef NARROW
#undef WIDE
#undef T

#if defined(__x86_64__)
#define T float
#pragma clang attribute push(__attribute__((target("arch=x86-64-v3"))), apply_to = function)
#define SUFFIX f32_avx2
#define NARROW 8
#include "columns.inc"
#undef SUFFIX
#pragma clang attribute pop
#pragma clang attribute push(__attribute__((target("arch=x86-64-v4"), min_vector_width(512))), apply_to = function)
#define SUFFIX f32_avx512
#define BROAD 16
#include "columns.inc"
#undef SUFFIX
#undef NARROW
#undef BROAD
#undef T
#pragma clang attribute pop

#define T double
#define WIDE
#pragma clang attribute push(__attribute__((target("arch=x86-64-v3"))), apply_to = function)
#define SUFFIX f64_avx2
#define NARROW 4
#include "columns.inc"
#undef SUFFIX
#pragma clang attribute pop
#pragma clang attribute push(__attribute__((target("arch=x86-64-v4"), min_vector_width(512))), apply_to = function)
#define SUFFIX f64_avx512
#define BROAD 8
#include "columns.inc"
#pragma clang attribute pop

ckernels_instructions ckernels_best_instructions(void) {
  return __builtin_cpu_supports("x86-64-v4")   ? CKERNELS_AVX512
         : __builtin_cpu_supports("x86-64-v3") ? CKERNELS_AVX2
                                               : CKERNELS_SSE2;
}

ckernels_columns_function ckernels_columns_of(ckernels_instructions instructions, bool is_double) {
  switch (instructions) {
    case CKERNELS_AVX512: return is_double ? columns_f64_avx512 : columns_f32_avx512;
    case CKERNELS_AVX2: return is_double ? columns_f64_avx2 : columns_f32_avx2;
    default: return is_double ? columns_f64_sse2 : columns_f32_sse2;
  }
}
#else
ckernels_instructions ckernels_best_instructions(void) { return CKERNELS_SSE2; }

ckernels_columns_function ckernels_columns_of(ckernels_instructions instructions, bool is_double) {
  (void)instructions;
  return is_double ? columns_f64_sse2 : columns_f32_sse2;
}
#endif
