// All that is shown of how good a run's predictions are, at once.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/eval/bootstrap.h"
#include "core/eval/metrics.h"
#include "core/eval/persons.h"
#include "core/eval/reliability.h"
#include "core/result.h"

namespace agelens {

struct AssessmentRequest {
  std::vector<std::int32_t> labels;   // class of each sample
  std::vector<std::int32_t> persons;  // index of each sample's person
  std::vector<double> probabilities;  // (samples, classes)
  std::size_t classes = 0;
  std::vector<double> classValues;  // ascending numbers of the classes if they are ordinal, else nothing
  Resampling resampling;
};

struct Assessment {
  Metrics metrics;
  std::optional<Intervals> intervals;
  std::int32_t resamples = 0;  // that the intervals are from; 0 without intervals
  std::vector<PersonMetrics> perPerson;
  std::array<ReliabilityBin, confidenceBinCount> reliability;
  std::vector<CoveragePoint> coverage;
};

// Fails as judge does, or for bad resampling settings; sizes must agree.
Result<Assessment> assess(const AssessmentRequest& request);

}  // namespace agelens
