// For readers of files that end with a checksum.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "tests/checksum.h"

namespace agelens::fuzz {

// Reads the input as it is, and once more with the checksum put right: with a wrong one nearly every mutation ends
// there.
template <typename Read>
void readChecksummed(const std::uint8_t* data, std::size_t size, Read read) {
  read(std::span<const std::uint8_t>(data, size));
  if (size < sizeof(std::uint32_t)) return;
  std::vector<std::uint8_t> undamaged(data, data + size);
  restoreChecksum(undamaged);
  read(std::span<const std::uint8_t>(undamaged));
}

}  // namespace agelens::fuzz
