// Four channels at a time: vectors that compile to SSE2 and to wasm SIMD alike.
#pragma once

#include <cstdint>
#include <cstring>

namespace agelens {

using Float4 = float __attribute__((vector_size(16)));
using Int4 = std::int32_t __attribute__((vector_size(16)));

// Four bytes. Spelt as two widenings of a full vector, because clang 14 makes something slower of the direct one.
inline Int4 loadFour(const std::uint8_t* from) {
  using Byte16 = std::uint8_t __attribute__((vector_size(16)));
  using Short8 = std::uint16_t __attribute__((vector_size(16)));
  std::int32_t word = 0;
  std::memcpy(&word, from, sizeof word);
  const auto bytes = reinterpret_cast<Byte16>(Int4{word, word, word, word});
  const auto wide = __builtin_convertvector(__builtin_shufflevector(bytes, bytes, 0, 1, 2, 3, 4, 5, 6, 7), Short8);
  return __builtin_convertvector(__builtin_shufflevector(wide, wide, 0, 1, 2, 3), Int4);
}

inline Float4 loadFour(const float* from) {
  Float4 values;
  std::memcpy(&values, from, sizeof values);
  return values;
}

inline void storeFour(float* to, Float4 values) { std::memcpy(to, &values, sizeof values); }

// The first three; lane by lane with constant numbers, because a loop over lanes goes through memory.
inline void storeThree(float* to, Float4 values) {
  to[0] = values[0];
  to[1] = values[1];
  to[2] = values[2];
}

// Exact for 0 <= value < 2^23, the bits of a float's fraction at exponent 23. A plain conversion of widened bytes is
// what clang 14 does lane by lane in wasm.
inline Float4 toFloats(Int4 values) { return reinterpret_cast<Float4>(values | 0x4b000000) - 8388608.0F; }

}  // namespace agelens
