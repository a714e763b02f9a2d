#include "core/image/plain.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/elementary.h"

namespace agelens::plain {
namespace {

using Matrix3 = std::array<std::array<double, 3>, 3>;

Matrix3 multiply(const Matrix3& a, const Matrix3& b) {
  Matrix3 product{};
  for (std::size_t row = 0; row < 3; ++row) {
    for (std::size_t column = 0; column < 3; ++column) {
      for (std::size_t k = 0; k < 3; ++k) product[row][column] += a[row][k] * b[k][column];
    }
  }
  return product;
}

Matrix3 translation(double x, double y) { return {{{1, 0, x}, {0, 1, y}, {0, 0, 1}}}; }

struct Weighted {
  int pixel;
  double weight;
};

// What output pixel `at` of an axis reads.
std::vector<Weighted> triangle(int at, int inputSize, int outputSize) {
  const double step = static_cast<double>(inputSize) / outputSize;
  const double radius = std::max(step, 1.0);
  const double centre = (at + 0.5) * step;
  const int first = std::max(static_cast<int>(std::floor(centre - radius + 0.5)), 0);
  const int end = std::min(static_cast<int>(std::floor(centre + radius + 0.5)), inputSize);
  std::vector<Weighted> taps;
  double sum = 0.0;
  for (int pixel = first; pixel < end; ++pixel) {
    taps.push_back({pixel, std::max(1.0 - std::fabs((pixel + 0.5 - centre) / radius), 0.0)});
    sum += taps.back().weight;
  }
  for (Weighted& tap : taps) tap.weight /= sum;
  return taps;
}

std::uint8_t toByte(double value) { return static_cast<std::uint8_t>(std::clamp(std::floor(value + 0.5), 0.0, 255.0)); }

// The pixel that stands at `at` of an endless axis; -1 where none does. Of `wrap`, whose period is no whole number of
// pixels, places are folded before.
int pixelAt(int at, int size, FillMode mode) {
  if (mode == FillMode::constant && (at < 0 || at >= size)) return -1;
  if (mode == FillMode::reflect) {
    while (at < 0 || at >= size) at = at < 0 ? -1 - at : 2 * size - 1 - at;
  }
  return std::clamp(at, 0, size - 1);
}

double foldWrapped(double at, int size) {
  if (size == 1) return 0.0;
  while (at < 0.0) at += size - 1;
  while (at > size - 1) at -= size - 1;
  return at;
}

}  // namespace

Image resizeImage(const Image& image, int width, int height) {
  Image narrow(width, image.height);
  for (int x = 0; x < width; ++x) {
    const std::vector<Weighted> taps = triangle(x, image.width, width);
    for (int y = 0; y < image.height; ++y) {
      for (std::size_t channel = 0; channel < 3; ++channel) {
        double sum = 0.0;
        for (const auto& [pixel, weight] : taps) sum += weight * image.pixels[image.offset(pixel, y) + channel];
        narrow.pixels[narrow.offset(x, y) + channel] = toByte(sum);
      }
    }
  }
  Image resized(width, height);
  for (int y = 0; y < height; ++y) {
    const std::vector<Weighted> taps = triangle(y, image.height, height);
    for (int x = 0; x < width; ++x) {
      for (std::size_t channel = 0; channel < 3; ++channel) {
        double sum = 0.0;
        for (const auto& [pixel, weight] : taps) sum += weight * narrow.pixels[narrow.offset(x, pixel) + channel];
        resized.pixels[resized.offset(x, y) + channel] = toByte(sum);
      }
    }
  }
  return resized;
}

std::vector<float> applyAffine(const Image& image, const Affine& affine) {
  const int width = image.width, height = image.height;
  const double turn = toRadians(affine.rotationDegrees), lean = toRadians(affine.shearDegrees);
  const Matrix3 rotation = {{{exactCos(turn), -exactSin(turn), 0}, {exactSin(turn), exactCos(turn), 0}, {0, 0, 1}}};
  const Matrix3 shear = {{{1, -exactSin(lean), 0}, {0, exactCos(lean), 0}, {0, 0, 1}}};
  const Matrix3 zoom = {{{affine.xZoom, 0, 0}, {0, affine.yZoom, 0}, {0, 0, 1}}};
  const double centreX = height / 2.0 - 0.5, centreY = width / 2.0 - 0.5;
  Matrix3 matrix = translation(centreX, centreY);
  for (const Matrix3& next :
       {rotation, translation(affine.xShift, affine.yShift), shear, zoom, translation(-centreX, -centreY)}) {
    matrix = multiply(matrix, next);
  }

  const auto readPixel = [&](int x, int y, std::size_t channel) -> double {
    const int column = pixelAt(x, width, affine.fillMode), row = pixelAt(y, height, affine.fillMode);
    if (column < 0 || row < 0) return affine.fillValue;
    return image.pixels[image.offset(column, row) + channel];
  };
  std::vector<float> result;
  result.reserve(image.pixels.size());
  for (int row = 0; row < height; ++row) {
    for (int column = 0; column < width; ++column) {
      double x = matrix[0][0] * column + matrix[0][1] * row + matrix[0][2];
      double y = matrix[1][0] * column + matrix[1][1] * row + matrix[1][2];
      if (affine.fillMode == FillMode::wrap) {
        x = foldWrapped(x, width);
        y = foldWrapped(y, height);
      }
      // As in scipy.ndimage, whatever lies half outside is outside.
      const bool isOutside = x < 0.0 || y < 0.0 || x > width - 1 || y > height - 1;
      const int left = static_cast<int>(std::floor(x)), top = static_cast<int>(std::floor(y));
      const double fromLeft = x - left, fromTop = y - top;
      for (std::size_t channel = 0; channel < 3; ++channel) {
        if (isOutside && affine.fillMode == FillMode::constant) {
          result.push_back(affine.fillValue);
          continue;
        }
        const double above =
            (1 - fromLeft) * readPixel(left, top, channel) + fromLeft * readPixel(left + 1, top, channel);
        const double below =
            (1 - fromLeft) * readPixel(left, top + 1, channel) + fromLeft * readPixel(left + 1, top + 1, channel);
        result.push_back(static_cast<float>((1 - fromTop) * above + fromTop * below));
      }
    }
  }
  return result;
}

void normalizePixels(std::span<const float> pixels, const Normalization& normalization, std::span<float> planes) {
  const std::size_t planeSize = pixels.size() / 3;
  for (std::size_t i = 0; i < planeSize; ++i) {
    for (std::size_t channel = 0; channel < 3; ++channel) {
      planes[channel * planeSize + i] =
          (pixels[3 * i + channel] - normalization.mean[channel]) / normalization.scale[channel];
    }
  }
}

}  // namespace agelens::plain
