// The kernels compiled for one instruction set each, whatever this processor would be given: for comparison with each other.
#ifndef KERNEL_BUILDS_H
#define KERNEL_BUILDS_H

#include <CKernels.h>
#include <stdbool.h>

typedef struct {
  const char *name;
  /// Whether this processor runs it.
  bool runs;
  ckernels_functions single_precision, double_precision;
} kernel_build;

/// The build that the program uses, which picks its instructions when it starts.
kernel_build kernel_build_dispatched(void);
kernel_build kernel_build_sse2(void);
kernel_build kernel_build_avx2(void);
kernel_build kernel_build_avx512(void);

#endif
