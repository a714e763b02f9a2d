#include "core/image/colour.h"

#include <algorithm>
#include <cstddef>

namespace agelens {
namespace {

float lumaOf(const float* pixel) { return 0.299F * pixel[0] + 0.587F * pixel[1] + 0.114F * pixel[2]; }

float clipLevel(float value) { return std::clamp(value, 0.0F, 255.0F); }

}  // namespace

void shiftChannels(std::span<float> pixels, float levels) {
  if (levels == 0.0F || pixels.empty()) return;
  const auto [least, most] = std::minmax_element(pixels.begin(), pixels.end());
  const float low = *least;
  const float high = *most;
  for (float& value : pixels) value = std::clamp(value + levels, low, high);
}

void scaleBrightness(std::span<float> pixels, float factor) {
  if (factor == 1.0F) return;
  for (float& value : pixels) value = clipLevel(value * factor);
}

void scaleContrast(std::span<float> pixels, float factor) {
  if (factor == 1.0F || pixels.empty()) return;
  double sum = 0.0;
  for (std::size_t i = 0; i < pixels.size(); i += 3) sum += static_cast<double>(lumaOf(&pixels[i]));
  const std::size_t count = pixels.size() / 3;
  const auto mean = static_cast<float>(sum / static_cast<double>(count));
  for (float& value : pixels) value = clipLevel(mean + factor * (value - mean));
}

void scaleSaturation(std::span<float> pixels, float factor) {
  if (factor == 1.0F) return;
  for (std::size_t i = 0; i < pixels.size(); i += 3) {
    const float luma = lumaOf(&pixels[i]);
    for (float& value : pixels.subspan(i, 3)) value = clipLevel(luma + factor * (value - luma));
  }
}

}  // namespace agelens
