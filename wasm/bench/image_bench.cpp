// The stages of a photograph natively, with the plain loops beside them. The photograph is the file of AGELENS_PHOTO.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <vector>

#include "core/image/decode.h"
#include "core/image/plain.h"
#include "core/image/resize.h"

namespace agelens {
namespace {

constexpr int size = 224;
const Affine affine{.rotationDegrees = 12, .xShift = 9, .yShift = -7, .xZoom = 0.93, .yZoom = 1.06};
const Normalization normalization{.mean = {127.5F, 127.5F, 127.5F}, .scale = {127.5F, 127.5F, 127.5F}};

const std::vector<std::uint8_t>& photograph() {
  static const std::vector<std::uint8_t> bytes = [] {
    const char* const path = std::getenv("AGELENS_PHOTO");
    std::ifstream file(path == nullptr ? "" : path, std::ios::binary);
    return std::vector<std::uint8_t>{std::istreambuf_iterator<char>(file), {}};
  }();
  return bytes;
}

// Whether there is a photograph; the benchmark ends without.
bool decodeInto(Image& image, benchmark::State& state) {
  auto decoded = decodeImage(photograph());
  if (!decoded.ok()) {
    state.SkipWithError("AGELENS_PHOTO names no photograph");
    return false;
  }
  image = std::move(decoded).value();
  return true;
}

void decode(benchmark::State& state) {
  Image image;
  if (!decodeInto(image, state)) return;
  while (state.KeepRunning()) benchmark::DoNotOptimize(decodeImage(photograph()));
}

template <typename Resize>
void resize(benchmark::State& state, Resize resizeTo) {
  Image image;
  if (!decodeInto(image, state)) return;
  while (state.KeepRunning()) benchmark::DoNotOptimize(resizeTo(image, size, size));
}

template <typename Transform, typename Normalize>
void copy(benchmark::State& state, Transform transform, Normalize normalize) {
  Image image;
  if (!decodeInto(image, state)) return;
  const Image square = resizeImage(image, size, size);
  std::vector<float> planes(square.pixels.size());
  while (state.KeepRunning()) {
    normalize(transform(square, affine), normalization, planes);
    benchmark::ClobberMemory();
  }
}

using TransformCall = std::vector<float> (*)(const Image&, const Affine&);
using NormalizeCall = void (*)(std::span<const float>, const Normalization&, std::span<float>);

BENCHMARK(decode);
BENCHMARK_CAPTURE(resize, fast, resizeImage);
BENCHMARK_CAPTURE(resize, plain, plain::resizeImage);
BENCHMARK_CAPTURE(copy, fast, static_cast<TransformCall>(applyAffine), static_cast<NormalizeCall>(normalizePixels));
BENCHMARK_CAPTURE(copy, plain, plain::applyAffine, plain::normalizePixels);

}  // namespace
}  // namespace agelens
