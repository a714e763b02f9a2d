#include "core/nn/trainer.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <string>
#include <utility>

#include "core/nn/limits.h"
#include "core/nn/linear_trainer.h"
#include "core/nn/network_trainer.h"

namespace agelens {
namespace {

Error badSetting(std::string message) { return {"bad-setting", std::move(message)}; }

// Comparisons that a NaN fails.
bool isShare(double value) { return value >= 0.0 && value < 1.0; }

std::optional<Error> checkLayers(const std::vector<std::int32_t>& hiddenUnits) {
  if (hiddenUnits.size() >= maxLayers) {
    return badSetting("There can be at most " + std::to_string(maxLayers - 1) + " hidden layers.");
  }
  for (const std::int32_t units : hiddenUnits) {
    if (units < 1 || static_cast<std::size_t>(units) > maxWidth) {
      return badSetting("A hidden layer must have from 1 to " + std::to_string(maxWidth) + " units.");
    }
  }
  return std::nullopt;
}

std::optional<Error> checkSettings(const TrainerSettings& settings) {
  if (auto error = checkLayers(settings.hiddenUnits)) return error;
  if (!isShare(settings.dropout) || !isShare(settings.inputDropout)) {
    return badSetting("Dropout must be at least 0 and below 1.");
  }
  if (!isShare(settings.momentum)) return badSetting("The momentum must be at least 0 and below 1.");
  if (!isShare(settings.labelSmoothing)) return badSetting("Label smoothing must be at least 0 and below 1.");
  if (!(settings.learningRate > 0.0 && settings.learningRate <= 10.0)) {
    return badSetting("The learning rate must be above 0 and at most 10.");
  }
  if (!(settings.l2 >= 0.0 && settings.l2 <= 1000.0)) return badSetting("L2 must be from 0 to 1000.");
  if (!(settings.clipNorm >= 0.0)) return badSetting("The largest gradient norm must be 0, for none, or more.");
  if (!(settings.labelSpread >= 0.01)) return badSetting("The label spread must be at least 0.01.");
  if (settings.batchSize < 1) return badSetting("The batch size must be at least 1.");
  if (settings.epochs < 1) return badSetting("There must be at least 1 epoch.");
  if (settings.warmupEpochs < 0) return badSetting("There cannot be fewer than 0 warm-up epochs.");
  if (settings.neighbours < 1) return badSetting("There must be at least 1 neighbour.");
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

std::vector<double> balancedWeights(const TrainingData& data, std::span<const std::int32_t> rows) {
  std::vector<double> counts(static_cast<std::size_t>(data.classes));
  for (const std::int32_t row : rows) counts[static_cast<std::size_t>(data.labels[static_cast<std::size_t>(row)])] += 1;
  const auto present = static_cast<double>(std::count_if(counts.begin(), counts.end(), [](double n) { return n > 0; }));
  std::vector<double> weights;
  weights.reserve(counts.size());
  for (const double count : counts) {
    weights.push_back(count > 0.0 ? static_cast<double>(rows.size()) / (present * count) : 0.0);
  }
  return weights;
}

Loss makeLoss(const TrainingData& data, std::span<const std::int32_t> rows, const TrainerSettings& settings) {
  // Neighbours vote without one.
  return Loss({.kind = settings.method == Method::neighbours ? LossKind::softmax : settings.loss,
               .classes = static_cast<std::size_t>(data.classes),
               .classValues = data.classValues,
               .labelSmoothing = settings.labelSmoothing,
               .labelSpread = settings.labelSpread,
               .classWeights = settings.balanced ? balancedWeights(data, rows) : std::vector<double>()});
}

std::vector<std::size_t> layerWidths(const Loss& loss, const TrainerSettings& settings) {
  std::vector<std::size_t> widths;
  if (settings.method == Method::network) widths.assign(settings.hiddenUnits.begin(), settings.hiddenUnits.end());
  widths.push_back(loss.width());
  return widths;
}

// Everything is learnt when it is made: the rows are the classifier.
class NeighboursTrainer : public Trainer {
 public:
  NeighboursTrainer(std::shared_ptr<const TrainingData> trainingData, std::vector<std::int32_t> rows,
                    Classifier classifier, std::size_t count)
      : Trainer(std::move(trainingData), std::move(rows), std::move(classifier)) {
    Neighbours& neighbours = classifier_.neighbours;
    neighbours.count = count;
    neighbours.points = Matrix(rows_.size(), classifier_.dimension);
    gatherScaled(classifier_.scaling, data().embeddings, rows_, neighbours.points.values);
    neighbours.labels = labelsOf(rows_);
  }

  Result<EpochFigures> trainEpoch() override {
    const Evaluation evaluation = evaluateRows(rows_).value();
    if (!std::isfinite(evaluation.figures.loss)) return divergedError();
    return EpochFigures{evaluation.figures, true};
  }
};

}  // namespace

std::optional<Method> parseMethod(std::string_view name) {
  if (name == "network") return Method::network;
  if (name == "linear") return Method::linear;
  if (name == "neighbours") return Method::neighbours;
  return std::nullopt;
}

std::optional<Schedule> parseSchedule(std::string_view name) {
  if (name == "constant") return Schedule::constant;
  if (name == "cosine") return Schedule::cosine;
  return std::nullopt;
}

Error divergedError() {
  return {"diverged",
          "The training diverged: its loss is no longer a number. Lower the learning rate and train again."};
}

Result<std::unique_ptr<Trainer>> Trainer::create(std::shared_ptr<const TrainingData> data,
                                                 std::vector<std::int32_t> rows, const TrainerSettings& settings) {
  if (auto error = checkSettings(settings)) return *std::move(error);
  if (auto error = checkData(*data, rows)) return *std::move(error);
  if (settings.method != Method::neighbours && settings.loss != LossKind::softmax && data->classValues.empty()) {
    return badSetting("This loss needs classes that are numbers, such as ages. Choose softmax.");
  }
  const std::size_t dimension = data->embeddings.columns;
  const Loss loss = makeLoss(*data, rows, settings);
  const std::uint64_t size = settings.method == Method::neighbours
                                 ? std::uint64_t{rows.size()} * dimension
                                 : countParameters(dimension, layerWidths(loss, settings));
  if (size > maxParameters) {
    return badSetting("The classifier would need too much memory. Use fewer hidden units or, for neighbours, copies.");
  }
  Classifier classifier{.dimension = dimension,
                        .scaling = learnScaling(settings.scaling, data->embeddings, rows),
                        .loss = loss,
                        .activation = settings.activation,
                        .layers = {},
                        .neighbours = {}};
  if (settings.method == Method::neighbours) {
    return std::unique_ptr<Trainer>(std::make_unique<NeighboursTrainer>(
        std::move(data), std::move(rows), std::move(classifier), static_cast<std::size_t>(settings.neighbours)));
  }
  if (settings.method == Method::linear) {
    classifier.layers.push_back({Matrix(dimension, loss.width()), std::vector<float>(loss.width())});
    return std::unique_ptr<Trainer>(
        std::make_unique<LinearTrainer>(std::move(data), std::move(rows), std::move(classifier), settings));
  }
  Random random(settings.seed, initialisationStream);
  classifier.layers = initialiseLayers(dimension, layerWidths(loss, settings), random);
  return std::unique_ptr<Trainer>(
      std::make_unique<NetworkTrainer>(std::move(data), std::move(rows), std::move(classifier), settings));
}

Trainer::Trainer(std::shared_ptr<const TrainingData> data, std::vector<std::int32_t> rows, Classifier classifier)
    : rows_(std::move(rows)), classifier_(std::move(classifier)), data_(std::move(data)) {}

std::vector<std::int32_t> Trainer::labelsOf(std::span<const std::int32_t> rows) const {
  std::vector<std::int32_t> labels;
  labels.reserve(rows.size());
  for (const std::int32_t row : rows) labels.push_back(data_->labels[static_cast<std::size_t>(row)]);
  return labels;
}

Figures Trainer::measure(std::span<const float> probabilities, std::span<const std::int32_t> labels) const {
  const std::size_t classes = classifier_.loss.classes();
  double right = 0.0;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const auto row = probabilities.subspan(i * classes, classes);
    right += largestIndex(row) == static_cast<std::size_t>(labels[i]) ? 1.0 : 0.0;
  }
  return {meanLogLoss(probabilities, labels, classes), right / static_cast<double>(labels.size())};
}

Result<Evaluation> Trainer::evaluateRows(std::span<const std::int32_t> rows) const {
  if (!allBelow(rows, data_->embeddings.rows)) {
    return Error{"bad-training-data", "A row to evaluate is not among the embeddings."};
  }
  Evaluation result;
  if (rows.empty()) return result;
  result.probabilities = predictRows(classifier_, data_->embeddings, rows);
  result.figures = measure(result.probabilities, labelsOf(rows));
  return result;
}

void Trainer::restoreBest() {
  if (!best_.empty()) classifier_.layers = best_;
}

}  // namespace agelens
