#include "core/eval/pca.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>
#include <span>
#include <utility>

#include "core/eval/eigen.h"
#include "core/nn/gemm.h"
#include "core/random.h"

namespace agelens {
namespace {

using Axis = std::vector<double>;

constexpr std::size_t exactLimit = 700;
constexpr std::size_t spareAxes = 10;
constexpr int powerIterations = 7;
// Of the largest variance: what rounding makes of none.
constexpr double nothing = 1e-12;

std::optional<Error> findFault(const Matrix& rows, std::size_t components) {
  if (rows.rows == 0 || rows.columns == 0) return Error{"no-embeddings", "There are no embeddings to look at."};
  if (components == 0) return Error{"bad-setting", "Ask for at least one principal component."};
  if (!std::all_of(rows.values.begin(), rows.values.end(), [](float value) { return std::isfinite(value); })) {
    return Error{"not-finite", "An embedding holds a value that is not a number. Compute the embeddings again."};
  }
  return std::nullopt;
}

std::vector<double> meanOf(const Matrix& rows) {
  std::vector<double> mean(rows.columns);
  for (std::size_t i = 0; i < rows.rows; ++i) {
    const auto row = rows.row(i);
    for (std::size_t k = 0; k < mean.size(); ++k) mean[k] += row[k];
  }
  for (double& value : mean) value /= static_cast<double>(rows.rows);
  return mean;
}

// The sums of products, on and below the diagonal, of the columns of what `fill` writes a row at a time.
template <typename Fill>
std::vector<double> productsOfColumns(std::size_t rows, std::size_t columns, const Fill& fill) {
  constexpr std::size_t atOnce = 4;  // so that the sums are read and written less often
  std::vector<double> sums(columns * columns);
  std::array<std::vector<double>, atOnce> block;
  for (std::size_t start = 0; start < rows; start += atOnce) {
    for (std::size_t b = 0; b < atOnce; ++b) {
      block[b].assign(columns, 0.0);
      if (start + b < rows) fill(start + b, block[b]);
    }
    for (std::size_t i = 0; i < columns; ++i) {
      double* sum = sums.data() + i * columns;
      const std::array<double, atOnce> factor = {block[0][i], block[1][i], block[2][i], block[3][i]};
      for (std::size_t j = 0; j <= i; ++j) {
        sum[j] += factor[0] * block[0][j] + factor[1] * block[1][j] + factor[2] * block[2][j] + factor[3] * block[3][j];
      }
    }
  }
  return sums;
}

// The eigenvectors of the largest eigenvalues, as many as are not nothing.
std::vector<Axis> leadingVectors(std::vector<double> products, std::size_t size, std::size_t count) {
  const Eigen eigen = symmetricEigen(std::move(products), size);
  std::vector<Axis> vectors;
  for (std::size_t c = 0; c < std::min(count, size) && eigen.values[c] > nothing * eigen.values[0]; ++c) {
    const auto from = eigen.vectors.begin() + static_cast<std::ptrdiff_t>(c * size);
    vectors.emplace_back(from, from + static_cast<std::ptrdiff_t>(size));
  }
  return vectors;
}

void normalize(Axis& axis) {
  const double length = std::sqrt(std::inner_product(axis.begin(), axis.end(), axis.begin(), 0.0));
  if (length == 0.0) return;
  for (double& value : axis) value /= length;
}

std::vector<Axis> axesByColumns(const Matrix& rows, std::size_t count) {
  const auto fill = [&](std::size_t i, Axis& values) {
    std::copy_n(rows.row(i).begin(), rows.columns, values.begin());
  };
  return leadingVectors(productsOfColumns(rows.rows, rows.columns, fill), rows.columns, count);
}

// An axis is a sum of rows, weighted by an eigenvector of the rows' products.
std::vector<Axis> axesByRows(const Matrix& rows, std::size_t count) {
  const auto fill = [&](std::size_t k, Axis& values) {
    for (std::size_t i = 0; i < rows.rows; ++i) values[i] = rows.values[i * rows.columns + k];
  };
  std::vector<Axis> axes;
  for (const Axis& weights : leadingVectors(productsOfColumns(rows.columns, rows.rows, fill), rows.rows, count)) {
    Axis& axis = axes.emplace_back(rows.columns);
    for (std::size_t i = 0; i < rows.rows; ++i) {
      const auto row = rows.row(i);
      for (std::size_t k = 0; k < axis.size(); ++k) axis[k] += weights[i] * row[k];
    }
    normalize(axis);
  }
  return axes;
}

// Turns what lies in the columns of a subspace into axes of length 1 at right angles (Gram and Schmidt, twice, since
// once leaves what rounding made).
std::vector<Axis> orthonormalize(const Matrix& subspace) {
  std::vector<Axis> axes;
  for (std::size_t c = 0; c < subspace.columns; ++c) {
    Axis axis(subspace.rows);
    for (std::size_t k = 0; k < axis.size(); ++k) axis[k] = subspace.values[k * subspace.columns + c];
    normalize(axis);
    for (int pass = 0; pass < 2; ++pass) {
      for (const Axis& other : axes) {
        const double along = std::inner_product(axis.begin(), axis.end(), other.begin(), 0.0);
        for (std::size_t k = 0; k < axis.size(); ++k) axis[k] -= along * other[k];
      }
      normalize(axis);
    }
    axes.push_back(std::move(axis));
  }
  return axes;
}

std::vector<Axis> axesByPowerIterations(const Matrix& rows, std::size_t count) {
  const DenseShape shape{.rows = rows.rows, .inputs = rows.columns, .outputs = count + spareAxes};
  Matrix subspace(shape.inputs, shape.outputs), seen(shape.rows, shape.outputs);
  Random random(1);
  for (float& value : subspace.values) value = static_cast<float>(random.nextUniform(-1.0, 1.0));
  std::vector<Axis> basis;
  for (int iteration = 0; iteration <= powerIterations; ++iteration) {
    basis = orthonormalize(subspace);
    for (std::size_t i = 0; i < subspace.values.size(); ++i) {
      subspace.values[i] = static_cast<float>(basis[i % shape.outputs][i / shape.outputs]);
    }
    forwardProduct(rows.values, subspace.values, seen.values, shape);
    if (iteration < powerIterations) weightGradientProduct(rows.values, seen.values, subspace.values, shape);
  }
  // Inside the subspace the axes are exact.
  std::vector<Axis> axes;
  for (const Axis& weights : axesByColumns(seen, count)) {
    Axis& axis = axes.emplace_back(rows.columns);
    for (std::size_t b = 0; b < basis.size(); ++b) {
      for (std::size_t k = 0; k < axis.size(); ++k) axis[k] += weights[b] * basis[b][k];
    }
  }
  return axes;
}

std::vector<Axis> findAxes(const Matrix& centred, std::size_t count) {
  if (std::min(centred.rows, centred.columns) > std::max(exactLimit, count + spareAxes)) {
    return axesByPowerIterations(centred, count);
  }
  return centred.columns <= centred.rows ? axesByColumns(centred, count) : axesByRows(centred, count);
}

// Of each row along the axis, whose sign is settled here.
Axis coordinatesAlong(const Matrix& centred, Axis& axis) {
  Axis coordinates(centred.rows);
  double farthest = 0.0;
  for (std::size_t i = 0; i < centred.rows; ++i) {
    coordinates[i] = std::inner_product(axis.begin(), axis.end(), centred.row(i).begin(), 0.0);
    if (std::fabs(coordinates[i]) > std::fabs(farthest)) farthest = coordinates[i];
  }
  if (farthest < 0.0) {
    for (double& value : axis) value = -value;
    for (double& value : coordinates) value = -value;
  }
  return coordinates;
}

}  // namespace

Result<Pca> computePca(const Matrix& rows, std::size_t components) {
  if (const auto fault = findFault(rows, components)) return *fault;
  const std::vector<double> mean = meanOf(rows);
  Matrix centred(rows.rows, rows.columns);
  double squares = 0.0;
  for (std::size_t i = 0; i < centred.values.size(); ++i) {
    centred.values[i] = static_cast<float>(rows.values[i] - mean[i % rows.columns]);
    squares += static_cast<double>(centred.values[i]) * centred.values[i];
  }

  const std::size_t count = std::min({components, rows.rows, rows.columns});
  Pca pca{.mean = std::vector<float>(mean.begin(), mean.end()),
          .axes = Matrix(count, rows.columns),
          .variances = std::vector<double>(count),
          .explained = std::vector<double>(count),
          .coordinates = Matrix(rows.rows, count)};
  std::vector<Axis> axes = findAxes(centred, count);
  for (std::size_t c = 0; c < axes.size(); ++c) {
    const Axis coordinates = coordinatesAlong(centred, axes[c]);
    std::copy(axes[c].begin(), axes[c].end(), pca.axes.row(c).begin());
    for (std::size_t i = 0; i < rows.rows; ++i) pca.coordinates.row(i)[c] = static_cast<float>(coordinates[i]);
    const double along = std::inner_product(coordinates.begin(), coordinates.end(), coordinates.begin(), 0.0);
    pca.variances[c] = along / static_cast<double>(rows.rows - 1);
    pca.explained[c] = along / squares;
  }
  return pca;
}

}  // namespace agelens
