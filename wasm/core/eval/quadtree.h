// Points of a plane in nested squares, so that many far points can be taken for one (Barnes & Hut 1986).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace agelens {

class Quadtree {
 public:
  // points is (count, 2), finite. The tree keeps no reference to it.
  explicit Quadtree(std::span<const double> points);

  // The points' indices, neighbours of the tree one after another: the order in which to ask about all of them.
  std::span<const std::uint32_t> order() const { return order_; }

  struct Repulsion {
    double x = 0.0, y = 0.0;  // the sum of w^2 (point - other) over all others, w = 1 / (1 + |point - other|^2)
    double weight = 0.0;      // the sum of w
  };

  // On one of the points by all others. A square whose side is less than theta times its distance counts as so many
  // points at its centre of gravity; 0 compares all pairs. Precondition: theta < 0.7, so that no square is far from a
  // point inside it.
  Repulsion repulsion(double x, double y, double theta) const;

 private:
  // Nodes lie depth first.
  struct Node {
    double x, y;             // centre of gravity
    double count;            // of points
    double squaredSide;      // -1 of a leaf, which is always far enough
    std::uint32_t afterAll;  // the node after all those inside this one
  };
  struct Square {
    double centreX, centreY, half;
  };

  void build(std::span<const double> points, std::size_t begin, std::size_t end, Square square, int depth);

  std::vector<std::uint32_t> order_;
  std::vector<std::uint32_t> scratch_;
  std::vector<Node> nodes_;
};

}  // namespace agelens
