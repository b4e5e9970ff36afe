// One step of training.
#pragma once

#include "Network.h"

/// The parts of a gradient step that are the same for one array.
struct Rates {
  double rate;
  int64_t number;
};

inline void descend(const ctorch_optimiser &optimiser, Parameter &parameter, at::Tensor gradient, Rates rates) {
  if (optimiser.momentum == 0) {
    parameter.value.add_(gradient, -rates.rate);
    return;
  }
  at::Tensor &velocity = parameter.state[0];
  velocity.mul_(optimiser.momentum).add_(gradient);
  at::Tensor direction = optimiser.is_nesterov ? gradient.add_(velocity, optimiser.momentum) : velocity;
  parameter.value.add_(direction, -rates.rate);
}

inline void descend_adam(const ctorch_optimiser &optimiser, Parameter &parameter, at::Tensor gradient, Rates rates) {
  at::Tensor &first = parameter.state[0], &second = parameter.state[1];
  first.mul_(optimiser.first_decay).add_(gradient, 1 - optimiser.first_decay);
  second.mul_(optimiser.second_decay).addcmul_(gradient, gradient, 1 - optimiser.second_decay);
  double first_share = 1 - std::pow(optimiser.first_decay, double(rates.number));
  double second_share = 1 - std::pow(optimiser.second_decay, double(rates.number));
  at::Tensor scale = second.sqrt().div_(std::sqrt(second_share)).add_(optimiser.epsilon);
  parameter.value.addcdiv_(first, scale, -rates.rate / first_share);
}

/// The batch's mean of |J|_F^2, J the Jacobian of the scores: exact where there is a projection for each score, else
/// estimated by random unit vectors v through E |J' v|^2 = |J|_F^2 / scores (Hoffman, Roberts and Yaida 2019).
inline at::Tensor jacobian(const ctorch_optimiser &optimiser, const at::Tensor &scores, const at::Tensor &signals,
                    const at::Generator &generator) {
  int64_t classes = scores.size(1);
  bool is_exact = optimiser.jacobian_projections >= classes;
  int64_t count = is_exact ? classes : optimiser.jacobian_projections;
  at::Tensor sum = at::zeros({}, scores.options());
  for (int64_t index = 0; index < count; index++) {
    at::Tensor direction = at::zeros_like(scores);
    if (is_exact) direction.select(1, index).fill_(1);
    else {
      direction.normal_(0, 1, generator);
      direction.div_(direction.norm(2, {1}, true));
    }
    at::Tensor pulled = torch::autograd::grad({scores}, {signals}, {direction}, true, true)[0];
    sum = sum + pulled.pow(2).sum();
  }
  double scale = is_exact ? 1 : double(classes) / double(count);
  return sum * (scale / double(scores.size(0)));
}

inline void prepare(ctorch_network &network, const ctorch_optimiser &optimiser) {
  network.optimiser = optimiser;
  size_t slots = optimiser.is_adam ? 2 : (optimiser.momentum != 0 ? 1 : 0);
  for (Parameter &parameter : network.parameters) {
    parameter.state.clear();
    if (!parameter.is_trained) continue;
    for (size_t slot = 0; slot < slots; slot++) parameter.state.push_back(at::zeros_like(parameter.value));
  }
}

inline ctorch_outcome step(ctorch_network &network, const ctorch_signals &given, const int64_t *labels, double rate,
                    int64_t number, uint64_t seed) {
  const ctorch_optimiser &optimiser = network.optimiser;
  bool is_regularised = optimiser.jacobian_weight > 0;
  at::AutoGradMode grad(true);
  Pass pass{true, at::make_generator<at::CPUGeneratorImpl>(seed)};
  at::Tensor signals = network.wrap(given).requires_grad_(is_regularised);
  at::Tensor targets = at::from_blob(const_cast<int64_t *>(labels), {given.count}, at::kLong);

  std::vector<at::Tensor> trained;
  for (Parameter &parameter : network.parameters)
    if (parameter.is_trained) trained.push_back(parameter.value.requires_grad_(true));
  at::Tensor scores = network.run(signals, network.layer_count() - 1, pass);
  at::Tensor loss = at::cross_entropy_loss(scores, targets, {}, at::Reduction::Mean, -100, optimiser.label_smoothing);
  at::Tensor norm = is_regularised ? jacobian(optimiser, scores, signals, *pass.generator) : at::Tensor();
  at::Tensor total = is_regularised ? loss + norm * (optimiser.jacobian_weight / 2) : loss;
  auto gradients = torch::autograd::grad({total}, trained);

  at::NoGradGuard plain;
  auto gradient = gradients.begin();
  for (Parameter &parameter : network.parameters) {
    if (!parameter.is_trained) continue;
    parameter.value.requires_grad_(false);
    at::Tensor change = *gradient++;
    if (optimiser.is_decoupled) parameter.value.mul_(1 - rate * parameter.decay);
    else if (parameter.decay != 0) change = change.add(parameter.value, parameter.decay);
    // A gradient may share its memory with another; Nesterov's step writes to it.
    else if (optimiser.is_nesterov) change = change.clone();
    (optimiser.is_adam ? descend_adam : descend)(optimiser, parameter, change, {rate, number});
  }
  return {loss.item<double>(), is_regularised ? norm.item<double>() : 0,
          scores.argmax(1).eq(targets).sum().item<int64_t>()};
}
