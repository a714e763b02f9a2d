#include "core/eval/pca.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/eval/eigen.h"
#include "golden.h"
#include "gradient.h"

namespace agelens {
namespace {

Matrix randomRows(std::size_t rows, std::size_t columns) {
  Matrix matrix(rows, columns);
  matrix.values = randomValues(rows * columns, 5);
  return matrix;
}

Matrix transposed(const Matrix& matrix) {
  Matrix turned(matrix.columns, matrix.rows);
  for (std::size_t i = 0; i < matrix.rows; ++i) {
    for (std::size_t k = 0; k < matrix.columns; ++k) turned.row(k)[i] = matrix.row(i)[k];
  }
  return turned;
}

TEST(SymmetricEigen, VectorsAreMultipliedByTheirValues) {
  constexpr std::size_t n = 12;
  const auto values = randomValues(n * n, 3);
  std::vector<double> matrix(n * n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) matrix[i * n + j] = values[i * n + j] + values[j * n + i];
  }
  const Eigen eigen = symmetricEigen(matrix, n);
  for (std::size_t c = 0; c < n; ++c) {
    if (c > 0) EXPECT_LE(eigen.values[c], eigen.values[c - 1]);
    double squares = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
      double product = 0.0;
      for (std::size_t j = 0; j < n; ++j) product += matrix[i * n + j] * eigen.vectors[c * n + j];
      EXPECT_NEAR(product, eigen.values[c] * eigen.vectors[c * n + i], 1e-12);
      squares += eigen.vectors[c * n + i] * eigen.vectors[c * n + i];
    }
    EXPECT_NEAR(squares, 1.0, 1e-12);
  }
}

TEST(SymmetricEigen, OfEqualValuesVectorsAreAtRightAngles) {
  // 2 on the diagonal and 1 beside it: once 5, three times 1.
  std::vector<double> matrix(16, 1.0);
  for (std::size_t i = 0; i < 4; ++i) matrix[5 * i] = 2.0;
  const Eigen eigen = symmetricEigen(matrix, 4);
  EXPECT_NEAR(eigen.values[0], 5.0, 1e-14);
  for (std::size_t a = 1; a < 4; ++a) {
    EXPECT_NEAR(eigen.values[a], 1.0, 1e-14);
    double product = 0.0;
    for (std::size_t i = 0; i < 4; ++i) product += eigen.vectors[4 * a + i] * eigen.vectors[4 * (a - 1) + i];
    EXPECT_NEAR(product, 0.0, 1e-14);
  }
}

TEST(Pca, IsThatOfScikitLearn) {
  const auto golden = readGoldenJson("map.json").at("everyFifthColumn");
  const auto all = std::get<std::vector<float>>(readGoldenArray("map_rows.npy").data);
  Matrix rows(70, 10);
  for (std::size_t i = 0; i < rows.values.size(); ++i) rows.values[i] = all[5 * i];
  const auto pca = computePca(rows, 3);
  ASSERT_TRUE(pca.ok());
  for (std::size_t c = 0; c < 3; ++c) {
    EXPECT_NEAR(pca.value().explained[c], golden.at("explained")[c].get<double>(), 1e-6);
    // The sign is settled by a rule of our own.
    const double first = golden.at("coordinates")[0][c];
    const double sign = (first < 0.0) == (pca.value().coordinates.row(0)[c] < 0.0F) ? 1.0 : -1.0;
    for (std::size_t k = 0; k < 10; ++k) {
      EXPECT_NEAR(pca.value().axes.row(c)[k], sign * golden.at("axes")[c][k].get<double>(), 1e-5);
    }
    for (std::size_t i = 0; i < 70; ++i) {
      EXPECT_NEAR(pca.value().coordinates.row(i)[c], sign * golden.at("coordinates")[i][c].get<double>(), 1e-5);
    }
  }
}

TEST(Pca, OfFewerRowsThanColumnsIsTheSame) {
  // Columns of zeros change nothing, but which of the products are smaller.
  const Matrix rows = randomRows(9, 5);
  Matrix wide(9, 20);
  for (std::size_t i = 0; i < 9; ++i) std::copy_n(rows.row(i).begin(), 5, wide.row(i).begin());
  const Pca expected = computePca(rows, 5).value(), pca = computePca(wide, 5).value();
  for (std::size_t i = 0; i < expected.coordinates.values.size(); ++i) {
    EXPECT_NEAR(pca.coordinates.values[i], expected.coordinates.values[i], 1e-6);
  }
}

TEST(Pca, TheCoordinateFarthestFromZeroIsPositive) {
  const Pca pca = computePca(randomRows(9, 5), 5).value();
  const Matrix along = transposed(pca.coordinates);
  for (std::size_t c = 0; c < along.rows; ++c) {
    const auto [least, most] = std::minmax_element(along.row(c).begin(), along.row(c).end());
    EXPECT_GT(*most, -*least);
  }
}

TEST(Pca, OfManyRowsAndColumnsFindsWhatStandsOut) {
  // Three directions of variance 100, 25 and 4 in noise of variance 1/3, beyond what is computed exactly.
  constexpr std::size_t size = 720;
  Matrix rows = randomRows(size, size);
  const auto weights = randomValues(3 * size, 9);
  for (std::size_t i = 0; i < size; ++i) {
    rows.row(i)[0] += 173.2F * weights[3 * i];
    rows.row(i)[1] += 86.6F * weights[3 * i + 1];
    rows.row(i)[2] += 34.6F * weights[3 * i + 2];
  }
  const Pca pca = computePca(rows, 3).value();
  for (std::size_t c = 0; c < 3; ++c) EXPECT_NEAR(std::fabs(pca.axes.row(c)[c]), 1.0, 0.01);
  double squares = 0.0, across = 0.0;
  for (std::size_t k = 0; k < size; ++k) {
    squares += pca.axes.row(0)[k] * pca.axes.row(0)[k];
    across += pca.axes.row(0)[k] * pca.axes.row(1)[k];
  }
  EXPECT_NEAR(squares, 1.0, 1e-5);
  EXPECT_NEAR(across, 0.0, 1e-5);
}

TEST(Pca, BeyondTheRankThereIsNothing) {
  Matrix line(4, 3);
  line.values = {0, 0, 0, 3, 4, 0, 6, 8, 0, 9, 12, 0};
  const Pca pca = computePca(line, 9).value();
  ASSERT_EQ(pca.axes.rows, 3U);
  EXPECT_NEAR(pca.explained[0], 1.0, 1e-12);
  EXPECT_NEAR(pca.coordinates.row(0)[0], 7.5F, 1e-6F) << "the first of equally far ones is positive";
  EXPECT_EQ(pca.explained[1], 0.0);
  EXPECT_EQ(pca.axes.row(1)[0], 0.0F);

  Matrix same(3, 2);
  same.values = {1, 2, 1, 2, 1, 2};
  EXPECT_EQ(computePca(same, 2).value().explained, std::vector<double>(2));
  EXPECT_EQ(computePca(randomRows(1, 4), 2).value().coordinates.values, std::vector<float>(1));
}

TEST(Pca, RefusesWhatHasNone) {
  EXPECT_EQ(computePca(Matrix(0, 4), 2).error().code, "no-embeddings");
  EXPECT_EQ(computePca(randomRows(3, 4), 0).error().code, "bad-setting");
  Matrix rows = randomRows(3, 4);
  rows.values[5] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_EQ(computePca(rows, 2).error().code, "not-finite");
}

}  // namespace
}  // namespace agelens
