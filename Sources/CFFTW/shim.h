#include <fftw3.h>

/// A plan of either precision.
typedef struct cfftw_plan_s *cfftw_plan;

/// FFTW's functions of one precision, with samples untyped: one type for `fftw_` and `fftwf_`, which are alike but for it.
typedef struct {
  cfftw_plan (*plan_complex)(int rank, const int *size, int batch, void *in, const int *in_embed, int in_stride,
                             int in_distance, void *out, const int *out_embed, int out_stride, int out_distance, int sign,
                             unsigned flags);
  cfftw_plan (*plan_real_forward)(int rank, const int *size, int batch, void *in, const int *in_embed, int in_stride,
                                  int in_distance, void *out, const int *out_embed, int out_stride, int out_distance,
                                  unsigned flags);
  cfftw_plan (*plan_real_backward)(int rank, const int *size, int batch, void *in, const int *in_embed, int in_stride,
                                   int in_distance, void *out, const int *out_embed, int out_stride, int out_distance,
                                   unsigned flags);
  void (*destroy)(cfftw_plan plan);
  void (*execute_complex)(cfftw_plan plan, void *in, void *out);
  void (*execute_real_forward)(cfftw_plan plan, void *in, void *out);
  void (*execute_real_backward)(cfftw_plan plan, void *in, void *out);
  char *(*export_wisdom)(void);
  int (*import_wisdom)(const char *text);
  void (*forget_wisdom)(void);
  void (*set_time_limit)(double seconds);
  /// As `fftw-3.3.10-sse2-avx`.
  const char *version;
} cfftw_functions;

#define CFFTW_AS(field, function) .field = (__typeof__(((cfftw_functions *)0)->field))(function)
#define CFFTW_FUNCTIONS(prefix)                                                                                              \
  (cfftw_functions) {                                                                                                        \
    CFFTW_AS(plan_complex, prefix##_plan_many_dft), CFFTW_AS(plan_real_forward, prefix##_plan_many_dft_r2c),                 \
        CFFTW_AS(plan_real_backward, prefix##_plan_many_dft_c2r), CFFTW_AS(destroy, prefix##_destroy_plan),                  \
        CFFTW_AS(execute_complex, prefix##_execute_dft), CFFTW_AS(execute_real_forward, prefix##_execute_dft_r2c),           \
        CFFTW_AS(execute_real_backward, prefix##_execute_dft_c2r),                                                           \
        CFFTW_AS(export_wisdom, prefix##_export_wisdom_to_string),                                                           \
        CFFTW_AS(import_wisdom, prefix##_import_wisdom_from_string),                                                         \
        CFFTW_AS(forget_wisdom, prefix##_forget_wisdom),                                                                     \
        CFFTW_AS(set_time_limit, prefix##_set_timelimit), .version = prefix##_version                                        \
  }

static inline cfftw_functions cfftw_single(void) { return CFFTW_FUNCTIONS(fftwf); }
static inline cfftw_functions cfftw_double(void) { return CFFTW_FUNCTIONS(fftw); }

#undef CFFTW_AS
#undef CFFTW_FUNCTIONS
