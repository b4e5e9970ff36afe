// The kernels compiled for one instruction set each, whatever this processor would be given: for comparison with each other.
#ifndef KERNEL_BUILDS_H
#define KERNEL_BUILDS_H

#include <CKernels.h>
#include <stdbool.h>

/// The kernels of one scalar type in one build, with samples untyped so that one test serves both types. Contracts stand in
/// CKernels.h.
typedef struct {
  void (*multiply)(void *out, const void *spectrum, const void *weights, const uint32_t *sources, const uint16_t *counts,
                   size_t rows, size_t row_length, size_t width);
  void (*modulus)(void *pairs, const void *first, const void *second, size_t count);
  void (*banded)(void *out, const void *in, size_t in_rows, size_t width, const ckernels_band *bands, size_t rows,
                 const void *weights);
  void (*split)(void *first, void *second, const void *pairs, const uint32_t *mirror, size_t rows, size_t row_length);
  void (*unpair)(void *first, void *second, const void *pairs, size_t count);
  void (*spread)(void *spectrum, const void *product, const void *weights, const uint32_t *sources, const uint16_t *counts,
                 size_t rows, size_t row_length, size_t width);
  void (*modulus_pullback)(void *first, void *second, const void *cotangents, size_t count);
  void (*modulus_pushforward)(void *tangents, const void *first, const void *second, const void *first_tangent,
                              const void *second_tangent, size_t count);
  void (*merge)(void *out, const void *first, const void *second, const uint32_t *mirror, size_t rows, size_t row_length);
  void (*unpad)(void *out, const void *pairs, const int32_t *row_map, size_t rows, const int32_t *column_map, size_t columns,
                size_t out_columns);
  /// `*peak` is the result.
  void (*peak)(void *peak, const void *in, size_t count);
  /// `*scale` is the factor.
  void (*pad)(void *pairs, const void *in, const void *scale, const int32_t *row_map, size_t rows, const int32_t *column_map,
              size_t columns, size_t in_columns);
  /// `*direction` is 1 or -1.
  void (*columns)(void *out, const void *matrix, size_t stride, size_t columns, const ckernels_step *steps, size_t step_count,
                  const uint32_t *order, const void *direction);
} kernel_table;

typedef struct {
  const char *name;
  /// Whether this processor runs it.
  bool runs;
  kernel_table single_precision, double_precision;
} kernel_build;

/// The build that the program uses, which picks its instructions when it starts.
kernel_build kernel_build_dispatched(void);
kernel_build kernel_build_sse2(void);
kernel_build kernel_build_avx2(void);
kernel_build kernel_build_avx512(void);

#endif
