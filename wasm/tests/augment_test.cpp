#include "core/image/augment.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/image/normalize.h"
#include "core/image/plain.h"
#include "core/image/prepare.h"
#include "core/random.h"
#include "tests/golden.h"

namespace agelens {
namespace {

Image makeNoise(int width, int height, std::uint64_t seed) {
  Random random(seed);
  Image image(width, height);
  for (std::uint8_t& value : image.pixels) value = static_cast<std::uint8_t>(random.nextBelow(256));
  return image;
}

std::vector<float> toFloats(const Image& image) { return {image.pixels.begin(), image.pixels.end()}; }

std::vector<float> copyOf(const Image& image, const Augmentation& augmentation, std::uint64_t seed,
                          std::uint64_t copy) {
  const Square square{.samples = Samples(image), .size = image.width, .fromSquare = {}};
  return augmentSquare(square, fingerprintOf(image), augmentation, seed, copy);
}

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

struct Extremes {
  double least = std::numeric_limits<double>::infinity();
  double most = -std::numeric_limits<double>::infinity();
};

// Of what `measure` says of many copies.
template <typename Measure>
Extremes extremesOver(const Image& image, const Augmentation& augmentation, Measure measure) {
  Extremes extremes;
  for (std::uint64_t copy = 1; copy <= 500; ++copy) {
    const double value = measure(copyOf(image, augmentation, 1, copy));
    extremes.least = std::min(extremes.least, value);
    extremes.most = std::max(extremes.most, value);
  }
  return extremes;
}

// Of 500 uniform draws from [low, high] the extremes are this near the ends, but for once in e^20 times.
void expectDrawnFrom(double low, double high, const Extremes& extremes) {
  const double near = (high - low) / 25.0;
  constexpr double rounding = 1e-4;
  EXPECT_GE(extremes.least, low - rounding);
  EXPECT_LE(extremes.least, low + near);
  EXPECT_LE(extremes.most, high + rounding);
  EXPECT_GE(extremes.most, high - near);
}

// Every pixel is `value` of its column and row.
template <typename Value>
Image makeImage(int size, Value value) {
  Image image(size, size);
  for (int row = 0; row < size; ++row) {
    for (int column = 0; column < size; ++column) {
      std::fill_n(image.pixels.begin() + static_cast<std::ptrdiff_t>(image.offset(column, row)), 3,
                  static_cast<std::uint8_t>(value(column, row)));
    }
  }
  return image;
}

const Image& columnNumbers() {
  static const Image image = makeImage(41, [](int column, int) { return column; });
  return image;
}

double toDegrees(double radians) { return radians * 57.29577951308232; }

TEST(Draws, ShiftsFromOneOnArePixels) {
  const auto shift = [](const std::vector<float>& pixels) { return pixels[columnNumbers().offset(20, 20)] - 20.0; };
  expectDrawnFrom(-3.0, 3.0, extremesOver(columnNumbers(), {.widthShift = 3}, shift));
  expectDrawnFrom(-1.0, 1.0, extremesOver(columnNumbers(), {.widthShift = 1}, shift));
}

TEST(Draws, ZoomIsFromItsRange) {
  const auto zoom = [](const std::vector<float>& pixels) {
    return static_cast<double>(pixels[columnNumbers().offset(21, 20)] - pixels[columnNumbers().offset(20, 20)]);
  };
  expectDrawnFrom(1.2, 1.5, extremesOver(columnNumbers(), {.zoom = {1.2, 1.5}}, zoom));
}

TEST(Draws, ShearMovesEachRowByTheSineOfItsAngle) {
  const auto angle = [](const std::vector<float>& pixels) {
    const auto at = [&](int row) { return static_cast<double>(pixels[columnNumbers().offset(20, row)]); };
    return toDegrees(std::asin(at(20) - at(21)));
  };
  expectDrawnFrom(-30.0, 30.0, extremesOver(columnNumbers(), {.shearDegrees = 30}, angle));
}

TEST(Draws, FlipsAreIndependent) {
  const Image image = makeNoise(4, 4, 1);
  std::vector<float> mirrored = toFloats(image);
  flipHorizontally(mirrored, 4);
  std::vector<float> upsideDown = toFloats(image);
  flipVertically(upsideDown, 4);
  std::vector<float> both = mirrored;
  flipVertically(both, 4);
  std::array<int, 4> counts{};
  constexpr int copies = 1000;
  for (std::uint64_t copy = 1; copy <= copies; ++copy) {
    const auto pixels = copyOf(image, {.horizontalFlip = true, .verticalFlip = true}, 1, copy);
    counts[0] += pixels == toFloats(image) ? 1 : 0;
    counts[1] += pixels == mirrored ? 1 : 0;
    counts[2] += pixels == upsideDown ? 1 : 0;
    counts[3] += pixels == both ? 1 : 0;
  }
  EXPECT_EQ(std::accumulate(counts.begin(), counts.end(), 0), copies);
  for (const int count : counts) EXPECT_NEAR(count, copies / 4.0, 55);  // four standard deviations
}

TEST(Augment, AFlipUpsideDownReversesTheRows) {
  std::vector<float> pixels(18);
  std::iota(pixels.begin(), pixels.end(), 0.0F);
  flipVertically(pixels, 2);
  EXPECT_EQ(pixels, (std::vector<float>{12, 13, 14, 15, 16, 17, 6, 7, 8, 9, 10, 11, 0, 1, 2, 3, 4, 5}));
}

TEST(Draws, ChannelShiftIsTheSameForAllChannels) {
  Image image(4, 4);
  image.pixels.assign(image.pixels.size(), 100);
  std::fill_n(image.pixels.begin(), 3, std::uint8_t{0});
  std::fill_n(image.pixels.begin() + 3, 3, std::uint8_t{255});
  const auto shift = [](const std::vector<float>& pixels) {
    EXPECT_EQ(pixels[45], pixels[46]);
    EXPECT_EQ(pixels[45], pixels[47]);
    return pixels[45] - 100.0;
  };
  expectDrawnFrom(-40.0, 40.0, extremesOver(image, {.channelShift = 40}, shift));
}

TEST(Draws, BrightnessContrastAndSaturationAreFromTheirRanges) {
  Image image(2, 1);  // grey levels 50 and 150, with mean 100
  image.pixels = {50, 50, 50, 150, 150, 150};
  image.height = 2;
  image.pixels.insert(image.pixels.end(), image.pixels.begin(), image.pixels.begin() + 6);
  const auto brightness = [](const std::vector<float>& pixels) { return pixels[0] / 50.0; };
  expectDrawnFrom(0.5, 1.25, extremesOver(image, {.brightness = {0.5, 1.25}}, brightness));
  const auto contrast = [](const std::vector<float>& pixels) { return (pixels[3] - pixels[0]) / 100.0; };
  expectDrawnFrom(0.75, 1.25, extremesOver(image, {.contrast = 0.25}, contrast));
  Image red(1, 1);
  red.pixels = {120, 80, 80};
  const auto saturation = [](const std::vector<float>& pixels) { return (pixels[0] - pixels[1]) / 40.0; };
  expectDrawnFrom(0.5, 1.5, extremesOver(red, {.saturation = 0.5}, saturation));
}

TEST(Draws, BlurIsFromNothingToItsStrength) {
  const Image dot = makeImage(21, [](int column, int row) { return column == 10 && row == 10 ? 255 : 0; });
  // The middle of a Gaussian of standard deviation s is 1 / (2 pi s^2) high.
  const auto deviation = [&](const std::vector<float>& pixels) {
    return 255.0 / (2.0 * 3.141592653589793 * static_cast<double>(pixels[dot.offset(10, 10)]));
  };
  const Extremes squares = extremesOver(dot, {.blur = 2.0}, deviation);
  EXPECT_LT(std::sqrt(squares.least), 0.4);  // a dot that is not blurred
  EXPECT_NEAR(std::sqrt(squares.most), 2.0, 0.08);
}

TEST(Draws, GreyscaleAndErasingHaveTheirProbabilities) {
  const Image image = makeNoise(8, 8, 2);
  const auto countOf = [&](const Augmentation& augmentation) {
    int changed = 0;
    for (std::uint64_t copy = 1; copy <= 1000; ++copy) {
      changed += copyOf(image, augmentation, 1, copy) != toFloats(image) ? 1 : 0;
    }
    return changed;
  };
  EXPECT_NEAR(countOf({.greyscale = 0.3}), 300, 58);  // four standard deviations
  EXPECT_NEAR(countOf({.erasing = 0.3}), 300, 58);
  EXPECT_EQ(countOf({.greyscale = 1.0}), 1000);
  EXPECT_EQ(countOf({.erasing = 1.0}), 1000);
}

TEST(Draws, OneOptionDoesNotChangeWhatAnotherDraws) {
  const Image image = makeImage(41, [](int column, int row) { return 40 + column + 2 * row; });
  const Augmentation moved{.rotationDegrees = 20, .zoom = {0.9, 1.1}, .widthShift = 0.1, .shearDegrees = 10};
  Augmentation everything = moved;
  everything.channelShift = 20;
  everything.blur = 1;
  everything.erasing = 1;
  for (std::uint64_t copy = 1; copy <= 20; ++copy) {
    // Neither a shift of all channels nor a blur tells in the slopes in the middle of a plane.
    const auto slopes = [&](const std::vector<float>& pixels, int column, int row) {
      const auto at = [&](int x, int y) { return pixels[image.offset(x, y)]; };
      return std::pair(at(column + 1, row) - at(column, row), at(column, row + 1) - at(column, row));
    };
    const auto plain = copyOf(image, moved, 1, copy);
    const auto changed = copyOf(image, everything, 1, copy);
    int equal = 0;
    for (int row = 12; row < 28; ++row) {
      for (int column = 12; column < 28; ++column) {
        const auto [across, down] = slopes(plain, column, row);
        const auto [acrossChanged, downChanged] = slopes(changed, column, row);
        if (std::fabs(across - acrossChanged) < 1e-3F && std::fabs(down - downChanged) < 1e-3F) ++equal;
      }
    }
    EXPECT_GT(equal, 30) << copy;  // of 256, but for what was erased
  }
}

std::uint64_t digestOf(const std::vector<float>& values) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const float value : values) hash = (hash ^ std::bit_cast<std::uint32_t>(value)) * 0x100000001b3U;
  return hash;
}

