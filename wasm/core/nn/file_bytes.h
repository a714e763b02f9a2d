// What the files of classifiers share: values as they lie in memory, little-endian and without padding, then a
// checksum.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <utility>
#include <vector>

namespace agelens {

static_assert(std::endian::native == std::endian::little, "values are copied as they lie in memory");

constexpr std::size_t checksumSize = sizeof(std::uint32_t);

// As in zip and PNG.
std::uint32_t crc32(std::span<const std::uint8_t> bytes);

// Whether the last four bytes are the CRC-32 of all before. Precondition: there are four.
bool hasItsChecksum(std::span<const std::uint8_t> bytes);

// Appends values as they lie in memory; `finish` ends the file with its checksum.
class Writer {
 public:
  template <typename T>
  void append(std::span<const T> values) {
    const std::size_t start = bytes_.size();
    bytes_.resize(start + values.size_bytes());
    if (!values.empty()) std::memcpy(&bytes_[start], values.data(), values.size_bytes());
  }
  void append(std::uint32_t value) { append(std::span<const std::uint32_t>(&value, 1)); }

  std::vector<std::uint8_t> finish() && {
    append(crc32(bytes_));
    return std::move(bytes_);
  }

 private:
  std::vector<std::uint8_t> bytes_;
};

// Reads from the front; what is not there reads as nothing and is remembered.
class Reader {
 public:
  explicit Reader(std::span<const std::uint8_t> bytes) : rest_(bytes) {}

  std::size_t remaining() const { return rest_.size(); }
  bool failed() const { return failed_; }

  std::uint32_t readNumber() {
    std::uint32_t value = 0;
    copyTo(std::span<std::uint32_t>(&value, 1));
    return value;
  }
  template <typename T>
  void copyTo(std::span<T> values) {
    if (failed_ || values.size_bytes() > rest_.size()) {
      failed_ = true;
      return;
    }
    if (!values.empty()) std::memcpy(values.data(), rest_.data(), values.size_bytes());
    rest_ = rest_.subspan(values.size_bytes());
  }

 private:
  std::span<const std::uint8_t> rest_;
  bool failed_ = false;
};

}  // namespace agelens
