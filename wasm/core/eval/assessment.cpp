#include "core/eval/assessment.h"

#include <cassert>

namespace agelens {

Result<Assessment> assess(const AssessmentRequest& request) {
  assert(request.persons.size() == request.labels.size());
  if (const auto fault = findFault(request.resampling)) return *fault;
  const auto judged = judge(request.labels, request.probabilities, request.classes);
  if (!judged.ok()) return judged.error();
  const std::vector<Outcome>& outcomes = judged.value();

  const Persons persons = groupByPerson(request.persons);
  const std::vector<std::int32_t> once(outcomes.size(), 1);
  Assessment assessment;
  assessment.metrics = measure(outcomes, once, request.classes, request.classValues);
  assessment.intervals =
      bootstrapIntervals(outcomes, persons, request.classes, request.classValues, request.resampling);
  if (assessment.intervals) assessment.resamples = request.resampling.resamples;
  assessment.perPerson = measurePersons(outcomes, persons, request.classValues);
  assessment.reliability = reliabilityBins(outcomes);
  assessment.coverage = coverageCurve(outcomes, request.classValues);
  return assessment;
}

}  // namespace agelens
