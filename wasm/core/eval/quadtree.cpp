#include "core/eval/quadtree.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace agelens {
namespace {

constexpr std::size_t groupSize = 16;
constexpr std::size_t lanes = 4;

struct Box {
  double left, right, top, bottom;

  double squaredSide() const {
    const double side = std::max(right - left, bottom - top);
    return side * side;
  }
  double squaredDistance(double x, double y) const {
    const double dx = x - std::clamp(x, left, right), dy = y - std::clamp(y, top, bottom);
    return dx * dx + dy * dy;
  }
};

// Nodes lie depth first.
struct Node {
  double x, y;             // centre of gravity
  double count;            // of points
  double squaredSide;      // -1 of a leaf, which is always far enough
  std::uint32_t afterAll;  // the node after all those inside this one
};

// Points that are looked at together.
struct Group {
  std::size_t begin, end;
  Box box;
};

struct Tree {
  std::span<const double> points;
  std::vector<std::uint32_t> order = {};  // of the points, so that those of a box lie together
  std::vector<std::uint32_t> scratch = {};
  std::vector<Node> nodes = {};
  std::vector<Group> groups = {};

  double x(std::size_t place) const { return points[std::size_t{2} * order[place]]; }
  double y(std::size_t place) const { return points[std::size_t{2} * order[place] + 1]; }

  void build(std::size_t begin, std::size_t end, bool isGrouped);
  std::array<std::size_t, 5> sortIntoQuarters(std::size_t begin, std::size_t end, double middleX, double middleY);
};

// A stable sort: the order of sums, and so their last bit, is the same in every build. Returns where quarters start.
std::array<std::size_t, 5> Tree::sortIntoQuarters(std::size_t begin, std::size_t end, double middleX, double middleY) {
  const auto quarterOf = [&](std::size_t place) {
    return (x(place) > middleX ? 1U : 0U) + (y(place) > middleY ? 2U : 0U);
  };
  std::array<std::size_t, 5> starts{};
  for (std::size_t i = begin; i < end; ++i) ++starts[quarterOf(i) + 1];
  starts[0] = begin;
  for (std::size_t q = 0; q < 4; ++q) starts[q + 1] += starts[q];
  auto next = starts;
  for (std::size_t i = begin; i < end; ++i) scratch[next[quarterOf(i)]++] = order[i];
  for (std::size_t i = begin; i < end; ++i) order[i] = scratch[i];
  return starts;
}

// Boxes are drawn tightly around their points, so that far ones are seen to be far, and quartered at their middle.
void Tree::build(std::size_t begin, std::size_t end, bool isGrouped) {
  const std::size_t self = nodes.size();
  Box box{.left = x(begin), .right = x(begin), .top = y(begin), .bottom = y(begin)};
  double sumX = 0.0, sumY = 0.0;
  for (std::size_t i = begin; i < end; ++i) {
    box.left = std::min(box.left, x(i));
    box.right = std::max(box.right, x(i));
    box.top = std::min(box.top, y(i));
    box.bottom = std::max(box.bottom, y(i));
    sumX += x(i);
    sumY += y(i);
  }
  if (!isGrouped && end - begin <= groupSize) {
    groups.push_back({.begin = begin, .end = end, .box = box});
    isGrouped = true;
  }
  const auto count = static_cast<double>(end - begin);
  const double middleX = box.left + (box.right - box.left) / 2.0, middleY = box.top + (box.bottom - box.top) / 2.0;
  // Points in one place, or too near each other to have a middle between them.
  const bool isLeaf = !(middleX < box.right || middleY < box.bottom);
  if (isLeaf) {
    if (!isGrouped) groups.push_back({.begin = begin, .end = end, .box = box});
    nodes.push_back({.x = box.left, .y = box.top, .count = count, .squaredSide = -1.0, .afterAll = 0});
  } else {
    nodes.push_back(
        {.x = sumX / count, .y = sumY / count, .count = count, .squaredSide = box.squaredSide(), .afterAll = 0});
    const auto starts = sortIntoQuarters(begin, end, middleX, middleY);
    for (std::size_t q = 0; q < 4; ++q) {
      if (starts[q] < starts[q + 1]) build(starts[q], starts[q + 1], isGrouped);
    }
  }
  nodes[self].afterAll = static_cast<std::uint32_t>(nodes.size());
}

// What a group is repelled by, padded to whole lanes with nothing.
struct Repellers {
  std::vector<double> x, y, count;

  void clear() {
    x.clear();
    y.clear();
    count.clear();
  }
  void add(double itsX, double itsY, double itsCount) {
    x.push_back(itsX);
    y.push_back(itsY);
    count.push_back(itsCount);
  }
};

void collect(const Tree& tree, const Box& box, double squaredTheta, Repellers& repellers) {
  repellers.clear();
  for (std::size_t n = 0; n < tree.nodes.size();) {
    const Node& node = tree.nodes[n];
    if (node.squaredSide >= squaredTheta * box.squaredDistance(node.x, node.y)) {
      ++n;
      continue;
    }
    repellers.add(node.x, node.y, node.count);
    n = node.afterAll;
  }
  while (repellers.count.size() % lanes != 0) repellers.add(0.0, 0.0, 0.0);
}

struct Sums {
  double x, y, weight;
};

// In lanes, whose order is the same whether or not the compiler makes vectors of them.
Sums repelPoint(double x, double y, const Repellers& repellers) {
  std::array<double, lanes> sumX{}, sumY{}, weight{};
  for (std::size_t start = 0; start < repellers.count.size(); start += lanes) {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const double dx = x - repellers.x[start + lane], dy = y - repellers.y[start + lane];
      const double w = 1.0 / (1.0 + dx * dx + dy * dy);
      const double weights = repellers.count[start + lane] * w;
      weight[lane] += weights;
      sumX[lane] += weights * w * dx;
      sumY[lane] += weights * w * dy;
    }
  }
  const auto total = [](const std::array<double, lanes>& sum) { return (sum[0] + sum[1]) + (sum[2] + sum[3]); };
  return {.x = total(sumX), .y = total(sumY), .weight = total(weight)};
}

}  // namespace

double sumRepulsion(std::span<const double> points, double theta, std::span<double> repulsion) {
  assert(theta < 0.7 && points.size() == repulsion.size());
  Tree tree{.points = points};
  tree.order.resize(points.size() / 2);
  tree.scratch.resize(tree.order.size());
  std::iota(tree.order.begin(), tree.order.end(), 0U);
  tree.nodes.reserve(2 * tree.order.size());
  if (!tree.order.empty()) tree.build(0, tree.order.size(), false);

  double weight = 0.0;
  Repellers repellers;
  for (const auto& [begin, end, box] : tree.groups) {
    collect(tree, box, theta * theta, repellers);
    for (std::size_t i = begin; i < end; ++i) {
      const Sums sums = repelPoint(tree.x(i), tree.y(i), repellers);
      const std::size_t at = std::size_t{2} * tree.order[i];
      repulsion[at] = sums.x;
      repulsion[at + 1] = sums.y;
      // Less its own, in a leaf at no distance.
      weight += sums.weight - 1.0;
    }
  }
  return weight;
}

}  // namespace agelens
