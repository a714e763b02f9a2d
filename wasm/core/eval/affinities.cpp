#include "core/eval/affinities.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>

#include "core/elementary.h"

namespace agelens {
namespace {

constexpr double smallest = 1e-20;
constexpr double entropyTolerance = 1e-5;
constexpr int maxSteps = 100;
// Beyond it a weight is nothing beside the nearest one's, 1.
constexpr double farthestExponent = 50.0;

// (columns, rows): a column of the points lies together. Scaled to at most 1, which changes no affinity and keeps
// squares in the range of a float.
Matrix turned(const Matrix& points) {
  float largest = 0.0F;
  for (const float value : points.values) largest = std::max(largest, std::fabs(value));
  Matrix columns(points.columns, points.rows);
  if (largest == 0.0F) return columns;
  for (std::size_t i = 0; i < points.rows; ++i) {
    for (std::size_t k = 0; k < points.columns; ++k) columns.row(k)[i] = points.row(i)[k] / largest;
  }
  return columns;
}

// To every point, itself included.
void measureDistances(const Matrix& columns, std::size_t from, std::span<float> squared) {
  std::fill(squared.begin(), squared.end(), 0.0F);
  for (std::size_t k = 0; k < columns.rows; ++k) {
    const auto column = columns.row(k);
    const float own = column[from];
    for (std::size_t j = 0; j < squared.size(); ++j) {
      const float difference = column[j] - own;
      squared[j] += difference * difference;
    }
  }
}

// The nearest others, in the order of their distance and of equals in that of their index: one result in every build.
void findNearest(std::span<const float> squared, std::size_t self, std::size_t count,
                 std::vector<std::uint32_t>& others) {
  others.resize(squared.size());
  std::iota(others.begin(), others.end(), 0U);
  others.erase(others.begin() + static_cast<std::ptrdiff_t>(self));
  const auto isNearer = [&](std::uint32_t a, std::uint32_t b) {
    return squared[a] < squared[b] || (squared[a] == squared[b] && a < b);
  };
  const auto end = others.begin() + static_cast<std::ptrdiff_t>(count);
  std::nth_element(others.begin(), end, others.end(), isNearer);
  others.resize(count);
  std::sort(others.begin(), others.end(), isNearer);
}

struct Spread {
  double entropy;   // in nats
  double variance;  // of the distances
};

// Fills `p` with the weights exp(-beta * distance), which then sum to 1. The distances ascend from 0.
Spread weigh(std::span<const double> distances, double beta, std::span<double> p) {
  double sum = 0.0, first = 0.0, second = 0.0;
  std::size_t count = 0;
  for (; count < distances.size() && beta * distances[count] < farthestExponent; ++count) {
    const double distance = distances[count];
    const double weight = exactExp(-beta * distance);
    p[count] = weight;
    sum += weight;
    first += weight * distance;
    second += weight * distance * distance;
  }
  for (double& value : p.first(count)) value /= sum;
  std::fill(p.begin() + static_cast<std::ptrdiff_t>(count), p.end(), 0.0);
  const double mean = first / sum;
  return {.entropy = exactLog(sum) + beta * mean, .variance = second / sum - mean * mean};
}

// p_j|i of the neighbours at these squared distances, ascending.
void calibrate(std::vector<double>& distances, double perplexity, std::span<double> p) {
  // A common term changes no probability, and without it no weight vanishes before all do.
  const double least = distances.front();
  for (double& distance : distances) distance -= least;
  const double mean = std::accumulate(distances.begin(), distances.end(), 0.0) / static_cast<double>(distances.size());
  double beta = mean > 0.0 ? 1.0 / mean : 1.0;
  double low = 0.0, high = std::numeric_limits<double>::infinity();
  const double wanted = exactLog(perplexity);
  for (int step = 0; step < maxSteps; ++step) {
    const auto [entropy, variance] = weigh(distances, beta, p);
    const double excess = entropy - wanted;
    if (mean == 0.0 || std::fabs(excess) <= entropyTolerance) return;
    (excess > 0.0 ? low : high) = beta;
    // Newton's step: the entropy falls by beta * variance.
    const double next = beta + excess / (beta * variance);
    const double middle = std::isinf(high) ? 2.0 * beta : (low + high) / 2.0;
    // Written so that a step that is not a number is not taken.
    beta = next > low && next < std::min(high, 4.0 * beta) ? next : middle;
  }
}

struct Entry {
  std::uint32_t column;
  double value;
};

// What each point says of its neighbours, sorted under the larger index of each pair; both say something of some.
Affinities join(std::span<const std::uint32_t> neighbours, std::span<const double> p, std::size_t rows) {
  const std::size_t count = neighbours.size() / rows;
  std::vector<std::vector<Entry>> below(rows);
  for (std::size_t entry = 0; entry < neighbours.size(); ++entry) {
    const auto i = static_cast<std::uint32_t>(entry / count);
    const std::uint32_t j = neighbours[entry];
    below[std::max(i, j)].push_back({.column = std::min(i, j), .value = p[entry] / (2.0 * static_cast<double>(rows))});
  }
  Affinities affinities;
  affinities.start.push_back(0);
  for (auto& entries : below) {
    std::stable_sort(entries.begin(), entries.end(),
                     [](const Entry& a, const Entry& b) { return a.column < b.column; });
    for (std::size_t e = 0; e < entries.size(); ++e) {
      const auto [column, value] = entries[e];
      const bool isSaidTwice = e + 1 < entries.size() && entries[e + 1].column == column;
      const double sum = isSaidTwice ? value + entries[++e].value : value;
      if (sum < smallest) continue;
      affinities.column.push_back(column);
      affinities.value.push_back(sum);
    }
    affinities.start.push_back(affinities.column.size());
  }
  return affinities;
}

}  // namespace

Affinities computeAffinities(const Matrix& points, double perplexity, std::size_t neighbours) {
  assert(neighbours < points.rows && perplexity >= 1.0 && perplexity <= static_cast<double>(neighbours));
  const Matrix columns = turned(points);
  std::vector<float> squared(points.rows);
  std::vector<std::uint32_t> nearest, all;
  std::vector<double> distances(neighbours), p(points.rows * neighbours);
  all.reserve(p.size());
  for (std::size_t i = 0; i < points.rows; ++i) {
    measureDistances(columns, i, squared);
    findNearest(squared, i, neighbours, nearest);
    for (std::size_t j = 0; j < neighbours; ++j) distances[j] = squared[nearest[j]];
    calibrate(distances, perplexity, std::span(p).subspan(i * neighbours, neighbours));
    all.insert(all.end(), nearest.begin(), nearest.end());
  }
  return join(all, p, points.rows);
}

}  // namespace agelens
