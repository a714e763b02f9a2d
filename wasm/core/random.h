// The seeded generator behind every random choice: the same seed gives the same numbers natively and in wasm.
//
// PCG32 (O'Neill 2014, pcg-random.org, XSH-RR 64/32). The standard library's distributions and std::shuffle are not
// used because their results differ between implementations.
#pragma once

#include <cstdint>
#include <span>
#include <utility>

namespace agelens {

class Random {
 public:
  // Generators with the same seed and different streams are independent.
  explicit Random(std::uint64_t seed, std::uint64_t stream = 0) : increment_((stream << 1U) | 1U) {
    next();
    state_ += seed;
    next();
  }

  // Uniform over all 32-bit values.
  std::uint32_t next() {
    const std::uint64_t old = state_;
    state_ = old * 6364136223846793005ULL + increment_;
    const auto shifted = static_cast<std::uint32_t>(((old >> 18U) ^ old) >> 27U);
    const auto rotation = static_cast<std::uint32_t>(old >> 59U);
    return (shifted >> rotation) | (shifted << ((32U - rotation) & 31U));
  }

  // Uniform in [0, 1), on a grid of 2^-24: every value is exact as a float.
  float nextUnit() { return static_cast<float>(next() >> 8U) * 0x1p-24F; }

  // Uniform in [low, high).
  double nextUniform(double low, double high) { return low + (high - low) * (next() * 0x1p-32); }

  // Uniform in [0, bound), without modulo bias (Lemire 2019). bound > 0.
  std::uint32_t nextBelow(std::uint32_t bound) {
    const std::uint32_t threshold = (0U - bound) % bound;
    while (true) {
      const std::uint64_t product = static_cast<std::uint64_t>(next()) * bound;
      if (static_cast<std::uint32_t>(product) >= threshold) return static_cast<std::uint32_t>(product >> 32U);
    }
  }

  // Fisher-Yates.
  template <typename T>
  void shuffle(std::span<T> values) {
    for (std::size_t i = values.size(); i > 1; --i) {
      std::swap(values[i - 1], values[nextBelow(static_cast<std::uint32_t>(i))]);
    }
  }

 private:
  std::uint64_t state_ = 0;
  std::uint64_t increment_;
};

}  // namespace agelens
