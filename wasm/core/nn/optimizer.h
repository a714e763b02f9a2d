// How parameters move against their gradient.
//
//   adam   Kingma and Ba 2015, as TensorFlow.js computes it: both moments are corrected for their start at 0, and
//   epsilon
//          is added to the corrected root, p -= rate * (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)
//   adamW  adam with decoupled weight decay (Loshchilov and Hutter 2019): first p -= rate * l2 * p
//   sgd    momentum as TensorFlow.js and PyTorch have it: m = momentum * m + g, p -= rate * m
//
// With adam and sgd, l2 is the penalty l2 / 2 |p|^2: it joins the gradient.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace agelens {

enum class OptimizerKind : std::uint8_t { adam, adamW, sgd };

// `adam`, `adamw` or `sgd`.
std::optional<OptimizerKind> parseOptimizer(std::string_view name);

struct OptimizerSettings {
  OptimizerKind kind = OptimizerKind::adam;
  double l2 = 0.0;
  double momentum = 0.9;
  double beta1 = 0.9;
  double beta2 = 0.999;
  double epsilon = 1e-7;
};

// Running means of the gradient and of its square, one of each a parameter; 0 at the start. sgd uses the first only.
struct Moments {
  std::vector<float> mean;
  std::vector<float> square;

  explicit Moments(std::size_t parameters) : mean(parameters), square(parameters) {}
};

class Optimizer {
 public:
  explicit Optimizer(OptimizerSettings settings) : settings_(settings) {}

  // Once a mini-batch, before its updates.
  void beginStep(double learningRate);

  // Moves the parameters and their moments one step against the gradient, in one pass. Biases do not decay.
  enum class Decay : std::uint8_t { none, l2 };
  void update(std::span<float> parameters, std::span<const float> gradient, Moments& moments, Decay decay) const;

 private:
  OptimizerSettings settings_;
  double learningRate_ = 0.0;
  double beta1Power_ = 1.0;  // beta1^t and beta2^t
  double beta2Power_ = 1.0;
};

}  // namespace agelens
