#include "core/nn/classifier_file.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <string_view>

#include "core/nn/limits.h"

namespace agelens {
namespace {

static_assert(std::endian::native == std::endian::little, "values are copied as they lie in memory");

constexpr std::string_view magic = "AgeLensC";
constexpr std::uint32_t currentVersion = 1;
constexpr std::size_t checksumSize = sizeof(std::uint32_t);

constexpr std::array<std::uint32_t, 256> makeCrcTable() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < table.size(); ++i) {
    std::uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = (value >> 1U) ^ ((value & 1U) != 0 ? 0xEDB88320U : 0U);
    table[i] = value;
  }
  return table;
}

std::uint32_t crc32(std::span<const std::uint8_t> bytes) {
  static constexpr std::array<std::uint32_t, 256> table = makeCrcTable();
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const std::uint8_t byte : bytes) crc = (crc >> 8U) ^ table[(crc ^ byte) & 0xFFU];
  return ~crc;
}

class Writer {
 public:
  template <typename T>
  void append(std::span<const T> values) {
    const std::size_t start = bytes_.size();
    bytes_.resize(start + values.size_bytes());
    if (!values.empty()) std::memcpy(&bytes_[start], values.data(), values.size_bytes());
  }
  void append(std::uint32_t value) { append(std::span<const std::uint32_t>(&value, 1)); }

  std::vector<std::uint8_t> finish() && {
    append(crc32(bytes_));
    return std::move(bytes_);
  }

 private:
  std::vector<std::uint8_t> bytes_;
};

// Reads from the front; what is not there reads as nothing and is remembered.
class Reader {
 public:
  explicit Reader(std::span<const std::uint8_t> bytes) : rest_(bytes) {}

  std::size_t remaining() const { return rest_.size(); }
  bool failed() const { return failed_; }

  std::uint32_t readNumber() {
    std::uint32_t value = 0;
    copyTo(std::span<std::uint32_t>(&value, 1));
    return value;
  }
  template <typename T>
  void copyTo(std::span<T> values) {
    if (failed_ || values.size_bytes() > rest_.size()) {
      failed_ = true;
      return;
    }
    if (!values.empty()) std::memcpy(values.data(), rest_.data(), values.size_bytes());
    rest_ = rest_.subspan(values.size_bytes());
  }

 private:
  std::span<const std::uint8_t> rest_;
  bool failed_ = false;
};

Error damaged() {
  return {"damaged-classifier", "The classifier is damaged or cut short. Open another copy of it, or train again."};
}

// The sizes of a classifier, as the file's head gives them.
struct Head {
  std::size_t dimension = 0;
  std::vector<std::size_t> widths;
};

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
  head.dimension = reader.readNumber();
  const std::uint32_t layers = reader.readNumber();
  if (reader.failed() || head.dimension < 1 || layers < 1 || layers > maxLayers) return damaged();
  for (std::uint32_t i = 0; i < layers; ++i) {
    const std::uint32_t width = reader.readNumber();
    if (reader.failed() || width < 1 || width > maxWidth) return damaged();
    head.widths.push_back(width);
  }
  return head;
}

bool allFinite(const std::vector<float>& values) {
  return std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
}

}  // namespace

std::vector<std::uint8_t> writeClassifier(const Classifier& classifier) {
  Writer writer;
  writer.append(std::span<const char>(magic));
  writer.append(currentVersion);
  writer.append(static_cast<std::uint32_t>(classifier.dimension()));
  writer.append(static_cast<std::uint32_t>(classifier.layers.size()));
  for (const DenseLayer& layer : classifier.layers) writer.append(static_cast<std::uint32_t>(layer.bias.size()));
  writer.append(std::span<const float>(classifier.standardisation.mean));
  writer.append(std::span<const float>(classifier.standardisation.inverseDeviation));
  for (const DenseLayer& layer : classifier.layers) {
    writer.append(std::span<const float>(layer.weight.values));
    writer.append(std::span<const float>(layer.bias));
  }
  return std::move(writer).finish();
}

Result<Classifier> readClassifier(std::span<const std::uint8_t> bytes) {
  Reader reader(bytes);
  Result<Head> head = readHead(reader);
  if (!head.ok()) return head.error();
  const auto& [dimension, widths] = head.value();

  // Before anything is allocated: exactly this many values must follow.
  const std::uint64_t values = 2 * std::uint64_t{dimension} + countParameters(dimension, widths);
  if (reader.remaining() != values * sizeof(float) + checksumSize) return damaged();
  std::uint32_t checksum = 0;
  std::memcpy(&checksum, bytes.last(checksumSize).data(), checksumSize);
  if (crc32(bytes.first(bytes.size() - checksumSize)) != checksum) return damaged();

  const auto readValues = [&reader](std::vector<float>& to, std::size_t count) {
    to.resize(count);
    reader.copyTo(std::span<float>(to));
    return allFinite(to);
  };
  Classifier classifier;
  bool finite = readValues(classifier.standardisation.mean, dimension) &&
                readValues(classifier.standardisation.inverseDeviation, dimension);
  std::size_t inputs = dimension;
  for (const std::size_t width : widths) {
    DenseLayer layer;
    layer.weight.rows = inputs;
    layer.weight.columns = width;
    finite = readValues(layer.weight.values, inputs * width) && readValues(layer.bias, width) && finite;
    classifier.layers.push_back(std::move(layer));
    inputs = width;
  }
  if (!finite) return damaged();
  return classifier;
}

}  // namespace agelens
