#include "core/image/colour.h"

#include <gtest/gtest.h>

#include <vector>

namespace agelens {
namespace {

using Pixels = std::vector<float>;

void expectNear(const Pixels& actual, const Pixels& expected) {
  ASSERT_EQ(actual.size(), expected.size());
  for (std::size_t i = 0; i < actual.size(); ++i) EXPECT_NEAR(actual[i], expected[i], 1e-4F) << i;
}

TEST(Colour, ChannelsShiftWithinTheLevelsOfThePicture) {
  Pixels pixels{10, 20, 30, 40, 50, 60};
  shiftChannels(pixels, 25.5F);
  EXPECT_EQ(pixels, (Pixels{35.5, 45.5, 55.5, 60, 60, 60}));
  pixels = {10, 20, 30, 40, 50, 60};
  shiftChannels(pixels, -25.5F);
  EXPECT_EQ(pixels, (Pixels{10, 10, 10, 14.5, 24.5, 34.5}));
}

TEST(Colour, BrightnessMultipliesAndClips) {
  Pixels pixels{10, 101, 200};
  scaleBrightness(pixels, 1.5F);
  EXPECT_EQ(pixels, (Pixels{15, 151.5, 255}));
  scaleBrightness(pixels, 0.0F);
  EXPECT_EQ(pixels, (Pixels{0, 0, 0}));
}

TEST(Colour, ContrastIsAboutTheMeanLuma) {
  // Luma 0.299 * 200 = 59.8, and 100: the mean is 79.9.
  Pixels pixels{200, 0, 0, 100, 100, 100};
  scaleContrast(pixels, 0.5F);
  expectNear(pixels, {139.95F, 39.95F, 39.95F, 89.95F, 89.95F, 89.95F});
  pixels = {200, 0, 0, 100, 100, 100};
  scaleContrast(pixels, 2.0F);
  expectNear(pixels, {255, 0, 0, 120.1F, 120.1F, 120.1F});
}

TEST(Colour, SaturationIsAboutEachPixelsLuma) {
  // Lumas 76.245, 149.685, 29.07 and 100.
  const Pixels primaries{255, 0, 0, 0, 255, 0, 0, 0, 255, 100, 100, 100};
  Pixels pixels = primaries;
  scaleSaturation(pixels, 0.0F);
  expectNear(pixels, {76.245F, 76.245F, 76.245F, 149.685F, 149.685F, 149.685F, 29.07F, 29.07F, 29.07F, 100, 100, 100});
  pixels = {100, 50, 20, 100, 100, 100};  // luma 61.53
  scaleSaturation(pixels, 1.5F);
  expectNear(pixels, {119.235F, 44.235F, 0, 100, 100, 100});
}

TEST(Colour, NothingChangesWhereNothingIsAsked) {
  const Pixels before{0.1F, 255, 17.3F, 90.7F, 3, 250};
  Pixels pixels = before;
  shiftChannels(pixels, 0.0F);
  scaleBrightness(pixels, 1.0F);
  scaleContrast(pixels, 1.0F);
  scaleSaturation(pixels, 1.0F);
  EXPECT_EQ(pixels, before);
}

}  // namespace
}  // namespace agelens
