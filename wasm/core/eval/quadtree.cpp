#include "core/eval/quadtree.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <numeric>

namespace agelens {
namespace {

// Points closer than 2^-40 of the whole are as good as one.
constexpr int maxDepth = 40;

}  // namespace

Quadtree::Quadtree(std::span<const double> points) : order_(points.size() / 2), scratch_(order_.size()) {
  std::iota(order_.begin(), order_.end(), 0U);
  if (order_.empty()) return;
  double left = points[0], right = points[0], top = points[1], bottom = points[1];
  for (std::size_t i = 0; i < points.size(); i += 2) {
    left = std::min(left, points[i]);
    right = std::max(right, points[i]);
    top = std::min(top, points[i + 1]);
    bottom = std::max(bottom, points[i + 1]);
  }
  nodes_.reserve(2 * order_.size());
  build(points, 0, order_.size(),
        {.centreX = (left + right) / 2.0,
         .centreY = (top + bottom) / 2.0,
         .half = std::max(right - left, bottom - top) / 2.0},
        0);
}

void Quadtree::build(std::span<const double> points, std::size_t begin, std::size_t end, Square square, int depth) {
  const std::size_t self = nodes_.size();
  const auto count = static_cast<double>(end - begin);
  double x = 0.0, y = 0.0;
  for (std::size_t i = begin; i < end; ++i) {
    x += points[2 * order_[i]];
    y += points[2 * order_[i] + 1];
  }
  nodes_.push_back({.x = x / count, .y = y / count, .count = count, .squaredSide = -1.0, .afterAll = 0});
  if (end - begin > 1 && square.half > 0.0 && depth < maxDepth) {
    nodes_[self].squaredSide = 4.0 * square.half * square.half;
    const auto quarterOf = [&](std::uint32_t point) {
      return (points[2 * point] > square.centreX ? 1U : 0U) + (points[2 * point + 1] > square.centreY ? 2U : 0U);
    };
    // A stable sort into quarters: the order of sums, and so their last bit, is the same in every build.
    std::array<std::size_t, 5> starts{};
    for (std::size_t i = begin; i < end; ++i) ++starts[quarterOf(order_[i]) + 1];
    for (std::size_t q = 0; q < 4; ++q) starts[q + 1] += starts[q];
    auto next = starts;
    for (std::size_t i = begin; i < end; ++i) scratch_[begin + next[quarterOf(order_[i])]++] = order_[i];
    std::copy(scratch_.begin() + static_cast<std::ptrdiff_t>(begin),
              scratch_.begin() + static_cast<std::ptrdiff_t>(end), order_.begin() + static_cast<std::ptrdiff_t>(begin));
    const double half = square.half / 2.0;
    for (std::size_t q = 0; q < 4; ++q) {
      if (starts[q] == starts[q + 1]) continue;
      build(points, begin + starts[q], begin + starts[q + 1],
            {.centreX = square.centreX + (q % 2 == 1 ? half : -half),
             .centreY = square.centreY + (q / 2 == 1 ? half : -half),
             .half = half},
            depth + 1);
    }
  }
  nodes_[self].afterAll = static_cast<std::uint32_t>(nodes_.size());
}

Quadtree::Repulsion Quadtree::repulsion(double x, double y, double theta) const {
  assert(theta < 0.7);
  const double squaredTheta = theta * theta;
  Repulsion sum;
  for (std::size_t n = 0; n < nodes_.size();) {
    const Node& node = nodes_[n];
    const double dx = x - node.x, dy = y - node.y;
    const double squared = dx * dx + dy * dy;
    if (node.squaredSide >= squaredTheta * squared) {
      ++n;
      continue;
    }
    const double weight = 1.0 / (1.0 + squared);
    const double weights = node.count * weight;
    sum.weight += weights;
    sum.x += weights * weight * dx;
    sum.y += weights * weight * dy;
    n = node.afterAll;
  }
  sum.weight -= 1.0;  // of the point itself, in a leaf at no distance
  return sum;
}

}  // namespace agelens
