#include "core/nn/classifier_file.h"

#include <gtest/gtest.h>

#include <cstring>
#include <limits>

#include "tests/checksum.h"

namespace agelens {
namespace {

Classifier randomClassifier(std::vector<std::size_t> widths) {
  Random random(3);
  Classifier classifier{.dimension = 5,
                        .scaling = {.kind = ScalingKind::standard, .mean = {}, .inverseDeviation = {}},
                        .loss = Loss({.classes = widths.back(), .classValues = {}, .classWeights = {}}),
                        .layers = {},
                        .neighbours = {}};
  for (int i = 0; i < 5; ++i) {
    classifier.scaling.mean.push_back(random.nextUnit());
    classifier.scaling.inverseDeviation.push_back(random.nextUnit());
  }
  classifier.layers = initialiseLayers(5, widths, random);
  for (DenseLayer& layer : classifier.layers) {
    for (float& bias : layer.bias) bias = random.nextUnit();
  }
  return classifier;
}

std::string codeFor(std::span<const std::uint8_t> bytes) {
  const auto classifier = readClassifier(bytes);
  return classifier.ok() ? "" : classifier.error().code;
}

TEST(ClassifierFile, RoundTripIsExact) {
  for (const std::vector<std::size_t>& widths : {std::vector<std::size_t>{3}, {4, 3}, {6, 4, 2}}) {
    const Classifier classifier = randomClassifier(widths);
    const auto bytes = writeClassifier(classifier);
    const auto copy = readClassifier(bytes);
    ASSERT_TRUE(copy.ok()) << copy.error().message;
    EXPECT_EQ(writeClassifier(copy.value()), bytes);
    ASSERT_EQ(copy.value().layers.size(), widths.size());
    EXPECT_EQ(copy.value().scaling.mean, classifier.scaling.mean);
    EXPECT_EQ(copy.value().layers.back().weight.values, classifier.layers.back().weight.values);
    EXPECT_EQ(copy.value().layers.back().weight.columns, widths.back());
  }
}

TEST(ClassifierFile, LayoutIsTheDocumentedOne) {
  const auto bytes = writeClassifier(randomClassifier({4, 3}));
  EXPECT_EQ(bytes.size(), 8U + 4U * (8U + 2U + 2U + 5U + 5U + 20U + 4U + 12U + 3U + 1U));
  const std::vector<std::uint32_t> head = {2, 5, 0, 0, 0, 3, 0, 2, 4, 3, 0, 0};
  EXPECT_EQ(std::memcmp(bytes.data(), "AgeLensC", 8), 0);
  EXPECT_EQ(std::memcmp(&bytes[8], head.data(), 4 * head.size()), 0);
}

TEST(ClassifierFile, ChecksumIsThatOfZip) {
  // CRC-32 leaves the fixed residue 0x2144DF1C over any message followed by its own checksum.
  const auto bytes = writeClassifier(randomClassifier({3}));
  EXPECT_EQ(checksumOf(bytes), 0x2144DF1CU);
}

TEST(ClassifierFile, EveryTruncationIsAnError) {
  const auto bytes = writeClassifier(randomClassifier({4, 3}));
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_NE(codeFor(std::span(bytes).first(length)), "") << length;
  }
}

TEST(ClassifierFile, EveryChangedByteIsAnError) {
  auto bytes = writeClassifier(randomClassifier({4, 3}));
  for (std::uint8_t& byte : bytes) {
    for (const std::uint8_t change : std::vector<std::uint8_t>{0x01, 0x80, 0xFF}) {
      byte ^= change;
      EXPECT_NE(codeFor(bytes), "");
      byte ^= change;
    }
  }
  bytes.push_back(0);
  EXPECT_EQ(codeFor(bytes), "damaged-classifier");
}

TEST(ClassifierFile, SaysWhatIsWrong) {
  const std::string text = "This is a text, not a classifier.";
  EXPECT_EQ(codeFor(std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size())), "not-a-classifier");
  EXPECT_EQ(codeFor({}), "not-a-classifier");
  auto bytes = writeClassifier(randomClassifier({3}));
  bytes[8] = 3;
  EXPECT_EQ(codeFor(bytes), "unknown-version");
}

TEST(ClassifierFile, HugeSizesAreRefusedBeforeAnythingIsAllocated) {
  auto bytes = writeClassifier(randomClassifier({3}));
  for (std::size_t i = 12; i < 16; ++i) bytes[i] = 0xFF;
  EXPECT_EQ(codeFor(bytes), "damaged-classifier");
  bytes = writeClassifier(randomClassifier({3}));
  for (std::size_t i = 16; i < 20; ++i) bytes[i] = 0xFF;
  EXPECT_EQ(codeFor(bytes), "damaged-classifier");
}

// Neighbours of one number each, of which one votes for the first of two classes.
std::vector<std::uint8_t> smallestNeighbours() {
  const Classifier classifier{.dimension = 1,
                              .scaling = {.kind = ScalingKind::raw, .mean = {}, .inverseDeviation = {}},
                              .loss = Loss({.classes = 2, .classValues = {}, .classWeights = {}}),
                              .layers = {},
                              .neighbours = {.count = 1, .points = Matrix(1, 1), .labels = {0}}};
  return writeClassifier(classifier);
}

TEST(ClassifierFile, ManyClassesTakeNoMoreMemoryThanTheirNumber) {
  // A table of every class by every class would be 34 GB.
  auto bytes = smallestNeighbours();
  const std::uint32_t classes = 65536;
  std::memcpy(&bytes[28], &classes, sizeof classes);
  restoreChecksum(bytes);
  const auto read = readClassifier(bytes);
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(predictProbabilities(read.value(), {0.0F}).value().size(), classes);
}

TEST(ClassifierFile, NeighboursWithAnOrdinalLossNeedClassValues) {
  for (std::uint8_t loss = 1; loss <= 4; ++loss) {
    auto bytes = smallestNeighbours();
    bytes[20] = loss;
    restoreChecksum(bytes);
    EXPECT_EQ(codeFor(bytes), "damaged-classifier") << int{loss};
  }
}

TEST(ClassifierFile, ValuesThatAreNotNumbersAreRefused) {
  Classifier classifier = randomClassifier({3});
  classifier.layers[0].bias[1] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_EQ(codeFor(writeClassifier(classifier)), "damaged-classifier");
}

TEST(Classifier, RefusesEmbeddingsOfAnotherDimension) {
  const Classifier classifier = randomClassifier({3});
  EXPECT_EQ(predictProbabilities(classifier, std::vector<float>(10)).value().size(), 6U);
  EXPECT_EQ(predictProbabilities(classifier, std::vector<float>(11)).error().code, "wrong-dimension");
}

}  // namespace
}  // namespace agelens
