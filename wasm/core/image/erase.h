// Random erasing (Zhong, Zheng, Kang, Li, Yang 2020, "Random Erasing Data Augmentation").
#pragma once

#include <cstdint>
#include <vector>

#include "core/random.h"

namespace agelens {

// In pixels; within the picture.
struct Rectangle {
  int left = 0;
  int top = 0;
  int width = 0;
  int height = 0;
};

// A rectangle in a square of `size` pixels: 2 to 33 % of its area, height 0.3 to 1 / 0.3 times the width, both drawn
// uniformly. Where the paper draws again because a side is longer than the square, the side is cut: so every rectangle
// takes four draws.
Rectangle drawRectangle(Random& random, int size);

// Replaces the rectangle of (height, width, 3) by values drawn from 0..255, which the paper found the best filling.
void eraseRectangle(std::vector<float>& pixels, int width, const Rectangle& rectangle, std::uint64_t seed);

}  // namespace agelens
