// Speed of what a page waits for after an evaluation: 10,000 samples in 7 classes, 2000 resamples of persons, distances
// between 1280-d embeddings, and an iteration of t-SNE.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <vector>

#include "core/eval/assessment.h"
#include "core/eval/comparison.h"
#include "core/eval/familiarity.h"
#include "core/eval/temperature.h"
#include "core/eval/tsne.h"

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

// Rows of 50 numbers in ten groups, on their way to a map. `exact_cost` is the map's cost without approximations.
void mapping(benchmark::State& state) {
  Matrix rows(static_cast<std::size_t>(state.range(0)), 50);
  Random random(1);
  std::vector<float> centres(500);
  for (float& value : centres) value = random.nextUnit() * 2.0F;
  for (std::size_t i = 0; i < rows.values.size(); ++i) {
    rows.values[i] = centres[i / 50 % 10 * 50 + i % 50] + random.nextUnit() + random.nextUnit();
  }
  const auto repulsion = state.range(1) == 0 ? Repulsion::exact : Repulsion::barnesHut;
  const auto tsne = std::move(Tsne::create(rows, {}, repulsion)).value();
  tsne->step(400);
  while (state.KeepRunning()) tsne->step(1);
  const std::vector<double> y(tsne->coordinates().begin(), tsne->coordinates().end());
  std::vector<double> gradient(y.size());
  const Affinities affinities = computeAffinities(rows, tsne->perplexity(), rows.rows - 1);
  const double weight = tsneGradient(affinities, y, 1.0, Repulsion::exact, gradient);
  state.counters["exact_cost"] = tsneCost(affinities, y, weight);
}

constexpr auto unit = benchmark::kMillisecond;
BENCHMARK(assessing)->Unit(unit)->Args({10000, 10000})->Args({10000, 100})->Args({70, 10});
BENCHMARK(comparing)->Unit(unit)->Args({10000, 10000});
BENCHMARK(fitting)->Unit(unit)->Args({10000});
BENCHMARK(leavingOut)->Unit(unit)->Args({1000});
BENCHMARK(mapping)->Unit(unit)->Iterations(100)->Args({2000, 0})->Args({2000, 1})->Args({3000, 1});

}  // namespace
}  // namespace agelens
