#include "libraries.h"
#include "CSolvers.h"
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

struct solvers_libraries solvers_libraries;
static char failure[512];

void *solvers_open_library(const char *name, const char *other, char *message, size_t size) {
  void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (library) return library;
  snprintf(message, size, "%s", dlerror());
  library = dlopen(other, RTLD_NOW | RTLD_LOCAL);
  if (library) message[0] = 0;
  return library;
}

/// The library under the first of two names that the loader knows.
static void *open_library(const char *name, const char *other) {
  char message[sizeof failure] = "";
  void *library = solvers_open_library(name, other, message, sizeof message);
  if (!library) snprintf(failure, sizeof failure, "%s", message);
  return library;
}

static void *open_openblas(void) {
  void *library = NULL;
  const char *message = solvers_open_openblas(&library);
  if (message) snprintf(failure, sizeof failure, "%s", message);
  return library;
}

static void *find(void *library, const char *name) {
  void *symbol = library ? dlsym(library, name) : NULL;
  if (library && !symbol) snprintf(failure, sizeof failure, "%s", dlerror());
  return symbol;
}

static void say_nothing(const char *message) { (void)message; }

static void open_all(void) {
  void *library;
#define SOLVERS_FIND(name) solvers_libraries.name = (__typeof__(name) *)find(library, #name);
  library = open_openblas();
  SOLVERS_OPENBLAS(SOLVERS_FIND)
  library = open_library("liblinear.so.4", "liblinear.so");
  SOLVERS_LIBLINEAR(SOLVERS_FIND)
  library = open_library("libsvm.so.3", "libsvm.so");
  SOLVERS_LIBSVM(SOLVERS_FIND)
#undef SOLVERS_FIND
  if (failure[0]) return;
  solvers_libraries.set_print_string_function(say_nothing);
  solvers_libraries.svm_set_print_string_function(say_nothing);
}

const char *solvers_open(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, open_all);
  return failure[0] ? failure : NULL;
}
