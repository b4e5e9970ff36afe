#include "CKernels.h"

#include <math.h>
#include <string.h>

// What picks among clones runs while the program is loaded, before Thread Sanitizer is ready for the calls that it adds to every
// function.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define CKERNELS_BASELINE
#endif
#endif

#if defined(__x86_64__) && defined(__ELF__) && !defined(CKERNELS_BASELINE)
#include <immintrin.h>
#define DISPATCHED __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))

// Moduli in single precision, eight pairs at a time and as many as there are, by the processor's estimate of a reciprocal
// root (14 bits) and one step of Newton's method: in half the time of its root, whose last bit may differ. Zero, infinity and
// NaN are their own roots.
__attribute__((target("arch=x86-64-v4"))) static size_t estimated_moduli(float *pairs, const float *first,
                                                                         const float *second, size_t count) {
  const __m512i even = _mm512_set_epi32(30, 14, 28, 12, 26, 10, 24, 8, 22, 6, 20, 4, 18, 2, 16, 0);
  const __m512i odd = _mm512_set_epi32(31, 15, 29, 13, 27, 11, 25, 9, 23, 7, 21, 5, 19, 3, 17, 1);
  // Classes of `vfpclassps`: quiet NaN, 0, -0, infinity, signalling NaN.
  enum { OWN_ROOT = 0x01 | 0x02 | 0x04 | 0x08 | 0x80 };
  size_t i = 0;
  for (; i + 8 <= count; i += 8) {
    const __m512 a = _mm512_loadu_ps(first + 2 * i), b = _mm512_loadu_ps(second + 2 * i);
    const __m512 re = _mm512_permutex2var_ps(a, even, b), im = _mm512_permutex2var_ps(a, odd, b);
    const __m512 power = _mm512_fmadd_ps(re, re, _mm512_mul_ps(im, im));
    const __m512 inverse = _mm512_rsqrt14_ps(power), half = _mm512_mul_ps(inverse, _mm512_set1_ps(0.5f));
    const __m512 estimate = _mm512_mul_ps(power, inverse);
    const __m512 root = _mm512_fmadd_ps(_mm512_fnmadd_ps(estimate, estimate, power), half, estimate);
    _mm512_storeu_ps(pairs + 2 * i, _mm512_mask_mov_ps(root, _mm512_fpclass_ps_mask(power, OWN_ROOT), power));
  }
  return i;
}
#define MODULI_f32(...) (__builtin_cpu_supports("x86-64-v4") ? estimated_moduli(__VA_ARGS__) : 0)
#else
#define DISPATCHED
#define MODULI_f32(...) 0
#endif
#define MODULI_f64(...) 0
#define INLINED static inline __attribute__((always_inline))

#define JOIN_(a, b) a##_##b
#define JOIN(a, b) JOIN_(a, b)

// Whether eight entries of a map name samples one after the other.
INLINED bool are_neighbours(const int32_t *map) {
  int32_t others = map[0] < 0;
  for (int32_t i = 1; i < 8; i++) others |= map[i] ^ (map[0] + i);
  return !others;
}

#define T float
#define NAME f32
#define POW powf
#define ABS fabsf
#include "kernels.inc"
#undef T
#undef NAME
#undef POW
#undef ABS

#define T double
#define NAME f64
#define POW pow
#define ABS fabs
#include "kernels.inc"
