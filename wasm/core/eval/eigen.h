// Eigenvalues and eigenvectors of a symmetric matrix, all of them, without random numbers.
#pragma once

#include <cstddef>
#include <vector>

namespace agelens {

struct Eigen {
  std::vector<double> values;   // descending
  std::vector<double> vectors;  // (size, size), each row the unit eigenvector of a value; either sign
};

// matrix is (size, size) and symmetric; only what is on and below its diagonal is read. Householder reflections to a
// tridiagonal matrix, then implicit QL (Golub & Van Loan 2013, sections 8.3.1 and 8.3.3; EISPACK's tql2). Takes some
// 6 size^3 steps.
Eigen symmetricEigen(std::vector<double> matrix, std::size_t size);

}  // namespace agelens
