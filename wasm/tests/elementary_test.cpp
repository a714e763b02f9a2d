#include "core/elementary.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/random.h"

namespace agelens {
namespace {

constexpr int trials = 200000;
constexpr double infinity = std::numeric_limits<double>::infinity();

// Distance in units in the last place of `expected`.
double ulpDistance(double actual, double expected) {
  return std::fabs(actual - expected) / (std::nextafter(std::fabs(expected), infinity) - std::fabs(expected));
}

TEST(Elementary, ExpIsWithinTwoUlpOfTheLibrary) {
  Random random(1);
  for (int i = 0; i < trials; ++i) {
    const double x = random.nextUniform(-708.0, 709.0);
    ASSERT_LE(ulpDistance(exactExp(x), std::exp(x)), 2.0) << x;
    const double small = random.nextUniform(-1.0, 1.0);
    ASSERT_LE(ulpDistance(exactExp(small), std::exp(small)), 2.0) << small;
  }
}

TEST(Elementary, ExpCoversItsWholeRange) {
  EXPECT_EQ(exactExp(0.0), 1.0);
  EXPECT_EQ(exactExp(-746.0), 0.0);
  EXPECT_EQ(exactExp(-infinity), 0.0);
  EXPECT_EQ(exactExp(710.0), infinity);
  EXPECT_GT(exactExp(-745.0), 0.0);
  EXPECT_LT(exactExp(709.78), infinity);
  EXPECT_TRUE(std::isnan(exactExp(std::nan(""))));
}

TEST(Elementary, LogIsWithinTwoUlpOfTheLibrary) {
  Random random(2);
  for (int i = 0; i < trials; ++i) {
    const double x = std::ldexp(random.nextUniform(1.0, 2.0), static_cast<int>(random.nextBelow(2090)) - 1070);
    ASSERT_LE(ulpDistance(exactLog(x), std::log(x)), 2.0) << x;
    const double probability = random.nextUniform(1e-9, 2.0);
    ASSERT_LE(ulpDistance(exactLog(probability), std::log(probability)), 2.0) << probability;
  }
}

TEST(Elementary, LogCoversItsWholeRange) {
  EXPECT_EQ(exactLog(1.0), 0.0);
  EXPECT_EQ(exactLog(0.0), -infinity);
  EXPECT_EQ(exactLog(infinity), infinity);
  EXPECT_TRUE(std::isnan(exactLog(-1.0)));
  EXPECT_LE(ulpDistance(exactLog(5e-324), std::log(5e-324)), 2.0);
}

TEST(Elementary, SinAndCosAreWithinTheBound) {
  Random random(3);
  for (int i = 0; i < trials; ++i) {
    for (const double limit : {4.0, 1e5}) {
      const double x = random.nextUniform(-limit, limit);
      ASSERT_NEAR(exactSin(x), std::sin(x), 0x1p-52) << x;
      ASSERT_NEAR(exactCos(x), std::cos(x), 0x1p-52) << x;
    }
  }
  EXPECT_EQ(exactSin(0.0), 0.0);
  EXPECT_EQ(exactCos(0.0), 1.0);
}

TEST(Elementary, Atan2IsWithinTheBound) {
  Random random(4);
  for (int i = 0; i < trials; ++i) {
    const double y = random.nextUniform(-3.0, 3.0);
    const double x = random.nextUniform(-3.0, 3.0);
    ASSERT_NEAR(exactAtan2(y, x), std::atan2(y, x), 0x1p-50) << y << ", " << x;
  }
  for (const double y : {-2.0, -1.0, 0.0, 1.0, 2.0}) {
    for (const double x : {-2.0, -1.0, 0.0, 1.0, 2.0}) {
      ASSERT_NEAR(exactAtan2(y, x), std::atan2(y, x), 0x1p-50) << y << ", " << x;
    }
  }
  EXPECT_EQ(exactAtan2(0.0, 0.0), 0.0);
}

}  // namespace
}  // namespace agelens
