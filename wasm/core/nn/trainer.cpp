#include "core/nn/trainer.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "core/nn/activation.h"
#include "core/nn/dense.h"
#include "core/nn/dropout.h"
#include "core/nn/limits.h"
#include "core/nn/loss.h"

namespace agelens {
namespace {

// Each kind of random choice has a stream of its own, so that changing one leaves the others alone.
constexpr std::uint64_t initialisationStream = 1, shuffleStream = 2, dropoutStream = 3;

std::optional<Error> checkSettings(const TrainerSettings& settings) {
  const auto fail = [](std::string message) { return Error{"bad-setting", std::move(message)}; };
  if (settings.hiddenUnits.size() >= maxLayers) {
    return fail("There can be at most " + std::to_string(maxLayers - 1) + " hidden layers.");
  }
  for (const std::int32_t units : settings.hiddenUnits) {
    if (units < 1 || static_cast<std::size_t>(units) > maxWidth) {
      return fail("A hidden layer must have from 1 to " + std::to_string(maxWidth) + " units.");
    }
  }
  // Negated comparisons, so that a NaN is refused as well.
  if (!(settings.dropout >= 0.0 && settings.dropout < 1.0)) return fail("Dropout must be at least 0 and below 1.");
  if (!(settings.learningRate > 0.0 && settings.learningRate <= 1.0)) {
    return fail("The learning rate must be above 0 and at most 1.");
  }
  if (settings.batchSize < 1) return fail("The batch size must be at least 1.");
  return std::nullopt;
}

bool allBelow(std::span<const std::int32_t> values, std::size_t bound) {
  return std::all_of(values.begin(), values.end(),
                     [bound](std::int32_t value) { return value >= 0 && static_cast<std::size_t>(value) < bound; });
}

std::optional<Error> checkData(const TrainingData& data, std::span<const std::int32_t> rows) {
  const auto fail = [](const char* message) { return Error{"bad-training-data", message}; };
  if (data.classes < 2) return fail("Training needs photographs of at least two classes.");
  if (rows.empty()) return fail("There are no photographs to train on.");
  const std::size_t rowCount = data.labels.size(), dimension = data.embeddings.columns;
  if (dimension == 0 || data.embeddings.rows != rowCount || data.embeddings.values.size() != rowCount * dimension) {
    return fail("The embeddings and their labels differ in number. Embed the photographs again.");
  }
  if (!allBelow(data.labels, static_cast<std::size_t>(data.classes))) return fail("A label is not one of the classes.");
  if (!allBelow(rows, rowCount)) return fail("A row to train on is not among the embeddings.");
  return std::nullopt;
}

std::vector<std::size_t> layerWidths(const TrainingData& data, const TrainerSettings& settings) {
  std::vector<std::size_t> widths(settings.hiddenUnits.begin(), settings.hiddenUnits.end());
  widths.push_back(static_cast<std::size_t>(data.classes));
  return widths;
}

std::size_t countRight(std::span<const float> scores, std::span<const std::int32_t> labels, std::size_t classes) {
  std::size_t right = 0;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    right += largestIndex(scores.subspan(i * classes, classes)) == static_cast<std::size_t>(labels[i]) ? 1U : 0U;
  }
  return right;
}

std::vector<std::int32_t> labelsOf(const TrainingData& data, std::span<const std::int32_t> rows) {
  std::vector<std::int32_t> labels;
  labels.reserve(rows.size());
  for (const std::int32_t row : rows) labels.push_back(data.labels[static_cast<std::size_t>(row)]);
  return labels;
}

}  // namespace

Result<Trainer> Trainer::create(std::shared_ptr<const TrainingData> data, std::vector<std::int32_t> rows,
                                const TrainerSettings& settings) {
  if (auto error = checkSettings(settings)) return *std::move(error);
  if (auto error = checkData(*data, rows)) return *std::move(error);
  if (countParameters(data->embeddings.columns, layerWidths(*data, settings)) > maxParameters) {
    return Error{"bad-setting", "The classifier would need too much memory. Use fewer hidden units."};
  }
  return Trainer(std::move(data), std::move(rows), settings);
}

Trainer::Trainer(std::shared_ptr<const TrainingData> data, std::vector<std::int32_t> rows,
                 const TrainerSettings& settings)
    : data_(std::move(data)),
      rows_(std::move(rows)),
      batchSize_(std::min(static_cast<std::size_t>(settings.batchSize), rows_.size())),
      dropout_(settings.dropout),
      shuffleRandom_(settings.seed, shuffleStream),
      dropoutRandom_(settings.seed, dropoutStream),
      adam_({.learningRate = settings.learningRate}) {
  Random random(settings.seed, initialisationStream);
  classifier_.standardisation = learnStandardisation(data_->embeddings, rows_);
  classifier_.layers = initialiseLayers(data_->embeddings.columns, layerWidths(*data_, settings), random);
  for (const DenseLayer& layer : classifier_.layers) {
    const std::size_t inputSize = batchSize_ * layer.weight.rows;
    const std::size_t hiddenSize = states_.empty() ? 0 : inputSize;
    states_.push_back({.input = std::vector<float>(inputSize),
                       .mask = std::vector<float>(hiddenSize),
                       .gradInput = std::vector<float>(hiddenSize),
                       .gradWeight = std::vector<float>(layer.weight.values.size()),
                       .gradBias = std::vector<float>(layer.bias.size()),
                       .weightMoments = AdamMoments(layer.weight.values.size()),
                       .biasMoments = AdamMoments(layer.bias.size())});
  }
  logits_.resize(batchSize_ * classifier_.classes());
}

