#include "core/nn/linear_trainer.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/nn/dense.h"

namespace agelens {
namespace {

// Slopes smaller than this are noise of the float products.
constexpr double tolerance = 1e-5;

// Rows are scaled and multiplied in blocks, so that memory stays flat whatever their number.
constexpr std::size_t rowBlock = 256;

}  // namespace

LinearTrainer::LinearTrainer(std::shared_ptr<const TrainingData> trainingData, std::vector<std::int32_t> rows,
                             Classifier classifier, const TrainerSettings& settings)
    : Trainer(std::move(trainingData), std::move(rows), std::move(classifier)),
      l2_(settings.l2),
      minimiser_([this](auto x, auto gradient) { return evaluate(x, gradient); },
                 std::vector<double>(classifier_.layers[0].weight.values.size() + classifier_.layers[0].bias.size())),
      taken_(tried_) {}

void LinearTrainer::setParameters(std::span<const double> parameters) {
  DenseLayer& layer = classifier_.layers[0];
  const std::size_t weights = layer.weight.values.size();
  for (std::size_t i = 0; i < weights; ++i) layer.weight.values[i] = static_cast<float>(parameters[i]);
  for (std::size_t i = 0; i < layer.bias.size(); ++i) layer.bias[i] = static_cast<float>(parameters[weights + i]);
}

double LinearTrainer::evaluate(std::span<const double> parameters, std::span<double> gradient) {
  setParameters(parameters);
  const DenseLayer& layer = classifier_.layers[0];
  const std::size_t weights = layer.weight.values.size();
  double value = 0.0;
  tried_ = {};
  for (std::size_t i = 0; i < weights; ++i) value += 0.5 * l2_ * parameters[i] * parameters[i];
  for (std::size_t i = 0; i < gradient.size(); ++i) gradient[i] = i < weights ? l2_ * parameters[i] : 0.0;

  std::vector<float> gradWeight(weights), gradBias(layer.bias.size());
  for (std::size_t first = 0; first < rows_.size(); first += rowBlock) {
    const auto block = std::span(rows_).subspan(first, std::min(rowBlock, rows_.size() - first));
    const double share = static_cast<double>(block.size()) / static_cast<double>(rows_.size());
    const DenseShape shape = layer.shape(block.size());
    const std::vector<std::int32_t> labels = labelsOf(block);
    std::vector<float> x(block.size() * classifier_.dimension), outputs(block.size() * shape.outputs);
    gatherScaled(classifier_.scaling, data().embeddings, block, x);
    denseForward(x, layer.weight.values, layer.bias, outputs, shape);
    value += share * classifier_.loss.forward(outputs, labels);
    const Figures figures = measure(classifier_.loss.probabilities(outputs), labels);
    tried_.loss += share * figures.loss;
    tried_.accuracy += share * figures.accuracy;
    classifier_.loss.backward(outputs, labels);
    denseBackward(x, layer.weight.values, outputs, gradWeight, gradBias, {}, shape);
    for (std::size_t i = 0; i < weights; ++i) gradient[i] += share * gradWeight[i];
    for (std::size_t i = 0; i < gradBias.size(); ++i) gradient[weights + i] += share * gradBias[i];
  }
  return value;
}

Result<EpochFigures> LinearTrainer::trainEpoch() {
  const bool moved = minimiser_.step(tolerance);
  // A step that was taken was the last to be tried; otherwise the classifier goes back to where it was.
  if (moved) taken_ = tried_;
  if (!moved) setParameters(minimiser_.x());
  if (!std::isfinite(minimiser_.value()) || !std::isfinite(taken_.loss)) return divergedError();
  return EpochFigures{taken_, !moved};
}

}  // namespace agelens
