#include "core/eval/persons.h"

#include <algorithm>
#include <cassert>

namespace agelens {
namespace {

// Sums over the samples of a person.
struct Sums {
  std::int32_t count = 0;
  double right = 0.0;
  double near = 0.0;
  double years = 0.0;
};

bool withinOneClass(const Outcome& outcome) {
  const std::int32_t distance = outcome.predicted - outcome.label;
  return distance >= -1 && distance <= 1;
}

}  // namespace

Persons groupByPerson(std::span<const std::int32_t> personOfSample) {
  Persons persons;
  persons.indices.assign(personOfSample.begin(), personOfSample.end());
  std::sort(persons.indices.begin(), persons.indices.end());
  persons.indices.erase(std::unique(persons.indices.begin(), persons.indices.end()), persons.indices.end());
  for (const std::int32_t index : personOfSample) {
    const auto place = std::lower_bound(persons.indices.begin(), persons.indices.end(), index);
    persons.ofSample.push_back(static_cast<std::size_t>(place - persons.indices.begin()));
  }
  return persons;
}

std::vector<PersonMetrics> measurePersons(std::span<const Outcome> outcomes, const Persons& persons,
                                          std::span<const double> classValues) {
  assert(persons.ofSample.size() == outcomes.size());
  std::vector<Sums> sums(persons.indices.size());
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    Sums& sum = sums[persons.ofSample[i]];
    sum.count += 1;
    if (outcomes[i].right()) sum.right += 1.0;
    if (withinOneClass(outcomes[i])) sum.near += 1.0;
    if (!classValues.empty()) sum.years += yearsOff(outcomes[i], classValues);
  }
  std::vector<PersonMetrics> result(sums.size());
  for (std::size_t p = 0; p < sums.size(); ++p) {
    result[p] = {.personIndex = persons.indices[p],
                 .count = sums[p].count,
                 .accuracy = sums[p].right / sums[p].count,
                 .withinOne = {},
                 .maeYears = {}};
    if (classValues.empty()) continue;
    result[p].withinOne = sums[p].near / sums[p].count;
    result[p].maeYears = sums[p].years / sums[p].count;
  }
  return result;
}

}  // namespace agelens
