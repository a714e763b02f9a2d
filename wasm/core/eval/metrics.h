// How good predictions are. Definitions are scikit-learn's, with zero_division=0: a ratio with nothing below is 0.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/eval/outcome.h"
#include "core/result.h"

namespace agelens {

struct ClassMetrics {
  double precision = 0.0;
  double recall = 0.0;
  double f1 = 0.0;
  std::int32_t support = 0;  // samples of the class
};

// The mean over the classes, plain and weighted by support.
struct ClassAverage {
  double macro = 0.0;
  double weighted = 0.0;
};

struct Metrics {
  std::int32_t count = 0;
  double accuracy = 0.0;
  double logLoss = 0.0;  // mean of Outcome::logLoss
  // Expected calibration error: over the bins of the confidence, the mean of |accuracy - mean confidence|, weighted by
  // the samples in the bin.
  double ece = 0.0;
  // The next three need ordinal classes. Kappa is also unset where it is 0 / 0: all labels and predictions are one
  // class.
  std::optional<double> withinOne;  // share predicted at most one class away
  std::optional<double> maeYears;   // mean distance between the values of the predicted and the true class
  std::optional<double> quadraticWeightedKappa;
  ClassAverage precision;
  ClassAverage recall;
  ClassAverage f1;
  std::vector<std::int32_t> confusion;  // (classes, classes): samples of the row's class predicted as the column's
  std::vector<ClassMetrics> perClass;
};

// The figures of samples each of which counts as often as its entry in repeats says, which may be 0 but not for all.
// classValues holds the classes' numbers in ascending order if they are ordinal, else nothing.
Metrics measure(std::span<const Outcome> outcomes, std::span<const std::int32_t> repeats, std::size_t classes,
                std::span<const double> classValues);

// The figures of samples, each counted once. labels holds the class of each sample, probabilities is (samples,
// classes). Fails as judge does; sizes must agree.
Result<Metrics> computeMetrics(std::span<const std::int32_t> labels, std::span<const double> probabilities,
                               std::size_t classes, std::span<const double> classValues);

}  // namespace agelens
