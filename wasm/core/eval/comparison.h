// Whether one run is better than another on the same samples, or only luckier.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/eval/bootstrap.h"
#include "core/result.h"

namespace agelens {

// Two runs' predictions of the same samples, in the same order.
struct ComparisonRequest {
  std::vector<std::int32_t> labels;   // class of each sample
  std::vector<std::int32_t> persons;  // index of each sample's person
  std::vector<double> first;          // (samples, classes) probabilities
  std::vector<double> second;
  std::size_t classes = 0;
  std::vector<double> classValues;  // ascending numbers of the classes if they are ordinal, else nothing
  Resampling resampling;
};

// The second run's figure less the first's, and its 95 % interval by the bootstrap over persons: a resample takes both
// runs' predictions of the persons drawn. The interval is unset as in bootstrapIntervals.
struct Difference {
  double value = 0.0;
  std::optional<Interval> interval;
};

struct Comparison {
  std::int32_t count = 0;
  std::int32_t onlyFirstRight = 0;
  std::int32_t onlySecondRight = 0;
  double mcNemarP = 1.0;  // of the two counts; takes samples as independent, which photographs of one person are not
  Difference accuracy;
  Difference logLoss;
  std::optional<Difference> maeYears;  // needs ordinal classes
};

// Fails as judge does for either run, or for bad resampling settings; sizes must agree.
Result<Comparison> compareRuns(const ComparisonRequest& request);

// McNemar's test (1947), exact and two-sided: were each of the samples on which the runs differ as likely to fall to
// one run as to the other, the probability of a split at least as uneven, which is min(1, 2 P(X <= min(a, b))) for X
// binomial of a + b and 1/2. Not the mid-p variant. 1 if both are 0.
double mcNemarP(std::int32_t onlyFirstRight, std::int32_t onlySecondRight);

}  // namespace agelens
