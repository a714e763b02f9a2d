// What is drawn for each option of copies, read off the copies, and copies of whole photographs and of crops.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/image/augment.h"
#include "core/image/prepare.h"
#include "core/random.h"
#include "tests/pictures.h"

namespace agelens {
namespace {

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

// Figures in the README, and classifiers that people trained, are of these copies. The digests of crops were
// taken when these five options were all there were, that of whole photographs when copies were first sampled from
// them.
TEST(Copies, TheFirstFiveOptionsMakeWhatTheyHaveMade) {
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
  EXPECT_EQ(digest({}), 0xe5ba9b5aac7b450fU);
  EXPECT_EQ(digest(Crop{.centreX = 30, .centreY = 20, .side = 30, .angleDegrees = 12}), 0x5c9d19d073a8323bU);
  EXPECT_EQ(digest(Crop{.centreX = 50, .centreY = 40, .side = 75, .angleDegrees = -8}), 0xf2932e27654a2a77U);
}

TEST(Copies, AreDrawnAsTheyAreMadeAndRounded) {
  const Image photograph = makeImage(90, [](int column, int row) { return 2 * column + row; });
  const Augmentation augmentation{.rotationDegrees = 20, .channelShift = 200, .contrast = 0.9};
  const CopiesRequest request = makeRequest({}, augmentation);
  const std::vector<float> made = makeCopies(photograph, request);
  const std::vector<std::uint8_t> drawn = drawCopies(photograph, request);
  constexpr std::size_t plane = std::size_t{24} * 24;
  ASSERT_EQ(drawn.size(), 5 * plane * 4);
  for (std::size_t at = 0; at < 5 * plane; ++at) {
    for (std::size_t channel = 0; channel < 3; ++channel) {
      const float level = made[3 * plane * (at / plane + 1) + channel * plane + at % plane];
      ASSERT_EQ(drawn[4 * at + channel], std::lround(std::clamp(level, 0.0F, 255.0F))) << at;
    }
    ASSERT_EQ(drawn[4 * at + 3], 255);
  }
}

// Bars of ten pixels of 240, one of 24 pixels of the square each: the square blurs them, a copy that shows half of the
// photograph sees them.
TEST(Copies, OfAWholePhotographAreSampledFromItNotFromTheSquare) {
  const Image photograph = makeImage(240, [](int column, int) { return column / 10 % 2 == 0 ? 0 : 200; });
  const CopiesRequest request = makeRequest({}, {.zoom = {.low = 0.5, .high = 0.5}});
  const std::vector<float> planes = makeCopies(photograph, request);
  const auto contrast = [&](std::size_t start) {
    const auto row = planes.begin() + static_cast<std::ptrdiff_t>(start + std::size_t{24} * 12);
    const auto [low, high] = std::minmax_element(row + 2, row + 22);
    return *high - *low;
  };
  EXPECT_GT(contrast(std::size_t{3} * 24 * 24), 1.2F * contrast(0));
}

TEST(Copies, OfAWholePhotographWithoutChangesShowTheSquare) {
  for (const int side : {7, 24, 35, 60, 300}) {
    const Image photograph = makeImage(side, [side](int column, int row) { return (column + row) * 127 / side; });
    const std::vector<float> planes = makeCopies(photograph, makeRequest({}, {}));
    for (std::size_t at = 0; at < std::size_t{3} * 24 * 24; ++at) {
      ASSERT_NEAR(planes[at + std::size_t{3} * 24 * 24], planes[at], 2.0F) << side << ' ' << at;
    }
  }
}

// A crop about the middle of the photograph's left edge; `side` / 24 of its pixels for each of the crop's.
std::vector<float> firstCopyAtTheEdge(double side, FillMode mode) {
  const Image photograph = makeImage(300, [](int column, int) { return 100 + column / 2; });
  const Crop crop{.centreX = 0, .centreY = 150, .side = side, .angleDegrees = 0};
  const CopiesRequest request = makeRequest(crop, {.fillMode = mode, .fillValue = 7.0F});
  const std::vector<float> planes = makeCopies(photograph, request);
  // Red, in the middle, after the three planes of the photograph itself.
  const auto row = planes.begin() + std::ptrdiff_t{24} * (24 * 3 + 12);
  return {row, row + 24};
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
