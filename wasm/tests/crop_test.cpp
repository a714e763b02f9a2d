#include "core/image/crop.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "core/face/framing.h"
#include "core/image/resize.h"
#include "core/random.h"

namespace agelens {
namespace {

// Every channel shows `value` at the pixel's centre.
Image paint(int width, int height, const std::function<double(double, double)>& value) {
  Image image(width, height);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const double shade = std::clamp(std::floor(value(x + 0.5, y + 0.5) + 0.5), 0.0, 255.0);
      std::fill_n(image.pixels.begin() + static_cast<std::ptrdiff_t>(image.offset(x, y)), 3,
                  static_cast<std::uint8_t>(shade));
    }
  }
  return image;
}

Image makeNoise(int width, int height) {
  Random random(1);
  Image image(width, height);
  for (std::uint8_t& value : image.pixels) value = static_cast<std::uint8_t>(random.nextBelow(256));
  return image;
}

// Pixels [left, left + side) of both axes; the edge repeats.
Image cutOut(const Image& image, int left, int top, int side) {
  Image cut(side, side);
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const int fromX = std::clamp(left + x, 0, image.width - 1), fromY = std::clamp(top + y, 0, image.height - 1);
      std::copy_n(image.pixels.begin() + static_cast<std::ptrdiff_t>(image.offset(fromX, fromY)), 3,
                  cut.pixels.begin() + static_cast<std::ptrdiff_t>(cut.offset(x, y)));
    }
  }
  return cut;
}

Crop cropAt(int left, int top, int side) {
  return {.centreX = left + side / 2.0, .centreY = top + side / 2.0, .side = static_cast<double>(side)};
}

TEST(Crop, UprightIsTheResizeOfTheCutOut) {
  const Image image = makeNoise(97, 61);
  for (const int size : {7, 20, 33}) {
    for (const auto& [left, top, side] :
         {std::array{5, 3, 40}, std::array{0, 0, 61}, std::array{60, 30, 20}, std::array{-20, 10, 45},
          std::array{70, 40, 50}, std::array{-30, -40, 200}, std::array{150, -90, 31}}) {
      EXPECT_EQ(cropImage(image, cropAt(left, top, side), size).pixels,
                resizeImage(cutOut(image, left, top, side), size, size).pixels)
          << left << " " << top << " " << side << " to " << size;
    }
  }
}

TEST(Crop, FractionsOfAPixelMoveIt) {
  const Image image = paint(64, 64, [](double x, double) { return 4 * x; });
  const Image square = cropImage(image, {.centreX = 30.25, .centreY = 30, .side = 16}, 16);
  EXPECT_EQ(square.pixels[square.offset(0, 8)], 4 * (30.25 - 7.5));
}

// A plane has the same values under every turn, antialiased or not.
TEST(Crop, ATurnedGradientIsExactToTheRounding) {
  const auto plane = [](double x, double y) { return 20 + 0.5 * x + 0.3 * y; };
  const Image image = paint(250, 200, plane);
  for (const double angle : {-170.0, -90.0, -33.0, 1e-9, 0.4, 45.0, 90.0, 123.0, 180.0}) {
    for (const auto& [side, size] : {std::pair(90.0, 224), std::pair(90.5, 90), std::pair(101.0, 24)}) {
      const Crop crop{.centreX = 120.3, .centreY = 98.8, .side = side, .angleDegrees = angle};
      const Image square = cropImage(image, crop, size);
      const double sine = std::sin(angle * M_PI / 180), cosine = std::cos(angle * M_PI / 180);
      double worst = 0.0;
      for (int row = 0; row < size; ++row) {
        for (int column = 0; column < size; ++column) {
          const double u = ((column + 0.5) / size - 0.5) * side, v = ((row + 0.5) / size - 0.5) * side;
          const double expected = plane(crop.centreX + u * cosine - v * sine, crop.centreY + u * sine + v * cosine);
          worst = std::max(worst, std::fabs(square.pixels[square.offset(column, row)] - expected));
        }
      }
      // Half for each rounding: of the picture, of both passes of the reduction, of the result.
      EXPECT_LT(worst, 2.0) << angle << " degrees, " << side << " to " << size;
    }
  }
}

