/// The numerical libraries of the classifiers: OpenBLAS with LAPACK, LIBLINEAR and LIBSVM, opened when first asked for.
///
/// Loading them takes longer than all else that a short run of the tool does. So none is linked: `solvers_open` opens them, and every
/// function of theirs is good only after it returned null.
#ifndef CSOLVERS_H
#define CSOLVERS_H

/// Opens the libraries, once for all threads. Returns null, or the message of the loader, good for ever.
const char *solvers_open(void);

/// Opens OpenBLAS alone, once for all threads, for this process: each call computes on the thread that makes it, by kernels of this
/// processor. Whoever uses a library that brings OpenBLAS along calls this first. The environment is changed for a moment the first
/// time, so no other thread may read it then. Returns null, or the message of the loader, good for ever.
const char *solvers_open_openblas(void **library);

/// C = A B, row-major, `rows x columns` with `inner` products; either operand may be stored transposed.
/// With `adds` the product is added to C.
void solvers_product_float(int transposes_a, int transposes_b, int rows, int columns, int inner, const float *a, int stride_a,
                           const float *b, int stride_b, int adds, float *c, int stride_c);
void solvers_product_double(int transposes_a, int transposes_b, int rows, int columns, int inner, const double *a, int stride_a,
                            const double *b, int stride_b, int adds, double *c, int stride_c);

/// Factors a symmetric positive definite matrix (Cholesky), of which the upper triangle in row-major order is read, in place.
/// Returns 0, or how many leading rows and columns make a matrix that is not positive definite.
int solvers_factor(int order, double *matrix);

/// Solves for `count` right-hand sides, one a row, in place, by what `solvers_factor` left.
void solvers_solve(int order, int count, const double *factor, double *sides);

/// The `count` largest eigenvalues, ascending, of a symmetric matrix, of which the upper triangle in row-major order is read and
/// destroyed, and their eigenvectors, one a row of `vectors`. Returns 0, or LAPACK's code of failure.
int solvers_largest_eigen(int order, int count, double *matrix, double *values, double *vectors);

/// Samples as LIBLINEAR reads them, with a constant 1 after the last column: 16 bytes a number.
struct solvers_samples;
struct solvers_samples *solvers_samples_make(const float *elements, long rows, int columns);
void solvers_samples_free(struct solvers_samples *samples);

enum solvers_loss { solvers_squared_hinge, solvers_logistic };

/// The weights, `columns + 1` of them, that minimise |w|^2 / 2 + cost * sum of losses, by LIBLINEAR's trust-region Newton method,
/// which draws no random numbers.
///
/// signs: one a sample, 1 or -1. start: where to begin, or null. Returns 0, or 1 where there is no memory.
int solvers_linear_fit(const struct solvers_samples *samples, const double *signs, enum solvers_loss loss, double cost,
                       double tolerance, const double *start, double *weights);

/// The kernel of samples as LIBSVM reads it: dense, 16 bytes a pair of samples, or computed by LIBSVM when asked for.
struct solvers_kernel;

/// A dense kernel whose rows are to be set. Null where there is no memory.
struct solvers_kernel *solvers_kernel_make(int count);
/// exp(-gamma * (norms[i] + norms[j] - 2 * products[j])) for all j.
void solvers_kernel_set_radial(struct solvers_kernel *kernel, int row, const float *products, const float *norms, float gamma);
/// A kernel exp(-gamma |x_i - x_j|^2) that LIBSVM computes from the samples. Null where there is no memory.
struct solvers_kernel *solvers_kernel_make_radial(const float *elements, int count, int columns, double gamma);
void solvers_kernel_free(struct solvers_kernel *kernel);

/// LIBSVM's C-SVC: the decision is sum of coefficients[i] * K(x_i, x) + offset. Returns 0, or 1 where there is no memory.
int solvers_kernel_fit(const struct solvers_kernel *kernel, const double *signs, double cost, double tolerance,
                       double *coefficients, double *offset);

/// products[j] becomes exp(-gamma * (norm + norms[j] - 2 * products[j])).
void solvers_radial(float *products, int count, float norm, const float *norms, float gamma);

#endif
