#pragma once

#include "Torch.h"
#include "include/CTorch.h"

#include <string>
#include <vector>

/// An array of a network, with what the optimiser keeps for it.
struct Parameter {
  std::string name;
  at::Tensor value;
  bool is_trained = false;
  double decay = 0;
  std::vector<at::Tensor> state;
};

/// How a pass over the nodes treats batch normalisation and dropout.
struct Pass {
  bool is_training = false;
  c10::optional<at::Generator> generator;
};

struct ctorch_network {
  explicit ctorch_network(at::ScalarType type) : type(type) {}
  virtual ~ctorch_network() = default;

  /// The values of a layer for signals `[count, channels, height, width]`.
  virtual at::Tensor run(const at::Tensor &signals, size_t layer, const Pass &pass) = 0;
  virtual size_t layer_count() const = 0;
  virtual const char *layer_name(size_t) const { return ""; }
  virtual int64_t layer_size(size_t) const { return 0; }

  at::TensorOptions options() const { return at::TensorOptions().dtype(type); }

  /// Signals as a tensor that shares their memory.
  at::Tensor wrap(const ctorch_signals &signals) const {
    return at::from_blob(const_cast<void *>(signals.elements),
                         {signals.count, signals.channels, signals.height, signals.width}, options());
  }

  const at::ScalarType type;
  std::vector<Parameter> parameters;
  ctorch_optimiser optimiser{};
};
