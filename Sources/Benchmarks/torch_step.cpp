// Times training steps of the network of `scatter bench --networks` in libtorch driven from C++ alone, as libtorch's own
// documentation drives it: modules, torch::optim::SGD, a batch gathered by index. Prints the median in milliseconds.
//
//   c++ -O2 -std=c++17 -I/usr/include/torch/csrc/api/include Sources/Benchmarks/torch_step.cpp -o torch_step \
//     -ltorch -ltorch_cpu -lc10
//   ./torch_step THREADS EPOCHS
#include <torch/torch.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace nn = torch::nn;

static nn::Sequential network() {
  auto convolution = [](int inputs, int outputs) {
    return nn::Conv2d(nn::Conv2dOptions(inputs, outputs, 5).padding(2).bias(false));
  };
  return nn::Sequential(convolution(1, 32), nn::BatchNorm2d(32), nn::ReLU(), nn::MaxPool2d(2), convolution(32, 64),
                        nn::BatchNorm2d(64), nn::ReLU(), nn::MaxPool2d(2), nn::Flatten(), nn::Linear(3136, 256),
                        nn::ReLU(), nn::Dropout(0.5), nn::Linear(256, 10));
}

int main(int count, char **arguments) {
  at::set_num_threads(count > 1 ? atoi(arguments[1]) : 2);
  int epochs = count > 2 ? atoi(arguments[2]) : 7;
  auto model = network();
  torch::optim::SGD optimiser(
      model->parameters(), torch::optim::SGDOptions(0.01).momentum(0.9).nesterov(true).weight_decay(5e-4));
  auto images = torch::rand({1280, 1, 28, 28});
  auto labels = torch::arange(1280).remainder(10);
  std::vector<double> times;
  for (int epoch = 0; epoch < epochs; epoch++) {
    auto order = torch::randperm(1280);
    for (int step = 0; step < 10; step++) {
      auto start = std::chrono::steady_clock::now();
      auto indices = order.slice(0, step * 128, step * 128 + 128);
      auto targets = labels.index_select(0, indices);
      optimiser.zero_grad();
      auto scores = model->forward(images.index_select(0, indices));
      auto loss = torch::cross_entropy_loss(scores, targets);
      loss.backward();
      optimiser.step();
      volatile double followed = loss.item<double>() + scores.argmax(1).eq(targets).sum().item<double>();
      (void)followed;
      if (step > 0) times.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
  }
  std::nth_element(times.begin(), times.begin() + times.size() / 2, times.end());
  printf("%.2f\n", 1e3 * times[times.size() / 2]);
}
