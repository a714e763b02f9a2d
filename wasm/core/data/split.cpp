#include "core/data/split.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <string>
#include <tuple>
#include <utility>

#include "core/random.h"

namespace agelens {
namespace {

// A person's samples, counted by class.
struct Person {
  std::vector<double> counts;
  double samples = 0.0;
};

// Persons in the order of their indices, which may have gaps, and the place of each sample's person among them.
struct People {
  std::vector<Person> persons;
  std::vector<std::size_t> ofSample;
  std::vector<double> classTotals;
};

People countPeople(const SplitRequest& request) {
  std::map<std::int32_t, std::size_t> places;
  for (const std::int32_t person : request.persons) places.emplace(person, 0);
  std::size_t next = 0;
  for (auto& [person, place] : places) place = next++;

  const std::int32_t lastClass = *std::max_element(request.labels.begin(), request.labels.end());
  const std::size_t classes = static_cast<std::size_t>(lastClass) + 1;
  People people{std::vector<Person>(places.size(), {std::vector<double>(classes)}), {}, std::vector<double>(classes)};
  for (std::size_t i = 0; i < request.labels.size(); ++i) {
    const std::size_t place = places[request.persons[i]];
    const auto label = static_cast<std::size_t>(request.labels[i]);
    people.ofSample.push_back(place);
    people.persons[place].counts[label] += 1.0;
    people.persons[place].samples += 1.0;
    people.classTotals[label] += 1.0;
  }
  return people;
}

std::vector<std::size_t> shuffledPlaces(std::size_t count, std::uint64_t seed) {
  std::vector<std::size_t> places(count);
  std::iota(places.begin(), places.end(), 0);
  Random(seed).shuffle(std::span(places));
  return places;
}

// Sum over classes of (samples in the person) * (samples in the part) / (samples in all)^2. Of the ways to place the
// person, the part with the least of it leaves the sum of squared shares least, that is, the shares most alike.
double crowding(const Person& person, const Person& part, const std::vector<double>& classTotals) {
  double sum = 0.0;
  for (std::size_t c = 0; c < classTotals.size(); ++c) {
    if (classTotals[c] > 0.0) sum += person.counts[c] * part.counts[c] / (classTotals[c] * classTotals[c]);
  }
  return sum;
}

void addTo(Person& part, const Person& person) {
  for (std::size_t c = 0; c < part.counts.size(); ++c) part.counts[c] += person.counts[c];
  part.samples += person.samples;
}

// The fold of each person: persons with most samples first, each to the fold it crowds least, of equals to the
// smallest. An empty fold is both, so none stays empty.
std::vector<std::size_t> assignFolds(const People& people, std::size_t foldCount, std::uint64_t seed) {
  std::vector<std::size_t> order = shuffledPlaces(people.persons.size(), seed);
  std::stable_sort(order.begin(), order.end(), [&people](std::size_t a, std::size_t b) {
    return people.persons[a].samples > people.persons[b].samples;
  });
  std::vector<Person> folds(foldCount, {std::vector<double>(people.classTotals.size())});
  std::vector<std::size_t> foldOf(people.persons.size());
  for (const std::size_t place : order) {
    const Person& person = people.persons[place];
    std::size_t best = 0;
    std::pair<double, double> least = {std::numeric_limits<double>::infinity(), 0.0};
    for (std::size_t f = 0; f < foldCount; ++f) {
      const std::pair<double, double> cost = {crowding(person, folds[f], people.classTotals), folds[f].samples};
      if (cost < least) std::tie(least, best) = std::pair(cost, f);
    }
    addTo(folds[best], person);
    foldOf[place] = best;
  }
  return foldOf;
}

// Sum over classes of the squared distance between the part's share and `fraction`.
double distanceFromFraction(const Person& part, const std::vector<double>& classTotals, double fraction) {
  double sum = 0.0;
  for (std::size_t c = 0; c < classTotals.size(); ++c) {
    if (classTotals[c] == 0.0) continue;
    const double difference = part.counts[c] / classTotals[c] - fraction;
    sum += difference * difference;
  }
  return sum;
}

// Which persons to test: in random order, each that brings the tested share of the classes closer to `fraction`. If
// none does, the one that does least harm; one is always left to train on.
std::vector<bool> assignTest(const People& people, double fraction, std::uint64_t seed) {
  const std::size_t count = people.persons.size();
  std::vector<bool> isTested(count);
  std::size_t tested = 0;
  Person part{std::vector<double>(people.classTotals.size())};
  double distance = distanceFromFraction(part, people.classTotals, fraction);
  double leastHarm = std::numeric_limits<double>::infinity();
  std::size_t mostHarmless = 0;
  for (const std::size_t place : shuffledPlaces(count, seed)) {
    if (tested + 1 == count) break;
    Person larger = part;
    addTo(larger, people.persons[place]);
    const double newDistance = distanceFromFraction(larger, people.classTotals, fraction);
    if (newDistance < leastHarm) std::tie(leastHarm, mostHarmless) = std::pair(newDistance, place);
    if (newDistance >= distance) continue;
    std::tie(part, distance) = std::pair(std::move(larger), newDistance);
    isTested[place] = true;
    ++tested;
  }
  if (tested == 0) isTested[mostHarmless] = true;
  return isTested;
}

// All copies of the samples that are not tested, and copy 0 of those that are.
template <typename IsTested>
Fold makeFold(const SplitRequest& request, const IsTested& isTested) {
  const std::int32_t rowsPerSample = request.copies + 1;
  Fold fold;
  for (std::size_t sample = 0; sample < request.labels.size(); ++sample) {
    const std::int32_t firstRow = static_cast<std::int32_t>(sample) * rowsPerSample;
    if (isTested(sample)) {
      fold.testRows.push_back(firstRow);
    } else {
      for (std::int32_t copy = 0; copy < rowsPerSample; ++copy) fold.trainRows.push_back(firstRow + copy);
    }
  }
  return fold;
}

std::vector<Fold> foldsOf(const SplitRequest& request, const People& people, std::size_t foldCount,
                          const std::vector<std::size_t>& foldOfPerson) {
  std::vector<Fold> folds;
  for (std::size_t f = 0; f < foldCount; ++f) {
    folds.push_back(makeFold(request, [&](std::size_t sample) { return foldOfPerson[people.ofSample[sample]] == f; }));
  }
  return folds;
}

Fold splitRows(const SplitRequest& request) {
  const std::size_t count = request.labels.size() * static_cast<std::size_t>(request.copies + 1);
  std::vector<std::int32_t> rows(count);
  std::iota(rows.begin(), rows.end(), 0);
  Random(request.seed).shuffle(std::span(rows));
  const auto wanted = std::lround(request.testFraction * static_cast<double>(count));
  const auto middle = rows.begin() + std::clamp<std::ptrdiff_t>(wanted, 1, static_cast<std::ptrdiff_t>(count) - 1);
  std::sort(rows.begin(), middle);
  std::sort(middle, rows.end());
  return {{middle, rows.end()}, {rows.begin(), middle}};
}

Error tooFew(std::string message) { return {"too-few-samples", std::move(message)}; }

}  // namespace

std::optional<Protocol> parseProtocol(std::string_view name) {
  if (name == "leave-one-person-out") return Protocol::leaveOnePersonOut;
  if (name == "grouped-k-fold") return Protocol::groupedKFold;
  if (name == "holdout") return Protocol::holdout;
  if (name == "seed") return Protocol::seed;
  return std::nullopt;
}

Result<std::vector<Fold>> splitFolds(const SplitRequest& request) {
  assert(request.labels.size() == request.persons.size() && request.copies >= 0);
  const bool usesFraction = request.protocol == Protocol::holdout || request.protocol == Protocol::seed;
  if (usesFraction && !(request.testFraction > 0.0 && request.testFraction < 1.0)) {
    return Error{"bad-setting", "The test fraction must be above 0 and below 1."};
  }
  if (request.protocol == Protocol::groupedKFold && request.folds < 2) {
    return Error{"bad-setting", "Grouped k-fold needs at least 2 folds."};
  }
  if (request.labels.empty()) return tooFew("There are no photographs to divide. Add a folder for each class.");

  if (request.protocol == Protocol::seed) {
    if (request.labels.size() == 1 && request.copies == 0) {
      return tooFew("One photograph cannot be both trained on and tested. Add more photographs.");
    }
    return std::vector{splitRows(request)};
  }
  const People people = countPeople(request);
  const std::size_t personCount = people.persons.size();
  if (personCount < 2) {
    return tooFew(
        "All photographs show the same person, so nobody is left to test on. Add photographs of another person, or "
        "choose the protocol 'seed'.");
  }
  if (request.protocol == Protocol::holdout) {
    const std::vector<bool> isTested = assignTest(people, request.testFraction, request.seed);
    return std::vector{makeFold(request, [&](std::size_t sample) { return isTested[people.ofSample[sample]]; })};
  }
  if (request.protocol == Protocol::leaveOnePersonOut) {
    std::vector<std::size_t> foldOfPerson(personCount);
    std::iota(foldOfPerson.begin(), foldOfPerson.end(), 0);
    return foldsOf(request, people, personCount, foldOfPerson);
  }
  const std::size_t foldCount = std::min(static_cast<std::size_t>(request.folds), personCount);
  return foldsOf(request, people, foldCount, assignFolds(people, foldCount, request.seed));
}

}  // namespace agelens
