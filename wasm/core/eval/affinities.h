// How near neighbours are to each other, as probabilities: what t-SNE draws a map of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/matrix.h"

namespace agelens {

// Symmetric, with an empty diagonal and a sum of 1 over all ordered pairs. Each pair is kept once, under its larger
// index: those of i are entries start[i] to start[i + 1], with ascending columns below i.
struct Affinities {
  std::vector<std::size_t> start;     // rows + 1
  std::vector<std::uint32_t> column;  // of each pair, the smaller index
  std::vector<double> value;          // of each pair, p_ij = p_ji
};

// p_ij = (p_j|i + p_i|j) / 2 rows, where p_j|i is a Gaussian of the Euclidean distance between rows i and j, as wide as
// makes the perplexity of p_·|i, 2 to its entropy in bits, the one asked for (van der Maaten & Hinton 2008, section 2;
// found to 1e-5 nats by Newton's method between bounds). Each row looks only at its `neighbours` nearest others, of
// equals those with the smaller index; rows - 1 is all of them. Pairs below 1e-20 are left out. Where all neighbours
// are equally far, they are equally likely, whatever the perplexity.
//
// points holds finite numbers; 1 <= perplexity <= neighbours < points.rows. Takes rows^2 * columns steps.
Affinities computeAffinities(const Matrix& points, double perplexity, std::size_t neighbours);

}  // namespace agelens
