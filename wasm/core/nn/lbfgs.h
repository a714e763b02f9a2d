// Minimisation of a smooth function by L-BFGS (Nocedal and Wright 2006, algorithms 7.4 and 7.5), an iteration a call.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <span>
#include <vector>

namespace agelens {

class Lbfgs {
 public:
  // Writes the gradient at `x` and returns the value.
  using Function = std::function<double(std::span<const double> x, std::span<double> gradient)>;

  // Starts at `start`. The function must be bounded below and is asked at the start, then a few times an iteration.
  Lbfgs(Function function, std::vector<double> start);

  // One iteration: a direction from the last 10 steps, then the longest step of 1, 1/2, 1/4 … that lowers the value
  // enough (Armijo). Returns false, and moves no further, once the largest slope is below `tolerance` or no step along
  // the direction helps any more.
  bool step(double tolerance);

  std::span<const double> x() const { return x_; }
  double value() const { return value_; }

 private:
  // What a step taught about the curvature.
  struct Pair {
    std::vector<double> moved;
    std::vector<double> turned;  // change of the gradient
    double inverseCurvature;     // 1 / (moved · turned)
  };

  std::vector<double> direction() const;
  void remember(std::vector<double> moved, std::vector<double> turned);

  Function function_;
  std::vector<double> x_;
  std::vector<double> gradient_;
  double value_;
  std::deque<Pair> pairs_;
};

}  // namespace agelens
