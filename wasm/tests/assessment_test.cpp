#include "core/eval/assessment.h"

#include <gtest/gtest.h>

#include "evaluation_example.h"

namespace agelens {
namespace {

TEST(Assess, HoldsWhatItsPartsCompute) {
  const EvaluationExample example;
  const AssessmentRequest request{.labels = example.labels,
                                  .persons = example.persons,
                                  .probabilities = example.first,
                                  .classes = example.classes,
                                  .classValues = example.classValues,
                                  .resampling = example.resampling};
  const Assessment assessment = assess(request).value();
  EXPECT_EQ(assessment.metrics.logLoss,
            computeMetrics(example.labels, example.first, example.classes, example.classValues).value().logLoss);
  EXPECT_EQ(assessment.resamples, 300);
  EXPECT_TRUE(assessment.intervals);
  double accuracy = 0.0, years = 0.0;
  for (const PersonMetrics& person : assessment.perPerson) {
    accuracy += person.accuracy * person.count / assessment.metrics.count;
    years += *person.maeYears * person.count / assessment.metrics.count;
  }
  EXPECT_NEAR(accuracy, assessment.metrics.accuracy, 1e-12);
  EXPECT_NEAR(years, *assessment.metrics.maeYears, 1e-12);
  EXPECT_EQ(assessment.coverage.back().coverage, 1.0);

  AssessmentRequest onePerson = request;
  onePerson.persons.assign(example.persons.size(), 0);
  EXPECT_FALSE(assess(onePerson).value().intervals);
  EXPECT_EQ(assess(onePerson).value().resamples, 0);
}

TEST(Assess, RefusesWhatCannotBeMeasured) {
  EXPECT_EQ(assess({}).error().code, "no-predictions");
  EXPECT_EQ(assess({.resampling = {.seed = 1, .resamples = -1}}).error().code, "bad-setting");
}

}  // namespace
}  // namespace agelens