CopiesRequest makeRequest(std::optional<Crop> crop, const Augmentation& augmentation) {
  return {.size = 24, .crop = crop, .normalization = {}, .augmentation = augmentation, .copies = 5, .seed = 7};
}

// Figures in the README, and classifiers that people trained, are of these copies. The digests were taken when these
// five options were all there were.
TEST(Copies, TheFirstFiveOptionsMakeWhatTheyAlwaysMade) {
  Random random(3);
  Image photograph(90, 70);
  for (std::uint8_t& value : photograph.pixels) value = static_cast<std::uint8_t>(random.nextBelow(256));
  const Augmentation augmentation{.rotationDegrees = 20,
                                  .zoom = {1.0 - 0.15, 1.0 + 0.15},
                                  .widthShift = 0.1,
                                  .heightShift = 0.1,
                                  .horizontalFlip = true};
  const auto digest = [&](std::optional<Crop> crop) {
    return digestOf(makeCopies(photograph, makeRequest(crop, augmentation)));
  };
  EXPECT_EQ(digest({}), 0x399805123bb3ba68U);
  EXPECT_EQ(digest(Crop{.centreX = 30, .centreY = 20, .side = 30, .angleDegrees = 12}), 0x5c9d19d073a8323bU);
  EXPECT_EQ(digest(Crop{.centreX = 50, .centreY = 40, .side = 75, .angleDegrees = -8}), 0xf2932e27654a2a77U);
}

