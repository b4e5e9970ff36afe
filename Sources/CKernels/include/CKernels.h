// The inner loops of the cascade, in C so that one binary carries SSE2, AVX2 and AVX-512 forms and picks one when it starts
// (Docs/Decisions/0002-c-kernels.md). Swift callers go through `ScatteringScalar`, where contracts stand. A "pair" is one complex number
// whose parts are the same sample of two real signals.
#ifndef CKERNELS_H
#define CKERNELS_H

#include <stddef.h>
#include <stdint.h>

/// The processors that this process may run on, at least 1.
size_t ckernels_processor_count(void);

/// Four consecutive rows of a banded matrix: their nonzero columns lie in the circular window of `count` columns
/// from `first`; weights are stored column by column, four to a column, from `weight`.
typedef struct {
  uint32_t first, count, weight;
} ckernels_band;

/// Products read this many entries of `sources` ahead of the one in use, so the table goes on by as many.
enum { CKERNELS_LOOKAHEAD = 12 };

/// A step of the transform of columns: `count` transforms of `radix * blocks` rows, one after the other, become `radix` times as many of
/// `blocks` rows. Tables are of the scalar type: for radices other than 2, 3, 4, 5 and 8, which are odd, cosines and sines of the
/// angles of products of indices from 1 to `radix / 2`; and a twiddle for each row, null where there is one block.
typedef struct {
  uint32_t radix, blocks, count;
  const void *cosines, *sines, *twiddles;
} ckernels_step;

/// The longest columns, whose scratch memory is on the stack, and the largest radix.
enum { CKERNELS_LONGEST_COLUMN = 2048, CKERNELS_LARGEST_RADIX = 127 };

#define CKERNELS_DECLARE(T, NAME)                                                                                    \
  void ckernels_multiply_##NAME(T *out, const T *spectrum, const T *weights, const uint32_t *sources,                \
                                const uint16_t *counts, size_t rows, size_t row_length, size_t width);               \
  void ckernels_modulus_##NAME(T *pairs, const T *first, const T *second, size_t count);                             \
  void ckernels_banded_##NAME(T *out, const T *in, size_t in_rows, size_t width, const ckernels_band *bands,         \
                              size_t rows, const T *weights);                                                        \
  void ckernels_split_##NAME(T *first, T *second, const T *pairs, const uint32_t *mirror, size_t rows,               \
                             size_t row_length);                                                                     \
  void ckernels_unpair_##NAME(T *first, T *second, const T *pairs, size_t count);                                    \
  void ckernels_peak_##NAME(T *peak, const T *in, size_t count);                                                     \
  void ckernels_pad_##NAME(T *pairs, const T *in, const T *scale, const int32_t *row_map, size_t rows,               \
                           const int32_t *column_map, size_t columns, size_t in_columns);                            \
  void ckernels_spread_##NAME(T *spectrum, const T *product, const T *weights, const uint32_t *sources,              \
                              const uint16_t *counts, size_t rows, size_t row_length, size_t width);                 \
  void ckernels_modulus_pullback_##NAME(T *first, T *second, const T *cotangents, size_t count);                     \
  void ckernels_modulus_pushforward_##NAME(T *tangents, const T *first, const T *second, const T *first_tangent,     \
                                           const T *second_tangent, size_t count);                                   \
  void ckernels_merge_##NAME(T *out, const T *first, const T *second, const uint32_t *mirror, size_t rows,           \
                             size_t row_length);                                                                     \
  void ckernels_unpad_##NAME(T *out, const T *pairs, const int32_t *row_map, size_t rows, const int32_t *column_map, \
                             size_t columns, size_t out_columns);                                                    \
  void ckernels_columns_##NAME(T *out, const T *matrix, size_t stride, size_t columns, const ckernels_step *steps,   \
                               size_t step_count, const uint32_t *order, const T *direction);

CKERNELS_DECLARE(float, f32)
CKERNELS_DECLARE(double, f64)

#undef CKERNELS_DECLARE

/// The kernels of one scalar type, with samples untyped: one type for both, which are alike but for it.
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
} ckernels_functions;

extern const ckernels_functions ckernels_single, ckernels_double;

#endif
