// Networks of nodes.
#pragma once

#include "Network.h"

struct NetworkNode {
  ctorch_node shape;
  /// Which parameter has each role; -1 none.
  int parameter[CTORCH_ROLES] = {-1, -1, -1, -1};
};

struct NodeNetwork final : ctorch_network {
  std::vector<NetworkNode> nodes;

  using ctorch_network::ctorch_network;

  size_t layer_count() const override { return nodes.size(); }

  at::Tensor run(const at::Tensor &signals, size_t layer, const Pass &pass) override {
    std::vector<at::Tensor> values;
    values.reserve(layer + 1);
    for (size_t index = 0; index <= layer; index++) values.push_back(apply(nodes[index], signals, values, pass));
    return values[layer];
  }

  at::Tensor role(const NetworkNode &node, int role) const {
    return node.parameter[role] < 0 ? at::Tensor() : parameters[node.parameter[role]].value;
  }

  at::Tensor apply(const NetworkNode &node, const at::Tensor &signals, const std::vector<at::Tensor> &values,
                   const Pass &pass) const {
    const ctorch_node &shape = node.shape;
    auto input = [&](int index) { return shape.inputs[index] < 0 ? signals : values[shape.inputs[index]]; };
    at::Tensor x = input(0);
    switch (shape.kind) {
      case CTORCH_AFFINE: return x * shape.first + shape.second;
      case CTORCH_CONVOLUTION:
        return at::conv2d(x, role(node, CTORCH_WEIGHT), role(node, CTORCH_BIAS), {shape.stride, shape.stride},
                          {shape.padding, shape.padding});
      case CTORCH_LINEAR: return at::linear(x, role(node, CTORCH_WEIGHT), role(node, CTORCH_BIAS));
      case CTORCH_RECTIFIER: return at::relu(x);
      case CTORCH_TANGENT: return at::tanh(x);
      case CTORCH_MAXIMUM_POOLING: return at::max_pool2d(x, {shape.size, shape.size}, {shape.stride, shape.stride});
      case CTORCH_AVERAGE_POOLING: return at::avg_pool2d(x, {shape.size, shape.size}, {shape.stride, shape.stride});
      case CTORCH_GLOBAL_AVERAGE: return at::mean(x, {2, 3});
      case CTORCH_BATCH_NORMALISATION: return normalise(node, x, pass);
      case CTORCH_DROPOUT: return drop(x, shape.first, pass);
      case CTORCH_FLATTEN: return x.flatten(1);
      case CTORCH_SUM: return x + input(1);
      default: TORCH_CHECK(false, "no node has kind ", shape.kind);
    }
  }

  at::Tensor normalise(const NetworkNode &node, const at::Tensor &x, const Pass &pass) const {
    at::Tensor weight = role(node, CTORCH_WEIGHT), bias = role(node, CTORCH_BIAS);
    at::Tensor mean = role(node, CTORCH_MEAN), variance = role(node, CTORCH_VARIANCE);
    if (pass.is_training)
      return at::batch_norm(x, weight, bias, mean, variance, true, node.shape.second, node.shape.first, false);
    std::vector<int64_t> axes(x.dim(), 1);
    axes[1] = x.size(1);
    at::Tensor factor = weight / at::sqrt(variance + node.shape.first);
    return x * factor.view(axes) + (bias - mean * factor).view(axes);
  }

  static at::Tensor drop(const at::Tensor &x, double probability, const Pass &pass) {
    if (!pass.is_training || probability == 0) return x;
    at::Tensor kept = at::empty_like(x).bernoulli_(1 - probability, pass.generator);
    return x * kept.div_(1 - probability);
  }
};

inline ctorch_network *make_network(const ctorch_node *nodes, size_t node_count, const ctorch_tensor *tensors, size_t tensor_count,
                           at::ScalarType type) {
  auto network = std::make_unique<NodeNetwork>(type);
  for (size_t index = 0; index < node_count; index++) network->nodes.push_back({nodes[index]});
  for (size_t index = 0; index < tensor_count; index++) {
    const ctorch_tensor &tensor = tensors[index];
    network->nodes[tensor.node].parameter[tensor.role] = int(index);
    Parameter parameter;
    at::IntArrayRef dimensions(tensor.dimensions, tensor.rank);
    // `copy` because the memory is the caller's.
    parameter.value = at::from_blob(const_cast<float *>(tensor.elements), dimensions, at::kFloat).to(type, false, true);
    parameter.is_trained = tensor.role == CTORCH_WEIGHT || tensor.role == CTORCH_BIAS;
    parameter.decay = tensor.decay;
    network->parameters.push_back(std::move(parameter));
  }
  return network.release();
}
