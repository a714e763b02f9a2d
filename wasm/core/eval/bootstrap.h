// How far figures would move with other persons: 95 % intervals by the bootstrap over persons.
//
// Photographs of one person are alike, so what is drawn is persons, not samples (the cluster bootstrap: Davison &
// Hinkley 1997, section 3.8; Field & Welsh 2007): each resample draws as many persons as there are, with replacement,
// and takes all samples of each. The interval of a figure runs from the 2.5 % to the 97.5 % quantile of its values in
// the resamples (the percentile interval).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/eval/metrics.h"
#include "core/eval/persons.h"
#include "core/random.h"
#include "core/result.h"

namespace agelens {

struct Resampling {
  std::uint64_t seed = 1;
  std::int32_t resamples = 2000;  // 0 to maxResamples
};
inline constexpr std::int32_t maxResamples = 20000;

// What is wrong with the settings, in a sentence for the user.
std::optional<Error> findFault(const Resampling& resampling);

struct Interval {
  double low = 0.0;
  double high = 0.0;
};

// The 2.5 % and 97.5 % quantiles of `values`, which are at least one. A quantile q of n sorted values is read at
// position q (n - 1), straight between the neighbours (numpy's "linear").
Interval percentileInterval(std::vector<double> values);

// Draws as many persons as `repeats` has entries, with replacement; an entry becomes how often its person was drawn.
void drawPersons(Random& random, std::span<std::int32_t> repeats);

struct AverageIntervals {
  std::optional<Interval> macro;
  std::optional<Interval> weighted;
};

struct ClassIntervals {
  std::optional<Interval> precision;
  std::optional<Interval> recall;
  std::optional<Interval> f1;
};

// The intervals of the figures of Metrics, by their names. Resamples in which a figure is undefined are left out of its
// interval: those in which kappa is 0 / 0, and for the figures of a class those without a sample of that class. An
// interval is unset if no resample is left. Averages take a class that a resample lacks as Metrics takes it: its recall
// and F1 are 0.
struct Intervals {
  std::optional<Interval> accuracy;
  std::optional<Interval> logLoss;
  std::optional<Interval> ece;
  std::optional<Interval> withinOne;
  std::optional<Interval> maeYears;
  std::optional<Interval> quadraticWeightedKappa;
  AverageIntervals precision;
  AverageIntervals recall;
  AverageIntervals f1;
  std::vector<ClassIntervals> perClass;
};

// Unset with fewer than two persons, who cannot tell how persons differ, and without resamples. classValues as for
// measure.
std::optional<Intervals> bootstrapIntervals(std::span<const Outcome> outcomes, const Persons& persons,
                                            std::size_t classes, std::span<const double> classValues,
                                            const Resampling& resampling);

}  // namespace agelens
