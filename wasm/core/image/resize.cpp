#include "core/image/resize.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstring>

#include "core/image/lanes.h"

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
  int first = 0;  // the input that any tap reads: [first, last]
  int last = 0;
};

// The part of an axis that is resized.
struct Span {
  double start;
  double length;
};

int roundHalfUp(double value) { return static_cast<int>(std::floor(value + 0.5)); }

// Counts from the first pixel that the span touches, so that a span of whole pixels has exactly the weights of its
// cut-out.
Filter makeTriangleFilter(Span span, int inputSize, int outputSize) {
  const double base = std::floor(span.start);
  const double within = span.start - base;
  const int touched = static_cast<int>(std::ceil(within + span.length));
  const double step = span.length / outputSize;
  const double radius = std::max(step, 1.0);
  const auto toPixel = [&](int k) { return std::clamp(static_cast<int>(base) + k, 0, inputSize - 1); };
  Filter filter{.first = toPixel(0), .last = toPixel(touched - 1)};
  std::vector<double> exact;
  for (int i = 0; i < outputSize; ++i) {
    const double centre = within + (i + 0.5) * step;
    const int first = std::max(roundHalfUp(centre - radius), 0);
    const int last = std::min(roundHalfUp(centre + radius), touched);
    exact.clear();
    double sum = 0.0;
    for (int k = first; k < last; ++k) {
      const double weight = std::max(1.0 - std::fabs((k - centre + 0.5) / radius), 0.0);
      exact.push_back(weight);
      sum += weight;
    }
    // What falls outside the picture is added to the edge pixel's weight.
    const Tap tap{
        .first = toPixel(first), .count = toPixel(last - 1) - toPixel(first) + 1, .weights = filter.weights.size()};
    filter.taps.push_back(tap);
    filter.weights.resize(tap.weights + static_cast<std::size_t>(tap.count));
    for (int k = first; k < last; ++k) {
      const double weight = exact[static_cast<std::size_t>(k - first)] / sum;
      filter.weights[tap.weights + static_cast<std::size_t>(toPixel(k) - tap.first)] +=
          roundHalfUp(weight * (1 << fractionBits));
    }
  }
  return filter;
}

constexpr std::int32_t half = 1 << (fractionBits - 1);

std::uint8_t roundToByte(std::int32_t sum) {
  return static_cast<std::uint8_t>(std::clamp(sum >> fractionBits, 0, 255));
}

// Rows that share a pass over the weights.
constexpr int rowBlock = 4;

// `rows` rows from `top` on.
Image resizeHorizontally(const Image& image, const Filter& filter, int top, int rows) {
  Image resized(static_cast<int>(filter.taps.size()), rows);
  const std::size_t inputBytes = image.offset(filter.last + 1, 0) - image.offset(filter.first, 0);
  const std::size_t stride = inputBytes + 1;  // one byte more, which the last pixel's load reads
  std::vector<std::uint8_t> block(stride * rowBlock);
  for (int y = 0; y < rows; y += rowBlock) {
    const int present = std::min(rowBlock, rows - y);
    for (int row = 0; row < present; ++row) {
      std::memcpy(block.data() + static_cast<std::size_t>(row) * stride,
                  image.pixels.data() + image.offset(filter.first, top + y + row), inputBytes);
    }
    std::uint8_t* out = resized.pixels.data() + resized.offset(0, y);
    for (const Tap& tap : filter.taps) {
      const std::uint8_t* in = block.data() + image.offset(tap.first - filter.first, 0);
      const std::int32_t* weights = filter.weights.data() + tap.weights;
      std::array<Int4, rowBlock> sums;
      sums.fill({half, half, half, half});
      for (int k = 0; k < tap.count; ++k, in += 3) {
        for (std::size_t row = 0; row < rowBlock; ++row) sums[row] += loadFour(in + row * stride) * weights[k];
      }
      for (int row = 0; row < present; ++row) {
        const Int4 sum = sums[static_cast<std::size_t>(row)];
        std::uint8_t* const pixel = out + resized.offset(0, row);
        pixel[0] = roundToByte(sum[0]);
        pixel[1] = roundToByte(sum[1]);
        pixel[2] = roundToByte(sum[2]);
      }
      out += 3;
    }
  }
  return resized;
}

// `image` holds the rows from filter.first on.
Image resizeVertically(const Image& image, const Filter& filter) {
  Image resized(image.width, static_cast<int>(filter.taps.size()));
  const std::size_t rowBytes = image.offset(0, 1);
  std::uint8_t* out = resized.pixels.data();
  for (const Tap& tap : filter.taps) {
    const std::uint8_t* const top = image.pixels.data() + image.offset(0, tap.first - filter.first);
    const std::int32_t* weights = filter.weights.data() + tap.weights;
    std::size_t i = 0;
    for (; i + 4 <= rowBytes; i += 4) {
      Int4 sums = {half, half, half, half};
      const std::uint8_t* in = top + i;
      for (int k = 0; k < tap.count; ++k, in += rowBytes) sums += loadFour(in) * weights[k];
      for (const int sum : {sums[0], sums[1], sums[2], sums[3]}) *out++ = roundToByte(sum);
    }
    for (; i < rowBytes; ++i) {
      std::int32_t sum = half;
      const std::uint8_t* in = top + i;
      for (int k = 0; k < tap.count; ++k, in += rowBytes) sum += *in * weights[k];
      *out++ = roundToByte(sum);
    }
  }
  return resized;
}

}  // namespace

Image resizeImage(const Image& image, int width, int height) {
  return resizeRegion(image, {.width = static_cast<double>(image.width), .height = static_cast<double>(image.height)},
                      width, height);
}

Image resizeRegion(const Image& image, const Region& region, int width, int height) {
  assert(image.width > 0 && image.height > 0 && width > 0 && height > 0);
  assert(region.width > 0.0 && region.height > 0.0);
  const Filter columns = makeTriangleFilter({region.left, region.width}, image.width, width);
  const Filter rows = makeTriangleFilter({region.top, region.height}, image.height, height);
  const Image narrow = resizeHorizontally(image, columns, rows.first, rows.last - rows.first + 1);
  return resizeVertically(narrow, rows);
}

}  // namespace agelens
