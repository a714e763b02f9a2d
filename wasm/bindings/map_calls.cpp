#include "bindings/map_calls.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>

#include "bindings/convert.h"
#include "core/eval/pca.h"

namespace agelens::calls {

val computePca(const val& embeddings, int dimension, int components) {
  const auto pca =
      agelens::computePca(toMatrix(embeddings, dimension), static_cast<std::size_t>(std::max(components, 0)));
  if (!pca.ok()) return toErrorObject(pca.error());
  val object = val::object();
  object.set("coordinates", toTypedArray(pca.value().coordinates.values));
  object.set("components", pca.value().axes.rows);
  object.set("mean", toTypedArray(pca.value().mean));
  object.set("axes", toTypedArray(pca.value().axes.values));
  object.set("explained", toArray(std::span(pca.value().explained)));
  return object;
}

TsneCalls::TsneCalls(const val& request) : iterations_(request["iterations"].as<std::int32_t>()) {
  auto tsne = Tsne::create(
      toMatrix(request["embeddings"], request["dimension"].as<int>()),
      {.perplexity = request["perplexity"].as<double>(), .iterations = iterations_, .seed = toSeed(request["seed"])});
  if (tsne.ok()) {
    tsne_ = std::move(tsne).value();
  } else {
    error_ = tsne.error();
  }
}

val TsneCalls::step(int iterations) { return tsne_ ? val(tsne_->step(iterations)) : toErrorObject(error_); }

val TsneCalls::map() const {
  if (!tsne_) return toErrorObject(error_);
  const std::span<const double> coordinates = tsne_->coordinates();
  val object = val::object();
  object.set("iteration", tsne_->iteration());
  object.set("iterations", iterations_);
  object.set("perplexity", tsne_->perplexity());
  // The typed array's constructor rounds to float.
  object.set("coordinates", val::global("Float32Array").new_(viewOf(coordinates)));
  object.set("cost", tsne_->cost());
  return object;
}

}  // namespace agelens::calls
