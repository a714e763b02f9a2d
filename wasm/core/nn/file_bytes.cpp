#include "core/nn/file_bytes.h"

#include <array>
#include <cassert>

namespace agelens {
namespace {

constexpr std::array<std::uint32_t, 256> makeCrcTable() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < table.size(); ++i) {
    std::uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = (value >> 1U) ^ ((value & 1U) != 0 ? 0xEDB88320U : 0U);
    table[i] = value;
  }
  return table;
}

}  // namespace

std::uint32_t crc32(std::span<const std::uint8_t> bytes) {
  static constexpr std::array<std::uint32_t, 256> table = makeCrcTable();
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const std::uint8_t byte : bytes) crc = (crc >> 8U) ^ table[(crc ^ byte) & 0xFFU];
  return ~crc;
}

bool hasItsChecksum(std::span<const std::uint8_t> bytes) {
  assert(bytes.size() >= checksumSize);
  std::uint32_t checksum = 0;
  std::memcpy(&checksum, bytes.last(checksumSize).data(), checksumSize);
  return crc32(bytes.first(bytes.size() - checksumSize)) == checksum;
}

}  // namespace agelens
