// CRC-32 as zip and PNG have it, bit by bit: what the core's table is held against.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>

namespace agelens {

inline std::uint32_t checksumOf(std::span<const std::uint8_t> bytes) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const std::uint8_t byte : bytes) {
    crc ^= byte;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ (0xEDB88320U & (0U - (crc & 1U)));
  }
  return ~crc;
}

// Makes the last four bytes the checksum of those before, so that what was changed there is not refused for it.
inline void restoreChecksum(std::span<std::uint8_t> file) {
  const std::uint32_t checksum = checksumOf(file.first(file.size() - sizeof checksum));
  std::memcpy(file.last(sizeof checksum).data(), &checksum, sizeof checksum);
}

}  // namespace agelens
