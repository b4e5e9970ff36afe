#define _GNU_SOURCE
#include <sched.h>
#include <unistd.h>

#include "CKernels.h"

size_t ckernels_processor_count(void) {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0) return (size_t)CPU_COUNT(&set);
  const long online = sysconf(_SC_NPROCESSORS_ONLN);
  return online > 0 ? (size_t)online : 1;
}
