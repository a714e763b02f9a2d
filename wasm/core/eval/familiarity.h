// Whether a photograph is like those that were trained on, and which of them: the flag on an unfamiliar picture.
//
// Embeddings are compared by the Euclidean distance after scaling each to length 1, so distances are 0 to 2. An
// embedding of zeros stays as it is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/matrix.h"

namespace agelens {

// The distance of each row of the embeddings to the nearest row of another person; infinity if there is no other.
// persons holds the person of each row. Takes rows^2 * columns / 2 steps.
std::vector<float> leaveOutDistances(const Matrix& embeddings, std::span<const std::int32_t> persons);

struct Neighbour {
  std::size_t row = 0;
  float distance = 0.0F;
};

// The `count` rows of the reference that are nearest to x, or all if there are fewer; the nearest first, of equal ones
// the lower row. x has as many values as a row.
std::vector<Neighbour> nearestRows(const Matrix& reference, std::span<const float> x, std::size_t count);

// The distance of x to the nearest row of the reference; infinity if it has none. x has as many values as a row.
float distanceToNearest(const Matrix& reference, std::span<const float> x);

// (1 + how many of the distances are d or more) / (1 + how many there are). With leaveOutDistances this is the share of
// the training photographs, and of x itself, that are at least as far from other persons' photographs: the p-value of
// conformal anomaly detection (Laxhammar & Falkman 2010; Vovk et al. 2005). Were x another photograph of the same kind,
// a share below s would have a probability of about s.
double tailShare(std::span<const float> distances, float d);

}  // namespace agelens
