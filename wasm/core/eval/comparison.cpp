#include "core/eval/comparison.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "core/elementary.h"

namespace agelens {
namespace {

// A person's number of samples, and sums over them of the second run's figures less the first's.
struct Change {
  double count = 0.0;
  double right = 0.0;
  double logLoss = 0.0;
  double years = 0.0;
};

void add(Change& sum, const Change& change, double times) {
  sum.count += times * change.count;
  sum.right += times * change.right;
  sum.logLoss += times * change.logLoss;
  sum.years += times * change.years;
}

Change changeOf(const Outcome& first, const Outcome& second, std::span<const double> classValues) {
  return {.count = 1.0,
          .right = static_cast<double>(second.right()) - static_cast<double>(first.right()),
          .logLoss = second.logLoss - first.logLoss,
          .years = classValues.empty() ? 0.0 : yearsOff(second, classValues) - yearsOff(first, classValues)};
}

Change sumOf(std::span<const Change> changes) {
  Change sum;
  for (const Change& change : changes) add(sum, change, 1.0);
  return sum;
}

// The sums of every resample; none if there is nothing to be learnt from them.
std::vector<Change> resample(std::span<const Change> ofPersons, const Resampling& resampling) {
  std::vector<Change> result;
  if (ofPersons.size() < 2) return result;
  Random random(resampling.seed);
  std::vector<std::int32_t> repeats(ofPersons.size());
  for (std::int32_t r = 0; r < resampling.resamples; ++r) {
    drawPersons(random, repeats);
    Change sum;
    for (std::size_t p = 0; p < repeats.size(); ++p) add(sum, ofPersons[p], repeats[p]);
    result.push_back(sum);
  }
  return result;
}

Difference differenceOf(const Change& all, std::span<const Change> resamples, double Change::*figure) {
  Difference difference{.value = all.*figure / all.count, .interval = {}};
  if (resamples.empty()) return difference;
  std::vector<double> values;
  for (const Change& sum : resamples) values.push_back(sum.*figure / sum.count);
  difference.interval = percentileInterval(std::move(values));
  return difference;
}

}  // namespace

double mcNemarP(std::int32_t onlyFirstRight, std::int32_t onlySecondRight) {
  assert(onlyFirstRight >= 0 && onlySecondRight >= 0);
  const std::int32_t smaller = std::min(onlyFirstRight, onlySecondRight);
  const std::int32_t count = onlyFirstRight + onlySecondRight;
  if (2 * smaller == count) return 1.0;
  // log of (count choose k) / 2^count, from k = 0 up.
  double logTerm = -count * exactLog(2.0);
  double tail = 0.0;
  for (std::int32_t k = 0; k <= smaller; ++k) {
    tail += exactExp(logTerm);
    logTerm += exactLog(static_cast<double>(count - k) / (k + 1));
  }
  return std::min(1.0, 2.0 * tail);
}

Result<Comparison> compareRuns(const ComparisonRequest& request) {
  assert(request.persons.size() == request.labels.size());
  if (const auto fault = findFault(request.resampling)) return *fault;
  const auto first = judge(request.labels, request.first, request.classes);
  if (!first.ok()) return first.error();
  const auto second = judge(request.labels, request.second, request.classes);
  if (!second.ok()) return second.error();

  Comparison comparison;
  comparison.count = static_cast<std::int32_t>(request.labels.size());
  const Persons persons = groupByPerson(request.persons);
  std::vector<Change> ofPersons(persons.indices.size());
  for (std::size_t i = 0; i < request.labels.size(); ++i) {
    const Outcome& before = first.value()[i];
    const Outcome& after = second.value()[i];
    if (before.right() && !after.right()) comparison.onlyFirstRight += 1;
    if (after.right() && !before.right()) comparison.onlySecondRight += 1;
    add(ofPersons[persons.ofSample[i]], changeOf(before, after, request.classValues), 1.0);
  }
  comparison.mcNemarP = mcNemarP(comparison.onlyFirstRight, comparison.onlySecondRight);

  const Change all = sumOf(ofPersons);
  const std::vector<Change> resamples = resample(ofPersons, request.resampling);
  comparison.accuracy = differenceOf(all, resamples, &Change::right);
  comparison.logLoss = differenceOf(all, resamples, &Change::logLoss);
  if (!request.classValues.empty()) comparison.maeYears = differenceOf(all, resamples, &Change::years);
  return comparison;
}

}  // namespace agelens
