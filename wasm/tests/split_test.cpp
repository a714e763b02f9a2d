#include "core/data/split.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/random.h"

namespace agelens {
namespace {

constexpr Protocol allProtocols[] = {Protocol::leaveOnePersonOut, Protocol::groupedKFold, Protocol::holdout,
                                     Protocol::seed};

// Ten persons, each once in each of seven classes; samples sorted by class, as the intake sorts them.
SplitRequest tenPersons(Protocol protocol) {
  SplitRequest request{.protocol = protocol, .copies = 2};
  for (std::int32_t label = 0; label < 7; ++label) {
    for (std::int32_t person = 0; person < 10; ++person) {
      request.labels.push_back(label);
      request.persons.push_back(person);
    }
  }
  return request;
}

// Persons with one to four samples each, of any class; person 3 is skipped and class 2 is missing.
SplitRequest ragged(Protocol protocol, std::uint64_t seed) {
  SplitRequest request{.protocol = protocol, .copies = 1, .folds = 4, .testFraction = 0.25, .seed = seed};
  Random random(seed);
  for (std::int32_t person = 0; person < 30; ++person) {
    if (person == 3) continue;
    for (std::uint32_t sample = 0; sample <= random.nextBelow(4); ++sample) {
      const auto label = static_cast<std::int32_t>(random.nextBelow(4));
      request.labels.push_back(label == 2 ? 4 : label);
      request.persons.push_back(person);
    }
  }
  return request;
}

std::vector<Fold> foldsOf(const SplitRequest& request) {
  auto folds = splitFolds(request);
  EXPECT_TRUE(folds.ok()) << folds.error().message;
  return std::move(folds).value();
}

std::int32_t sampleOf(std::int32_t row, const SplitRequest& request) { return row / (request.copies + 1); }

std::set<std::int32_t> personsOf(const std::vector<std::int32_t>& rows, const SplitRequest& request) {
  std::set<std::int32_t> persons;
  for (const std::int32_t row : rows) persons.insert(request.persons[static_cast<std::size_t>(sampleOf(row, request))]);
  return persons;
}

std::vector<std::int32_t> classCounts(const std::vector<std::int32_t>& rows, const SplitRequest& request) {
  std::vector<std::int32_t> counts(7);
  for (const std::int32_t row : rows) {
    ++counts[static_cast<std::size_t>(request.labels[static_cast<std::size_t>(sampleOf(row, request))])];
  }
  return counts;
}

// What holds of every grouped fold: no person on both sides, all copies trained on, copy 0 tested, no sample lost.
void expectGrouped(const Fold& fold, const SplitRequest& request) {
  const auto trained = personsOf(fold.trainRows, request), tested = personsOf(fold.testRows, request);
  EXPECT_FALSE(trained.empty() || tested.empty());
  for (const std::int32_t person : tested) EXPECT_EQ(trained.count(person), 0U) << "person " << person;
  for (const std::int32_t row : fold.testRows) EXPECT_EQ(row % (request.copies + 1), 0);
  const std::size_t copies = static_cast<std::size_t>(request.copies) + 1;
  EXPECT_EQ(fold.trainRows.size() % copies, 0U);
  EXPECT_EQ(fold.trainRows.size() / copies + fold.testRows.size(), request.labels.size());
  EXPECT_TRUE(std::is_sorted(fold.trainRows.begin(), fold.trainRows.end()));
  EXPECT_EQ(std::adjacent_find(fold.trainRows.begin(), fold.trainRows.end()), fold.trainRows.end());
}

void expectEverySampleTestedOnce(const std::vector<Fold>& folds, const SplitRequest& request) {
  std::multiset<std::int32_t> tested;
  for (const Fold& fold : folds) {
    for (const std::int32_t row : fold.testRows) tested.insert(sampleOf(row, request));
  }
  EXPECT_EQ(tested.size(), request.labels.size());
  EXPECT_EQ(std::set(tested.begin(), tested.end()).size(), request.labels.size());
}

TEST(Split, ProtocolsHaveTheirNames) {
  EXPECT_EQ(parseProtocol("leave-one-person-out"), Protocol::leaveOnePersonOut);
  EXPECT_EQ(parseProtocol("grouped-k-fold"), Protocol::groupedKFold);
  EXPECT_EQ(parseProtocol("holdout"), Protocol::holdout);
  EXPECT_EQ(parseProtocol("seed"), Protocol::seed);
  EXPECT_EQ(parseProtocol("auto"), std::nullopt);
}

TEST(Split, LeaveOnePersonOutTestsPersonsInOrder) {
  const auto request = tenPersons(Protocol::leaveOnePersonOut);
  const auto folds = foldsOf(request);
  ASSERT_EQ(folds.size(), 10U);
  for (std::int32_t person = 0; person < 10; ++person) {
    const Fold& fold = folds[static_cast<std::size_t>(person)];
    EXPECT_EQ(personsOf(fold.testRows, request), std::set{person});
    EXPECT_EQ(fold.trainRows.size(), 9U * 7U * 3U);
    expectGrouped(fold, request);
  }
  expectEverySampleTestedOnce(folds, request);
}

TEST(Split, GroupedProtocolsKeepPersonsWholeAndTestEverySampleOnce) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    for (const Protocol protocol : {Protocol::leaveOnePersonOut, Protocol::groupedKFold}) {
      const auto request = ragged(protocol, seed);
      const auto folds = foldsOf(request);
      EXPECT_EQ(folds.size(), protocol == Protocol::groupedKFold ? 4U : 29U);
      for (const Fold& fold : folds) expectGrouped(fold, request);
      expectEverySampleTestedOnce(folds, request);
    }
    const auto request = ragged(Protocol::holdout, seed);
    const auto folds = foldsOf(request);
    ASSERT_EQ(folds.size(), 1U);
    expectGrouped(folds[0], request);
  }
}

