#include "core/image/normalize.h"

#include <cassert>

#include "core/image/lanes.h"

namespace agelens {
namespace {

Float4 readFour(const float* from) { return loadFour(from); }
Float4 readFour(const std::uint8_t* from) { return toFloats(loadFour(from)); }

template <typename T>
void normalize(std::span<const T> pixels, const Normalization& normalization, std::span<float> planes) {
  assert(pixels.size() == planes.size() && pixels.size() % 3 == 0);
  const std::size_t planeSize = pixels.size() / 3;
  const auto& [mean, scale] = normalization;
  const T* in = pixels.data();
  float* const red = planes.data();
  float* const green = red + planeSize;
  float* const blue = green + planeSize;
  std::size_t i = 0;
  // Four pixels are three vectors: r g b r, g b r g, b r g b.
  for (; i + 4 <= planeSize; i += 4, in += 12) {
    const Float4 a = readFour(in), b = readFour(in + 4), c = readFour(in + 8);
    const Float4 reds = __builtin_shufflevector(__builtin_shufflevector(a, b, 0, 3, 6, -1), c, 0, 1, 2, 5);
    const Float4 greens = __builtin_shufflevector(__builtin_shufflevector(a, b, 1, 4, 7, -1), c, 0, 1, 2, 6);
    const Float4 blues = __builtin_shufflevector(__builtin_shufflevector(a, b, 2, 5, -1, -1), c, 0, 1, 4, 7);
    storeFour(red + i, (reds - mean[0]) / scale[0]);
    storeFour(green + i, (greens - mean[1]) / scale[1]);
    storeFour(blue + i, (blues - mean[2]) / scale[2]);
  }
  for (; i < planeSize; ++i, in += 3) {
    for (std::size_t channel = 0; channel < 3; ++channel) {
      planes[channel * planeSize + i] = (static_cast<float>(in[channel]) - mean[channel]) / scale[channel];
    }
  }
}

}  // namespace

void normalizePixels(std::span<const std::uint8_t> pixels, const Normalization& normalization,
                     std::span<float> planes) {
  normalize(pixels, normalization, planes);
}

void normalizePixels(std::span<const float> pixels, const Normalization& normalization, std::span<float> planes) {
  normalize(pixels, normalization, planes);
}

}  // namespace agelens
