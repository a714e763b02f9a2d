// The repulsion between points of a plane, where many far points are taken for one (Barnes & Hut 1986).
#pragma once

#include <span>

namespace agelens {

// points is (count, 2), finite. Writes, for each point y_i, the sum of w_ij^2 (y_i - y_j) over all others, where
// w_ij = 1 / (1 + |y_i - y_j|^2), and returns the sum of w_ij over all ordered pairs.
//
// The points are sorted into nested boxes. One whose longer side is less than theta times its distance to a group of at
// most 16 neighbours counts for these as so many points at its centre of gravity; 0 compares all pairs. theta < 0.7, so
// that no box is far from a point inside it. Takes count * log(count) steps and some.
double sumRepulsion(std::span<const double> points, double theta, std::span<double> repulsion);

}  // namespace agelens
