// The evaluation functions of the core, as JavaScript calls them. Labels and persons are Int32Array; probabilities are
// Float32Array or Float64Array (samples, classes); classValues is number[] or null. A failing call returns
// {error: {code, message}}.
#pragma once

#include <emscripten/val.h>

namespace agelens::calls {

using emscripten::val;

// Returns Metrics.
val computeMetrics(const val& labels, const val& probabilities, int classCount, const val& classValues);
// request: AssessmentRequest. Returns Assessment.
val assess(const val& request);
// request: ComparisonRequest. Returns Comparison.
val compareRuns(const val& request);
// Returns a number.
val fitTemperature(const val& labels, const val& probabilities, int classCount);
// Returns Float32Array (samples, classes).
val applyTemperature(const val& probabilities, int classCount, double temperature);
// embeddings: Float32Array (rows, dimension). Returns Float32Array.
val leaveOutDistances(const val& embeddings, int dimension, const val& persons);
// reference: Float32Array (rows, dimension); distances: what leaveOutDistances returned for it; embedding:
// Float32Array, one row. Returns {distance, share}.
val familiarityOf(const val& reference, int dimension, const val& distances, const val& embedding);
// As above. Returns {rows: Int32Array, distances: Float32Array}.
val nearestRows(const val& reference, int dimension, const val& embedding, int count);

}  // namespace agelens::calls