Result<Figures> Trainer::trainEpoch() {
  shuffleRandom_.shuffle(std::span(rows_));
  Figures sums;
  for (std::size_t first = 0; first < rows_.size(); first += batchSize_) {
    const Figures batch = trainBatch(std::span(rows_).subspan(first, std::min(batchSize_, rows_.size() - first)));
    sums.loss += batch.loss;
    sums.accuracy += batch.accuracy;
  }
  if (!std::isfinite(sums.loss)) {
    return Error{"diverged",
                 "Training diverged: the loss is no longer a number. Lower the learning rate and train again."};
  }
  const auto count = static_cast<double>(rows_.size());
  return Figures{sums.loss / count, sums.accuracy / count};
}

Figures Trainer::trainBatch(std::span<const std::int32_t> rows) {
  const std::size_t classes = classifier_.classes();
  const std::vector<std::int32_t> labels = labelsOf(*data_, rows);
  const std::span<float> logits = std::span(logits_).first(rows.size() * classes);
  forward(rows);
  const Figures sums = {crossEntropyForward(logits, labels, classes) * static_cast<double>(rows.size()),
                        static_cast<double>(countRight(logits, labels, classes))};
  softmaxForward(logits, classes);
  softmaxCrossEntropyBackward(logits, labels, classes);
  backward(rows.size());

  adam_.beginStep();
  for (std::size_t i = 0; i < states_.size(); ++i) {
    adam_.update(classifier_.layers[i].weight.values, states_[i].gradWeight, states_[i].weightMoments);
    adam_.update(classifier_.layers[i].bias, states_[i].gradBias, states_[i].biasMoments);
  }
  return sums;
}

void Trainer::forward(std::span<const std::int32_t> rows) {
  const std::size_t batch = rows.size();
  gatherStandardised(classifier_.standardisation, data_->embeddings, rows,
                     std::span(states_[0].input).first(batch * data_->embeddings.columns));
  for (std::size_t i = 0; i < states_.size(); ++i) {
    const DenseLayer& layer = classifier_.layers[i];
    const bool isLast = i + 1 == states_.size();
    const auto x = std::span(states_[i].input).first(batch * layer.weight.rows);
    const auto y = std::span(isLast ? logits_ : states_[i + 1].input).first(batch * layer.weight.columns);
    denseForward(x, layer.weight.values, layer.bias, y, layer.shape(batch));
    if (isLast) break;
    reluForward(y);
    dropoutForward(y, std::span(states_[i + 1].mask).first(y.size()), dropout_, dropoutRandom_);
  }
}

void Trainer::backward(std::size_t batch) {
  for (std::size_t i = states_.size(); i-- > 0;) {
    const DenseLayer& layer = classifier_.layers[i];
    LayerState& state = states_[i];
    const bool isLast = i + 1 == states_.size();
    const auto gradY = std::span(isLast ? logits_ : states_[i + 1].gradInput).first(batch * layer.weight.columns);
    const auto x = std::span(state.input).first(batch * layer.weight.rows);
    const auto gradX = std::span(state.gradInput).first(i == 0 ? 0 : x.size());
    denseBackward(x, layer.weight.values, gradY, state.gradWeight, state.gradBias, gradX, layer.shape(batch));
    if (i == 0) break;
    dropoutBackward(std::span(state.mask).first(x.size()), gradX);
    // x is past dropout, whose zeros only stop gradients that dropout has stopped already.
    reluBackward(x, gradX);
  }
}

Result<Evaluation> Trainer::evaluateRows(std::span<const std::int32_t> rows) const {
  if (!allBelow(rows, data_->embeddings.rows)) {
    return Error{"bad-training-data", "A row to evaluate is not among the embeddings."};
  }
  Evaluation result;
  if (rows.empty()) return result;
  const std::size_t classes = classifier_.classes();
  const std::vector<std::int32_t> labels = labelsOf(*data_, rows);
  result.probabilities = predictLogits(classifier_, data_->embeddings, rows);
  result.figures = {
      crossEntropyForward(result.probabilities, labels, classes),
      static_cast<double>(countRight(result.probabilities, labels, classes)) / static_cast<double>(rows.size())};
  softmaxForward(result.probabilities, classes);
  return result;
}

}  // namespace agelens
