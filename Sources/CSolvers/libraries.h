/// The functions of the libraries, by the types that their own headers declare.
#ifndef CSOLVERS_LIBRARIES_H
#define CSOLVERS_LIBRARIES_H

#include <cblas.h>
#include <libsvm/svm.h>
#include <linear.h>
#include <stddef.h>

/// Of OpenBLAS alone, so not in every cblas.h.
void openblas_set_num_threads(int count);
char *openblas_get_corename(void);

/// LAPACK is Fortran: every argument by address, and after the last one the length of each text.
void dpotrf_(const char *triangle, const int *order, double *a, const int *stride, int *info, size_t);
void dpotrs_(const char *triangle, const int *order, const int *count, const double *a, const int *stride_a, double *b,
             const int *stride_b, int *info, size_t);
void dsyevr_(const char *job, const char *range, const char *triangle, const int *order, double *a, const int *stride_a,
             const double *lower, const double *upper, const int *first, const int *last, const double *tolerance, int *found,
             double *values, double *vectors, const int *stride_vectors, int *support, double *work, const int *work_size,
             int *integers, const int *integers_size, int *info, size_t, size_t, size_t);

#define SOLVERS_OPENBLAS(use) use(cblas_sgemm) use(cblas_dgemm) use(dpotrf_) use(dpotrs_) use(dsyevr_)
#define SOLVERS_LIBLINEAR(use) use(train) use(free_and_destroy_model) use(set_print_string_function)
#define SOLVERS_LIBSVM(use) use(svm_train) use(svm_free_and_destroy_model) use(svm_set_print_string_function)

#define SOLVERS_POINTER(name) __typeof__(name) *name;
struct solvers_libraries {
  SOLVERS_OPENBLAS(SOLVERS_POINTER)
  SOLVERS_LIBLINEAR(SOLVERS_POINTER)
  SOLVERS_LIBSVM(SOLVERS_POINTER)
};
#undef SOLVERS_POINTER

extern struct solvers_libraries solvers_libraries;

/// The library under the first of two names that the loader knows; null, and the loader's message on the first name, if it knows none.
void *solvers_open_library(const char *name, const char *other, char *message, size_t size);

#endif
