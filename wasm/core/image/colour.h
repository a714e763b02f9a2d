// Changes of colour of (height, width, 3) on the 0..255 scale, in place and not rounded.
//
// The first two are Keras's apply_channel_shift and apply_brightness_shift; brightness, contrast and saturation are
// Pillow's ImageEnhance, a factor of 1 being the picture as it is. Pillow rounds every result down to a whole level,
// these do not: against Keras a value may differ by less than two levels.
#pragma once

#include <span>

namespace agelens {

// Adds the same to all channels, clipped to the darkest and the brightest value in the picture.
void shiftChannels(std::span<float> pixels, float levels);

// Away from black, or towards it; clipped to 0..255, as are the next two.
void scaleBrightness(std::span<float> pixels, float factor);

// Away from the mean luma of the picture, or towards it. Luma is ITU-R 601's, as in Pillow's "L".
void scaleContrast(std::span<float> pixels, float factor);

// Away from each pixel's own luma, or towards it; at 0 the picture is grey.
void scaleSaturation(std::span<float> pixels, float factor);

}  // namespace agelens
