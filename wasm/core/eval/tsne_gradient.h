// The cost that t-SNE minimises, and its gradient (van der Maaten & Hinton 2008, section 3).
//
// y is the map, (points, 2). Its similarities are q_ij = w_ij / Σ w, w_ij = 1 / (1 + |y_i - y_j|^2), the sum over all
// ordered pairs; the cost is the Kullback-Leibler divergence Σ p_ij log(p_ij / q_ij) in nats, and its gradient
// 4 Σ_j (p_ij - q_ij) w_ij (y_i - y_j).
#pragma once

#include <cstdint>
#include <span>

#include "core/eval/affinities.h"

namespace agelens {

// How the second half of the gradient, the repulsion, is summed.
enum class Repulsion : std::uint8_t {
  exact,      // over all pairs
  barnesHut,  // over squares of a quadtree, theta 0.5 (van der Maaten 2014)
};

// Writes the gradient, of p times `exaggeration`, and returns Σ w. Both are approximations for barnesHut.
double tsneGradient(const Affinities& p, std::span<const double> y, double exaggeration, Repulsion repulsion,
                    std::span<double> gradient);

// The cost, where Σ w is `weight`.
double tsneCost(const Affinities& p, std::span<const double> y, double weight);

}  // namespace agelens
