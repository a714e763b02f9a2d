// The only copies between JavaScript arrays and C++. No view of wasm memory outlives a call: a view goes to length 0
// when the memory grows.
#pragma once

#include <emscripten/val.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "core/matrix.h"
#include "core/result.h"

namespace agelens {

template <typename T>
constexpr const char* typedArrayName() {
  if constexpr (std::is_same_v<T, float>) return "Float32Array";
  if constexpr (std::is_same_v<T, double>) return "Float64Array";
  if constexpr (std::is_same_v<T, std::int32_t>) return "Int32Array";
  if constexpr (std::is_same_v<T, std::uint8_t>) return "Uint8Array";
}

// A view of `values` in wasm memory, valid until the next allocation.
template <typename T>
emscripten::val viewOf(std::span<T> values) {
  return emscripten::val(emscripten::typed_memory_view(values.size(), values.data()));
}

// Copies a typed array, or an array of numbers, into C++.
template <typename T>
std::vector<T> toVector(const emscripten::val& array) {
  std::vector<T> values(array["length"].as<std::size_t>());
  viewOf(std::span<T>(values)).template call<void>("set", array);
  return values;
}

// Copies out into a typed array of its own.
template <typename T>
emscripten::val toTypedArray(std::span<const T> values) {
  return emscripten::val::global(typedArrayName<T>()).new_(viewOf(values));
}
template <typename T>
emscripten::val toTypedArray(const std::vector<T>& values) {
  return toTypedArray(std::span<const T>(values));
}

// A Float32Array of whole rows.
inline Matrix toMatrix(const emscripten::val& values, int columns) {
  Matrix matrix;
  matrix.values = toVector<float>(values);
  matrix.columns = static_cast<std::size_t>(columns);
  matrix.rows = matrix.columns > 0 ? matrix.values.size() / matrix.columns : 0;
  return matrix;
}

// A plain array of plain numbers.
template <typename T>
emscripten::val toArray(std::span<const T> values) {
  return emscripten::val::array(std::vector<T>(values.begin(), values.end()));
}

// The numbers of ordinal classes, or nothing for null.
inline std::vector<double> toClassValues(const emscripten::val& classValues) {
  return classValues.isNull() ? std::vector<double>() : toVector<double>(classValues);
}

// JavaScript's numbers hold every integer up to 2^53.
inline std::uint64_t toSeed(const emscripten::val& seed) { return static_cast<std::uint64_t>(seed.as<double>()); }

// What a failing call returns: {error: {code, message}}.
inline emscripten::val toErrorObject(const Error& error) {
  emscripten::val inner = emscripten::val::object();
  inner.set("code", error.code);
  inner.set("message", error.message);
  emscripten::val outer = emscripten::val::object();
  outer.set("error", inner);
  return outer;
}

}  // namespace agelens
