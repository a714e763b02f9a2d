#include "core/image/blur.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>

#include "core/elementary.h"

namespace agelens {
namespace {

// The weights of the neighbours at 0, 1 … radius, which sum to 1 over both sides.
std::vector<float> makeWeights(double sigma, std::size_t radius) {
  std::vector<double> weights(radius + 1);
  double sum = 0.0;
  for (std::size_t i = 0; i <= radius; ++i) {
    const double distance = static_cast<double>(i) / sigma;
    weights[i] = exactExp(-0.5 * distance * distance);
    sum += i == 0 ? weights[i] : 2.0 * weights[i];
  }
  std::vector<float> result(weights.size());
  std::transform(weights.begin(), weights.end(), result.begin(),
                 [sum](double weight) { return static_cast<float>(weight / sum); });
  return result;
}

// out[i] gains `weight` times what lies on both sides of it. Whole runs at a time, so that compilers vectorise.
void addBoth(float* out, const float* before, const float* after, float weight, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) out[i] += weight * (before[i] + after[i]);
}

void blurRow(float* row, std::size_t length, const std::vector<float>& weights, std::vector<float>& padded) {
  const std::size_t radius = weights.size() - 1;
  padded.resize(length + 6 * radius);
  float* const middle = padded.data() + 3 * radius;
  std::copy_n(row, length, middle);
  for (std::size_t i = 0; i < radius; ++i) {
    std::copy_n(row, 3, padded.data() + 3 * i);
    std::copy_n(row + length - 3, 3, middle + length + 3 * i);
  }
  for (std::size_t i = 0; i < length; ++i) row[i] = weights[0] * middle[i];
  for (std::size_t k = 1; k <= radius; ++k) addBoth(row, middle - 3 * k, middle + 3 * k, weights[k], length);
}

}  // namespace

void blurGaussian(std::vector<float>& pixels, int width, double sigma) {
  assert(sigma >= 0.0 && sigma <= 1000.0);
  const auto radius = static_cast<std::size_t>(std::lround(4.0 * sigma));
  if (radius == 0 || pixels.empty()) return;
  const std::vector<float> weights = makeWeights(sigma, radius);
  const std::size_t length = static_cast<std::size_t>(width) * 3;
  const std::size_t height = pixels.size() / length;
  std::vector<float> padded;
  for (std::size_t y = 0; y < height; ++y) blurRow(pixels.data() + y * length, length, weights, padded);

  const std::vector<float> rows = pixels;
  for (std::size_t y = 0; y < height; ++y) {
    float* const out = pixels.data() + y * length;
    for (std::size_t i = 0; i < length; ++i) out[i] *= weights[0];
    for (std::size_t k = 1; k <= radius; ++k) {
      const float* const above = rows.data() + (y < k ? 0 : y - k) * length;
      const float* const below = rows.data() + std::min(y + k, height - 1) * length;
      addBoth(out, above, below, weights[k], length);
    }
  }
}

}  // namespace agelens
