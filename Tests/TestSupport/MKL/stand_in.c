// What the library calls of MKL, in front of FFTW. Says what it plans where STAND_IN_REPORTS is set; plans nothing whose last axis has
// 47 samples; will not leave its threads where STAND_IN_HAS_THREADS is set.
#include <fftw3.h>
#include <stdio.h>
#include <stdlib.h>

int MKL_Set_Threading_Layer(int layer) { return getenv("STAND_IN_HAS_THREADS") ? 0 : layer; }

#define PLAN(prefix)                                                                                                        \
  prefix##_plan prefix##_plan_guru64_dft(int rank, const prefix##_iodim64 *axes, int batch_rank,                            \
                                         const prefix##_iodim64 *batch_axes, prefix##_complex *in, prefix##_complex *out,   \
                                         int sign, unsigned flags) {                                                        \
    (void)batch_rank, (void)batch_axes;                                                                                     \
    int size[3] = {1, 1, 1};                                                                                                \
    for (int axis = 0; axis < rank; axis++) size[axis] = (int)axes[axis].n;                                                 \
    if (size[rank - 1] == 47) return NULL;                                                                                  \
    if (getenv("STAND_IN_REPORTS")) fprintf(stderr, #prefix " %d %d %d\n", size[0], size[1], size[2]);                      \
    return prefix##_plan_many_dft(rank, size, 1, in, NULL, 1, 0, out, NULL, 1, 0, sign, flags);                             \
  }

PLAN(fftw)
PLAN(fftwf)
