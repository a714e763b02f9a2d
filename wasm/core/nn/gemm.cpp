#include "core/nn/gemm.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>

namespace agelens {
namespace {

using Float4 = float __attribute__((vector_size(16)));

// A tile of the result stays in registers while the shared dimension passes by: 4 x 8 floats are 8 vectors, which with
// two of b and one of a fit the 16 registers of SSE and of wasm on x86.
constexpr std::size_t tileRows = 4;
constexpr std::size_t tileColumns = 8;

// Blocks are sized for the caches: a packed panel of b (8 KiB) stays in L1 while all tiles of a block of a pass it, and
// a packed block of a (64 KiB) stays in L2 while all panels of b pass it.
constexpr std::size_t depthBlock = 256;
constexpr std::size_t rowBlock = 64;

using PackedA = std::array<float, rowBlock * depthBlock>;
using PackedB = std::array<float, depthBlock * tileColumns>;

// A matrix or its transpose, without a copy: element (i, j) is at i * rowStep + j * columnStep.
struct View {
  const float* values;
  std::size_t rowStep;
  std::size_t columnStep;

  const float* at(std::size_t row, std::size_t column) const { return values + row * rowStep + column * columnStep; }
};

Float4 load(const float* from) {
  Float4 value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

void store(float* to, Float4 value) { std::memcpy(to, &value, sizeof value); }

// Lays `width` lines of `source` out as panels of `Lanes` lines: panel, then depth, then line, so that the kernel reads
// one stream. Missing lines of the last panel are zeros; what they produce is never stored.
template <std::size_t Lanes>
void packPanels(const float* source, std::size_t lineStep, std::size_t depthStep, std::size_t lines, std::size_t depth,
                float* packed) {
  for (std::size_t first = 0; first < lines; first += Lanes, packed += Lanes * depth) {
    const std::size_t present = std::min(Lanes, lines - first);
    const float* from = source + first * lineStep;
    if (present == Lanes && lineStep == 1) {
      for (std::size_t k = 0; k < depth; ++k) {
        for (std::size_t lane = 0; lane < Lanes; lane += 4) {
          store(packed + k * Lanes + lane, load(from + k * depthStep + lane));
        }
      }
      continue;
    }
    if (present < Lanes) std::fill(packed, packed + Lanes * depth, 0.0F);
    for (std::size_t lane = 0; lane < present; ++lane) {
      for (std::size_t k = 0; k < depth; ++k) packed[k * Lanes + lane] = from[lane * lineStep + k * depthStep];
    }
  }
}

// Adds `depth` terms to the tile at `c`, or starts it from 0.
void addTile(const float* a, const float* b, std::size_t depth, bool isFirst, float* c, std::size_t rowStep) {
  std::array<std::array<Float4, 2>, tileRows> sum{};
  if (!isFirst) {
    for (std::size_t i = 0; i < tileRows; ++i) sum[i] = {load(c + i * rowStep), load(c + i * rowStep + 4)};
  }
  for (std::size_t k = 0; k < depth; ++k) {
    const Float4 left = load(b + k * tileColumns);
    const Float4 right = load(b + k * tileColumns + 4);
    for (std::size_t i = 0; i < tileRows; ++i) {
      const float scalar = a[k * tileRows + i];
      const Float4 factor = {scalar, scalar, scalar, scalar};
      sum[i][0] += factor * left;
      sum[i][1] += factor * right;
    }
  }
  for (std::size_t i = 0; i < tileRows; ++i) {
    store(c + i * rowStep, sum[i][0]);
    store(c + i * rowStep + 4, sum[i][1]);
  }
}

// The same for a tile that hangs over the edge of the result: computed whole, stored in part.
void addEdgeTile(const float* a, const float* b, std::size_t depth, bool isFirst, float* c, std::size_t rowStep,
                 std::size_t height, std::size_t width) {
  std::array<float, tileRows * tileColumns> tile{};
  for (std::size_t i = 0; i < height; ++i) std::copy_n(c + i * rowStep, width, &tile[i * tileColumns]);
  addTile(a, b, depth, isFirst, tile.data(), tileColumns);
  for (std::size_t i = 0; i < height; ++i) std::copy_n(&tile[i * tileColumns], width, c + i * rowStep);
}

// c = a·b, where a is (rows, depth) and b is (depth, columns). A depth block ends with its partial sums in c and the
// next one goes on from there: storing a float and loading it again is exact, so the order of the sum is kept.
void product(View a, View b, float* c, std::size_t rows, std::size_t depth, std::size_t columns) {
  if (depth == 0) std::fill(c, c + rows * columns, 0.0F);
  PackedA packedA;
  PackedB packedB;
  for (std::size_t k = 0; k < depth; k += depthBlock) {
    const std::size_t blockDepth = std::min(depthBlock, depth - k);
    for (std::size_t i = 0; i < rows; i += rowBlock) {
      const std::size_t blockRows = std::min(rowBlock, rows - i);
      packPanels<tileRows>(a.at(i, k), a.rowStep, a.columnStep, blockRows, blockDepth, packedA.data());
      for (std::size_t j = 0; j < columns; j += tileColumns) {
        const std::size_t tileWidth = std::min(tileColumns, columns - j);
        packPanels<tileColumns>(b.at(k, j), b.columnStep, b.rowStep, tileWidth, blockDepth, packedB.data());
        for (std::size_t top = 0; top < blockRows; top += tileRows) {
          const std::size_t tileHeight = std::min(tileRows, blockRows - top);
          const float* panel = packedA.data() + top * blockDepth;
          float* corner = c + (i + top) * columns + j;
          if (tileHeight == tileRows && tileWidth == tileColumns) {
            addTile(panel, packedB.data(), blockDepth, k == 0, corner, columns);
          } else {
            addEdgeTile(panel, packedB.data(), blockDepth, k == 0, corner, columns, tileHeight, tileWidth);
          }
        }
      }
    }
  }
}

// The definition of c = a·b.
void plainProduct(View a, View b, float* c, std::size_t rows, std::size_t depth, std::size_t columns) {
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < columns; ++j) {
      float sum = 0.0F;
      for (std::size_t k = 0; k < depth; ++k) sum += *a.at(i, k) * *b.at(k, j);
      c[i * columns + j] = sum;
    }
  }
}

View asStored(std::span<const float> values, std::size_t columns) { return {values.data(), columns, 1}; }
View transposed(std::span<const float> values, std::size_t columns) { return {values.data(), 1, columns}; }

[[maybe_unused]] bool fits(std::span<const float> x, std::span<const float> w, std::span<const float> y,
                           DenseShape shape) {
  return x.size() == shape.rows * shape.inputs && w.size() == shape.inputs * shape.outputs &&
         y.size() == shape.rows * shape.outputs;
}

}  // namespace

