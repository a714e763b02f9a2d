#include "core/nn/sequence_file.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <string_view>
#include <utility>

#include "core/nn/file_bytes.h"
#include "core/nn/limits.h"

namespace agelens {
namespace {

constexpr std::string_view magic = "AgeLensS";
constexpr std::uint32_t currentVersion = 1;

Error damaged() {
  return {"damaged-classifier", "What reads albums is damaged or cut short. Open another copy of it, or train again."};
}

// The sizes and kinds of a network, as the file's head gives them.
struct Head {
  std::uint32_t dimension = 0;
  std::uint32_t scaling = 0;
  std::uint32_t loss = 0;
  std::uint32_t classes = 0;
  std::uint32_t classValues = 0;
  std::uint32_t projected = 0;
  std::uint32_t units = 0;

  std::array<std::uint32_t*, 7> fields() {
    return {&dimension, &scaling, &loss, &classes, &classValues, &projected, &units};
  }
  std::uint64_t standardised() const { return static_cast<ScalingKind>(scaling) == ScalingKind::standard ? 2 : 0; }
  std::uint64_t outputs() const { return outputWidth(static_cast<LossKind>(loss), classes); }
  // Cannot overflow with 32-bit sizes within the limits on widths.
  std::uint64_t bytes() const {
    const std::uint64_t p = projected, h = units;
    const std::uint64_t gru = (p + h + 1) * 3 * h;
    const std::uint64_t weights = (std::uint64_t{dimension} + 1) * p + 2 * gru + (p + 2 * h + 1) * outputs();
    return classValues * sizeof(double) + (standardised() * dimension + weights) * sizeof(float);
  }
};

// That the kinds exist and the sizes go together.
bool isSound(const Head& head) {
  if (head.dimension < 1 || head.classes < 2 || head.classes > maxWidth) return false;
  if (head.scaling > 2 || head.loss > 4) return false;
  if (head.projected < 1 || head.projected > maxWidth || head.units < 1 || head.units > maxWidth) return false;
  if (head.classValues != 0 && head.classValues != head.classes) return false;
  return static_cast<LossKind>(head.loss) == LossKind::softmax || head.classValues != 0;
}

Result<Head> readHead(Reader& reader) {
  std::array<char, magic.size()> start{};
  reader.copyTo(std::span<char>(start));
  if (reader.failed() || !std::equal(start.begin(), start.end(), magic.begin())) {
    return Error{"not-a-classifier", "This does not read albums for Agelens. Open a project that Agelens has saved."};
  }
  const std::uint32_t version = reader.readNumber();
  if (!reader.failed() && version != currentVersion) {
    return Error{"unknown-version",
                 "What reads albums was saved by another version of Agelens. Open it there, or train again."};
  }
  Head head;
  for (std::uint32_t* field : head.fields()) *field = reader.readNumber();
  if (reader.failed() || !isSound(head)) return damaged();
  return head;
}

}  // namespace

std::vector<std::uint8_t> writeSequenceNetwork(const SequenceNetwork& network) {
  const LossSettings& loss = network.loss.settings();
  const SequenceSizes sizes = network.weights.sizes();
  Writer writer;
  writer.append(std::span<const char>(magic));
  for (const std::size_t number :
       {std::size_t{currentVersion}, sizes.dimension, static_cast<std::size_t>(network.scaling.kind),
        static_cast<std::size_t>(loss.kind), loss.classes, loss.classValues.size(), sizes.projected, sizes.units}) {
    writer.append(static_cast<std::uint32_t>(number));
  }
  writer.append(std::span<const double>(loss.classValues));
  writer.append(std::span<const float>(network.scaling.mean));
  writer.append(std::span<const float>(network.scaling.inverseDeviation));
  SequenceWeights weights = network.weights;  // its blocks can be written to
  for (const WeightBlock& block : blocksOf(weights)) writer.append(std::span<const float>(block.values));
  return std::move(writer).finish();
}

Result<SequenceNetwork> readSequenceNetwork(std::span<const std::uint8_t> bytes) {
  Reader reader(bytes);
  Result<Head> read = readHead(reader);
  if (!read.ok()) return read.error();
  const Head& head = read.value();
  // Before anything is allocated: exactly this many bytes must follow.
  if (reader.remaining() != head.bytes() + checksumSize || !hasItsChecksum(bytes)) return damaged();

  bool sound = true;
  const auto readValues = [&]<typename T>(std::span<T> to) {
    reader.copyTo(to);
    sound = sound && std::all_of(to.begin(), to.end(), [](T value) { return std::isfinite(value); });
  };
  std::vector<double> classValues(head.classValues);
  readValues(std::span(classValues));
  sound = sound && std::is_sorted(classValues.begin(), classValues.end(), std::less_equal<>());
  if (!sound) return damaged();
  Scaling scaling{.kind = static_cast<ScalingKind>(head.scaling), .mean = {}, .inverseDeviation = {}};
  if (head.standardised() > 0) {
    for (std::vector<float>* values : {&scaling.mean, &scaling.inverseDeviation}) {
      values->resize(head.dimension);
      readValues(std::span(*values));
    }
  }
  SequenceWeights weights(SequenceSizes{.dimension = head.dimension,
                                        .projected = head.projected,
                                        .units = head.units,
                                        .outputs = static_cast<std::size_t>(head.outputs())});
  for (const WeightBlock& block : blocksOf(weights)) readValues(block.values);
  if (!sound) return damaged();
  return SequenceNetwork{.scaling = std::move(scaling),
                         .loss = Loss({.kind = static_cast<LossKind>(head.loss),
                                       .classes = head.classes,
                                       .classValues = std::move(classValues),
                                       .classWeights = {}}),
                         .weights = std::move(weights)};
}

}  // namespace agelens
