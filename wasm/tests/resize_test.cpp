#include "core/image/resize.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "core/image/plain.h"
#include "core/random.h"
#include "tests/golden.h"

namespace agelens {
namespace {

int largestDifference(const Image& a, const Image& b) {
  EXPECT_EQ(a.pixels.size(), b.pixels.size());
  int largest = 0;
  for (std::size_t i = 0; i < std::min(a.pixels.size(), b.pixels.size()); ++i) {
    largest = std::max(largest, std::abs(a.pixels[i] - b.pixels[i]));
  }
  return largest;
}

TEST(Resize, EqualsPillow) {
  for (const auto& test : readGoldenCases("pillow_resize/cases.json")) {
    const std::string name = "pillow_resize/" + caseName(test.at("id"));
    const Image expected = readGoldenImage(name + "_out.npy");
    const Image actual = resizeImage(readGoldenImage(name + "_in.npy"), expected.width, expected.height);
    EXPECT_EQ(actual.pixels, expected.pixels) << name;
    const Image plainly = plain::resizeImage(readGoldenImage(name + "_in.npy"), expected.width, expected.height);
    EXPECT_LE(largestDifference(plainly, expected), 1) << name;
  }
}

// Rows of any length, since the fast loop takes several bytes and several rows at a time.
TEST(Resize, EqualsThePlainLoop) {
  Random random(3);
  for (const int width : {1, 2, 3, 5, 16, 33, 70}) {
    for (const int height : {1, 2, 7, 41}) {
      Image image(width, height);
      for (std::uint8_t& value : image.pixels) value = static_cast<std::uint8_t>(random.nextBelow(256));
      for (const auto& [newWidth, newHeight] :
           {std::pair(1, 1), std::pair(9, 14), std::pair(32, 5), std::pair(90, 80)}) {
        const Image fast = resizeImage(image, newWidth, newHeight);
        EXPECT_LE(largestDifference(fast, plain::resizeImage(image, newWidth, newHeight)), 1)
            << width << " x " << height << " to " << newWidth << " x " << newHeight;
      }
    }
  }
}

TEST(Resize, KeepsAFlatColourAtEverySize) {
  Image image(37, 23);
  std::fill(image.pixels.begin(), image.pixels.end(), std::uint8_t{201});
  for (const int size : {1, 7, 23, 64, 300}) {
    const Image resized = resizeImage(image, size, size);
    EXPECT_EQ(std::count(resized.pixels.begin(), resized.pixels.end(), 201),
              static_cast<std::ptrdiff_t>(resized.pixels.size()));
  }
}

}  // namespace
}  // namespace agelens
