#include "core/image/imprint.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

#include "core/image/resize.h"
#include "core/image/thumbnail.h"
#include "tests/pictures.h"

namespace agelens {
namespace {

// A grey picture of soft spots.
Image makeScene(int width, int height, std::uint64_t seed, int spots = 8) {
  Image noise = makeNoise(spots, spots, seed);
  for (std::size_t i = 0; i < noise.pixels.size(); ++i) noise.pixels[i] = noise.pixels[i - i % 3];
  return resizeImage(noise, width, height);
}

Image mirror(const Image& image) {
  Image mirrored(image.width, image.height);
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      std::copy_n(image.pixels.begin() + static_cast<std::ptrdiff_t>(image.offset(x, y)), 3,
                  mirrored.pixels.begin() + static_cast<std::ptrdiff_t>(mirrored.offset(image.width - 1 - x, y)));
    }
  }
  return mirrored;
}

// The transform as its definition reads, term by term, with the library's cosine.
std::uint64_t hashPlainly(std::span<const std::uint8_t> grey) {
  std::vector<double> coefficients;
  for (int v = 1; v <= 8; ++v) {
    for (int u = 1; u <= 8; ++u) {
      double sum = 0.0;
      for (int y = 0; y < greySide; ++y) {
        for (int x = 0; x < greySide; ++x) {
          sum += grey[y * greySide + x] * std::cos(std::numbers::pi * u * (2 * x + 1) / 64) *
                 std::cos(std::numbers::pi * v * (2 * y + 1) / 64);
        }
      }
      coefficients.push_back(sum);
    }
  }
  std::vector<double> sorted = coefficients;
  std::sort(sorted.begin(), sorted.end());
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < 64; ++i) hash |= std::uint64_t{coefficients[i] > (sorted[31] + sorted[32]) / 2} << i;
  return hash;
}

TEST(PerceptualHash, EqualsItsDefinition) {
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    const Image scene = makeScene(60, 50, seed);
    const auto grey = reduceToGrey(scene);
    const PerceptualHash hash = perceptualHash(grey);
    EXPECT_EQ(hash.upright, hashPlainly(grey));
    EXPECT_EQ(hash.mirrored, hashPlainly(reduceToGrey(mirror(scene))));
    EXPECT_EQ(hammingDistance(hash.upright, 0), 32);
  }
}

TEST(PerceptualHash, HardlyChangesWithTheSizeOfThePicture) {
  for (std::uint64_t seed = 0; seed < 8; ++seed) {
    const Image scene = makeScene(300, 260, seed, 17);
    const auto hashOf = [](const Image& image) { return perceptualHash(reduceToGrey(image)).upright; };
    EXPECT_LE(hammingDistance(hashOf(scene), hashOf(resizeImage(scene, 150, 130))), mostBits);
    EXPECT_GE(hammingDistance(hashOf(scene), hashOf(makeScene(300, 260, seed + 100, 17))), 10);
  }
}

TEST(Imprint, IsOfBrightnessAndContrastHardlyAny) {
  const Image scene = makeScene(64, 64, 5);
  Image dimmed = scene;
  for (std::uint8_t& value : dimmed.pixels) value = static_cast<std::uint8_t>(20 + value * 7 / 10);
  const auto grey = reduceToGrey(scene);
  EXPECT_EQ(greyDifference(grey, grey, false), 0.0);
  EXPECT_LT(greyDifference(grey, reduceToGrey(dimmed), false), mostDifference);
  EXPECT_LT(greyDifference(grey, reduceToGrey(mirror(dimmed)), true), mostDifference);
  EXPECT_GT(greyDifference(grey, reduceToGrey(mirror(scene)), false), 10 * mostDifference);
}

TEST(Imprint, OfOneLevelIsLikeNone) {
  const std::vector<std::uint8_t> white(greyPixels, 255);
  EXPECT_EQ(greyDifference(white, white, false), 2.0);
}

TEST(Imprint, GroupsFilesOfOnePictureUnderTheFirst) {
  const Image first = makeScene(200, 200, 1);
  const Image second = makeScene(200, 200, 50);
  std::vector<std::uint8_t> imprints;
  for (const Image& image : {second, first, makeScene(200, 200, 90), mirror(first), resizeImage(second, 120, 120),
                             resizeImage(first, 90, 90), Image(4, 4), Image(4, 4)}) {
    const auto imprint = makeImprint(image);
    EXPECT_EQ(imprint.size(), static_cast<std::size_t>(imprintBytes));
    imprints.insert(imprints.end(), imprint.begin(), imprint.end());
  }
  EXPECT_EQ(groupImprints(imprints), (std::vector<std::int32_t>{0, 1, 2, 1, 0, 1, 6, 7}));
  EXPECT_TRUE(groupImprints({}).empty());
}

TEST(Thumbnail, IsTheMiddleSquare) {
  Image picture(9, 3);
  for (int y = 0; y < 3; ++y) {
    for (int x = 3; x < 6; ++x) picture.pixels[picture.offset(x, y)] = 200;
  }
  const auto rgba = drawThumbnail(picture, 2);
  EXPECT_EQ(rgba, (std::vector<std::uint8_t>{200, 0, 0, 255, 200, 0, 0, 255, 200, 0, 0, 255, 200, 0, 0, 255}));
  EXPECT_EQ(drawThumbnail(makeScene(3, 70, 1), 5).size(), 100U);
}

}  // namespace
}  // namespace agelens