TEST(Split, GroupedFoldsOfEqualPersonsAreExactlyStratified) {
  const auto request = tenPersons(Protocol::groupedKFold);
  const auto folds = foldsOf(request);
  ASSERT_EQ(folds.size(), 5U);
  for (const Fold& fold : folds) EXPECT_EQ(classCounts(fold.testRows, request), std::vector<std::int32_t>(7, 2));
}

TEST(Split, GroupedFoldsOfSinglesAreStratifiedWithinOne) {
  SplitRequest request{.protocol = Protocol::groupedKFold, .folds = 5};
  for (std::int32_t i = 0; i < 103; ++i) {
    request.labels.push_back(i % 3 == 0 ? 0 : 1 + i % 4);
    request.persons.push_back(i);
  }
  const auto folds = foldsOf(request);
  for (std::size_t c = 0; c < 5; ++c) {
    std::set<std::int32_t> counts;
    for (const Fold& fold : folds) counts.insert(classCounts(fold.testRows, request)[c]);
    EXPECT_LE(*counts.rbegin() - *counts.begin(), 1);
  }
}

TEST(Split, HoldoutTestsItsFractionOfEveryClass) {
  const auto request = tenPersons(Protocol::holdout);
  EXPECT_EQ(classCounts(foldsOf(request)[0].testRows, request), std::vector<std::int32_t>(7, 2));
  SplitRequest singles{.protocol = Protocol::holdout, .testFraction = 0.3};
  for (std::int32_t i = 0; i < 100; ++i) {
    singles.labels.push_back(i % 2);
    singles.persons.push_back(i);
  }
  EXPECT_EQ(classCounts(foldsOf(singles)[0].testRows, singles), (std::vector<std::int32_t>{15, 15, 0, 0, 0, 0, 0}));
}

TEST(Split, SeedDividesAllCopiesWithoutRegardToSamples) {
  const auto request = tenPersons(Protocol::seed);
  const auto folds = foldsOf(request);
  ASSERT_EQ(folds.size(), 1U);
  EXPECT_EQ(folds[0].testRows.size(), 42U);
  std::set<std::int32_t> rows(folds[0].trainRows.begin(), folds[0].trainRows.end());
  rows.insert(folds[0].testRows.begin(), folds[0].testRows.end());
  EXPECT_EQ(rows.size(), 210U);
  EXPECT_EQ(*rows.begin(), 0);
  EXPECT_EQ(*rows.rbegin(), 209);
  const auto trained = personsOf(folds[0].trainRows, request);
  EXPECT_EQ(trained.size(), 10U);
}

TEST(Split, SameSeedGivesTheSameFoldsAndAnotherSeedOthers) {
  for (const Protocol protocol : allProtocols) {
    auto request = tenPersons(protocol);
    const auto folds = foldsOf(request), again = foldsOf(request);
    request.seed = 2;
    const auto other = foldsOf(request);
    bool differs = false;
    for (std::size_t f = 0; f < folds.size(); ++f) {
      EXPECT_EQ(folds[f].trainRows, again[f].trainRows);
      EXPECT_EQ(folds[f].testRows, again[f].testRows);
      differs = differs || folds[f].testRows != other[f].testRows;
    }
    EXPECT_EQ(differs, protocol != Protocol::leaveOnePersonOut);
  }
}

TEST(Split, FewerPersonsThanFoldsGetAFoldEach) {
  SplitRequest request{.protocol = Protocol::groupedKFold, .folds = 5};
  request.labels = {0, 1, 0, 1, 0, 1};
  request.persons = {0, 0, 1, 1, 2, 2};
  const auto folds = foldsOf(request);
  EXPECT_EQ(folds.size(), 3U);
  for (const Fold& fold : folds) EXPECT_EQ(fold.testRows.size(), 2U);
}

TEST(Split, TwoPersonsCanBeHeldOut) {
  SplitRequest request{.protocol = Protocol::holdout};
  request.labels = {0, 1, 0, 1};
  request.persons = {0, 0, 1, 1};
  for (const double fraction : {0.01, 0.5, 0.99}) {
    request.testFraction = fraction;
    expectGrouped(foldsOf(request)[0], request);
  }
}

TEST(Split, ASinglePersonIsAnErrorThatSaysWhatToDo) {
  for (const Protocol protocol : allProtocols) {
    SplitRequest request{.protocol = protocol, .labels = {0, 1, 0}, .persons = {4, 4, 4}};
    const auto folds = splitFolds(request);
    EXPECT_EQ(folds.ok(), protocol == Protocol::seed);
    if (!folds.ok()) {
      EXPECT_EQ(folds.error().code, "too-few-samples");
      EXPECT_NE(folds.error().message.find("Add photographs of another person"), std::string::npos);
    }
  }
}

TEST(Split, RequestsWithoutAnyFoldAreErrors) {
  for (const Protocol protocol : allProtocols) EXPECT_FALSE(splitFolds({.protocol = protocol}).ok());
  EXPECT_FALSE(splitFolds({.protocol = Protocol::seed, .labels = {0}, .persons = {0}}).ok());
  auto request = tenPersons(Protocol::groupedKFold);
  request.folds = 1;
  EXPECT_EQ(splitFolds(request).error().code, "bad-setting");
  for (const Protocol protocol : {Protocol::holdout, Protocol::seed}) {
    request.protocol = protocol;
    for (const double fraction : {0.0, 1.0, -1.0}) {
      request.testFraction = fraction;
      EXPECT_EQ(splitFolds(request).error().code, "bad-setting");
    }
  }
}

}  // namespace
}  // namespace agelens
