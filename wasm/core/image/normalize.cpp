#include "core/image/normalize.h"

#include <cassert>

namespace agelens {
namespace {

template <typename T>
void normalize(std::span<const T> pixels, const Normalization& normalization, std::span<float> planes) {
  assert(pixels.size() == planes.size() && pixels.size() % 3 == 0);
  const std::size_t planeSize = pixels.size() / 3;
  for (std::size_t channel = 0; channel < 3; ++channel) {
    const float mean = normalization.mean[channel];
    const float scale = normalization.scale[channel];
    const std::span<float> plane = planes.subspan(channel * planeSize, planeSize);
    for (std::size_t i = 0; i < planeSize; ++i) {
      plane[i] = (static_cast<float>(pixels[i * 3 + channel]) - mean) / scale;
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
