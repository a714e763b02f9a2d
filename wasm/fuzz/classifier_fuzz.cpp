// Any bytes are a classifier that is written as it was read and that predicts, or an error in words.
#include <algorithm>

#include "core/nn/classifier_file.h"
#include "fuzz/checksummed.h"
#include "fuzz/require.h"

namespace {

using namespace agelens;
using fuzz::require;

void read(std::span<const std::uint8_t> bytes) {
  const auto classifier = readClassifier(bytes);
  if (!classifier.ok()) {
    fuzz::requireWords(classifier.error());
    return;
  }
  const auto written = writeClassifier(classifier.value());
  require(std::equal(written.begin(), written.end(), bytes.begin(), bytes.end()), "a classifier is written as read");

  constexpr std::size_t rows = 2;
  std::vector<float> embeddings(rows * classifier.value().dimension);
  for (std::size_t i = 0; i < embeddings.size(); ++i) embeddings[i] = static_cast<float>(i % 7) - 3.0F;
  const auto probabilities = predictProbabilities(classifier.value(), embeddings);
  require(probabilities.ok(), "embeddings of the dimension are accepted");
  require(probabilities.value().size() == rows * classifier.value().loss.classes(), "a probability for every class");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::readChecksummed(data, size, read);
  return 0;
}
