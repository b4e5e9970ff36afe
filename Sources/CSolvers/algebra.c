#include "CSolvers.h"
#include "libraries.h"
#include <stdlib.h>

void solvers_product_float(int transposes_a, int transposes_b, int rows, int columns, int inner, const float *a, int stride_a,
                           const float *b, int stride_b, int adds, float *c, int stride_c) {
  solvers_libraries.cblas_sgemm(CblasRowMajor, transposes_a ? CblasTrans : CblasNoTrans, transposes_b ? CblasTrans : CblasNoTrans,
                                rows, columns, inner, 1, a, stride_a, b, stride_b, adds ? 1 : 0, c, stride_c);
}

void solvers_product_double(int transposes_a, int transposes_b, int rows, int columns, int inner, const double *a, int stride_a,
                            const double *b, int stride_b, int adds, double *c, int stride_c) {
  solvers_libraries.cblas_dgemm(CblasRowMajor, transposes_a ? CblasTrans : CblasNoTrans, transposes_b ? CblasTrans : CblasNoTrans,
                                rows, columns, inner, 1, a, stride_a, b, stride_b, adds ? 1 : 0, c, stride_c);
}

// The upper triangle in row-major order is the lower one in Fortran's column-major order.

int solvers_factor(int order, double *matrix) {
  int info;
  solvers_libraries.dpotrf_("L", &order, matrix, &order, &info, 1);
  return info;
}

void solvers_solve(int order, int count, const double *factor, double *sides) {
  int info;
  solvers_libraries.dpotrs_("L", &order, &count, factor, &order, sides, &order, &info, 1);
}

int solvers_largest_eigen(int order, int count, double *matrix, double *values, double *vectors) {
  int found, info, first = order - count + 1, ask = -1, integers_asked;
  double unused = 0, tolerance = 0, work_asked;
  int *support = malloc(2 * (size_t)count * sizeof *support);
  double *all_values = malloc((size_t)order * sizeof *all_values);
  if (!support || !all_values) abort();
  solvers_libraries.dsyevr_("V", "I", "L", &order, matrix, &order, &unused, &unused, &first, &order, &tolerance, &found,
                            all_values, vectors, &order, support, &work_asked, &ask, &integers_asked, &ask, &info, 1, 1, 1);
  int work_size = (int)work_asked;
  double *work = malloc((size_t)work_size * sizeof *work);
  int *integers = malloc((size_t)integers_asked * sizeof *integers);
  if (!work || !integers) abort();
  solvers_libraries.dsyevr_("V", "I", "L", &order, matrix, &order, &unused, &unused, &first, &order, &tolerance, &found,
                            all_values, vectors, &order, support, work, &work_size, integers, &integers_asked, &info, 1, 1, 1);
  for (int index = 0; index < count; index++) values[index] = all_values[index];
  free(support);
  free(all_values);
  free(work);
  free(integers);
  return info ? info : found != count;
}
