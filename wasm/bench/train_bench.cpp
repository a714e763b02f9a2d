// An epoch of training at the sizes of a usual run; `npm run bench -- train` sets it beside the wasm build's.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <memory>
#include <numeric>
#include <vector>

#include "core/nn/trainer.h"
#include "core/random.h"

namespace agelens {
namespace {

// Seven classes that a dense network can tell apart, with noise.
TrainingData exampleData(std::size_t rows, std::size_t dimension) {
  TrainingData data;
  data.embeddings.rows = rows;
  data.embeddings.columns = dimension;
  data.classes = 7;
  Random random(1);
  for (std::size_t row = 0; row < rows; ++row) {
    data.labels.push_back(static_cast<std::int32_t>(row % 7));
    for (std::size_t i = 0; i < dimension; ++i) {
      data.embeddings.values.push_back(random.nextUnit() + (i % 7 == row % 7 ? 0.1F : 0.0F));
    }
  }
  return data;
}

void trainEpoch(benchmark::State& state) {
  std::vector<std::int32_t> rows(630);
  std::iota(rows.begin(), rows.end(), 0);
  TrainerSettings settings;
  settings.hiddenUnits = {256};
  settings.dropout = 0.5;
  const auto data = std::make_shared<TrainingData>(exampleData(rows.size(), 1280));
  const std::unique_ptr<Trainer> trainer = Trainer::create(data, rows, settings).value();
  double loss = 0.0;
  while (state.KeepRunning()) loss = trainer->trainEpoch().value().figures.loss;
  state.counters["loss"] = loss;
}

BENCHMARK(trainEpoch)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace agelens
