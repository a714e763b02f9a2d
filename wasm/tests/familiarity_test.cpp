#include "core/eval/familiarity.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/random.h"

namespace agelens {
namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

Matrix randomRows(std::size_t rows, std::size_t columns) {
  Matrix matrix(rows, columns);
  Random random(8);
  for (float& value : matrix.values) value = random.nextUnit() - 0.3F;
  return matrix;
}

// The plain version: in doubles, by the cosine.
double plainDistance(std::span<const float> a, std::span<const float> b) {
  double dot = 0.0, aa = 0.0, bb = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    dot += static_cast<double>(a[i]) * b[i];
    aa += static_cast<double>(a[i]) * a[i];
    bb += static_cast<double>(b[i]) * b[i];
  }
  return std::sqrt(2.0 - 2.0 * dot / std::sqrt(aa * bb));
}

TEST(LeaveOutDistances, AreToTheNearestOfAnotherPerson) {
  const Matrix rows = randomRows(30, 37);  // more than two times the lanes, and a rest
  std::vector<std::int32_t> persons(rows.rows);
  for (std::size_t i = 0; i < rows.rows; ++i) persons[i] = static_cast<std::int32_t>(i * i % 5);
  const auto distances = leaveOutDistances(rows, persons);
  ASSERT_EQ(distances.size(), rows.rows);
  for (std::size_t i = 0; i < rows.rows; ++i) {
    double nearest = 2.0;
    for (std::size_t j = 0; j < rows.rows; ++j) {
      if (persons[j] != persons[i]) nearest = std::min(nearest, plainDistance(rows.row(i), rows.row(j)));
    }
    EXPECT_NEAR(distances[i], nearest, 1e-6);
  }
}

TEST(LeaveOutDistances, WithoutAnotherPersonAreInfinite) {
  const auto distances = leaveOutDistances(randomRows(3, 4), std::vector<std::int32_t>{1, 1, 1});
  EXPECT_EQ(distances, std::vector<float>(3, infinity));
  EXPECT_EQ(tailShare(distances, 0.5F), 1.0) << "nothing is unfamiliar where nothing can be compared";
  EXPECT_TRUE(leaveOutDistances(Matrix(0, 4), {}).empty());
}

TEST(DistanceToNearest, IsZeroForAReferenceAtAnyLength) {
  const Matrix rows = randomRows(9, 20);
  std::vector<float> x(rows.row(4).begin(), rows.row(4).end());
  EXPECT_EQ(distanceToNearest(rows, x), 0.0F);
  for (float& value : x) value *= 4.0F;
  EXPECT_EQ(distanceToNearest(rows, x), 0.0F);
  for (float& value : x) value = -value;
  EXPECT_GT(distanceToNearest(rows, x), 1.0F);
}

TEST(DistanceToNearest, OfOneAxisToAnotherIsTheRootOfTwo) {
  Matrix axes(2, 3);
  axes.values = {2, 0, 0, 0, 5, 0};
  EXPECT_FLOAT_EQ(distanceToNearest(axes, std::vector<float>{0, 0, 3}), std::sqrt(2.0F));
  EXPECT_EQ(distanceToNearest(axes, std::vector<float>{0, 0, 0}), 1.0F);
  EXPECT_EQ(distanceToNearest(Matrix(0, 3), std::vector<float>{0, 0, 3}), infinity);
}

// On the unit circle at 90, 0, 180, 0 and 60 degrees, at several lengths; seen from 0 degrees the chords are
// 2 sin(angle / 2): the root of 2, 0, 2, 0 and 1.
TEST(NearestRows, AreInOrderOfDistanceThenOfRow) {
  Matrix rows(5, 2);
  rows.values = {0, 3, 1, 0, -2, 0, 4, 0, 1, std::sqrt(3.0F)};
  const auto nearest = nearestRows(rows, std::vector<float>{7, 0}, 4);
  ASSERT_EQ(nearest.size(), 4);
  const std::vector<std::size_t> order = {1, 3, 4, 0};
  const std::vector<float> chords = {0.0F, 0.0F, 1.0F, std::sqrt(2.0F)};
  for (std::size_t i = 0; i < order.size(); ++i) {
    EXPECT_EQ(nearest[i].row, order[i]);
    EXPECT_FLOAT_EQ(nearest[i].distance, chords[i]);
  }
}

TEST(NearestRows, AreAtMostThoseThatThereAre) {
  EXPECT_EQ(nearestRows(randomRows(3, 4), std::vector<float>(4, 1.0F), 6).size(), 3);
  EXPECT_TRUE(nearestRows(Matrix(0, 4), std::vector<float>(4, 1.0F), 6).empty());
  EXPECT_TRUE(nearestRows(randomRows(3, 4), std::vector<float>(4, 1.0F), 0).empty());
}

TEST(TailShare, CountsWhatIsAtLeastAsFarAndThePhotographItself) {
  const std::vector<float> distances = {0.1F, 0.2F, 0.3F, 0.4F};
  EXPECT_EQ(tailShare(distances, 0.3F), 3.0 / 5.0);
  EXPECT_EQ(tailShare(distances, 0.5F), 1.0 / 5.0);
  EXPECT_EQ(tailShare(distances, 0.0F), 1.0);
  EXPECT_EQ(tailShare({}, 0.5F), 1.0);
}

}  // namespace
}  // namespace agelens
