// Adam (Kingma and Ba 2015) as TensorFlow.js computes it: both moments are corrected for their start at 0, and epsilon
// is added to the corrected root,
//   p -= rate * (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)
#pragma once

#include <span>
#include <vector>

namespace agelens {

struct AdamSettings {
  double learningRate = 0.001;
  double beta1 = 0.9;
  double beta2 = 0.999;
  double epsilon = 1e-7;
};

// Running means of the gradient and of its square, one of each a parameter; 0 at the start.
struct AdamMoments {
  std::vector<float> mean;
  std::vector<float> square;

  explicit AdamMoments(std::size_t parameters) : mean(parameters), square(parameters) {}
};

class Adam {
 public:
  explicit Adam(AdamSettings settings) : settings_(settings) {}

  // Once a mini-batch, before its updates.
  void beginStep();

  // Moves the parameters and their moments one step against the gradient, in one pass.
  void update(std::span<float> parameters, std::span<const float> gradient, AdamMoments& moments) const;

 private:
  AdamSettings settings_;
  double beta1Power_ = 1.0;  // beta1^t and beta2^t
  double beta2Power_ = 1.0;
};

}  // namespace agelens
