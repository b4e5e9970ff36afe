// What the library calls of MKL, in front of FFTW. Says what it plans where STAND_IN_REPORTS is set; plans nothing whose last axis has
// 47 samples; will not leave its threads where STAND_IN_HAS_THREADS is set.
#include <fftw3.h>
#include <stdio.h>
#include <stdlib.h>

int MKL_Set_Threading_Layer(int layer) { return layer == 1 && !getenv("STAND_IN_HAS_THREADS") ? 1 : 0; }

#define PLAN(prefix)                                                                                                        \
  prefix##_plan prefix##_plan_guru64_dft(int rank, const prefix##_iodim64 *axes, int batch_rank,                            \
                                         const prefix##_iodim64 *batch_axes, prefix##_complex *in, prefix##_complex *out,   \
                                         int sign, unsigned flags) {                                                        \
    (void)batch_axes;                                                                                                       \
    if (rank < 1 || rank > 3 || batch_rank != 0 || in != out) abort();                                                      \
    if (axes[rank - 1].n == 47) return NULL;                                                                                \
    prefix##_iodim narrow[3];                                                                                               \
    for (int axis = 0; axis < rank; axis++)                                                                                 \
      narrow[axis] = (prefix##_iodim){(int)axes[axis].n, (int)axes[axis].is, (int)axes[axis].os};                           \
    if (getenv("STAND_IN_REPORTS")) {                                                                                       \
      fprintf(stderr, #prefix);                                                                                             \
      for (int axis = 0; axis < rank; axis++) fprintf(stderr, " %d", narrow[axis].n);                                       \
      fprintf(stderr, "\n");                                                                                                \
    }                                                                                                                       \
    return prefix##_plan_guru_dft(rank, narrow, 0, NULL, in, out, sign, flags);                                             \
  }

PLAN(fftw)
PLAN(fftwf)
