// Gaussian blur.
#pragma once

#include <vector>

namespace agelens {

// scipy.ndimage.gaussian_filter of each channel of (height, width, 3), with its defaults but for the edge pixel, which
// repeats beyond the edge (mode "nearest"): weights up to 4 standard deviations, along rows, then along columns. A
// sigma below 1/8 pixel reaches no neighbour and changes nothing. Precondition: 0 <= sigma <= 1000 pixels.
void blurGaussian(std::vector<float>& pixels, int width, double sigma);

}  // namespace agelens
