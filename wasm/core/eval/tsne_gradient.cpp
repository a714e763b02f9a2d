#include "core/eval/tsne_gradient.h"

#include <algorithm>
#include <cassert>
#include <vector>

#include "core/elementary.h"
#include "core/eval/quadtree.h"

namespace agelens {
namespace {

constexpr double theta = 0.5;

struct Pair {
  double dx, dy;
  double divisor;  // 1 / w
};

Pair pairOf(std::span<const double> y, std::size_t i, std::size_t j) {
  const double dx = y[2 * i] - y[2 * j], dy = y[2 * i + 1] - y[2 * j + 1];
  return {.dx = dx, .dy = dy, .divisor = 1.0 + dx * dx + dy * dy};
}

// Adds Σ_j p_ij w_ij (y_i - y_j), times factor.
void addAttraction(const Affinities& p, std::span<const double> y, double factor, std::span<double> forces) {
  for (std::size_t i = 0; i + 1 < p.start.size(); ++i) {
    double x = 0.0, across = 0.0;
    for (std::size_t e = p.start[i]; e < p.start[i + 1]; ++e) {
      const std::size_t j = p.column[e];
      const auto [dx, dy, divisor] = pairOf(y, i, j);
      const double pull = factor * p.value[e] / divisor;
      x += pull * dx;
      across += pull * dy;
      forces[2 * j] -= pull * dx;
      forces[2 * j + 1] -= pull * dy;
    }
    forces[2 * i] += x;
    forces[2 * i + 1] += across;
  }
}

// Writes Σ_j w_ij^2 (y_i - y_j) and returns Σ w.
double repelExactly(std::span<const double> y, std::span<double> forces) {
  std::fill(forces.begin(), forces.end(), 0.0);
  double weight = 0.0;
  for (std::size_t i = 0; i < y.size() / 2; ++i) {
    double x = 0.0, across = 0.0;
    for (std::size_t j = 0; j < i; ++j) {
      const auto [dx, dy, divisor] = pairOf(y, i, j);
      const double w = 1.0 / divisor;
      const double push = w * w;
      weight += w;
      x += push * dx;
      across += push * dy;
      forces[2 * j] -= push * dx;
      forces[2 * j + 1] -= push * dy;
    }
    forces[2 * i] += x;
    forces[2 * i + 1] += across;
  }
  return 2.0 * weight;
}

}  // namespace

double tsneGradient(const Affinities& p, std::span<const double> y, double exaggeration, Repulsion repulsion,
                    std::span<double> gradient) {
  assert(y.size() == 2 * (p.start.size() - 1) && gradient.size() == y.size());
  const double weight = repulsion == Repulsion::exact ? repelExactly(y, gradient) : sumRepulsion(y, theta, gradient);
  // q_ij w_ij = w_ij^2 / Σ w. A point alone has no others.
  const double share = weight > 0.0 ? -4.0 / weight : 0.0;
  for (double& value : gradient) value *= share;
  addAttraction(p, y, 4.0 * exaggeration, gradient);
  return weight;
}

double tsneCost(const Affinities& p, std::span<const double> y, double weight) {
  double cost = 0.0;
  for (std::size_t i = 0; i + 1 < p.start.size(); ++i) {
    for (std::size_t e = p.start[i]; e < p.start[i + 1]; ++e) {
      // p / q = p Σ w / w
      const double ratio = p.value[e] * weight * pairOf(y, i, p.column[e]).divisor;
      cost += 2.0 * p.value[e] * exactLog(ratio);
    }
  }
  return cost;
}

}  // namespace agelens
