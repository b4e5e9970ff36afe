// The table of functions, and the only file that is compiled: libtorch's headers take most of a minute each time.
#include "Nodes.h"
#include "Script.h"
#include "Training.h"

#include <cstring>
#include <malloc.h>

namespace {

/// Runs `body`; whatever it throws comes back as a message.
template <class Body>
char *guarded(Body body) noexcept {
  try {
    body();
    return nullptr;
  } catch (const c10::Error &error) {
    return strdup(error.what_without_backtrace());
  } catch (const std::exception &error) {
    return strdup(error.what());
  } catch (...) {
    return strdup("something that is no exception was thrown");
  }
}

at::ScalarType type(int32_t is_double) { return is_double ? at::kDouble : at::kFloat; }

/// Copies a tensor out, in its network's precision.
void copy_elements(const at::Tensor &values, void *elements, int64_t count) {
  TORCH_CHECK(values.numel() == count, "found ", values.numel(), " numbers, expected ", count);
  at::Tensor packed = values.detach().contiguous();
  memcpy(elements, packed.data_ptr(), packed.nbytes());
}

void read(const at::Tensor &values, float *elements) { copy_elements(values.to(at::kFloat), elements, values.numel()); }

void write(at::Tensor values, const float *elements) {
  at::NoGradGuard plain;
  values.copy_(at::from_blob(const_cast<float *>(elements), values.sizes(), at::kFloat));
}

/// Has freed memory stay with the process. libtorch frees every step's tensors and asks for the same sizes in the next; given
/// back to the system, their pages must be mapped and cleared anew each time, a tenth of a training step.
void keep_freed_memory() {
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  mallopt(M_TRIM_THRESHOLD, 0x7fffffff);
}

void set_threads(int32_t count) {
  // libtorch keeps the number for each thread, which has the last one set on any until it first asks.
  if (at::get_num_threads() != count) at::set_num_threads(count);
}

char *make(const ctorch_node *nodes, size_t node_count, const ctorch_tensor *tensors, size_t tensor_count,
           int32_t is_double, ctorch_network **network) {
  return guarded([&] { *network = make_network(nodes, node_count, tensors, tensor_count, type(is_double)); });
}

char *load(const void *bytes, size_t byte_count, ctorch_signals signals, int32_t is_double, ctorch_network **network) {
  return guarded([&] {
    *network = script::load(std::string(static_cast<const char *>(bytes), byte_count), signals, type(is_double));
  });
}

char *evaluate(ctorch_network *network, size_t layer, ctorch_signals signals, void *values, int64_t count) {
  return guarded([&] {
    at::NoGradGuard plain;
    copy_elements(network->run(network->wrap(signals), layer, {}), values, count);
  });
}

/// The transposed Jacobian times u is linear in u; its own transposed Jacobian is the Jacobian.
char *pushforward(ctorch_network *network, size_t layer, ctorch_signals signals, const void *tangents, void *values,
                  int64_t count) {
  return guarded([&] {
    at::AutoGradMode grad(true);
    at::Tensor input = network->wrap(signals).requires_grad_(true);
    at::Tensor output = network->run(input, layer, {});
    at::Tensor cotangent = at::zeros_like(output).requires_grad_(true);
    at::Tensor tangent = at::from_blob(const_cast<void *>(tangents), input.sizes(), network->options());
    at::Tensor result;
    if (output.requires_grad()) {
      at::Tensor pulled = torch::autograd::grad({output}, {input}, {cotangent}, true, true, true)[0];
      if (pulled.defined() && pulled.requires_grad())
        result = torch::autograd::grad({pulled}, {cotangent}, {tangent}, c10::nullopt, false, true)[0];
    }
    copy_elements(result.defined() ? result : at::zeros_like(output), values, count);
  });
}

char *pullback(ctorch_network *network, size_t layer, ctorch_signals signals, const void *cotangents, int64_t count,
               void *gradients) {
  return guarded([&] {
    at::AutoGradMode grad(true);
    at::Tensor input = network->wrap(signals).requires_grad_(true);
    at::Tensor output = network->run(input, layer, {});
    TORCH_CHECK(output.numel() == count, "found ", output.numel(), " numbers, expected ", count);
    at::Tensor result;
    if (output.requires_grad()) {
      at::Tensor given = at::from_blob(const_cast<void *>(cotangents), output.sizes(), network->options());
      result = torch::autograd::grad({output}, {input}, {given}, c10::nullopt, false, true)[0];
    }
    copy_elements(result.defined() ? result : at::zeros_like(input), gradients, input.numel());
  });
}

const ctorch_table table = {
    CTORCH_VERSION,
    TORCH_VERSION,
    [](char *message) { free(message); },
    set_threads,
    make,
    load,
    [](ctorch_network *network) { delete network; },
    [](const ctorch_network *network) { return network->layer_count(); },
    [](const ctorch_network *network, size_t layer) { return network->layer_name(layer); },
    [](const ctorch_network *network, size_t layer) { return network->layer_size(layer); },
    [](const ctorch_network *network) { return network->parameters.size(); },
    [](const ctorch_network *network, size_t tensor) { return network->parameters[tensor].name.c_str(); },
    [](const ctorch_network *network, size_t tensor) { return size_t(network->parameters[tensor].value.dim()); },
    [](const ctorch_network *network, size_t tensor, size_t axis) {
      return int64_t(network->parameters[tensor].value.size(int64_t(axis)));
    },
    [](const ctorch_network *network, size_t tensor, float *elements) {
      return guarded([&] { read(network->parameters[tensor].value, elements); });
    },
    [](ctorch_network *network, size_t tensor, const float *elements) {
      return guarded([&] { write(network->parameters[tensor].value, elements); });
    },
    evaluate,
    pushforward,
    pullback,
    [](ctorch_network *network, ctorch_optimiser optimiser) {
      return guarded([&] { prepare(*network, optimiser); });
    },
    [](ctorch_network *network, ctorch_signals signals, const int64_t *labels, double rate, int64_t number, uint64_t seed,
       ctorch_outcome *outcome) {
      return guarded([&] { *outcome = step(*network, signals, labels, rate, number, seed); });
    },
    [](const ctorch_network *network, size_t tensor) { return network->parameters[tensor].state.size(); },
    [](const ctorch_network *network, size_t tensor, size_t slot, float *elements) {
      return guarded([&] { read(network->parameters[tensor].state[slot], elements); });
    },
    [](ctorch_network *network, size_t tensor, size_t slot, const float *elements) {
      return guarded([&] { write(network->parameters[tensor].state[slot], elements); });
    },
};

}  // namespace

const ctorch_table *ctorch_functions(void) {
  keep_freed_memory();
  return &table;
}
