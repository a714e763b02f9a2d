#include "core/nn/sequence_trainer.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <numeric>
#include <optional>
#include <string>
#include <utility>

#include "core/elementary.h"
#include "core/nn/dropout.h"
#include "core/nn/limits.h"

namespace agelens {
namespace {

// Each kind of random choice has a stream of its own, so that changing one leaves the others alone.
constexpr std::uint64_t weightStream = 11, drawStream = 12, maskStream = 13;

constexpr std::int32_t mostUnits = 1024;

Error badSetting(std::string message) { return {"bad-setting", std::move(message)}; }

std::optional<Error> checkSettings(const SequenceSettings& settings) {
  const auto isShare = [](double value) { return value >= 0.0 && value < 1.0; };
  const auto isWidth = [](std::int32_t units) { return units >= 1 && units <= mostUnits; };
  if (!isWidth(settings.projected) || !isWidth(settings.units)) {
    return badSetting("A layer of the album's network must have from 1 to " + std::to_string(mostUnits) + " units.");
  }
  if (!isShare(settings.inputDropout) || !isShare(settings.dropout)) {
    return badSetting("Dropout must be at least 0 and below 1.");
  }
  if (!(settings.learningRate > 0.0 && settings.learningRate <= 10.0)) {
    return badSetting("The learning rate must be above 0 and at most 10.");
  }
  if (!(settings.l2 >= 0.0 && settings.l2 <= 1000.0)) return badSetting("L2 must be from 0 to 1000.");
  if (!(settings.clipNorm >= 0.0)) return badSetting("The largest gradient norm must be 0, for none, or more.");
  if (!(settings.labelSpread >= 0.01)) return badSetting("The label spread must be at least 0.01.");
  if (settings.epochs < 1) return badSetting("There must be at least 1 epoch.");
  if (settings.batchSize < 1) return badSetting("The batch size must be at least 1.");
  if (settings.shortest < 1 || settings.longest < settings.shortest) {
    return badSetting("A sequence must have at least 1 photograph, and the longest no fewer than the shortest.");
  }
  return std::nullopt;
}

std::optional<Error> checkData(const TrainingData& data, const SequencePhotographs& photographs) {
  const auto fail = [](const char* message) { return Error{"bad-training-data", message}; };
  if (data.classes < 2) return fail("Training needs photographs of at least two classes.");
  if (photographs.firstRows.empty() || photographs.persons.size() != photographs.firstRows.size()) {
    return fail("There are no photographs to train on.");
  }
  const auto rows = static_cast<std::int64_t>(data.labels.size());
  const std::size_t dimension = data.embeddings.columns;
  if (dimension == 0 || data.embeddings.rows != data.labels.size() ||
      data.embeddings.values.size() != data.labels.size() * dimension) {
    return fail("The embeddings and their labels differ in number. Embed the photographs again.");
  }
  if (!std::all_of(data.labels.begin(), data.labels.end(),
                   [&](std::int32_t label) { return label >= 0 && label < data.classes; })) {
    return fail("A label is not one of the classes.");
  }
  std::map<std::int32_t, std::int32_t> latest;  // class of each person's photograph before
  for (std::size_t i = 0; i < photographs.firstRows.size(); ++i) {
    const std::int64_t row = photographs.firstRows[i];
    if (photographs.copies < 0 || row < 0 || row + photographs.copies >= rows) {
      return fail("A row to train on is not among the embeddings.");
    }
    const std::int32_t label = data.labels[static_cast<std::size_t>(row)];
    const auto [found, isFirst] = latest.try_emplace(photographs.persons[i], label);
    if (label < found->second) return fail("The photographs of a person are not in the order of their classes.");
    found->second = label;
  }
  return std::nullopt;
}

// Photographs of each person who has enough, those with the most first: persons for a length are then the first ones.
std::vector<std::vector<std::size_t>> groupPhotographs(const SequencePhotographs& photographs, std::size_t shortest) {
  std::map<std::int32_t, std::vector<std::size_t>> byPerson;
  for (std::size_t i = 0; i < photographs.persons.size(); ++i) byPerson[photographs.persons[i]].push_back(i);
  std::vector<std::vector<std::size_t>> groups;
  for (auto& [person, group] : byPerson) {
    if (group.size() >= shortest) groups.push_back(std::move(group));
  }
  std::stable_sort(groups.begin(), groups.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return groups;
}

// So that their norm is at most `norm`.
void clip(SequenceWeights& gradient, double norm) {
  double squares = 0.0;
  for (const WeightBlock& block : blocksOf(gradient)) {
    for (const float value : block.values) squares += static_cast<double>(value) * value;
  }
  const double length = std::sqrt(squares);
  if (!(length > norm)) return;
  const auto scale = static_cast<float>(norm / length);
  for (const WeightBlock& block : blocksOf(gradient)) {
    for (float& value : block.values) value *= scale;
  }
}

}  // namespace

Result<std::unique_ptr<SequenceTrainer>> SequenceTrainer::create(std::shared_ptr<const TrainingData> data,
                                                                 SequencePhotographs photographs,
                                                                 const SequenceSettings& settings) {
  if (auto error = checkSettings(settings)) return *std::move(error);
  if (auto error = checkData(*data, photographs)) return *std::move(error);
  if (settings.loss != LossKind::softmax && data->classValues.empty()) {
    return badSetting("This loss needs classes that are numbers, such as ages. Choose softmax.");
  }
  if (groupPhotographs(photographs, static_cast<std::size_t>(settings.shortest)).empty()) {
    return Error{"no-sequences", "No person has enough photographs for an album. Add more photographs of each person."};
  }
  Loss loss({.kind = settings.loss,
             .classes = static_cast<std::size_t>(data->classes),
             .classValues = data->classValues,
             .labelSpread = settings.labelSpread,
             .classWeights = {}});
  const SequenceSizes sizes = {.dimension = data->embeddings.columns,
                               .projected = static_cast<std::size_t>(settings.projected),
                               .units = static_cast<std::size_t>(settings.units),
                               .outputs = loss.width()};
  if (std::uint64_t{sizes.dimension} * sizes.projected > maxParameters ||
      std::uint64_t{sizes.features()} * sizes.outputs > maxParameters) {
    return badSetting("The album's network would need too much memory. Use fewer units.");
  }
  std::vector<std::int32_t> rows;
  for (const std::int32_t first : photographs.firstRows) {
    for (std::int32_t copy = 0; copy <= photographs.copies; ++copy) rows.push_back(first + copy);
  }
  Random random(settings.seed, weightStream);
  SequenceNetwork network{.scaling = learnScaling(settings.scaling, data->embeddings, rows),
                          .loss = std::move(loss),
                          .weights = initialiseSequence(sizes, random)};
  return std::unique_ptr<SequenceTrainer>(
      new SequenceTrainer(std::move(data), std::move(photographs), settings, std::move(network)));
}

SequenceTrainer::SequenceTrainer(std::shared_ptr<const TrainingData> data, SequencePhotographs photographs,
                                 const SequenceSettings& settings, SequenceNetwork network)
    : data_(std::move(data)),
      photographs_(std::move(photographs)),
      settings_(settings),
      network_(std::move(network)),
      ofPersons_(groupPhotographs(photographs_, static_cast<std::size_t>(settings.shortest))),
      drawRandom_(settings.seed, drawStream),
      dropoutRandom_(settings.seed, maskStream),
      optimizer_({.kind = OptimizerKind::adamW, .l2 = settings.l2}),
      gradient_(network_.weights.sizes()) {
  for (const WeightBlock& block : blocksOf(gradient_)) moments_.emplace_back(block.values.size());
}

std::vector<std::int32_t> SequenceTrainer::drawBatch(std::size_t steps, std::size_t sequences) {
  const auto persons = static_cast<std::uint32_t>(std::count_if(
      ofPersons_.begin(), ofPersons_.end(), [steps](const auto& photographs) { return photographs.size() >= steps; }));
  std::vector<std::int32_t> rows(steps * sequences);
  for (std::size_t i = 0; i < sequences; ++i) {
    std::vector<std::size_t> chosen = ofPersons_[drawRandom_.nextBelow(persons)];
    for (std::size_t t = 0; t < steps; ++t) {
      std::swap(chosen[t], chosen[t + drawRandom_.nextBelow(static_cast<std::uint32_t>(chosen.size() - t))]);
    }
    std::sort(chosen.begin(), chosen.begin() + static_cast<std::ptrdiff_t>(steps));
    for (std::size_t t = 0; t < steps; ++t) {
      const auto copy = drawRandom_.nextBelow(static_cast<std::uint32_t>(photographs_.copies) + 1);
      rows[t * sequences + i] = photographs_.firstRows[chosen[t]] + static_cast<std::int32_t>(copy);
    }
  }
  return rows;
}

Result<Figures> SequenceTrainer::trainEpoch() {
  const std::size_t count = photographs_.firstRows.size(), batchSize = static_cast<std::size_t>(settings_.batchSize);
  Figures sums;
  for (std::size_t first = 0; first < count; first += batchSize) {
    const std::size_t sequences = std::min(batchSize, count - first);
    const Figures figures = trainBatch(sequences);
    sums.loss += figures.loss * static_cast<double>(sequences);
    sums.accuracy += figures.accuracy * static_cast<double>(sequences);
  }
  if (!std::isfinite(sums.loss)) return divergedError();
  return Figures{sums.loss / static_cast<double>(count), sums.accuracy / static_cast<double>(count)};
}

Figures SequenceTrainer::trainBatch(std::size_t sequences) {
  const auto shortest = static_cast<std::uint32_t>(settings_.shortest);
  const auto longest =
      std::min(static_cast<std::uint32_t>(settings_.longest), static_cast<std::uint32_t>(ofPersons_.front().size()));
  const std::size_t steps = shortest + drawRandom_.nextBelow(longest - shortest + 1);
  const std::vector<std::int32_t> rows = drawBatch(steps, sequences);
  std::vector<std::int32_t> labels;
  labels.reserve(rows.size());
  for (const std::int32_t row : rows) labels.push_back(data_->labels[static_cast<std::size_t>(row)]);

  state_.x.resize(rows.size() * data_->embeddings.columns);
  gatherScaled(network_.scaling, data_->embeddings, rows, state_.x);
  if (settings_.inputDropout > 0.0) {
    std::vector<float> mask(state_.x.size());
    dropoutForward(state_.x, mask, settings_.inputDropout, dropoutRandom_);
  }
  sequenceForward(network_.weights, state_, steps, sequences, settings_.dropout, &dropoutRandom_);
  const std::vector<float> probabilities = network_.loss.probabilities(state_.outputs);
  const std::size_t classes = network_.loss.classes();
  double right = 0.0;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const auto row = std::span(probabilities).subspan(i * classes, classes);
    right += largestIndex(row) == static_cast<std::size_t>(labels[i]) ? 1.0 : 0.0;
  }
  const Figures figures = {meanLogLoss(probabilities, labels, classes), right / static_cast<double>(labels.size())};

  network_.loss.backward(state_.outputs, labels);
  sequenceBackward(network_.weights, state_, state_.outputs, gradient_, steps, sequences);
  if (settings_.clipNorm > 0.0) clip(gradient_, settings_.clipNorm);
  optimizer_.beginStep(nextLearningRate());
  const std::vector<WeightBlock> weights = blocksOf(network_.weights), gradients = blocksOf(gradient_);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    optimizer_.update(weights[i].values, gradients[i].values, moments_[i],
                      weights[i].isBias ? Optimizer::Decay::none : Optimizer::Decay::l2);
  }
  return figures;
}

double SequenceTrainer::nextLearningRate() {
  const auto batchSize = static_cast<std::size_t>(settings_.batchSize);
  const std::uint64_t stepsAnEpoch = (photographs_.firstRows.size() + batchSize - 1) / batchSize;
  const auto total = static_cast<double>(stepsAnEpoch * static_cast<std::uint64_t>(settings_.epochs));
  const double progress = std::min(1.0, static_cast<double>(step_++) / total);
  return settings_.learningRate * 0.5 * (1.0 + exactCos(std::numbers::pi * progress));
}

}  // namespace agelens
