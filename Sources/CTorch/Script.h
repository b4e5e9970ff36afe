// Networks from TorchScript files, and their layers.
#pragma once

#include "Network.h"

#include <sstream>
#include <torch/csrc/jit/api/function_impl.h>
#include <torch/csrc/jit/ir/ir.h>

namespace script {

using namespace torch::jit;

/// The dotted name of a module inside `self`.
inline std::string path(const Value *module) {
  const Node *node = module->node();
  if (node->kind() != prim::GetAttr) return "";
  std::string outer = path(node->input(0));
  return (outer.empty() ? "" : outer + ".") + node->s(attr::name);
}

/// What a call runs, or null where it calls no method of a module.
inline GraphFunction *callee(Node *node) {
  if (node->kind() != prim::CallMethod) return nullptr;
  auto type = node->input(0)->type()->cast<c10::ClassType>();
  Function *function = type ? type->findMethod(node->s(attr::name)) : nullptr;
  return function && function->isGraphFunction() ? &toGraphFunction(*function) : nullptr;
}

/// Whether a call is of a module inside, not of the caller's own method.
inline bool is_submodule(const Node *call) { return call->input(0)->node()->kind() == prim::GetAttr; }

/// Whether a function calls modules inside, by itself or through methods of its own.
inline bool calls_submodules(GraphFunction &function) {
  for (Node *node : function.graph()->nodes()) {
    GraphFunction *inner = callee(node);
    if (inner && (is_submodule(node) || calls_submodules(*inner))) return true;
  }
  return false;
}

/// A call of a module without modules stands for a layer; others are replaced by what they do.
inline void inline_containers(Graph &graph) {
  for (auto node = graph.nodes().begin(); node != graph.nodes().end();) {
    Node *call = *node++;
    GraphFunction *function = callee(call);
    if (!function || !calls_submodules(*function)) continue;
    Node *before = call->prev();
    inlineCallTo(call, function, function->graph().get());
    // Look at what replaced it, too.
    node = graph_node_list::iterator(before->next(), kNextDirection);
  }
}

/// Constants of a frozen script follow the precision of the network.
inline void convert_constants(Block *block, at::ScalarType type) {
  for (Node *node : block->nodes()) {
    for (Block *inner : node->blocks()) convert_constants(inner, type);
    if (node->kind() != prim::Constant || !node->hasAttribute(attr::value)) continue;
    if (node->kindOf(attr::value) == AttributeKind::t && node->t(attr::value).is_floating_point())
      node->t_(attr::value, node->t(attr::value).to(type));
  }
}

struct Script final : ctorch_network {
  Module module;
  std::vector<std::string> names;
  std::vector<int64_t> sizes;
  /// Where each layer stands in what `function` returns.
  std::vector<size_t> layer_indices;
  std::unique_ptr<GraphFunction> function;

  Script(Module loaded, at::ScalarType type) : ctorch_network(type), module(std::move(loaded)) {
    module.eval();
    module.to(type);
    for (const auto &item : module.named_parameters()) {
      Parameter parameter;
      parameter.name = item.name;
      parameter.value = item.value.detach();
      parameter.is_trained = true;
      item.value.requires_grad_(false);
      parameters.push_back(parameter);
    }
    build();
  }

  size_t layer_count() const override { return names.size(); }
  const char *layer_name(size_t layer) const override { return names[layer].c_str(); }
  int64_t layer_size(size_t layer) const override { return sizes[layer]; }

  /// A copy of `forward` that returns what every layer gives, and last what `forward` itself returns.
  void build() {
    auto graph = module.get_method("forward").graph()->copy();
    TORCH_CHECK(graph->inputs().size() == 2, "forward takes ", graph->inputs().size() - 1, " arguments, expected one");
    TORCH_CHECK(graph->outputs().size() == 1, "forward returns ", graph->outputs().size(), " values, expected one");
    inline_containers(*graph);
    convert_constants(graph->block(), type);
    std::vector<Value *> outputs;
    for (Node *node : graph->nodes()) {
      if (!callee(node) || !is_submodule(node) || !node->output()->type()->isSubtypeOf(*c10::TensorType::get())) continue;
      names.push_back(unused(path(node->input(0))));
      outputs.push_back(node->output());
    }
    outputs.push_back(graph->outputs()[0]);
    names.push_back("scores");
    Node *tuple = graph->createTuple(outputs);
    graph->insertNode(tuple);
    graph->eraseOutput(0);
    graph->registerOutput(tuple->output());
    function = std::make_unique<GraphFunction>(c10::QualifiedName("layers"), graph, nullptr);
  }

  /// A module that is called twice makes two layers.
  std::string unused(const std::string &name) const {
    std::string result = name;
    for (int count = 2; std::find(names.begin(), names.end(), result) != names.end(); count++)
      result = name + " " + std::to_string(count);
    return result;
  }

  at::Tensor run(const at::Tensor &signals, size_t layer, const ::Pass &) override {
    // Interpreted as written: fused graphs have no second derivative.
    setGraphExecutorOptimize(false);
    Stack stack{module._ivalue(), signals};
    function->run(stack);
    auto values = stack.back().toTuple();
    const c10::IValue &value = values->elements()[layer_indices[layer]];
    TORCH_CHECK(value.isTensor(), "forward returns ", value.tagKind(), ", expected a tensor");
    return value.toTensor();
  }

  /// Keeps the layers that are tensors with the batch first; what `forward` returns must be one.
  void measure(const ctorch_signals &signals) {
    at::Tensor zeros = at::zeros({2, signals.channels, signals.height, signals.width}, options());
    at::NoGradGuard plain;
    std::vector<std::string> kept;
    for (size_t layer = 0; layer < names.size(); layer++) {
      layer_indices.push_back(layer);
      at::Tensor value = run(zeros, layer_indices.size() - 1, {});
      bool is_batch = value.dim() >= 1 && value.size(0) == 2;
      TORCH_CHECK(is_batch || layer + 1 < names.size(), "forward returns a tensor of ", value.sizes(),
                  " for two signals, expected the batch first");
      if (!is_batch) {
        layer_indices.pop_back();
        continue;
      }
      kept.push_back(names[layer]);
      sizes.push_back(value.numel() / 2);
    }
    names = kept;
  }
};

inline ctorch_network *load(std::string bytes, const ctorch_signals &signals, at::ScalarType type) {
  std::istringstream stream(std::move(bytes));
  auto script = std::make_unique<Script>(torch::jit::load(stream, c10::Device(at::kCPU)), type);
  script->measure(signals);
  return script.release();
}

}  // namespace script
