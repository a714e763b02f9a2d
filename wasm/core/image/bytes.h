// Bounds-checked reading of integers from untrusted bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace agelens {

using Bytes = std::span<const std::uint8_t>;

enum class Endian { big, little };

// The unsigned integer of `count` bytes at `offset`; 0 when it would reach past the end.
inline std::uint32_t readInteger(Bytes bytes, std::size_t offset, std::size_t count, Endian endian) {
  if (offset > bytes.size() || count > bytes.size() - offset) return 0;
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t place = endian == Endian::big ? i : count - 1 - i;
    value = (value << 8U) | bytes[offset + place];
  }
  return value;
}

// Whether `text` stands at `offset`.
inline bool hasText(Bytes bytes, std::size_t offset, std::string_view text) {
  if (offset > bytes.size() || text.size() > bytes.size() - offset) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (bytes[offset + i] != static_cast<std::uint8_t>(text[i])) return false;
  }
  return true;
}

}  // namespace agelens
