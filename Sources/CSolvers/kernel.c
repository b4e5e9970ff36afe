#include "CSolvers.h"
#include "libraries.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct solvers_kernel {
  struct svm_node *nodes;
  struct svm_node **rows;
  int count;
  int type;
  double gamma;
};

static struct solvers_kernel *make(int count, size_t stride, int type, double gamma) {
  struct solvers_kernel *kernel = malloc(sizeof *kernel);
  if (!kernel) return NULL;
  *kernel = (struct solvers_kernel){malloc((size_t)count * stride * sizeof(struct svm_node)),
                                    malloc((size_t)count * sizeof(struct svm_node *)), count, type, gamma};
  if (!kernel->nodes || !kernel->rows) {
    solvers_kernel_free(kernel);
    return NULL;
  }
  for (int row = 0; row < count; row++) kernel->rows[row] = kernel->nodes + row * stride;
  return kernel;
}

struct solvers_kernel *solvers_kernel_make(int count) { return make(count, (size_t)count + 1, PRECOMPUTED, 0); }

void solvers_radial(float *products, int count, float norm, const float *norms, float gamma) {
  for (int index = 0; index < count; index++) {
    float squared = norm + norms[index] - 2 * products[index];
    products[index] = expf(-gamma * (squared > 0 ? squared : 0));
  }
}

void solvers_kernel_set_radial(struct solvers_kernel *kernel, int row, const float *products, const float *norms, float gamma) {
  struct svm_node *nodes = kernel->rows[row];
  nodes[0] = (struct svm_node){0, row + 1};
  for (int index = 0; index < kernel->count; index++) {
    float squared = norms[row] + norms[index] - 2 * products[index];
    nodes[index + 1] = (struct svm_node){index + 1, index == row ? 1 : expf(-gamma * (squared > 0 ? squared : 0))};
  }
}

struct solvers_kernel *solvers_kernel_make_radial(const float *elements, int count, int columns, double gamma) {
  struct solvers_kernel *kernel = make(count, (size_t)columns + 1, RBF, gamma);
  if (!kernel) return NULL;
  for (int row = 0; row < count; row++) {
    for (int column = 0; column < columns; column++)
      kernel->rows[row][column] = (struct svm_node){column + 1, elements[(size_t)row * columns + column]};
    kernel->rows[row][columns] = (struct svm_node){-1, 0};
  }
  return kernel;
}

void solvers_kernel_free(struct solvers_kernel *kernel) {
  if (!kernel) return;
  free(kernel->nodes);
  free(kernel->rows);
  free(kernel);
}

int solvers_kernel_fit(const struct solvers_kernel *kernel, const double *signs, double cost, double tolerance,
                       double *coefficients, double *offset) {
  // The library asks for pointers to what may change, and changes neither.
  struct svm_problem problem = {kernel->count, (double *)signs, kernel->rows};
  struct svm_parameter parameter = {.svm_type = C_SVC,
                                    .kernel_type = kernel->type,
                                    .gamma = kernel->gamma,
                                    .cache_size = 256,
                                    .eps = tolerance,
                                    .C = cost,
                                    .shrinking = 1};
  struct svm_model *model = solvers_libraries.svm_train(&problem, &parameter);
  if (!model) return 1;
  double sign = model->label[0] == 1 ? 1 : -1;
  memset(coefficients, 0, (size_t)kernel->count * sizeof *coefficients);
  for (int index = 0; index < model->l; index++)
    coefficients[model->sv_indices[index] - 1] = sign * model->sv_coef[0][index];
  *offset = -sign * model->rho[0];
  solvers_libraries.svm_free_and_destroy_model(&model);
  return 0;
}
