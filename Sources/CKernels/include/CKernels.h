// The inner loops of the cascade, in C so that one binary carries SSE2, AVX2 and AVX-512 forms and picks one when it starts
// (Docs/Decisions/0002-c-kernels.md). Swift callers go through `ScatteringScalar`, where contracts stand, and for columns through
// `ColumnSteps`. A "pair" is one complex number
// whose parts are the same sample of two real signals.
#ifndef CKERNELS_H
#define CKERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// In a dynamic library what picks among clones runs before symbols that others may replace are known: so nobody may replace these.
#pragma GCC visibility push(hidden)

/// The processors that this process may run on, at least 1.
size_t ckernels_processor_count(void);

/// Four consecutive rows of a banded matrix: their nonzero columns lie in the circular window of `count` columns
/// from `first`; weights are stored column by column, four to a column, from `weight`.
typedef struct {
  uint32_t first, count, weight;
} ckernels_band;

/// Products read this many entries of `sources` ahead of the one in use, so the table goes on by as many.
enum { CKERNELS_LOOKAHEAD = 12 };

typedef struct ckernels_convolution ckernels_convolution;

/// A step of the transform of columns by decimation in frequency: transforms of `radix * blocks` rows become `radix` times as many of `blocks`
/// rows. Tables are of the scalar type: for radices that are odd primes from 7 on, cosines and sines of the angles of products of
/// indices from 1 to `radix / 2`, or a convolution; and for each block a twiddle of each output but the first, real and imaginary
/// part. Twiddles are null where there is one block, and where a first step takes its rows in the order of Good and Thomas:
/// `radix * block + blocks * index` mod `radix * blocks`.
typedef struct {
  uint32_t radix, blocks;
  const void *cosines, *sines, *twiddles;
  const ckernels_convolution *convolution;
} ckernels_step;

/// The transform of a prime by a circular convolution of `length` (Rader 1968): where the convolution's inputs stand, where its transform
/// leaves its frequencies, where the second transform leaves each output, and the spectrum of the kernel over `length`.
struct ckernels_convolution {
  uint32_t length, step_count;
  const ckernels_step *steps;
  const uint32_t *inputs, *order, *outputs;
  const void *kernel;
};

/// The transform of columns of `length` samples: its steps, which of the last step's rows each frequency is, to which row each sample goes
/// where rows are read as columns, and the rows of scratch memory that convolutions need beside the columns' own.
typedef struct {
  uint32_t length, step_count, extra;
  const ckernels_step *steps;
  const uint32_t *order, *inputs;
} ckernels_transform;

/// Columns that are written as rows; columns in place; rows in place.
typedef enum { CKERNELS_TURNED, CKERNELS_COLUMNS, CKERNELS_ROWS } ckernels_layout;

/// The largest radix of a step by products.
enum { CKERNELS_LARGEST_PRODUCT = 127 };

/// The transform of columns, with samples untyped; `stride` scalars lie between the starts of rows. In place there must
/// be as many columns as 32 bytes hold scalars: of fewer, nothing may be done.
typedef void (*ckernels_columns_function)(void *out, const void *in, size_t stride, size_t columns, ckernels_layout layout,
                                          const ckernels_transform *transform);

/// What the transform of columns is compiled for: SSE2, which stands for what every processor of an architecture has, and x86-64-v3 and v4.
typedef enum { CKERNELS_SSE2, CKERNELS_AVX2, CKERNELS_AVX512 } ckernels_instructions;

/// The best that this processor has.
ckernels_instructions ckernels_best_instructions(void);
/// The transform of columns by some instructions, in single or double precision; of the architecture's any where there are no others.
ckernels_columns_function ckernels_columns_of(ckernels_instructions instructions, bool is_double);

/// A product of a spectrum with a folded filter, samples untyped, that is one of two in a sum: multiplied by i where it `turns`.
typedef struct {
  const void *spectrum, *weights;
  const uint32_t *sources;
  const uint16_t *counts;
  bool turns;
} ckernels_product;

/// Which part of pairs the power of a complex sample belongs to; or the square of its either part to the same one.
typedef enum { CKERNELS_FIRST, CKERNELS_SECOND, CKERNELS_BOTH } ckernels_target;

#define CKERNELS_DECLARE(T, NAME)                                                                                    \
  void ckernels_multiply_##NAME(T *out, const T *spectrum, const T *weights, const uint32_t *sources,                \
                                const uint16_t *counts, size_t rows, size_t row_length, size_t width);               \
  void ckernels_multiply_two_##NAME(T *out, const ckernels_product *first, const ckernels_product *second,           \
                                    size_t rows, size_t row_length, size_t width);                                   \
  void ckernels_modulus_##NAME(T *pairs, const T *first, const T *second, size_t count);                             \
  void ckernels_powers_##NAME(T *pairs, const T *signal, size_t count, ckernels_target target, bool adds);           \
  void ckernels_roots_##NAME(T *moduli, const T *powers, size_t count);                                              \
  void ckernels_sum_##NAME(T *sums, const T *pairs, size_t count, const T *power);                                   \
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
  void ckernels_spread_turned_##NAME(T *spectrum, const T *product, const T *weights, const uint32_t *sources,       \
                                     const uint16_t *counts, size_t rows, size_t row_length, size_t width);          \
  void ckernels_modulus_pullback_##NAME(T *first, T *second, const T *cotangents, size_t count);                     \
  void ckernels_modulus_pushforward_##NAME(T *tangents, const T *first, const T *second, const T *first_tangent,     \
                                           const T *second_tangent, size_t count);                                   \
  void ckernels_merge_##NAME(T *out, const T *first, const T *second, const uint32_t *mirror, size_t rows,           \
                             size_t row_length);                                                                     \
  void ckernels_unpad_##NAME(T *out, const T *pairs, const int32_t *row_map, size_t rows, const int32_t *column_map, \
                             size_t columns, size_t out_columns);

CKERNELS_DECLARE(float, f32)
CKERNELS_DECLARE(double, f64)

#undef CKERNELS_DECLARE

/// The kernels of one scalar type, with samples untyped: one type for both, which are alike but for it.
typedef struct {
  void (*multiply)(void *out, const void *spectrum, const void *weights, const uint32_t *sources, const uint16_t *counts,
                   size_t rows, size_t row_length, size_t width);
  void (*multiply_two)(void *out, const ckernels_product *first, const ckernels_product *second, size_t rows, size_t row_length,
                       size_t width);
  void (*modulus)(void *pairs, const void *first, const void *second, size_t count);
  void (*powers)(void *pairs, const void *signal, size_t count, ckernels_target target, bool adds);
  void (*roots)(void *moduli, const void *powers, size_t count);
  /// `sums` is of both parts; of each to the power `*power`, or as it is where that is null.
  void (*sum)(void *sums, const void *pairs, size_t count, const void *power);
  void (*banded)(void *out, const void *in, size_t in_rows, size_t width, const ckernels_band *bands, size_t rows,
                 const void *weights);
  void (*split)(void *first, void *second, const void *pairs, const uint32_t *mirror, size_t rows, size_t row_length);
  void (*unpair)(void *first, void *second, const void *pairs, size_t count);
  void (*spread)(void *spectrum, const void *product, const void *weights, const uint32_t *sources, const uint16_t *counts,
                 size_t rows, size_t row_length, size_t width);
  /// `spread` of the product times -i.
  void (*spread_turned)(void *spectrum, const void *product, const void *weights, const uint32_t *sources, const uint16_t *counts,
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
} ckernels_functions;

extern const ckernels_functions ckernels_single, ckernels_double;

#pragma GCC visibility pop

#endif
