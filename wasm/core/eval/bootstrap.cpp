#include "core/eval/bootstrap.h"

#include <algorithm>
#include <cassert>
#include <string>
#include <utility>

namespace agelens {
namespace {

double quantile(std::span<const double> sorted, double share) {
  const double position = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (position - static_cast<double>(below));
}

// The metrics of every resample, without their confusion matrices: with many classes those are the most of it.
std::vector<Metrics> measureResamples(std::span<const Outcome> outcomes, const Persons& persons, std::size_t classes,
                                      std::span<const double> classValues, const Resampling& resampling) {
  Random random(resampling.seed);
  std::vector<std::int32_t> personRepeats(persons.indices.size());
  std::vector<std::int32_t> repeats(outcomes.size());
  std::vector<Metrics> result;
  result.reserve(static_cast<std::size_t>(resampling.resamples));
  for (std::int32_t r = 0; r < resampling.resamples; ++r) {
    drawPersons(random, personRepeats);
    for (std::size_t i = 0; i < repeats.size(); ++i) repeats[i] = personRepeats[persons.ofSample[i]];
    result.push_back(measure(outcomes, repeats, classes, classValues));
    result.back().confusion = {};
  }
  return result;
}

// `figure` is what of a resample's metrics the interval is of, unset where undefined.
template <typename Figure>
std::optional<Interval> intervalOf(std::span<const Metrics> resamples, Figure figure) {
  std::vector<double> values;
  values.reserve(resamples.size());
  for (const Metrics& metrics : resamples) {
    const std::optional<double> value = figure(metrics);
    if (value) values.push_back(*value);
  }
  if (values.empty()) return std::nullopt;
  return percentileInterval(std::move(values));
}

template <typename T>
std::optional<Interval> intervalOf(std::span<const Metrics> resamples, T Metrics::*figure) {
  return intervalOf(resamples, [figure](const Metrics& metrics) { return std::optional<double>(metrics.*figure); });
}

AverageIntervals averageIntervals(std::span<const Metrics> resamples, ClassAverage Metrics::*average) {
  return {intervalOf(resamples, [average](const Metrics& m) { return std::optional((m.*average).macro); }),
          intervalOf(resamples, [average](const Metrics& m) { return std::optional((m.*average).weighted); })};
}

std::optional<Interval> classInterval(std::span<const Metrics> resamples, std::size_t index,
                                      double ClassMetrics::*figure) {
  return intervalOf(resamples, [index, figure](const Metrics& metrics) -> std::optional<double> {
    const ClassMetrics& ofClass = metrics.perClass[index];
    if (ofClass.support == 0) return std::nullopt;
    return ofClass.*figure;
  });
}

}  // namespace

std::optional<Error> findFault(const Resampling& resampling) {
  if (resampling.resamples >= 0 && resampling.resamples <= maxResamples) return std::nullopt;
  return Error{"bad-setting", "The number of resamples must be 0 to " + std::to_string(maxResamples) + "."};
}

Interval percentileInterval(std::vector<double> values) {
  assert(!values.empty());
  std::sort(values.begin(), values.end());
  return {quantile(values, 0.025), quantile(values, 0.975)};
}

void drawPersons(Random& random, std::span<std::int32_t> repeats) {
  std::fill(repeats.begin(), repeats.end(), 0);
  const auto count = static_cast<std::uint32_t>(repeats.size());
  for (std::uint32_t draw = 0; draw < count; ++draw) repeats[random.nextBelow(count)] += 1;
}

std::optional<Intervals> bootstrapIntervals(std::span<const Outcome> outcomes, const Persons& persons,
                                            std::size_t classes, std::span<const double> classValues,
                                            const Resampling& resampling) {
  assert(!findFault(resampling));
  assert(persons.ofSample.size() == outcomes.size());
  if (persons.indices.size() < 2 || resampling.resamples == 0) return std::nullopt;
  const auto resamples = measureResamples(outcomes, persons, classes, classValues, resampling);
  Intervals intervals{.accuracy = intervalOf(resamples, &Metrics::accuracy),
                      .logLoss = intervalOf(resamples, &Metrics::logLoss),
                      .ece = intervalOf(resamples, &Metrics::ece),
                      .withinOne = intervalOf(resamples, &Metrics::withinOne),
                      .maeYears = intervalOf(resamples, &Metrics::maeYears),
                      .quadraticWeightedKappa = intervalOf(resamples, &Metrics::quadraticWeightedKappa),
                      .precision = averageIntervals(resamples, &Metrics::precision),
                      .recall = averageIntervals(resamples, &Metrics::recall),
                      .f1 = averageIntervals(resamples, &Metrics::f1),
                      .perClass = {}};
  for (std::size_t c = 0; c < classes; ++c) {
    intervals.perClass.push_back({.precision = classInterval(resamples, c, &ClassMetrics::precision),
                                  .recall = classInterval(resamples, c, &ClassMetrics::recall),
                                  .f1 = classInterval(resamples, c, &ClassMetrics::f1)});
  }
  return intervals;
}

}  // namespace agelens
