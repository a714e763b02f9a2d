#include "core/nn/gemm.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>

namespace agelens {
namespace {

using In = std::span<const float>;
using Out = std::span<float>;
using Float4 = float __attribute__((vector_size(16)));

// A tile of the result stays in registers while the shared dimension passes by: 4 x 8 floats are 8 vectors, which with
// two of b and one of a fit the 16 registers of SSE and of wasm on x86.
constexpr std::size_t tileRows = 4;
constexpr std::size_t tileColumns = 8;

// Blocks are sized for the caches: a packed panel of b (8 KiB) stays in L1 while all tiles of a block of a pass it, and
// a packed block of a (64 KiB) stays in L2 while all panels of b pass it.
constexpr std::size_t depthBlock = 256;
constexpr std::size_t rowBlock = 64;

// A matrix or its transpose, without a copy: element (i, j) is at i * rowStep + j * columnStep.
struct View {
  const float* values;
  std::size_t rowStep;
  std::size_t columnStep;

  const float* at(std::size_t row, std::size_t column) const { return values + row * rowStep + column * columnStep; }
};

// c = a·b, where a is (rows, depth), b is (depth, columns) and c is (rows, columns).
struct Product {
  View a, b;
  float* c;
  std::size_t rows, depth, columns;
};

Float4 load(const float* from) {
  Float4 value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

void store(float* to, Float4 value) { std::memcpy(to, &value, sizeof value); }

// Turns four lines of four floats into four columns.
void transpose(std::array<Float4, 4>& l) {
  const Float4 a = __builtin_shufflevector(l[0], l[1], 0, 4, 1, 5), b = __builtin_shufflevector(l[2], l[3], 0, 4, 1, 5);
  const Float4 c = __builtin_shufflevector(l[0], l[1], 2, 6, 3, 7), d = __builtin_shufflevector(l[2], l[3], 2, 6, 3, 7);
  l = {__builtin_shufflevector(a, b, 0, 1, 4, 5), __builtin_shufflevector(a, b, 2, 3, 6, 7),
       __builtin_shufflevector(c, d, 0, 1, 4, 5), __builtin_shufflevector(c, d, 2, 3, 6, 7)};
}

// Lays `lines` lines of `source` out as panels of `Lanes` lines: panel, then depth, then line, so that the kernel reads
// one stream. Missing lines of the last panel are zeros; what they produce is never stored.
template <std::size_t Lanes>
void packPanels(const float* source, std::size_t lineStep, std::size_t depthStep, std::size_t lines, std::size_t depth,
                float* packed) {
  for (std::size_t first = 0; first < lines; first += Lanes, packed += Lanes * depth) {
    const std::size_t present = std::min(Lanes, lines - first);
    const float* from = source + first * lineStep;
    std::size_t k = 0;
    if (present == Lanes && lineStep == 1) {
      for (; k < depth; ++k) std::copy_n(from + k * depthStep, Lanes, packed + k * Lanes);
    } else if (present == Lanes && depthStep == 1) {
      for (; k + 4 <= depth; k += 4) {
        for (std::size_t lane = 0; lane < Lanes; lane += 4) {
          std::array<Float4, 4> square;
          for (std::size_t i = 0; i < 4; ++i) square[i] = load(from + (lane + i) * lineStep + k);
          transpose(square);
          for (std::size_t i = 0; i < 4; ++i) store(packed + (k + i) * Lanes + lane, square[i]);
        }
      }
    }
    for (; k < depth; ++k) {
      for (std::size_t lane = 0; lane < Lanes; ++lane) {
        packed[k * Lanes + lane] = lane < present ? from[lane * lineStep + k * depthStep] : 0.0F;
      }
    }
  }
}

using Tile = std::array<std::array<Float4, 2>, tileRows>;

// Adds the next term to every element of the tile.
inline void addTerm(const float*& a, const float*& b, Tile& sum) {
  const Float4 left = load(b), right = load(b + 4);
  for (std::size_t i = 0; i < tileRows; ++i) {
    const Float4 factor = {a[i], a[i], a[i], a[i]};
    sum[i][0] += factor * left;
    sum[i][1] += factor * right;
  }
  a += tileRows;
  b += tileColumns;
  // Nothing may be known of the pointers, so that an unrolled loop asks after each term whether it was the last. A
  // block of several terms would be slower: V8 loads all its operands before it computes, and spills them.
  asm("" : "+r"(a), "+r"(b));
}

// Adds `depth` terms to every tile of a column of them, from `c` down, or starts them from 0. A function of its own has
// the registers to itself.
[[gnu::noinline]] void addTiles(const float* a, const float* const firstB, std::size_t depth, bool isFirst, float* c,
                                std::size_t rowStep, std::size_t tiles) {
  for (; tiles > 0; --tiles, c += tileRows * rowStep) {
    const float* b = firstB;
    Tile sum{};
    if (!isFirst) {
      for (std::size_t i = 0; i < tileRows; ++i) sum[i] = {load(c + i * rowStep), load(c + i * rowStep + 4)};
    }
    const float* const end = a + depth * tileRows;
#pragma clang loop unroll_count(4)
    while (a != end) addTerm(a, b, sum);
    for (std::size_t i = 0; i < tileRows; ++i) {
      store(c + i * rowStep, sum[i][0]);
      store(c + i * rowStep + 4, sum[i][1]);
    }
  }
}

// The same for one tile that hangs over the edge of the result: computed whole, stored in part.
void addEdgeTile(const float* a, const float* b, std::size_t depth, bool isFirst, float* c, std::size_t rowStep,
                 std::size_t height, std::size_t width) {
  std::array<float, tileRows * tileColumns> tile{};
  for (std::size_t i = 0; i < height; ++i) std::copy_n(c + i * rowStep, width, &tile[i * tileColumns]);
  addTiles(a, b, depth, isFirst, tile.data(), tileColumns, 1);
  for (std::size_t i = 0; i < height; ++i) std::copy_n(&tile[i * tileColumns], width, c + i * rowStep);
}

// A depth block ends with its partial sums in c and the next one goes on from there: storing a float and loading it
// again is exact, so the order of the sum is kept.
void computeFast(const Product& product) {
  const auto& [a, b, c, rows, depth, columns] = product;
  if (depth == 0) std::fill(c, c + rows * columns, 0.0F);
  std::array<float, rowBlock * depthBlock> packedA;
  std::array<float, depthBlock * tileColumns> packedB;
  for (std::size_t k = 0; k < depth; k += depthBlock) {
    const std::size_t blockDepth = std::min(depthBlock, depth - k);
    for (std::size_t i = 0; i < rows; i += rowBlock) {
      const std::size_t blockRows = std::min(rowBlock, rows - i);
      packPanels<tileRows>(a.at(i, k), a.rowStep, a.columnStep, blockRows, blockDepth, packedA.data());
      for (std::size_t j = 0; j < columns; j += tileColumns) {
        const std::size_t tileWidth = std::min(tileColumns, columns - j);
        packPanels<tileColumns>(b.at(k, j), b.columnStep, b.rowStep, tileWidth, blockDepth, packedB.data());
        const std::size_t wholeTiles = tileWidth == tileColumns ? blockRows / tileRows : 0;
        addTiles(packedA.data(), packedB.data(), blockDepth, k == 0, c + i * columns + j, columns, wholeTiles);
        for (std::size_t top = wholeTiles * tileRows; top < blockRows; top += tileRows) {
          addEdgeTile(packedA.data() + top * blockDepth, packedB.data(), blockDepth, k == 0,
                      c + (i + top) * columns + j, columns, std::min(tileRows, blockRows - top), tileWidth);
        }
      }
    }
  }
}

void computePlain(const Product& product) {
  const auto& [a, b, c, rows, depth, columns] = product;
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < columns; ++j) {
      float sum = 0.0F;
      for (std::size_t k = 0; k < depth; ++k) sum += *a.at(i, k) * *b.at(k, j);
      c[i * columns + j] = sum;
    }
  }
}

View asStored(In values, std::size_t columns) { return {values.data(), columns, 1}; }
View transposed(In values, std::size_t columns) { return {values.data(), 1, columns}; }

[[maybe_unused]] bool fits(In x, In w, In y, DenseShape s) {
  return x.size() == s.rows * s.inputs && w.size() == s.inputs * s.outputs && y.size() == s.rows * s.outputs;
}

Product forward(In x, In w, Out y, DenseShape s) {
  assert(fits(x, w, y, s));
  return {asStored(x, s.inputs), asStored(w, s.outputs), y.data(), s.rows, s.inputs, s.outputs};
}
Product weightGradient(In x, In g, Out gradW, DenseShape s) {
  assert(fits(x, gradW, g, s));
  return {transposed(x, s.inputs), asStored(g, s.outputs), gradW.data(), s.inputs, s.rows, s.outputs};
}
Product inputGradient(In g, In w, Out gradX, DenseShape s) {
  assert(fits(gradX, w, g, s));
  return {asStored(g, s.outputs), transposed(w, s.outputs), gradX.data(), s.rows, s.outputs, s.inputs};
}

}  // namespace

void forwardProduct(In x, In w, Out y, DenseShape s) { computeFast(forward(x, w, y, s)); }
void weightGradientProduct(In x, In g, Out gradW, DenseShape s) { computeFast(weightGradient(x, g, gradW, s)); }
void inputGradientProduct(In g, In w, Out gradX, DenseShape s) { computeFast(inputGradient(g, w, gradX, s)); }

void plain::forwardProduct(In x, In w, Out y, DenseShape s) { computePlain(forward(x, w, y, s)); }
void plain::weightGradientProduct(In x, In g, Out gradW, DenseShape s) { computePlain(weightGradient(x, g, gradW, s)); }
void plain::inputGradientProduct(In g, In w, Out gradX, DenseShape s) { computePlain(inputGradient(g, w, gradX, s)); }

}  // namespace agelens
