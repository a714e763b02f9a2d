#include "core/image/augment.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/image/normalize.h"
#include "core/image/plain.h"
#include "core/random.h"
#include "tests/golden.h"
#include "tests/pictures.h"

namespace agelens {
namespace {

float largestDifference(const std::vector<float>& a, const std::vector<float>& b) {
  EXPECT_EQ(a.size(), b.size());
  return std::transform_reduce(
      a.begin(), a.end(), b.begin(), 0.0F, [](float x, float y) { return std::max(x, y); },
      [](float x, float y) { return std::fabs(x - y); });
}

struct AffineCase {
  std::string name;
  Image input;
  Affine affine;
  std::vector<float> expected;
};

std::vector<AffineCase> readAffineCases() {
  std::vector<AffineCase> cases;
  for (const auto& test : readGoldenCases("keras_affine/cases.json")) {
    std::string name = "keras_affine/" + caseName(test.at("id"));
    Image input = readGoldenImage(name + "_in.npy");
    auto expected = std::get<std::vector<float>>(readGoldenArray(name + "_out.npy").data);
    cases.push_back({.name = std::move(name),
                     .input = std::move(input),
                     .affine = {.rotationDegrees = test.value("theta", 0.0),
                                .xShift = test.value("tx", 0.0),
                                .yShift = test.value("ty", 0.0),
                                .shearDegrees = test.value("shear", 0.0),
                                .xZoom = test.value("zx", 1.0),
                                .yZoom = test.value("zy", 1.0),
                                .fillMode = parseFillMode(test.at("fill_mode").get<std::string>()),
                                .fillValue = test.at("cval")},
                     .expected = std::move(expected)});
  }
  return cases;
}

TEST(Affine, EqualsKeras) {
  for (const AffineCase& test : readAffineCases()) {
    EXPECT_LE(largestDifference(applyAffine(test.input, test.affine), test.expected), 1e-3F) << test.name;
    EXPECT_LE(largestDifference(plain::applyAffine(test.input, test.affine), test.expected), 1e-3F) << test.name;
  }
}

// Squares and others, what is read far outside, and pictures of one pixel.
TEST(Affine, EqualsThePlainLoop) {
  Random random(7);
  for (const auto& [width, height] : {std::pair(40, 40), std::pair(31, 18), std::pair(5, 64), std::pair(1, 1)}) {
    const Image image = makeNoise(width, height, 5);
    for (const FillMode mode : {FillMode::nearest, FillMode::reflect, FillMode::wrap, FillMode::constant}) {
      for (int repeat = 0; repeat < 12; ++repeat) {
        const Affine affine{.rotationDegrees = random.nextUniform(-180, 180),
                            .xShift = random.nextUniform(-90, 90),
                            .yShift = random.nextUniform(-90, 90),
                            .shearDegrees = random.nextUniform(-60, 60),
                            .xZoom = random.nextUniform(0.2, 4),
                            .yZoom = random.nextUniform(0.2, 4),
                            .fillMode = mode,
                            .fillValue = 11.5F};
        EXPECT_LE(largestDifference(applyAffine(image, affine), plain::applyAffine(image, affine)), 1e-3F)
            << width << " x " << height << ", fill mode " << static_cast<int>(mode);
      }
    }
  }
}

TEST(Affine, IdentityLeavesEveryPixelAsItIs) {
  const Image image = makeNoise(31, 17, 1);
  EXPECT_EQ(applyAffine(image, {}), toFloats(image));
}

TEST(Affine, HandlesAPictureOfOnePixel) {
  Image image(1, 1);
  image.pixels = {10, 20, 30};
  for (const FillMode mode : {FillMode::nearest, FillMode::reflect, FillMode::wrap}) {
    const Affine affine{.rotationDegrees = 30.0, .yShift = 4.5, .fillMode = mode};
    EXPECT_EQ(applyAffine(image, affine), (std::vector<float>{10, 20, 30}));
  }
}

TEST(Augment, FlipMirrorsRows) {
  std::vector<float> pixels(18);
  std::iota(pixels.begin(), pixels.end(), 0.0F);
  flipHorizontally(pixels, 3);
  EXPECT_EQ(pixels, (std::vector<float>{6, 7, 8, 3, 4, 5, 0, 1, 2, 15, 16, 17, 12, 13, 14, 9, 10, 11}));
}

TEST(Augment, AFlipUpsideDownReversesTheRows) {
  std::vector<float> pixels(18);
  std::iota(pixels.begin(), pixels.end(), 0.0F);
  flipVertically(pixels, 2);
  EXPECT_EQ(pixels, (std::vector<float>{12, 13, 14, 15, 16, 17, 6, 7, 8, 9, 10, 11, 0, 1, 2, 3, 4, 5}));
}

TEST(Augment, IsAPureFunctionOfPixelsSeedAndCopy) {
  const Image image = makeNoise(20, 20, 1);
  const Augmentation augmentation{.rotationDegrees = 15, .zoom = {0.9, 1.1}, .widthShift = 0.1, .heightShift = 0.1};
  const auto copy = copyOf(image, augmentation, 7, 1);
  EXPECT_EQ(copy, copyOf(image, augmentation, 7, 1));
  EXPECT_NE(copy, copyOf(image, augmentation, 7, 2));
  EXPECT_NE(copy, copyOf(image, augmentation, 8, 1));
}

TEST(Augment, WithEverythingOffTheCopyIsTheImage) {
  const Image image = makeNoise(20, 20, 1);
  EXPECT_EQ(copyOf(image, {}, 3, 5), toFloats(image));
}

TEST(Augment, FlipsAboutHalfOfTheCopies) {
  const Image image = makeNoise(4, 4, 1);
  int flipped = 0;
  constexpr int copies = 1000;
  for (int copy = 1; copy <= copies; ++copy) {
    if (copyOf(image, {.horizontalFlip = true}, 1, static_cast<std::uint64_t>(copy)) != toFloats(image)) ++flipped;
  }
  EXPECT_NEAR(flipped, copies / 2.0, 60);  // four standard deviations
}

// In a picture whose first channel is the row's number, the shift can be read off the middle.
TEST(Augment, HeightShiftsMoveRowsByUpToTheirFraction) {
  Image image(41, 41);
  for (int y = 0; y < 41; ++y) {
    for (int x = 0; x < 41; ++x) image.pixels[image.offset(x, y)] = static_cast<std::uint8_t>(y);
  }
  double sum = 0.0;
  double lowest = 0.0;
  double highest = 0.0;
  constexpr int copies = 1000;
  for (int copy = 1; copy <= copies; ++copy) {
    const auto pixels = copyOf(image, {.heightShift = 0.1}, 1, static_cast<std::uint64_t>(copy));
    const double shift = static_cast<double>(pixels[image.offset(20, 20)]) - 20.0;
    sum += shift;
    lowest = std::min(lowest, shift);
    highest = std::max(highest, shift);
  }
  EXPECT_NEAR(sum / copies, 0.0, 0.31);  // four standard deviations of the mean
  EXPECT_GE(lowest, -4.1 - 1e-5);
  EXPECT_LE(highest, 4.1 + 1e-5);
  EXPECT_LT(lowest, -4.0);
  EXPECT_GT(highest, 4.0);
}

TEST(Normalize, MakesPlanesOfMeanAndScale) {
  const std::vector<std::uint8_t> pixels{0, 51, 255, 255, 102, 0};
  std::vector<float> planes(6);
  normalizePixels(pixels, {.mean = {0, 51, 127.5}, .scale = {255, 51, 127.5}}, planes);
  EXPECT_EQ(planes, (std::vector<float>{0, 1, 0, 1, 1, -1}));
}

TEST(Normalize, EqualsThePlainLoopBitForBit) {
  Random random(2);
  const Normalization normalization{.mean = {123.7F, 116.3F, 103.5F}, .scale = {58.4F, 57.1F, 57.4F}};
  for (const std::size_t pixels : {1, 3, 4, 17, 224}) {
    std::vector<float> values(3 * pixels);
    for (float& value : values) value = 255.0F * random.nextUnit();
    std::vector<float> fast(values.size()), plainly(values.size());
    normalizePixels(values, normalization, fast);
    plain::normalizePixels(values, normalization, plainly);
    EXPECT_EQ(fast, plainly) << pixels;
  }
}

// The middle of a larger image.
Image middleOf(const Image& image, int size) {
  const int margin = (image.width - size) / 2;
  Image middle(size, size);
  for (int row = 0; row < size; ++row) {
    std::copy_n(image.pixels.begin() + static_cast<std::ptrdiff_t>(image.offset(margin, margin + row)), size * 3,
                middle.pixels.begin() + static_cast<std::ptrdiff_t>(middle.offset(0, row)));
  }
  return middle;
}

// The square in the middle of a picture, each of its pixels `fineness` of the picture's wide.
Square squareInMiddleOf(const Image& image, int size, double fineness = 1.0) {
  const double offset = (image.width - 1) / 2.0 - fineness * (size - 1) / 2.0;
  return {.samples = Samples(image),
          .size = size,
          .fromSquare = {.xFromColumn = fineness, .xOffset = offset, .yFromRow = fineness, .yOffset = offset}};
}

TEST(Square, InsideItsMiddleIsTheAffineOfTheMiddleAlone) {
  const Image image = makeNoise(40, 40, 5);
  const Square square = squareInMiddleOf(image, 20);
  const Affine inwards{.rotationDegrees = 30.0, .xShift = 1.0, .xZoom = 0.5, .yZoom = 0.5};
  EXPECT_LT(largestDifference(applyAffine(square, inwards), applyAffine(middleOf(image, 20), inwards)), 1e-3F);
  EXPECT_EQ(applyAffine(square, {}), toFloats(middleOf(image, 20)));
}

TEST(Square, OutsideItsMiddleIsWhatLiesAround) {
  const Image image = makeNoise(40, 40, 6);
  const auto shifted = applyAffine(squareInMiddleOf(image, 20), {.xShift = 10.0, .yShift = -10.0});
  Image expected(20, 20);
  for (int row = 0; row < 20; ++row) {
    std::copy_n(image.pixels.begin() + static_cast<std::ptrdiff_t>(image.offset(20, row)), 60,
                expected.pixels.begin() + static_cast<std::ptrdiff_t>(expected.offset(0, row)));
  }
  EXPECT_EQ(shifted, toFloats(expected));
}

TEST(Square, AFinerImageShowsTheSamePlaces) {
  // Brightness grows by 4 a pixel of the square, to the right and downwards.
  const auto ramp = [](int size, double step) {
    Image image(size, size);
    for (int row = 0; row < size; ++row) {
      for (int column = 0; column < size; ++column) {
        const double value = 128 + 4 * step * ((column - (size - 1) / 2.0) + (row - (size - 1) / 2.0));
        std::fill_n(image.pixels.begin() + static_cast<std::ptrdiff_t>(image.offset(column, row)), 3,
                    static_cast<std::uint8_t>(value));
      }
    }
    return image;
  };
  const Square coarse = squareInMiddleOf(ramp(20, 1.0), 12);
  const Square fine = squareInMiddleOf(ramp(40, 0.5), 12, 2.0);
  const Affine affine{.rotationDegrees = 20.0, .xShift = 1.5, .yShift = -1.0, .xZoom = 0.9, .yZoom = 1.1};
  EXPECT_LT(largestDifference(applyAffine(fine, affine), applyAffine(coarse, affine)), 2.0F);
}

TEST(Square, TheMarginHoldsWhatCopiesReachAndNotMuchMore) {
  // Of a square that is turned by 45 degrees the corners lie half a diagonal away.
  EXPECT_EQ(marginFor({.rotationDegrees = 45}, 100), 21);
  EXPECT_EQ(marginFor({.rotationDegrees = 180}, 100), 21);
  EXPECT_EQ(marginFor({.widthShift = 0.2}, 100), 20);
  EXPECT_EQ(marginFor({.zoom = {0.75, 1.25}}, 100), 13);
  EXPECT_EQ(marginFor({}, 100), 0);
  EXPECT_EQ(marginFor({.widthShift = 25}, 100), 25);
  EXPECT_EQ(marginFor({.zoom = {0.5, 1.5}, .heightShift = 25}, 100), 50);
  EXPECT_EQ(marginFor({.shearDegrees = 30}, 100), 25);
  // Inside the margin nothing is repeated: a picture that is dark beyond it stays unseen.
  const Augmentation augmentation{.rotationDegrees = 25,
                                  .zoom = {0.8, 1.2},
                                  .widthShift = 2,
                                  .heightShift = 0.3,
                                  .horizontalFlip = true,
                                  .shearDegrees = 20};
  const int margin = marginFor(augmentation, 16);
  Image image(16 + 2 * margin + 4, 16 + 2 * margin + 4);
  for (int row = 2; row < image.height - 2; ++row) {
    std::fill_n(image.pixels.begin() + static_cast<std::ptrdiff_t>(image.offset(2, row)), (image.width - 4) * 3,
                std::uint8_t{200});
  }
  const Square square = squareInMiddleOf(image, 16);
  for (std::uint64_t copy = 0; copy < 200; ++copy) {
    const auto pixels = augmentSquare(square, Fingerprint{1}, augmentation, 1, copy);
    EXPECT_GE(*std::min_element(pixels.begin(), pixels.end()), 199.9F);
  }
}

}  // namespace
}  // namespace agelens
