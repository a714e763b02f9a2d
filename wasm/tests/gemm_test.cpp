#include "core/nn/gemm.h"

#include <gtest/gtest.h>

#include <cstring>
#include <limits>
#include <vector>

#include "core/random.h"

namespace agelens {
namespace {

std::vector<float> randomValues(std::size_t count, Random& random) {
  std::vector<float> values(count);
  for (float& value : values) value = static_cast<float>(random.nextUniform(-1.0, 1.0));
  return values;
}

bool sameBits(const std::vector<float>& a, const std::vector<float>& b) {
  return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0);
}

void expectFastEqualsPlain(DenseShape shape, Random& random) {
  SCOPED_TRACE(testing::Message() << shape.rows << " x " << shape.inputs << " x " << shape.outputs);
  const auto x = randomValues(shape.rows * shape.inputs, random);
  const auto w = randomValues(shape.inputs * shape.outputs, random);
  const auto g = randomValues(shape.rows * shape.outputs, random);
  // Filled with a value no product has, so that an element left unwritten shows.
  const float unset = std::numeric_limits<float>::max();

  std::vector<float> fast(g.size(), unset), expected(g.size(), -unset);
  forwardProduct(x, w, fast, shape);
  plain::forwardProduct(x, w, expected, shape);
  EXPECT_TRUE(sameBits(fast, expected));

  fast.assign(w.size(), unset), expected.assign(w.size(), -unset);
  weightGradientProduct(x, g, fast, shape);
  plain::weightGradientProduct(x, g, expected, shape);
  EXPECT_TRUE(sameBits(fast, expected));

  fast.assign(x.size(), unset), expected.assign(x.size(), -unset);
  inputGradientProduct(g, w, fast, shape);
  plain::inputGradientProduct(g, w, expected, shape);
  EXPECT_TRUE(sameBits(fast, expected));
}

TEST(Gemm, PlainProductsAreTheDefinition) {
  const std::vector<float> x = {1, 2, 3, 4, 5, 6};  // (2, 3)
  const std::vector<float> w = {1, 0, 2, 1, 0, 3};  // (3, 2)
  const std::vector<float> g = {1, 2, 3, 4};        // (2, 2)
  const DenseShape shape = {2, 3, 2};
  std::vector<float> y(4), gradW(6), gradX(6);
  plain::forwardProduct(x, w, y, shape);
  plain::weightGradientProduct(x, g, gradW, shape);
  plain::inputGradientProduct(g, w, gradX, shape);
  EXPECT_EQ(y, (std::vector<float>{5, 11, 14, 23}));
  EXPECT_EQ(gradW, (std::vector<float>{13, 18, 17, 24, 21, 30}));
  EXPECT_EQ(gradX, (std::vector<float>{1, 4, 6, 3, 10, 12}));
}

TEST(Gemm, FastEqualsPlainBitForBitOnEverySmallShape) {
  Random random(1);
  for (std::size_t rows = 0; rows <= 9; ++rows) {
    for (std::size_t inputs = 0; inputs <= 9; ++inputs) {
      for (std::size_t outputs = 0; outputs <= 17; ++outputs) expectFastEqualsPlain({rows, inputs, outputs}, random);
    }
  }
}

TEST(Gemm, FastEqualsPlainBitForBitAcrossBlockEdges) {
  Random random(2);
  for (const DenseShape shape : {DenseShape{32, 1280, 256},
                                 {32, 256, 7},
                                 {22, 1280, 256},
                                 {1, 1280, 7},
                                 {65, 257, 9},
                                 {64, 256, 8},
                                 {63, 255, 7},
                                 {129, 513, 33},
                                 {300, 70, 300}}) {
    expectFastEqualsPlain(shape, random);
  }
}

}  // namespace
}  // namespace agelens
