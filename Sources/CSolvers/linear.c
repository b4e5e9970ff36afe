#include "CSolvers.h"
#include "libraries.h"
#include <stdlib.h>
#include <string.h>

struct solvers_samples {
  struct feature_node *nodes;
  struct feature_node **rows;
  long count;
  /// With the constant.
  int columns;
};

struct solvers_samples *solvers_samples_make(const float *elements, long rows, int columns) {
  struct solvers_samples *samples = malloc(sizeof *samples);
  size_t stride = (size_t)columns + 2;
  if (!samples) return NULL;
  samples->nodes = malloc((size_t)rows * stride * sizeof *samples->nodes);
  samples->rows = malloc((size_t)rows * sizeof *samples->rows);
  if (!samples->nodes || !samples->rows) {
    solvers_samples_free(samples);
    return NULL;
  }
  samples->count = rows;
  samples->columns = columns + 1;
  for (long row = 0; row < rows; row++) {
    struct feature_node *nodes = samples->rows[row] = samples->nodes + row * stride;
    for (int column = 0; column < columns; column++)
      nodes[column] = (struct feature_node){column + 1, elements[row * columns + column]};
    nodes[columns] = (struct feature_node){columns + 1, 1};
    nodes[columns + 1] = (struct feature_node){-1, 0};
  }
  return samples;
}

void solvers_samples_free(struct solvers_samples *samples) {
  if (!samples) return;
  free(samples->nodes);
  free(samples->rows);
  free(samples);
}

int solvers_linear_fit(const struct solvers_samples *samples, const double *signs, enum solvers_loss loss, double cost,
                       double tolerance, const double *start, double *weights) {
  // The library asks for pointers to what may change, and changes neither.
  struct problem problem = {(int)samples->count, samples->columns, (double *)signs, samples->rows, 1};
  struct parameter parameter = {.solver_type = loss == solvers_logistic ? L2R_LR : L2R_L2LOSS_SVC,
                                .eps = tolerance,
                                .C = cost,
                                .p = 0.1,
                                .init_sol = (double *)start};
  struct model *model = solvers_libraries.train(&problem, &parameter);
  if (!model) return 1;
  double sign = model->label[0] == 1 ? 1 : -1;
  for (int column = 0; column < samples->columns; column++) weights[column] = sign * model->w[column];
  // What the parameters point to is ours.
  model->param = (struct parameter){0};
  solvers_libraries.free_and_destroy_model(&model);
  return 0;
}