// A crop about the middle of the photograph's left edge; `side` / 24 of its pixels for each of the crop's.
std::vector<float> firstCopyAtTheEdge(double side, FillMode mode) {
  const Image photograph = makeImage(300, [](int column, int) { return 100 + column / 2; });
  const Crop crop{.centreX = 0, .centreY = 150, .side = side, .angleDegrees = 0};
  const CopiesRequest request = makeRequest(crop, {.fillMode = mode, .fillValue = 7.0F});
  const std::vector<float> planes = makeCopies(photograph, request);
  const std::size_t plane = std::size_t{24} * 24;
  return {planes.begin() + static_cast<std::ptrdiff_t>(3 * plane + 12 * 24),
          planes.begin() + static_cast<std::ptrdiff_t>(3 * plane + 13 * 24)};  // the middle row, red
}

TEST(Copies, FillWhatLiesBeyondThePhotographAlsoOfACropReducedBefore) {
  for (const double side : {24.0, 144.0}) {  // as it is, and four pixels in one
    const double pixel = side / 24.0;
    const auto inside = [&](int column) { return 100.0 + 0.5 * (pixel * (column - 11.5) - 0.5); };
    const auto constant = firstCopyAtTheEdge(side, FillMode::constant);
    const auto reflected = firstCopyAtTheEdge(side, FillMode::reflect);
    const auto nearest = firstCopyAtTheEdge(side, FillMode::nearest);
    for (int column = 0; column < 12; ++column) {
      EXPECT_EQ(constant[column], 7.0F) << column;
      EXPECT_NEAR(reflected[column], inside(23 - column), 2.5) << column;  // twice half a step of four pixels
      EXPECT_NEAR(nearest[column], 100.0F, 0.5F) << column;
      // The filling begins at the centre of the last pixel, which is wider where it was reduced.
      if (column > 0) EXPECT_NEAR(constant[column + 12], inside(column + 12), 1.5) << column;
    }
  }
}

}  // namespace
}  // namespace agelens
