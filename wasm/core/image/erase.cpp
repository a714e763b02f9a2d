#include "core/image/erase.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace agelens {

Rectangle drawRectangle(Random& random, int size) {
  const double area = random.nextUniform(0.02, 0.33) * size * size;
  const double aspect = random.nextUniform(0.3, 1.0 / 0.3);
  const auto sideOf = [size](double length) { return std::clamp(static_cast<int>(std::lround(length)), 1, size); };
  const int height = sideOf(std::sqrt(area * aspect));
  const int width = sideOf(std::sqrt(area / aspect));
  const auto placeOf = [&](int side) {
    return static_cast<int>(random.nextUnit() * static_cast<float>(size - side + 1));
  };
  const int left = placeOf(width);
  const int top = placeOf(height);
  return {.left = left, .top = top, .width = width, .height = height};
}

void eraseRectangle(std::vector<float>& pixels, int width, const Rectangle& rectangle, std::uint64_t seed) {
  Random random(seed);
  for (int row = rectangle.top; row < rectangle.top + rectangle.height; ++row) {
    const std::size_t start =
        (static_cast<std::size_t>(row) * static_cast<std::size_t>(width) + static_cast<std::size_t>(rectangle.left)) *
        3;
    const std::size_t end = start + static_cast<std::size_t>(rectangle.width) * 3;
    for (std::size_t i = start; i < end; ++i) pixels[i] = 255.0F * random.nextUnit();
  }
}

}  // namespace agelens
