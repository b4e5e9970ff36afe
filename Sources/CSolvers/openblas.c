#include "CSolvers.h"
#include "libraries.h"
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/// A variable of the environment, and what it was before it was set.
struct variable {
  const char *name;
  char *before;
};

static struct variable set_variable(const char *name, const char *value) {
  const char *before = getenv(name);
  struct variable variable = {name, before ? strdup(before) : NULL};
  setenv(name, value, 1);
  return variable;
}

/// Programs that this process starts are to find the environment as it was.
static void put_back(struct variable variable) {
  if (variable.before) setenv(variable.name, variable.before, 1);
  else unsetenv(variable.name);
  free(variable.before);
}

/// A processor that every OpenBLAS of the last years has kernels for and all of whose instructions this one has, by OpenBLAS' own
/// name. (Newer versions look at the instructions of processors that they do not know by themselves.)
static const char *known_processor(void) {
#ifdef __x86_64__
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
    return "SKYLAKEX";
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return "HASWELL";
#endif
  return NULL;
}

/// Whether the library, not knowing a processor that is newer than itself, has taken it for one of 2004.
static int is_mistaken(void *library) {
  __typeof__(openblas_get_corename) *name = (__typeof__(name))dlsym(library, "openblas_get_corename");
  return name && strcmp(name(), "Prescott") == 0 && !getenv("OPENBLAS_CORETYPE") && known_processor();
}

static void *opened;
static char failure[512];

static void *open_library(void) {
  return solvers_open_library("libopenblas.so.0", "libopenblas.so", failure, sizeof failure);
}

static void open_once(void) {
  struct variable threads = set_variable("OPENBLAS_NUM_THREADS", "1");
  opened = open_library();
  if (opened && is_mistaken(opened)) {
    struct variable processor = set_variable("OPENBLAS_CORETYPE", known_processor());
    dlclose(opened);
    opened = open_library();
    put_back(processor);
  }
  put_back(threads);
  // It may have been in the process before.
  __typeof__(openblas_set_num_threads) *set_threads =
      opened ? (__typeof__(set_threads))dlsym(opened, "openblas_set_num_threads") : NULL;
  if (set_threads) set_threads(1);
}

const char *solvers_open_openblas(void **library) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, open_once);
  if (library) *library = opened;
  return opened ? NULL : failure;
}