// Three tenths of the crop on every side of it, reduced by whole steps, without an edge that would be repeated.
TEST(Crop, WhatLiesAroundItIsWhereTheMappingSays) {
  const auto plane = [](double x, double y) {
    return 20 + 0.3 * std::clamp(x, 0.5, 399.5) + 0.2 * std::clamp(y, 0.5, 359.5);
  };
  const Image image = paint(400, 360, plane);
  constexpr int size = 40, margin = 12;
  // In the middle, over a corner, and beyond.
  for (const std::pair<double, double>& centre : {std::pair(190.3, 178.8), {380.4, 12.7}, {-300.0, 500.0}}) {
    for (const double angle : {0.0, -25.0, 45.0, 170.0}) {
      for (const double step : {1.0, 2.0, 3.0}) {
        const Crop crop{.centreX = centre.first, .centreY = centre.second, .side = 120, .angleDegrees = angle};
        const Surroundings around = surroundingsOf(image, crop, size, 1.6, step);
        const Mapping outwards{.xOffset = -margin, .yOffset = -margin};
        const double sine = std::sin(angle * M_PI / 180), cosine = std::cos(angle * M_PI / 180);
        double worst = 0.0;
        int index = 0;
        sampleBilinear(
            around.samples, compose(around.fromCrop, outwards), size + 2 * margin, size + 2 * margin, {}, foldToEdge,
            [&](Float4 pixel) {
              const int column = index % (size + 2 * margin) - margin, row = index / (size + 2 * margin) - margin;
              const double u = ((column + 0.5) / size - 0.5) * 120, v = ((row + 0.5) / size - 0.5) * 120;
              const double x = centre.first + u * cosine - v * sine, y = centre.second + u * sine + v * cosine;
              worst = std::max(worst, std::fabs(static_cast<double>(pixel[0]) - plane(x, y)));
              ++index;
            });
        EXPECT_LT(worst, 1.5) << centre.first << ", " << angle << " degrees, step " << step;
      }
    }
  }
}

TEST(Crop, QuarterTurnsPermutePixels) {
  const Image image = makeNoise(40, 40);
  const Image upright = cropImage(image, cropAt(10, 6, 21), 21);
  Crop turned = cropAt(10, 6, 21);
  turned.angleDegrees = 90;
  const Image square = cropImage(image, turned, 21);
  for (int y = 0; y < 21; ++y) {
    for (int x = 0; x < 21; ++x) {
      // The crop's rows run down the picture.
      EXPECT_NEAR(square.pixels[square.offset(x, y)], upright.pixels[upright.offset(20 - y, x)], 1);
    }
  }
}

TEST(Crop, ReducingATurnedCheckerGivesGrey) {
  const Image image = paint(
      300, 300, [](double x, double y) { return (static_cast<int>(x) + static_cast<int>(y)) % 2 == 0 ? 255.0 : 0.0; });
  const Image square = cropImage(image, {.centreX = 150, .centreY = 150, .side = 160, .angleDegrees = 30}, 20);
  for (const std::uint8_t value : square.pixels) EXPECT_NEAR(value, 127.5, 3);
}

TEST(Crop, WhatIsOutsideRepeatsTheEdge) {
  const Image image = paint(50, 40, [](double x, double) { return x < 25 ? 40 : 200; });
  for (const double angle : {0.0, 20.0}) {
    for (const auto& [x, value] : {std::pair(-3000.0, 40), std::pair(3000.0, 200)}) {
      const Image square = cropImage(image, {.centreX = x, .centreY = 700, .side = 90, .angleDegrees = angle}, 16);
      EXPECT_EQ(square.pixels, std::vector<std::uint8_t>(square.pixels.size(), static_cast<std::uint8_t>(value)));
    }
  }
}

TEST(Crop, TinyPicturesAndCropsAreSampled) {
  Image one(1, 1);
  one.pixels = {10, 20, 30};
  for (const double angle : {0.0, 77.0}) {
    for (const double side : {0.01, 1.0, 500.0}) {
      const Image square = cropImage(one, {.centreX = 0.5, .centreY = 0.5, .side = side, .angleDegrees = angle}, 3);
      for (int i = 0; i < 9; ++i) EXPECT_EQ(square.pixels[static_cast<std::size_t>(i) * 3 + 1], 20);
      EXPECT_EQ(cropImage(one, {.side = side, .angleDegrees = angle}, 1).pixels, one.pixels);
    }
  }
}

