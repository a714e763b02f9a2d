#include "core/image/blur.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/random.h"

namespace agelens {
namespace {

std::vector<float> makeNoise(int width, int height) {
  Random random(9);
  std::vector<float> pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
  for (float& value : pixels) value = 255.0F * random.nextUnit();
  return pixels;
}

// Every pixel by itself, in two dimensions at once.
std::vector<float> plainBlur(const std::vector<float>& pixels, int width, int height, double sigma) {
  const int radius = static_cast<int>(std::lround(4.0 * sigma));
  std::vector<float> result(pixels.size());
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      for (int channel = 0; channel < 3; ++channel) {
        double sum = 0.0;
        double weights = 0.0;
        for (int dy = -radius; dy <= radius; ++dy) {
          for (int dx = -radius; dx <= radius; ++dx) {
            const double weight = std::exp(-(dx * dx + dy * dy) / (2.0 * sigma * sigma));
            const int row = std::clamp(y + dy, 0, height - 1);
            const int column = std::clamp(x + dx, 0, width - 1);
            sum += weight * static_cast<double>(pixels[(row * width + column) * 3 + channel]);
            weights += weight;
          }
        }
        result[(y * width + x) * 3 + channel] = static_cast<float>(sum / weights);
      }
    }
  }
  return result;
}

TEST(Blur, IsTheGaussianMeanOfTheNeighbours) {
  for (const double sigma : {0.13, 0.6, 1.7, 6.0}) {
    for (const auto& [width, height] : {std::pair(13, 9), std::pair(1, 4), std::pair(3, 1)}) {
      std::vector<float> pixels = makeNoise(width, height);
      const std::vector<float> expected = plainBlur(pixels, width, height, sigma);
      blurGaussian(pixels, width, sigma);
      for (std::size_t i = 0; i < pixels.size(); ++i) ASSERT_NEAR(pixels[i], expected[i], 2e-3F) << sigma << ' ' << i;
    }
  }
}

TEST(Blur, ReachesNoNeighbourBelowAnEighthOfAPixel) {
  const std::vector<float> before = makeNoise(5, 5);
  for (const double sigma : {0.0, 1e-300, 0.124}) {
    std::vector<float> pixels = before;
    blurGaussian(pixels, 5, sigma);
    EXPECT_EQ(pixels, before);
  }
}

}  // namespace
}  // namespace agelens
