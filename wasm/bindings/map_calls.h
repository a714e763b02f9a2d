// Maps of embeddings, as JavaScript draws them. A failing call returns {error: {code, message}}.
#pragma once

#include <emscripten/val.h>

#include <memory>

#include "core/eval/tsne.h"
#include "core/result.h"

namespace agelens::calls {

using emscripten::val;

// embeddings: Float32Array (rows, dimension). Returns Pca of types.d.ts.
val computePca(const val& embeddings, int dimension, int components);

// A Tsne as a JavaScript class. A constructor can only return an object, so what it finds wrong with the request is
// what every call returns.
class TsneCalls {
 public:
  // request: TsneRequest of types.d.ts.
  explicit TsneCalls(const val& request);

  // Returns whether any iteration is left.
  val step(int iterations);
  // Returns TsneMap of types.d.ts.
  val map() const;

 private:
  std::unique_ptr<Tsne> tsne_;
  std::int32_t iterations_;
  Error error_;  // when there is no tsne
};

}  // namespace agelens::calls
