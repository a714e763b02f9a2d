#include "core/nn/lbfgs.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace agelens {
namespace {

constexpr std::size_t memory = 10;
constexpr double armijo = 1e-4;
constexpr int maxHalvings = 30;
// Steps of less curvature would make the direction unsafe.
constexpr double smallestCurvature = 1e-10;

double dot(std::span<const double> a, std::span<const double> b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

void addScaled(std::span<double> to, double factor, std::span<const double> from) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] += factor * from[i];
}

double largestSize(std::span<const double> values) {
  double largest = 0.0;
  for (const double value : values) largest = std::max(largest, std::fabs(value));
  return largest;
}

}  // namespace

Lbfgs::Lbfgs(Function function, std::vector<double> start)
    : function_(std::move(function)), x_(std::move(start)), gradient_(x_.size()), value_(function_(x_, gradient_)) {}

std::vector<double> Lbfgs::direction() const {
  std::vector<double> d(gradient_.size());
  for (std::size_t i = 0; i < d.size(); ++i) d[i] = -gradient_[i];
  std::vector<double> alpha(pairs_.size());
  for (std::size_t k = pairs_.size(); k-- > 0;) {
    alpha[k] = pairs_[k].inverseCurvature * dot(pairs_[k].moved, d);
    addScaled(d, -alpha[k], pairs_[k].turned);
  }
  if (pairs_.empty()) {
    // Nothing is known of the curvature: a first step of length 1 at most.
    const double scale = 1.0 / std::max(1.0, std::sqrt(dot(gradient_, gradient_)));
    for (double& value : d) value *= scale;
  } else {
    const Pair& last = pairs_.back();
    const double scale = 1.0 / (last.inverseCurvature * dot(last.turned, last.turned));
    for (double& value : d) value *= scale;
  }
  for (std::size_t k = 0; k < pairs_.size(); ++k) {
    const double beta = pairs_[k].inverseCurvature * dot(pairs_[k].turned, d);
    addScaled(d, alpha[k] - beta, pairs_[k].moved);
  }
  return d;
}

void Lbfgs::remember(std::vector<double> moved, std::vector<double> turned) {
  const double curvature = dot(moved, turned);
  if (curvature <= smallestCurvature * dot(turned, turned)) return;
  pairs_.push_back({std::move(moved), std::move(turned), 1.0 / curvature});
  if (pairs_.size() > memory) pairs_.pop_front();
}

bool Lbfgs::step(double tolerance) {
  if (largestSize(gradient_) <= tolerance) return false;
  const std::vector<double> d = direction();
  const double slope = dot(gradient_, d);
  std::vector<double> x(x_.size()), gradient(x_.size());
  double length = 1.0;
  for (int halving = 0; halving <= maxHalvings; ++halving, length /= 2.0) {
    x = x_;
    addScaled(x, length, d);
    const double value = function_(x, gradient);
    // A value that is not a number fails the comparison, and the step is shortened.
    if (!(value <= value_ + armijo * length * slope)) continue;
    std::vector<double> moved = x, turned = gradient;
    addScaled(moved, -1.0, x_);
    addScaled(turned, -1.0, gradient_);
    remember(std::move(moved), std::move(turned));
    x_ = std::move(x);
    gradient_ = std::move(gradient);
    value_ = value;
    return true;
  }
  return false;
}

}  // namespace agelens
