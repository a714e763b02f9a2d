#include "core/image/erase.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace agelens {
namespace {

TEST(Erase, RectanglesAreOfThePapersAreasAndAspectsAndLieInside) {
  Random random(4);
  constexpr int size = 200;
  double leastArea = 1.0, mostArea = 0.0, leastAspect = 10.0, mostAspect = 0.0;
  int leftmost = size, rightmost = 0;
  for (int i = 0; i < 5000; ++i) {
    const auto [left, top, width, height] = drawRectangle(random, size);
    ASSERT_GE(std::min(left, top), 0);
    ASSERT_GE(std::min(width, height), 1);
    ASSERT_LE(std::max(left + width, top + height), size);
    const double area = 1.0 * width * height / (size * size);
    leastArea = std::min(leastArea, area);
    mostArea = std::max(mostArea, area);
    leastAspect = std::min(leastAspect, 1.0 * height / width);
    mostAspect = std::max(mostAspect, 1.0 * height / width);
    leftmost = std::min(leftmost, left);
    rightmost = std::max(rightmost, left + width);
  }
  // Sides are whole pixels, the shortest about 16 of them.
  EXPECT_NEAR(leastArea, 0.02, 0.002);
  EXPECT_NEAR(mostArea, 0.33, 0.004);
  EXPECT_NEAR(leastAspect, 0.3, 0.02);
  EXPECT_NEAR(mostAspect, 1.0 / 0.3, 0.2);
  EXPECT_EQ(leftmost, 0);
  EXPECT_EQ(rightmost, size);
}

TEST(Erase, EveryRectangleFitsTheSmallestSquare) {
  Random random(5);
  for (int i = 0; i < 100; ++i) {
    const auto [left, top, width, height] = drawRectangle(random, 1);
    EXPECT_EQ(left + top, 0);
    EXPECT_EQ(width * height, 1);
  }
}

TEST(Erase, FillsTheRectangleAloneWithRandomLevels) {
  constexpr int width = 60, height = 50;
  std::vector<float> pixels(std::size_t{width} * height * 3, -1.0F);
  eraseRectangle(pixels, width, {.left = 10, .top = 5, .width = 40, .height = 30}, 1);
  double sum = 0.0;
  int inside = 0;
  for (int i = 0; i < width * height * 3; ++i) {
    const int column = i / 3 % width, row = i / 3 / width;
    if (column < 10 || column >= 50 || row < 5 || row >= 35) {
      ASSERT_EQ(pixels[i], -1.0F);
      continue;
    }
    ASSERT_GE(pixels[i], 0.0F);
    ASSERT_LT(pixels[i], 255.0F);
    sum += static_cast<double>(pixels[i]);
    ++inside;
  }
  EXPECT_EQ(inside, 40 * 30 * 3);
  EXPECT_NEAR(sum / inside, 127.5, 4.91);  // four standard deviations of the mean
  std::vector<float> again(pixels.size(), -1.0F);
  eraseRectangle(again, width, {.left = 10, .top = 5, .width = 40, .height = 30}, 2);
  EXPECT_NE(again, pixels);
}

}  // namespace
}  // namespace agelens
