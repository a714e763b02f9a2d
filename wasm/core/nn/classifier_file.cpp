#include "core/nn/classifier_file.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <string_view>

#include "core/nn/file_bytes.h"
#include "core/nn/limits.h"

namespace agelens {
namespace {

constexpr std::string_view magic = "AgeLensC";
constexpr std::uint32_t currentVersion = 2;

Error damaged() {
  return {"damaged-classifier", "The classifier is damaged or cut short. Open another copy of it, or train again."};
}

// The sizes and kinds of a classifier, as the file's head gives them.
struct Head {
  std::uint32_t dimension = 0;
  std::uint32_t scaling = 0;
  std::uint32_t loss = 0;
  std::uint32_t activation = 0;
  std::uint32_t classes = 0;
  std::uint32_t classValues = 0;
  std::vector<std::size_t> widths;
  std::uint32_t neighbours = 0;
  std::uint32_t points = 0;

  std::uint64_t standardised() const { return static_cast<ScalingKind>(scaling) == ScalingKind::standard ? 2 : 0; }
  // Cannot overflow within the limits on layers and widths, and with 32-bit sizes.
  std::uint64_t bytes() const {
    const std::uint64_t floats = standardised() * dimension + countParameters(dimension, widths) +
                                 std::uint64_t{points} * (std::uint64_t{dimension} + 1);
    return classValues * sizeof(double) + floats * sizeof(float);
  }
};

// That the kinds exist and the sizes go together.
bool isSound(const Head& head) {
  if (head.dimension < 1 || head.classes < 2 || head.classes > maxWidth) return false;
  if (head.scaling > 2 || head.loss > 4 || head.activation > 1) return false;
  if (head.classValues != 0 && head.classValues != head.classes) return false;
  const auto kind = static_cast<LossKind>(head.loss);
  if (kind != LossKind::softmax && head.classValues == 0) return false;
  if (head.widths.empty()) return head.neighbours >= 1 && head.points >= 1 && head.points < maxParameters;
  return head.points == 0 && head.neighbours == 0 && head.widths.back() == outputWidth(kind, head.classes);
}

Result<Head> readHead(Reader& reader) {
  std::array<char, magic.size()> start{};
  reader.copyTo(std::span<char>(start));
  if (reader.failed() || !std::equal(start.begin(), start.end(), magic.begin())) {
    return Error{"not-a-classifier", "This is not a classifier of Agelens. Open a project that Agelens has saved."};
  }
  const std::uint32_t version = reader.readNumber();
  if (!reader.failed() && version != currentVersion) {
    return Error{"unknown-version",
                 "The classifier was saved by another version of Agelens. Open it there, or train again."};
  }
  Head head;
  for (std::uint32_t* field :
       {&head.dimension, &head.scaling, &head.loss, &head.activation, &head.classes, &head.classValues}) {
    *field = reader.readNumber();
  }
  const std::uint32_t layers = reader.readNumber();
  if (reader.failed() || layers > maxLayers) return damaged();
  for (std::uint32_t i = 0; i < layers; ++i) {
    const std::uint32_t width = reader.readNumber();
    if (reader.failed() || width < 1 || width > maxWidth) return damaged();
    head.widths.push_back(width);
  }
  head.neighbours = reader.readNumber();
  head.points = reader.readNumber();
  if (reader.failed() || !isSound(head)) return damaged();
  return head;
}

template <typename T>
bool allFinite(const std::vector<T>& values) {
  return std::all_of(values.begin(), values.end(), [](T value) { return std::isfinite(value); });
}

}  // namespace

std::vector<std::uint8_t> writeClassifier(const Classifier& classifier) {
  const Neighbours& neighbours = classifier.neighbours;
  const std::vector<double>& classValues = classifier.loss.settings().classValues;
  Writer writer;
  writer.append(std::span<const char>(magic));
  for (const std::size_t number :
       {std::size_t{currentVersion}, classifier.dimension, static_cast<std::size_t>(classifier.scaling.kind),
        static_cast<std::size_t>(classifier.loss.settings().kind), static_cast<std::size_t>(classifier.activation),
        classifier.loss.classes(), classValues.size(), classifier.layers.size()}) {
    writer.append(static_cast<std::uint32_t>(number));
  }
  for (const DenseLayer& layer : classifier.layers) writer.append(static_cast<std::uint32_t>(layer.bias.size()));
  writer.append(static_cast<std::uint32_t>(neighbours.count));
  writer.append(static_cast<std::uint32_t>(neighbours.points.rows));
  writer.append(std::span<const double>(classValues));
  writer.append(std::span<const float>(classifier.scaling.mean));
  writer.append(std::span<const float>(classifier.scaling.inverseDeviation));
  for (const DenseLayer& layer : classifier.layers) {
    writer.append(std::span<const float>(layer.weight.values));
    writer.append(std::span<const float>(layer.bias));
  }
  writer.append(std::span<const float>(neighbours.points.values));
  writer.append(std::span<const std::int32_t>(neighbours.labels));
  return std::move(writer).finish();
}

Result<Classifier> readClassifier(std::span<const std::uint8_t> bytes) {
  Reader reader(bytes);
  Result<Head> read = readHead(reader);
  if (!read.ok()) return read.error();
  const Head& head = read.value();

  // Before anything is allocated: exactly this many bytes must follow.
  if (reader.remaining() != head.bytes() + checksumSize) return damaged();
  if (!hasItsChecksum(bytes)) return damaged();

  bool sound = true;
  const auto readValues = [&]<typename T>(std::vector<T>& to, std::size_t count) {
    to.resize(count);
    reader.copyTo(std::span<T>(to));
    sound = sound && allFinite(to);
  };
  std::vector<double> classValues;
  readValues(classValues, head.classValues);
  sound = sound && std::is_sorted(classValues.begin(), classValues.end(), std::less_equal<>());
  if (!sound) return damaged();
  Classifier classifier{.dimension = head.dimension,
                        .scaling = {.kind = static_cast<ScalingKind>(head.scaling), .mean = {}, .inverseDeviation = {}},
                        .loss = Loss({.kind = static_cast<LossKind>(head.loss),
                                      .classes = head.classes,
                                      .classValues = std::move(classValues),
                                      .classWeights = {}}),
                        .activation = static_cast<Activation>(head.activation),
                        .layers = {},
                        .neighbours = {}};
  if (head.standardised() > 0) {
    readValues(classifier.scaling.mean, head.dimension);
    readValues(classifier.scaling.inverseDeviation, head.dimension);
  }
  std::size_t inputs = head.dimension;
  for (const std::size_t width : head.widths) {
    DenseLayer layer;
    layer.weight.rows = inputs;
    layer.weight.columns = width;
    readValues(layer.weight.values, inputs * width);
    readValues(layer.bias, width);
    classifier.layers.push_back(std::move(layer));
    inputs = width;
  }
  Neighbours& neighbours = classifier.neighbours;
  neighbours.count = head.neighbours;
  neighbours.points.rows = head.points;
  neighbours.points.columns = head.dimension;
  readValues(neighbours.points.values, std::size_t{head.points} * head.dimension);
  neighbours.labels.resize(head.points);
  reader.copyTo(std::span<std::int32_t>(neighbours.labels));
  for (const std::int32_t label : neighbours.labels) {
    sound = sound && label >= 0 && static_cast<std::uint32_t>(label) < head.classes;
  }
  if (!sound) return damaged();
  return classifier;
}

}  // namespace agelens
