// What `npm run bench -- train` times from JavaScript: the products, and the multiply-adds that the machine can do.
#include <array>
#include <cstddef>
#include <vector>

#include "core/nn/gemm.h"
#include "core/random.h"

namespace {

using Float4 = float __attribute__((vector_size(16)));

// As many sums as hide the latency of a multiplication and an addition, and still fit the 16 registers.
constexpr std::size_t sums = 12;

struct Operands {
  agelens::DenseShape shape{};
  std::vector<float> x, w, y;
};

Operands operands;

std::vector<float> randomValues(std::size_t count) {
  agelens::Random random(1);
  std::vector<float> values(count);
  for (float& value : values) value = random.nextUnit();
  return values;
}

}  // namespace

extern "C" {

// Multiply-adds in registers alone, nothing loaded or stored: the bound of every product. Returns the number of
// floating-point operations done.
double multiplyAdd(std::size_t times, float factor, float term) {
  const Float4 factors = {factor, factor, factor, factor}, terms = {term, term, term, term};
  std::array<Float4, sums> sum{};
  for (std::size_t i = 0; i < sums; ++i) sum[i] = terms * static_cast<float>(i);
  for (std::size_t time = 0; time < times; ++time) {
    for (Float4& each : sum) each = each * factors + terms;
  }
  Float4 all{};
  for (const Float4& each : sum) all += each;
  // The sum is used, so that the loop stays; it never is this.
  if (all[0] + all[1] + all[2] + all[3] == -1.0F) return 0.0;
  return static_cast<double>(times) * sums * 4.0 * 2.0;
}

// Random operands for the products below.
void prepare(std::size_t rows, std::size_t inputs, std::size_t outputs) {
  operands = {.shape = {rows, inputs, outputs},
              .x = randomValues(rows * inputs),
              .w = randomValues(inputs * outputs),
              .y = randomValues(rows * outputs)};
}

void forward() { agelens::forwardProduct(operands.x, operands.w, operands.y, operands.shape); }
void weightGradient() { agelens::weightGradientProduct(operands.x, operands.y, operands.w, operands.shape); }
void inputGradient() { agelens::inputGradientProduct(operands.y, operands.w, operands.x, operands.shape); }

}  // extern "C"
