#include "core/image/resize.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/golden.h"

namespace agelens {
namespace {

TEST(Resize, EqualsPillow) {
  for (const auto& test : readGoldenCases("pillow_resize/cases.json")) {
    const std::string name = "pillow_resize/" + caseName(test.at("id"));
    const Image expected = readGoldenImage(name + "_out.npy");
    const Image actual = resizeImage(readGoldenImage(name + "_in.npy"), expected.width, expected.height);
    EXPECT_EQ(actual.pixels, expected.pixels) << name;
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
