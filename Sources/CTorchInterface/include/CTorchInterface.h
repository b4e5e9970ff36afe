// What Swift and the shim over libtorch say to each other: plain data and one table of functions. The shim, CTorch, is a
// library of its own that is opened when a network is first asked for (Docs/Decisions/0011-libtorch-on-demand.md).
#ifndef CTORCHINTERFACE_H
#define CTORCHINTERFACE_H

#include <stddef.h>
#include <stdint.h>

/// A network with its parameters, in one precision, and the state of its optimiser.
typedef struct ctorch_network ctorch_network;

/// Grows with every change of this file, so that a library of another build is refused.
enum { CTORCH_VERSION = 2 };

/// What a node does. Which members of `ctorch_node` it reads stands next to it.
enum {
  CTORCH_AFFINE,               // first * x + second
  CTORCH_CONVOLUTION,          // stride, padding; weight [outputs, inputs, size, size], bias [outputs] if any
  CTORCH_LINEAR,               // weight [outputs, inputs], bias [outputs] if any
  CTORCH_RECTIFIER,
  CTORCH_TANGENT,              // the hyperbolic tangent
  CTORCH_MAXIMUM_POOLING,      // size, stride
  CTORCH_AVERAGE_POOLING,      // size, stride
  CTORCH_GLOBAL_AVERAGE,       // [channels, height, width] to [channels]
  CTORCH_BATCH_NORMALISATION,  // first: epsilon, second: momentum; weight, bias, mean, variance, each [channels]
  CTORCH_DROPOUT,              // first: the probability of zero
  CTORCH_FLATTEN,
  CTORCH_SUM                   // of both inputs
};

/// One node. Inputs are numbers of earlier nodes, -1 the network's input.
typedef struct {
  int32_t kind, inputs[2];
  int64_t size, stride, padding;
  double first, second;
} ctorch_node;

enum { CTORCH_WEIGHT, CTORCH_BIAS, CTORCH_MEAN, CTORCH_VARIANCE, CTORCH_ROLES };

/// An array of a node. Means and variances are not trained but followed.
typedef struct {
  int32_t node, role, rank;
  int64_t dimensions[4];
  const float *elements;
  /// What the optimiser adds of the element itself to its gradient; with decoupled decay the share, times the rate, that a step takes from it.
  double decay;
} ctorch_tensor;

/// Signals `[count, channels, height, width]`: of float for networks in single precision, of double for others.
typedef struct {
  const void *elements;
  int64_t count, channels, height, width;
} ctorch_signals;

/// How a step changes the trained arrays.
typedef struct {
  /// Adam (Kingma and Ba 2015) instead of gradient descent; with decoupled decay (Loshchilov and Hutter 2019).
  int32_t is_adam, is_decoupled, is_nesterov;
  double momentum;
  double first_decay, second_decay, epsilon;
  double label_smoothing;
  /// The weight of half the squared Frobenius norm of the scores' Jacobian, and how many projections estimate it.
  double jacobian_weight;
  int64_t jacobian_projections;
} ctorch_optimiser;

typedef struct {
  /// The cross entropy, and the mean squared Frobenius norm of the Jacobian where it has a weight.
  double loss, jacobian;
  /// How many of the batch had the largest score at their label, as they were seen in training.
  int64_t correct;
} ctorch_outcome;

/// Functions that return `char *` return null where all went well, else a message that `free_message` takes back.
/// `is_double` chooses the precision of a network; `layer` is a node, or a layer of a script. Nothing here locks: one call
/// at a time for each network.
typedef struct {
  uint32_t version;
  /// Such as 1.13.1.
  const char *libtorch;
  void (*free_message)(char *message);
  void (*set_threads)(int32_t count);

  char *(*make)(const ctorch_node *nodes, size_t node_count, const ctorch_tensor *tensors, size_t tensor_count,
                int32_t is_double, ctorch_network **network);
  /// A TorchScript archive. Runs it once on zeros of the signals' size, to learn its layers' sizes.
  char *(*load_script)(const void *bytes, size_t byte_count, ctorch_signals signals, int32_t is_double,
                       ctorch_network **network);
  void (*free_network)(ctorch_network *network);

  /// Layers of a script: calls of submodules in the order of execution, then what the script returns.
  size_t (*layer_count)(const ctorch_network *network);
  const char *(*layer_name)(const ctorch_network *network, size_t layer);
  /// Numbers that a script's layer has for one signal.
  int64_t (*layer_size)(const ctorch_network *network, size_t layer);

  /// Arrays: as given to `make`, or those of a script.
  size_t (*tensor_count)(const ctorch_network *network);
  const char *(*tensor_name)(const ctorch_network *network, size_t tensor);
  size_t (*tensor_rank)(const ctorch_network *network, size_t tensor);
  int64_t (*tensor_dimension)(const ctorch_network *network, size_t tensor, size_t axis);
  char *(*read_tensor)(const ctorch_network *network, size_t tensor, float *elements);
  char *(*write_tensor)(ctorch_network *network, size_t tensor, const float *elements);

  /// Values, Jacobian times tangents, transposed Jacobian times cotangents, of each signal, with nothing at random and
  /// followed means. `count` is the number of elements of `values`, to be checked.
  char *(*evaluate)(ctorch_network *network, size_t layer, ctorch_signals signals, void *values, int64_t count);
  char *(*pushforward)(ctorch_network *network, size_t layer, ctorch_signals signals, const void *tangents, void *values,
                       int64_t count);
  char *(*pullback)(ctorch_network *network, size_t layer, ctorch_signals signals, const void *cotangents, int64_t count,
                    void *gradients);

  /// Forgets the optimiser's state and takes new settings.
  char *(*prepare)(ctorch_network *network, ctorch_optimiser optimiser);
  /// One step of a network in single precision. `number` counts from 1; `seed` fixes all that is drawn.
  char *(*step)(ctorch_network *network, ctorch_signals signals, const int64_t *labels, double rate, int64_t number,
                uint64_t seed, ctorch_outcome *outcome);
  /// The optimiser's arrays for each trained array: one (momentum) or two (Adam), of the array's size.
  size_t (*state_count)(const ctorch_network *network, size_t tensor);
  char *(*read_state)(const ctorch_network *network, size_t tensor, size_t slot, float *elements);
  char *(*write_state)(ctorch_network *network, size_t tensor, size_t slot, const float *elements);
} ctorch_table;

/// The one symbol of the library, and its name.
typedef const ctorch_table *(*ctorch_entry)(void);
#define CTORCH_ENTRY "ctorch_functions"

#endif
