// Any bytes are a network that is written as it was read and that reads an album, or an error in words.
#include <algorithm>

#include "core/nn/sequence_file.h"
#include "fuzz/checksummed.h"
#include "fuzz/require.h"

namespace {

using namespace agelens;
using fuzz::require;

void read(std::span<const std::uint8_t> bytes) {
  const auto network = readSequenceNetwork(bytes);
  if (!network.ok()) {
    fuzz::requireWords(network.error());
    return;
  }
  const auto written = writeSequenceNetwork(network.value());
  require(std::equal(written.begin(), written.end(), bytes.begin(), bytes.end()), "a network is written as read");

  const std::vector<std::int32_t> lengths = {2, 1};
  std::vector<float> embeddings(3 * network.value().weights.sizes().dimension);
  for (std::size_t i = 0; i < embeddings.size(); ++i) embeddings[i] = static_cast<float>(i % 7) - 3.0F;
  const auto probabilities = predictSequences(network.value(), embeddings, lengths);
  require(probabilities.ok(), "embeddings of the dimension are accepted");
  require(probabilities.value().size() == 3 * network.value().loss.classes(), "a probability for every class");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::readChecksummed(data, size, read);
  return 0;
}
