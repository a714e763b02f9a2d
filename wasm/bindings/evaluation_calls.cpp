#include "bindings/evaluation_calls.h"

#include <optional>

#include "bindings/convert.h"
#include "core/eval/assessment.h"
#include "core/eval/comparison.h"
#include "core/eval/familiarity.h"
#include "core/eval/metrics.h"
#include "core/eval/temperature.h"

namespace agelens::calls {
namespace {

Resampling toResampling(const val& request) {
  return {.seed = toSeed(request["seed"]), .resamples = request["resamples"].as<std::int32_t>()};
}

// Declared before the templates that call them.
val toValue(const ClassMetrics& metrics);
val toValue(const Interval& interval);
val toValue(const ClassIntervals& intervals);
val toValue(const Intervals& intervals);
val toValue(const PersonMetrics& metrics);
val toValue(const ReliabilityBin& bin);
val toValue(const CoveragePoint& point);
val toValue(const Difference& difference);
val toValue(double value) { return val(value); }

template <typename T>
val toValue(const std::optional<T>& value) {
  return value ? toValue(*value) : val::null();
}

template <typename Items>
val toList(const Items& items) {
  val array = val::array();
  for (const auto& item : items) array.call<void>("push", toValue(item));
  return array;
}

val toValue(ClassAverage average) {
  val object = val::object();
  object.set("macro", average.macro);
  object.set("weighted", average.weighted);
  return object;
}

val toValue(const ClassMetrics& metrics) {
  val object = val::object();
  object.set("precision", metrics.precision);
  object.set("recall", metrics.recall);
  object.set("f1", metrics.f1);
  object.set("support", metrics.support);
  return object;
}

val toValue(const Metrics& metrics) {
  val confusion = val::array();
  const std::size_t classes = metrics.perClass.size();
  for (std::size_t c = 0; c < classes; ++c) {
    confusion.call<void>("push", toArray(std::span(metrics.confusion).subspan(c * classes, classes)));
  }
  val object = val::object();
  object.set("count", metrics.count);
  object.set("accuracy", metrics.accuracy);
  object.set("logLoss", metrics.logLoss);
  object.set("ece", metrics.ece);
  object.set("withinOne", toValue(metrics.withinOne));
  object.set("maeYears", toValue(metrics.maeYears));
  object.set("quadraticWeightedKappa", toValue(metrics.quadraticWeightedKappa));
  object.set("precision", toValue(metrics.precision));
  object.set("recall", toValue(metrics.recall));
  object.set("f1", toValue(metrics.f1));
  object.set("confusion", confusion);
  object.set("perClass", toList(metrics.perClass));
  return object;
}

val toValue(const Interval& interval) {
  val object = val::object();
  object.set("low", interval.low);
  object.set("high", interval.high);
  return object;
}

val toValue(const AverageIntervals& intervals) {
  val object = val::object();
  object.set("macro", toValue(intervals.macro));
  object.set("weighted", toValue(intervals.weighted));
  return object;
}

val toValue(const ClassIntervals& intervals) {
  val object = val::object();
  object.set("precision", toValue(intervals.precision));
  object.set("recall", toValue(intervals.recall));
  object.set("f1", toValue(intervals.f1));
  return object;
}

val toValue(const Intervals& intervals) {
  val object = val::object();
  object.set("accuracy", toValue(intervals.accuracy));
  object.set("logLoss", toValue(intervals.logLoss));
  object.set("ece", toValue(intervals.ece));
  object.set("withinOne", toValue(intervals.withinOne));
  object.set("maeYears", toValue(intervals.maeYears));
  object.set("quadraticWeightedKappa", toValue(intervals.quadraticWeightedKappa));
  object.set("precision", toValue(intervals.precision));
  object.set("recall", toValue(intervals.recall));
  object.set("f1", toValue(intervals.f1));
  object.set("perClass", toList(intervals.perClass));
  return object;
}

val toValue(const PersonMetrics& metrics) {
  val object = val::object();
  object.set("personIndex", metrics.personIndex);
  object.set("count", metrics.count);
  object.set("accuracy", metrics.accuracy);
  object.set("withinOne", toValue(metrics.withinOne));
  object.set("maeYears", toValue(metrics.maeYears));
  return object;
}

val toValue(const ReliabilityBin& bin) {
  val object = val::object();
  object.set("low", bin.low);
  object.set("high", bin.high);
  object.set("count", bin.count);
  object.set("meanProbability", bin.meanProbability);
  object.set("accuracy", bin.accuracy);
  return object;
}

val toValue(const CoveragePoint& point) {
  val object = val::object();
  object.set("threshold", point.threshold);
  object.set("coverage", point.coverage);
  object.set("accuracy", point.accuracy);
  object.set("maeYears", toValue(point.maeYears));
  return object;
}

val toValue(const Assessment& assessment) {
  val object = val::object();
  object.set("metrics", toValue(assessment.metrics));
  object.set("intervals", toValue(assessment.intervals));
  object.set("resamples", assessment.resamples);
  object.set("perPerson", toList(assessment.perPerson));
  object.set("reliability", toList(assessment.reliability));
  object.set("coverage", toList(assessment.coverage));
  return object;
}

val toValue(const Difference& difference) {
  val object = val::object();
  object.set("value", difference.value);
  object.set("interval", toValue(difference.interval));
  return object;
}

val toValue(const Comparison& comparison) {
  val object = val::object();
  object.set("count", comparison.count);
  object.set("onlyFirstRight", comparison.onlyFirstRight);
  object.set("onlySecondRight", comparison.onlySecondRight);
  object.set("mcNemarP", comparison.mcNemarP);
  object.set("accuracy", toValue(comparison.accuracy));
  object.set("logLoss", toValue(comparison.logLoss));
  object.set("maeYears", toValue(comparison.maeYears));
  return object;
}

template <typename T>
val toValueOrError(const Result<T>& result) {
  return result.ok() ? toValue(result.value()) : toErrorObject(result.error());
}

}  // namespace

val computeMetrics(const val& labels, const val& probabilities, int classCount, const val& classValues) {
  return toValueOrError(agelens::computeMetrics(toVector<std::int32_t>(labels), toVector<double>(probabilities),
                                                static_cast<std::size_t>(classCount), toClassValues(classValues)));
}

val assess(const val& request) {
  return toValueOrError(agelens::assess({.labels = toVector<std::int32_t>(request["labels"]),
                                         .persons = toVector<std::int32_t>(request["persons"]),
                                         .probabilities = toVector<double>(request["probabilities"]),
                                         .classes = request["classCount"].as<std::size_t>(),
                                         .classValues = toClassValues(request["classValues"]),
                                         .resampling = toResampling(request)}));
}

val compareRuns(const val& request) {
  return toValueOrError(agelens::compareRuns({.labels = toVector<std::int32_t>(request["labels"]),
                                              .persons = toVector<std::int32_t>(request["persons"]),
                                              .first = toVector<double>(request["first"]),
                                              .second = toVector<double>(request["second"]),
                                              .classes = request["classCount"].as<std::size_t>(),
                                              .classValues = toClassValues(request["classValues"]),
                                              .resampling = toResampling(request)}));
}

val fitTemperature(const val& labels, const val& probabilities, int classCount) {
  return toValueOrError(agelens::fitTemperature(toVector<std::int32_t>(labels), toVector<double>(probabilities),
                                                static_cast<std::size_t>(classCount)));
}

val applyTemperature(const val& probabilities, int classCount, double temperature) {
  const std::vector<double> scaled =
      agelens::applyTemperature(toVector<double>(probabilities), static_cast<std::size_t>(classCount), temperature);
  // The typed array's constructor rounds to float.
  return val::global("Float32Array").new_(viewOf(std::span(scaled)));
}

val leaveOutDistances(const val& embeddings, int dimension, const val& persons) {
  return toTypedArray(agelens::leaveOutDistances(toMatrix(embeddings, dimension), toVector<std::int32_t>(persons)));
}

val familiarityOf(const val& reference, int dimension, const val& distances, const val& embedding) {
  const float distance = distanceToNearest(toMatrix(reference, dimension), toVector<float>(embedding));
  val object = val::object();
  object.set("distance", distance);
  object.set("share", tailShare(toVector<float>(distances), distance));
  return object;
}

val nearestRows(const val& reference, int dimension, const val& embedding, int count) {
  std::vector<std::int32_t> rows;
  std::vector<float> distances;
  for (const Neighbour& neighbour : agelens::nearestRows(toMatrix(reference, dimension), toVector<float>(embedding),
                                                         static_cast<std::size_t>(count))) {
    rows.push_back(static_cast<std::int32_t>(neighbour.row));
    distances.push_back(neighbour.distance);
  }
  val object = val::object();
  object.set("rows", toTypedArray(rows));
  object.set("distances", toTypedArray(distances));
  return object;
}

}  // namespace agelens::calls