void forwardProduct(std::span<const float> x, std::span<const float> w, std::span<float> y, DenseShape shape) {
  assert(fits(x, w, y, shape));
  product(asStored(x, shape.inputs), asStored(w, shape.outputs), y.data(), shape.rows, shape.inputs, shape.outputs);
}

void weightGradientProduct(std::span<const float> x, std::span<const float> g, std::span<float> gradW,
                           DenseShape shape) {
  assert(fits(x, gradW, g, shape));
  product(transposed(x, shape.inputs), asStored(g, shape.outputs), gradW.data(), shape.inputs, shape.rows,
          shape.outputs);
}

void inputGradientProduct(std::span<const float> g, std::span<const float> w, std::span<float> gradX,
                          DenseShape shape) {
  assert(fits(gradX, w, g, shape));
  product(asStored(g, shape.outputs), transposed(w, shape.outputs), gradX.data(), shape.rows, shape.outputs,
          shape.inputs);
}

namespace plain {

void forwardProduct(std::span<const float> x, std::span<const float> w, std::span<float> y, DenseShape shape) {
  assert(fits(x, w, y, shape));
  plainProduct(asStored(x, shape.inputs), asStored(w, shape.outputs), y.data(), shape.rows, shape.inputs,
               shape.outputs);
}

void weightGradientProduct(std::span<const float> x, std::span<const float> g, std::span<float> gradW,
                           DenseShape shape) {
  assert(fits(x, gradW, g, shape));
  plainProduct(transposed(x, shape.inputs), asStored(g, shape.outputs), gradW.data(), shape.inputs, shape.rows,
               shape.outputs);
}

void inputGradientProduct(std::span<const float> g, std::span<const float> w, std::span<float> gradX,
                          DenseShape shape) {
  assert(fits(gradX, w, g, shape));
  plainProduct(asStored(g, shape.outputs), transposed(w, shape.outputs), gradX.data(), shape.rows, shape.outputs,
               shape.inputs);
}

}  // namespace plain
}  // namespace agelens
