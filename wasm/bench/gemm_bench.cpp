// Speed of the dense layer's products at the sizes of training: batch 32, 1280-d embeddings, 256 hidden units, 7
// classes.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <vector>

#include "core/nn/gemm.h"
#include "core/random.h"

namespace agelens {
namespace {

using Product = void (*)(std::span<const float>, std::span<const float>, std::span<float>, DenseShape);

std::vector<float> randomValues(std::size_t count) {
  Random random(1);
  std::vector<float> values(count);
  for (float& value : values) value = random.nextUnit();
  return values;
}

void measure(benchmark::State& state, Product product, std::size_t leftSize, std::size_t rightSize,
             std::size_t resultSize, DenseShape shape) {
  const auto left = randomValues(leftSize), right = randomValues(rightSize);
  std::vector<float> result(resultSize);
  while (state.KeepRunning()) {
    product(left, right, result, shape);
    benchmark::DoNotOptimize(result.data());
    benchmark::ClobberMemory();
  }
  const double operations = 2.0 * static_cast<double>(shape.rows * shape.inputs * shape.outputs);
  state.counters["FLOP/s"] =
      benchmark::Counter(operations, benchmark::Counter::kIsIterationInvariantRate, benchmark::Counter::kIs1000);
}

DenseShape shapeOf(const benchmark::State& state) {
  return {static_cast<std::size_t>(state.range(0)), static_cast<std::size_t>(state.range(1)),
          static_cast<std::size_t>(state.range(2))};
}

void forward(benchmark::State& state, Product product) {
  const DenseShape s = shapeOf(state);
  measure(state, product, s.rows * s.inputs, s.inputs * s.outputs, s.rows * s.outputs, s);
}

void weightGradient(benchmark::State& state, Product product) {
  const DenseShape s = shapeOf(state);
  measure(state, product, s.rows * s.inputs, s.rows * s.outputs, s.inputs * s.outputs, s);
}

void inputGradient(benchmark::State& state, Product product) {
  const DenseShape s = shapeOf(state);
  measure(state, product, s.rows * s.outputs, s.inputs * s.outputs, s.rows * s.inputs, s);
}

void layerSizes(benchmark::internal::Benchmark* bench) { bench->Args({32, 1280, 256})->Args({32, 256, 7}); }

BENCHMARK_CAPTURE(forward, fast, forwardProduct)->Apply(layerSizes);
BENCHMARK_CAPTURE(forward, plain, plain::forwardProduct)->Apply(layerSizes);
BENCHMARK_CAPTURE(weightGradient, fast, weightGradientProduct)->Apply(layerSizes);
BENCHMARK_CAPTURE(weightGradient, plain, plain::weightGradientProduct)->Apply(layerSizes);
BENCHMARK_CAPTURE(inputGradient, fast, inputGradientProduct)->Apply(layerSizes);
BENCHMARK_CAPTURE(inputGradient, plain, plain::inputGradientProduct)->Apply(layerSizes);

}  // namespace
}  // namespace agelens
