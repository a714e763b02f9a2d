#include "core/image/resize.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <span>

namespace agelens {
namespace {

// 8 bits of result and 2 of head room leave 22 for the fraction, as in Pillow.
constexpr int fractionBits = 22;

// Output pixel i is the sum over k < count of weights[k] * input[first + k].
struct Tap {
  int first;
  int count;
  std::size_t weights;  // where this tap's weights start
};

struct Filter {
  std::vector<Tap> taps;
  std::vector<std::int32_t> weights;
};

int roundHalfUp(double value) { return static_cast<int>(std::floor(value + 0.5)); }

Filter makeTriangleFilter(int inputSize, int outputSize) {
  const double step = static_cast<double>(inputSize) / outputSize;
  const double radius = std::max(step, 1.0);
  Filter filter;
  std::vector<double> exact;
  for (int i = 0; i < outputSize; ++i) {
    const double centre = (i + 0.5) * step;
    const int first = std::max(roundHalfUp(centre - radius), 0);
    const int last = std::min(roundHalfUp(centre + radius), inputSize);
    exact.clear();
    double sum = 0.0;
    for (int k = first; k < last; ++k) {
      const double weight = std::max(1.0 - std::fabs((k - centre + 0.5) / radius), 0.0);
      exact.push_back(weight);
      sum += weight;
    }
    filter.taps.push_back({.first = first, .count = last - first, .weights = filter.weights.size()});
    for (const double weight : exact) {
      filter.weights.push_back(roundHalfUp(weight / sum * (1 << fractionBits)));
    }
  }
  return filter;
}

std::uint8_t roundToByte(std::int32_t sum) {
  return static_cast<std::uint8_t>(std::clamp(sum >> fractionBits, 0, 255));
}

Image resizeHorizontally(const Image& image, int width) {
  const Filter filter = makeTriangleFilter(image.width, width);
  Image resized(width, image.height);
  std::uint8_t* out = resized.pixels.data();
  for (int y = 0; y < image.height; ++y) {
    for (const Tap& tap : filter.taps) {
      const std::uint8_t* in = image.pixels.data() + image.offset(tap.first, y);
      const std::int32_t* weights = filter.weights.data() + tap.weights;
      std::int32_t red = 1 << (fractionBits - 1);
      std::int32_t green = red;
      std::int32_t blue = red;
      for (int k = 0; k < tap.count; ++k, in += 3) {
        red += weights[k] * in[0];
        green += weights[k] * in[1];
        blue += weights[k] * in[2];
      }
      *out++ = roundToByte(red);
      *out++ = roundToByte(green);
      *out++ = roundToByte(blue);
    }
  }
  return resized;
}

Image resizeVertically(const Image& image, int height) {
  const Filter filter = makeTriangleFilter(image.height, height);
  Image resized(image.width, height);
  const std::size_t rowBytes = image.offset(0, 1);
  std::vector<std::int32_t> sums(rowBytes);
  std::uint8_t* out = resized.pixels.data();
  for (const Tap& tap : filter.taps) {
    std::fill(sums.begin(), sums.end(), 1 << (fractionBits - 1));
    for (int k = 0; k < tap.count; ++k) {
      const std::uint8_t* in = image.pixels.data() + image.offset(0, tap.first + k);
      const std::int32_t weight = filter.weights[tap.weights + static_cast<std::size_t>(k)];
      for (std::size_t i = 0; i < rowBytes; ++i) sums[i] += weight * in[i];
    }
    out = std::transform(sums.begin(), sums.end(), out, roundToByte);
  }
  return resized;
}

}  // namespace

Image resizeImage(const Image& image, int width, int height) {
  assert(image.width > 0 && image.height > 0 && width > 0 && height > 0);
  return resizeVertically(resizeHorizontally(image, width), height);
}

}  // namespace agelens
