// Speed of what a page waits for after an evaluation: 10,000 samples in 7 classes, 2000 resamples of persons, and
// distances between 1280-d embeddings.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <vector>

#include "core/eval/assessment.h"
#include "core/eval/comparison.h"
#include "core/eval/familiarity.h"
#include "core/eval/temperature.h"

namespace agelens {
namespace {

constexpr std::size_t classes = 7;

std::vector<double> randomProbabilities(std::size_t samples, std::uint64_t seed) {
  Random random(seed);
  std::vector<double> probabilities(samples * classes);
  for (double& p : probabilities) p = random.nextUnit() / static_cast<double>(classes);
  return probabilities;
}

std::vector<std::int32_t> counted(std::size_t count, std::size_t below) {
  std::vector<std::int32_t> values(count);
  for (std::size_t i = 0; i < count; ++i) values[i] = static_cast<std::int32_t>(i % below);
  return values;
}

const std::vector<double> ages = {20, 30, 40, 50, 60, 70, 80};

void assessing(benchmark::State& state) {
  const auto samples = static_cast<std::size_t>(state.range(0));
  const AssessmentRequest request{.labels = counted(samples, classes),
                                  .persons = counted(samples, static_cast<std::size_t>(state.range(1))),
                                  .probabilities = randomProbabilities(samples, 1),
                                  .classes = classes,
                                  .classValues = ages,
                                  .resampling = {}};
  while (state.KeepRunning()) benchmark::DoNotOptimize(assess(request));
}

void comparing(benchmark::State& state) {
  const auto samples = static_cast<std::size_t>(state.range(0));
  const ComparisonRequest request{.labels = counted(samples, classes),
                                  .persons = counted(samples, static_cast<std::size_t>(state.range(1))),
                                  .first = randomProbabilities(samples, 1),
                                  .second = randomProbabilities(samples, 2),
                                  .classes = classes,
                                  .classValues = ages,
                                  .resampling = {}};
  while (state.KeepRunning()) benchmark::DoNotOptimize(compareRuns(request));
}

void fitting(benchmark::State& state) {
  const auto samples = static_cast<std::size_t>(state.range(0));
  const auto labels = counted(samples, classes);
  const auto probabilities = randomProbabilities(samples, 1);
  while (state.KeepRunning()) benchmark::DoNotOptimize(fitTemperature(labels, probabilities, classes));
}

void leavingOut(benchmark::State& state) {
  const auto rows = static_cast<std::size_t>(state.range(0));
  Matrix embeddings(rows, 1280);
  Random random(1);
  for (float& value : embeddings.values) value = random.nextUnit();
  const auto persons = counted(rows, 10);
  while (state.KeepRunning()) benchmark::DoNotOptimize(leaveOutDistances(embeddings, persons));
}

constexpr auto unit = benchmark::kMillisecond;
BENCHMARK(assessing)->Unit(unit)->Args({10000, 10000})->Args({10000, 100})->Args({70, 10});
BENCHMARK(comparing)->Unit(unit)->Args({10000, 10000});
BENCHMARK(fitting)->Unit(unit)->Args({10000});
BENCHMARK(leavingOut)->Unit(unit)->Args({1000});

}  // namespace
}  // namespace agelens
