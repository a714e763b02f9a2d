#include "core/eval/familiarity.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>

namespace agelens {
namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

void normalize(std::span<float> row) {
  double squares = 0.0;
  for (const float value : row) squares += static_cast<double>(value) * value;
  if (squares == 0.0) return;
  const double length = std::sqrt(squares);
  for (float& value : row) value = static_cast<float>(value / length);
}

Matrix normalized(Matrix rows) {
  for (std::size_t i = 0; i < rows.rows; ++i) normalize(rows.row(i));
  return rows;
}

// Sums in lanes, whose order is the same whether or not the compiler makes vectors of them. Differences rather than a
// dot product, so that equal rows are at distance 0.
float squaredDistance(std::span<const float> a, std::span<const float> b) {
  constexpr std::size_t laneCount = 16;
  std::array<float, laneCount> lanes{};
  const std::size_t whole = a.size() / laneCount * laneCount;
  for (std::size_t start = 0; start < whole; start += laneCount) {
    for (std::size_t lane = 0; lane < laneCount; ++lane) {
      const float difference = a[start + lane] - b[start + lane];
      lanes[lane] += difference * difference;
    }
  }
  for (std::size_t i = whole; i < a.size(); ++i) lanes[i - whole] += (a[i] - b[i]) * (a[i] - b[i]);
  float sum = 0.0F;
  for (const float lane : lanes) sum += lane;
  return sum;
}

}  // namespace

std::vector<float> leaveOutDistances(const Matrix& embeddings, std::span<const std::int32_t> persons) {
  assert(persons.size() == embeddings.rows);
  const Matrix rows = normalized(embeddings);
  std::vector<float> nearest(rows.rows, infinity);
  for (std::size_t i = 0; i < rows.rows; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (persons[i] == persons[j]) continue;
      const float squared = squaredDistance(rows.row(i), rows.row(j));
      nearest[i] = std::min(nearest[i], squared);
      nearest[j] = std::min(nearest[j], squared);
    }
  }
  for (float& value : nearest) value = std::sqrt(value);
  return nearest;
}

std::vector<Neighbour> nearestRows(const Matrix& reference, std::span<const float> x, std::size_t count) {
  assert(x.size() == reference.columns);
  std::vector<float> query(x.begin(), x.end());
  normalize(query);
  std::vector<float> row(reference.columns);
  std::vector<Neighbour> rows;
  for (std::size_t i = 0; i < reference.rows; ++i) {
    const auto source = reference.row(i);
    std::copy(source.begin(), source.end(), row.begin());
    normalize(row);
    rows.push_back({.row = i, .distance = std::sqrt(squaredDistance(row, query))});
  }
  count = std::min(count, rows.size());
  const auto end = rows.begin() + static_cast<std::ptrdiff_t>(count);
  std::partial_sort(rows.begin(), end, rows.end(), [](const Neighbour& a, const Neighbour& b) {
    return a.distance < b.distance || (a.distance == b.distance && a.row < b.row);
  });
  rows.erase(end, rows.end());
  return rows;
}

float distanceToNearest(const Matrix& reference, std::span<const float> x) {
  const auto nearest = nearestRows(reference, x, 1);
  if (nearest.empty()) return infinity;
  return nearest[0].distance;
}

double tailShare(std::span<const float> distances, float d) {
  const auto farther = std::count_if(distances.begin(), distances.end(), [d](float distance) { return distance >= d; });
  return static_cast<double>(1 + farther) / static_cast<double>(1 + distances.size());
}

}  // namespace agelens
