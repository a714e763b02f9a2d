// The most probable sequence that never falls, and the marginals, against all sequences there are.
#include "core/eval/ordered_decoding.h"

#include <gtest/gtest.h>

#include <limits>

#include "core/random.h"

namespace agelens {
namespace {

// Calls `use` with every never-falling sequence and its product of probabilities.
template <typename Use>
void forEachSequence(const std::vector<double>& p, std::size_t classes, Use use) {
  const std::size_t steps = p.size() / classes;
  std::vector<std::int32_t> sequence(steps);
  const auto extend = [&](auto&& self, std::size_t t, std::int32_t from, double product) -> void {
    if (t == steps) return use(sequence, product);
    for (auto c = from; c < static_cast<std::int32_t>(classes); ++c) {
      sequence[t] = c;
      self(self, t + 1, c, product * p[t * classes + static_cast<std::size_t>(c)]);
    }
  };
  extend(extend, 0, 0, 1.0);
}

std::vector<double> randomRows(std::size_t rows, std::size_t classes, Random& random) {
  std::vector<double> p(rows * classes);
  for (std::size_t row = 0; row < rows; ++row) {
    double sum = 0.0;
    for (std::size_t c = 0; c < classes; ++c) sum += p[row * classes + c] = random.nextUniform(0.001, 1.0);
    for (std::size_t c = 0; c < classes; ++c) p[row * classes + c] /= sum;
  }
  return p;
}

TEST(OrderedDecoding, AgreesWithTryingEverySequence) {
  Random random(1);
  for (const std::size_t classes : {2, 3, 5}) {
    for (const std::size_t steps : {1, 2, 3, 5}) {
      const std::vector<double> p = randomRows(steps, classes, random);
      const std::vector<std::int32_t> lengths = {static_cast<std::int32_t>(steps)};
      const OrderedAnswer answer = decodeOrdered(p, lengths, classes).value();
      std::vector<std::int32_t> best;
      double largest = -1.0, total = 0.0;
      std::vector<double> marginals(p.size());
      forEachSequence(p, classes, [&](const std::vector<std::int32_t>& sequence, double product) {
        if (product > largest) {
          largest = product;
          best = sequence;
        }
        total += product;
        for (std::size_t t = 0; t < steps; ++t)
          marginals[t * classes + static_cast<std::size_t>(sequence[t])] += product;
      });
      EXPECT_EQ(answer.classes, best);
      for (std::size_t i = 0; i < p.size(); ++i) EXPECT_NEAR(answer.probabilities[i], marginals[i] / total, 1e-12);
    }
  }
}

TEST(OrderedDecoding, DecodesSequencesOneByOne) {
  // 1 before 0 is impossible, and 0 at the second photograph is the likelier of the two to be given up.
  const std::vector<double> falling = {0.1, 0.9, 0.6, 0.4};
  EXPECT_EQ(decodeOrdered(falling, std::vector<std::int32_t>{2}, 2).value().classes, (std::vector<std::int32_t>{1, 1}));
  // As albums of one photograph each they may fall.
  const OrderedAnswer apart = decodeOrdered(falling, std::vector<std::int32_t>{1, 1}, 2).value();
  EXPECT_EQ(apart.classes, (std::vector<std::int32_t>{1, 0}));
  for (std::size_t i = 0; i < falling.size(); ++i) EXPECT_NEAR(apart.probabilities[i], falling[i], 1e-15);
}

TEST(OrderedDecoding, SurvivesCertaintiesThatContradictEachOtherInALongAlbum) {
  std::vector<double> p;
  for (int i = 0; i < 100; ++i)
    p.insert(p.end(), i % 2 == 0 ? std::initializer_list<double>{0, 1} : std::initializer_list<double>{1, 0});
  const OrderedAnswer answer = decodeOrdered(p, std::vector<std::int32_t>{100}, 2).value();
  double before = 0.0;
  for (std::size_t t = 0; t < 100; ++t) {
    EXPECT_NEAR(answer.probabilities[2 * t] + answer.probabilities[2 * t + 1], 1.0, 1e-12);
    EXPECT_GE(answer.probabilities[2 * t + 1], before - 1e-12);
    before = answer.probabilities[2 * t + 1];
  }
}

TEST(OrderedDecoding, RefusesWhatIsNoNumberOrDoesNotFit) {
  const std::vector<std::int32_t> one = {1}, two = {2};
  EXPECT_EQ(decodeOrdered(std::vector<double>{0.5, std::numeric_limits<double>::quiet_NaN()}, one, 2).error().code,
            "diverged");
  EXPECT_EQ(decodeOrdered(std::vector<double>{0.5, 0.5}, two, 2).error().code, "bad-album");
}

}  // namespace
}  // namespace agelens
