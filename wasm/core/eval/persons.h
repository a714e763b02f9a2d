// Whose the samples are, and how good the predictions are for each person.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/eval/outcome.h"

namespace agelens {

// Persons numbered 0, 1, ... in the order of their indices, which may have gaps.
struct Persons {
  std::vector<std::int32_t> indices;  // ascending
  std::vector<std::size_t> ofSample;  // the number of each sample's person
};

// personOfSample holds the index of each sample's person.
Persons groupByPerson(std::span<const std::int32_t> personOfSample);

struct PersonMetrics {
  std::int32_t personIndex = 0;
  std::int32_t count = 0;  // samples of the person
  double accuracy = 0.0;
  // As in Metrics, both need ordinal classes.
  std::optional<double> withinOne;
  std::optional<double> maeYears;
};

// In the order of persons.indices. classValues as for measure.
std::vector<PersonMetrics> measurePersons(std::span<const Outcome> outcomes, const Persons& persons,
                                          std::span<const double> classValues);

}  // namespace agelens
