// Principal components: the directions in which rows differ most.
#pragma once

#include <cstddef>
#include <vector>

#include "core/matrix.h"
#include "core/result.h"

namespace agelens {

struct Pca {
  std::vector<float> mean;        // of each column
  Matrix axes;                    // (components, columns): of length 1, at right angles, the largest variance first
  std::vector<double> variances;  // along each axis, with rows - 1 as the divisor
  std::vector<double> explained;  // the share that each is of the variance of all columns; 0 where there is none
  Matrix coordinates;             // (rows, components): of each row less the mean, along each axis
};

// The first `components` axes, at most as many as there are rows or columns. The sign of an axis is the one under which
// the coordinate farthest from 0, the first of equals, is positive. Beyond the rank of the rows, axes, variances and
// coordinates are zeros. Fails, in a sentence for the user, if there are no rows or columns, a value is not a finite
// number, or no component is asked for.
//
// Up to 700 rows or columns, whichever are fewer, the result is exact: their covariances' eigenvectors. Beyond, those
// would take too long (the cube of that number), and the axes come from a subspace that seven power iterations from a
// fixed random start turn towards the largest variances (Halko, Martinsson & Tropp 2011, algorithm 4.4): of an axis
// whose variance is well above that of the tenth one beyond the last asked for, nothing is lost.
Result<Pca> computePca(const Matrix& rows, std::size_t components);

}  // namespace agelens
