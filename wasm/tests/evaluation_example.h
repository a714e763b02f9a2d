// The samples of tests/golden/evaluation.json, and two runs' predictions of them.
#pragma once

#include <vector>

#include "core/eval/bootstrap.h"
#include "golden.h"

namespace agelens {

inline std::vector<double> flatten(const nlohmann::json& rows) {
  std::vector<double> values;
  for (const auto& row : rows) values.insert(values.end(), row.begin(), row.end());
  return values;
}

struct EvaluationExample {
  nlohmann::json golden = readGoldenJson("evaluation.json");
  std::vector<std::int32_t> labels = golden.at("labels");
  std::vector<std::int32_t> persons = golden.at("persons");
  std::vector<double> classValues = golden.at("classValues");
  std::size_t classes = classValues.size();
  std::vector<double> first = flatten(golden.at("first"));
  std::vector<double> second = flatten(golden.at("second"));
  Resampling resampling = {.seed = golden.at("seed"), .resamples = golden.at("resamples")};

  [[nodiscard]] std::vector<Outcome> firstOutcomes() const { return judge(labels, first, classes).value(); }
};

}  // namespace agelens
