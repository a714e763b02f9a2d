// Training of the album's network, and its file.
#include "core/nn/sequence_trainer.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "checksum.h"
#include "core/nn/sequence_file.h"
#include "gradient.h"

namespace agelens {
namespace {

// Four persons with photographs of three classes, one copy each. An embedding is the class, one more for every other
// person, give or take a little: 1 and 2 each mean two classes, and only the person's other photographs tell which.
std::shared_ptr<TrainingData> makeData() {
  auto data = std::make_shared<TrainingData>();
  data->classes = 3;
  data->classValues = {20, 30, 40};
  const auto noise = randomValues(24, 1);
  for (int person = 0; person < 4; ++person) {
    for (std::int32_t label = 0; label < 3; ++label) {
      for (int copy = 0; copy < 2; ++copy) {
        data->embeddings.values.push_back(static_cast<float>(person % 2 + label) + 0.1F * noise[data->labels.size()]);
        data->embeddings.values.push_back(1.0F);
        data->labels.push_back(label);
      }
    }
  }
  data->embeddings.rows = data->labels.size();
  data->embeddings.columns = 2;
  return data;
}

SequencePhotographs everyone() {
  SequencePhotographs photographs;
  photographs.copies = 1;
  for (std::int32_t i = 0; i < 12; ++i) {
    photographs.firstRows.push_back(2 * i);
    photographs.persons.push_back(i / 3);
  }
  return photographs;
}

constexpr SequenceSettings small = {.loss = LossKind::cumulativeLink,
                                    .scaling = ScalingKind::standard,
                                    .projected = 4,
                                    .units = 6,
                                    .learningRate = 0.03,
                                    .epochs = 150,
                                    .batchSize = 6,
                                    .clipNorm = 5.0,
                                    .shortest = 3,
                                    .longest = 5};

SequenceNetwork train(const SequenceSettings& settings, int epochs) {
  auto trainer = SequenceTrainer::create(makeData(), everyone(), settings).value();
  for (int epoch = 0; epoch < epochs; ++epoch) EXPECT_TRUE(trainer->trainEpoch().ok());
  return trainer->network();
}

TEST(SequenceTrainer, LearnsWhatOnlyTheOtherPhotographsTell) {
  const SequenceNetwork network = train(small, 150);
  const auto data = makeData();
  std::vector<float> embeddings;
  for (std::size_t i = 0; i < 12; ++i) {
    const auto row = data->embeddings.row(2 * i);
    embeddings.insert(embeddings.end(), row.begin(), row.end());
  }
  const auto together = predictSequences(network, embeddings, std::vector<std::int32_t>{3, 3, 3, 3}).value();
  int right = 0;
  for (std::size_t i = 0; i < 12; ++i) right += largestIndex(std::span(together).subspan(3 * i, 3)) == i % 3 ? 1 : 0;
  EXPECT_EQ(right, 12);
}

TEST(SequenceTrainer, PredictsASequenceAlikeInAnyCompany) {
  const SequenceNetwork network = train(small, 2);
  const auto embeddings = randomValues(2 * 9, 7);
  const auto all = predictSequences(network, embeddings, std::vector<std::int32_t>{2, 2, 4, 1}).value();
  const auto third =
      predictSequences(network, std::span(embeddings).subspan(8, 8), std::vector<std::int32_t>{4}).value();
  EXPECT_TRUE(std::equal(third.begin(), third.end(), all.begin() + 12));
  EXPECT_EQ(predictSequences(network, embeddings, std::vector<std::int32_t>{3}).error().code, "wrong-dimension");
  EXPECT_EQ(predictSequences(network, embeddings, std::vector<std::int32_t>{10, -1}).error().code, "bad-album");
}

TEST(SequenceTrainer, TheSeedDecidesEverything) {
  SequenceSettings settings = small;
  settings.dropout = 0.2;
  settings.inputDropout = 0.1;
  settings.l2 = 0.1;
  const auto first = writeSequenceNetwork(train(settings, 3));
  EXPECT_EQ(writeSequenceNetwork(train(settings, 3)), first);
  settings.seed = 2;
  EXPECT_NE(writeSequenceNetwork(train(settings, 3)), first);
}

TEST(SequenceTrainer, RefusesWhatItCannotTrainWith) {
  const auto codeOf = [](const SequencePhotographs& photographs, const SequenceSettings& settings) {
    const auto trainer = SequenceTrainer::create(makeData(), photographs, settings);
    return trainer.ok() ? std::string() : trainer.error().code;
  };
  EXPECT_EQ(codeOf(everyone(), small), "");
  SequenceSettings settings = small;
  settings.shortest = 4;  // nobody has so many
  EXPECT_EQ(codeOf(everyone(), settings), "no-sequences");
  settings.longest = 3;
  EXPECT_EQ(codeOf(everyone(), settings), "bad-setting");
  SequencePhotographs falling = everyone();
  std::swap(falling.firstRows[0], falling.firstRows[1]);
  EXPECT_EQ(codeOf(falling, small), "bad-training-data");
  SequencePhotographs beyond = everyone();
  beyond.firstRows.back() = 23;  // its copy would be row 24 of 24
  EXPECT_EQ(codeOf(beyond, small), "bad-training-data");
}

TEST(SequenceFile, IsReadAsItWasWritten) {
  for (const ScalingKind scaling : {ScalingKind::standard, ScalingKind::l2}) {
    SequenceSettings settings = small;
    settings.scaling = scaling;
    const SequenceNetwork network = train(settings, 1);
    const auto bytes = writeSequenceNetwork(network);
    const SequenceNetwork read = readSequenceNetwork(bytes).value();
    EXPECT_EQ(writeSequenceNetwork(read), bytes);
    const auto embeddings = randomValues(6, 2);
    const std::vector<std::int32_t> lengths = {3};
    EXPECT_EQ(predictSequences(read, embeddings, lengths).value(),
              predictSequences(network, embeddings, lengths).value());
  }
}

TEST(SequenceFile, ThatIsDamagedIsRefused) {
  const auto bytes = writeSequenceNetwork(train(small, 1));
  const auto codeOf = [](std::span<const std::uint8_t> content) { return readSequenceNetwork(content).error().code; };
  for (const std::size_t length : {std::size_t{0}, std::size_t{7}, std::size_t{39}, bytes.size() - 1}) {
    EXPECT_FALSE(readSequenceNetwork(std::span(bytes).first(length)).ok()) << length;
  }
  auto changed = bytes;
  changed[60] ^= 1U;
  EXPECT_EQ(codeOf(changed), "damaged-classifier");
  changed = bytes;
  changed[8] = 9;  // the version
  EXPECT_EQ(codeOf(changed), "unknown-version");
  changed = bytes;
  changed[0] = 'B';
  EXPECT_EQ(codeOf(changed), "not-a-classifier");
  // Sizes that no file of this length has, under a checksum that holds.
  for (const std::size_t field : {12, 24, 32, 36}) {
    changed = bytes;
    changed[field + 2] = 0xFF;
    restoreChecksum(changed);
    EXPECT_EQ(codeOf(changed), "damaged-classifier") << field;
  }
}

}  // namespace
}  // namespace agelens