Face makeFace(Point eyesCentre, double eyeDistance, double angleDegrees) {
  const double x = eyeDistance / 2 * std::cos(angleDegrees * M_PI / 180);
  const double y = eyeDistance / 2 * std::sin(angleDegrees * M_PI / 180);
  Face face{.score = 0.9, .box = {.left = 100, .top = 80, .width = 60, .height = 50}, .keypoints = {}};
  face.keypoints[rightEye] = {eyesCentre.x - x, eyesCentre.y - y};
  face.keypoints[leftEye] = {eyesCentre.x + x, eyesCentre.y + y};
  return face;
}

void expectCrop(const Crop& crop, double centreX, double centreY, double side, double angleDegrees) {
  EXPECT_NEAR(crop.centreX, centreX, 1e-9);
  EXPECT_NEAR(crop.centreY, centreY, 1e-9);
  EXPECT_NEAR(crop.side, side, 1e-9);
  EXPECT_NEAR(crop.angleDegrees, angleDegrees, 1e-9);
}

TEST(Framing, ScalesTheLargerSideAndShiftsUp) {
  const Face face = makeFace({130, 95}, 20, 30);
  expectCrop(cropOfFace(face, {}), 130, 105, 60, 0);
  expectCrop(cropOfFace(face, {.scale = 1.5, .shiftUp = 0.1}), 130, 105 - 9, 90, 0);
}

TEST(Framing, ShiftsAlongTheTurnedAxis) {
  const double angles[] = {0, 30, 90, -45, 179, -120};
  for (const double angle : angles) {
    const Crop crop = cropOfFace(makeFace({130, 95}, 20, angle), {.scale = 2, .shiftUp = 0.25, .aligned = true});
    const double radians = angle * M_PI / 180;
    expectCrop(crop, 130 + 30 * std::sin(radians), 105 - 30 * std::cos(radians), 120, angle);
  }
}

TEST(Framing, EyesInOnePlaceTurnNothing) {
  expectCrop(cropOfFace(makeFace({130, 95}, 0, 30), {.aligned = true}), 130, 105, 60, 0);
}

// Two white eyes on black come to lie at one height, the person's right one on the left.
TEST(Framing, AlignedEyesEndLevel) {
  for (const double angle : {-60.0, -12.0, 35.0, 100.0}) {
    const Face face = makeFace({128, 106}, 40, angle);
    const Image image = paint(300, 220, [&face](double x, double y) {
      const auto near = [&](const Point& eye) { return std::hypot(x - eye.x, y - eye.y) < 3; };
      return near(face.keypoints[rightEye]) ? 255.0 : near(face.keypoints[leftEye]) ? 200.0 : 0.0;
    });
    const Image square = cropImage(image, cropOfFace(face, {.scale = 1.4, .aligned = true}), 84);
    const auto middleOf = [&square](int from, int to) {
      double sum = 0.0, x = 0.0, y = 0.0;
      for (int row = 0; row < 84; ++row) {
        for (int column = from; column < to; ++column) {
          const double value = square.pixels[square.offset(column, row)];
          sum += value;
          x += value * column;
          y += value * row;
        }
      }
      return Point{x / sum, y / sum};
    };
    const double middle = 41.5 + (128 - 130) * std::cos(angle * M_PI / 180) + std::sin(angle * M_PI / 180);
    const Point right = middleOf(0, static_cast<int>(middle)), left = middleOf(static_cast<int>(middle), 84);
    EXPECT_NEAR(right.y, left.y, 0.5) << angle;
    EXPECT_NEAR(left.x - right.x, 40, 0.7) << angle;
    EXPECT_GT(
        square.pixels[square.offset(static_cast<int>(std::lround(right.x)), static_cast<int>(std::lround(right.y)))],
        240);
  }
}

}  // namespace
}  // namespace agelens
