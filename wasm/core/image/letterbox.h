// A whole picture in a square: its proportions kept, centred, black beside it.
#pragma once

#include "core/image/image.h"

namespace agelens {

// Where the picture lies in the square, in the square's pixels.
struct Letterbox {
  int left;
  int top;
  int width;
  int height;
};

// Preconditions: all are positive.
Letterbox placeInSquare(int pictureWidth, int pictureHeight, int size);

// (size, size). Preconditions: the picture has pixels, size > 0.
Image letterboxImage(const Image& picture, int size);

}  // namespace agelens
