#include "core/image/container.h"

#include <algorithm>
#include <cstdlib>

namespace agelens {
namespace {

using namespace std::string_view_literals;

// ITU-T T.81, annex B: segments of a marker and a length, and entropy-coded data after each SOS.
Container readJpeg(Bytes file) {
  constexpr int sos = 0xda;
  constexpr int eoi = 0xd9;
  constexpr int app1 = 0xe1;
  Container container;
  std::size_t at = 2;
  while (at + 1 < file.size()) {
    const int marker = file[at + 1];
    // Between markers: entropy-coded data with its stuffed zeros and restarts, or padding.
    const bool standsAlone = marker == 0x00 || marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    if (file[at] != 0xff || marker == 0xff) {
      ++at;
      continue;
    }
    if (standsAlone) {
      at += 2;
      continue;
    }
    if (marker == eoi) {
      container.whole = true;
      return container;
    }
    const std::size_t length = readInteger(file, at + 2, 2, Endian::big);
    if (length < 2 || at + 2 + length > file.size()) return container;
    const Bytes segment = file.subspan(at + 4, length - 2);
    if (marker == app1 && container.exif.empty() && hasText(segment, 0, "Exif\0\0"sv)) {
      container.exif = segment.subspan(6);
    }
    const bool startsFrame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    if (startsFrame && container.width == 0) {
      container.height = readInteger(segment, 1, 2, Endian::big);
      container.width = readInteger(segment, 3, 2, Endian::big);
      container.jpegComponents = static_cast<int>(readInteger(segment, 5, 1, Endian::big));
    }
    at += 2 + length;
    if (marker == sos) {
      while (at + 1 < file.size() && (file[at] != 0xff || file[at + 1] == 0x00)) ++at;
    }
  }
  return container;
}

// PNG specification, section 5: chunks of length, type, data and checksum, up to IEND.
Container readPng(Bytes file) {
  constexpr std::size_t frame = 12;
  Container container;
  container.width = readInteger(file, 16, 4, Endian::big);
  container.height = readInteger(file, 20, 4, Endian::big);
  std::size_t at = 8;
  while (at + frame <= file.size()) {
    const std::size_t length = readInteger(file, at, 4, Endian::big);
    if (length > file.size() - at - frame) return container;
    if (hasText(file, at + 4, "eXIf"sv) && container.exif.empty()) container.exif = file.subspan(at + 8, length);
    if (hasText(file, at + 4, "IEND"sv)) {
      container.whole = true;
      return container;
    }
    at += frame + length;
  }
  return container;
}

// The pixel array must fit; run-length coded bitmaps state its size themselves.
Container readBmp(Bytes file) {
  const std::size_t start = readInteger(file, 10, 4, Endian::little);
  const bool old = readInteger(file, 14, 4, Endian::little) == 12;
  const auto signedHeight = static_cast<std::int32_t>(readInteger(file, old ? 20 : 22, old ? 2 : 4, Endian::little));
  const std::uint64_t bits = readInteger(file, old ? 24 : 28, 2, Endian::little);
  const bool coded = !old && (readInteger(file, 30, 4, Endian::little) % 3) != 0;
  Container container;
  container.width = readInteger(file, 18, old ? 2 : 4, Endian::little);
  container.height = static_cast<std::uint32_t>(std::llabs(signedHeight));  // negative: rows from the top
  const std::uint64_t rowBytes = (container.width * bits + 31) / 32 * 4;
  const std::uint64_t size = coded ? readInteger(file, 34, 4, Endian::little) : rowBytes * container.height;
  container.whole = start <= file.size() && size <= file.size() - start;
  return container;
}

// GIF89a: after the screen and its colours come blocks, up to the trailer.
Container readGif(Bytes file) {
  const auto colourBytes = [](unsigned flags) -> std::size_t {
    return (flags & 0x80U) != 0 ? 3U << ((flags & 7U) + 1U) : 0U;
  };
  Container container;
  container.width = readInteger(file, 6, 2, Endian::little);
  container.height = readInteger(file, 8, 2, Endian::little);
  std::size_t at = 13 + colourBytes(readInteger(file, 10, 1, Endian::big));
  while (at < file.size()) {
    const int introducer = file[at];
    if (introducer == ';') {
      container.whole = true;
      return container;
    }
    if (introducer == ',') {
      at += 10 + colourBytes(readInteger(file, at + 9, 1, Endian::big)) + 1;  // descriptor, colours, code size
    } else {
      at += 2;  // an extension and its label
    }
    while (at < file.size() && file[at] != 0) at += std::size_t{1} + file[at];
    ++at;
  }
  return container;
}

// Truevision TGA 2.0: header, identification, colour map, then pixels, plain or in runs.
Container readTga(Bytes file) {
  Container container;
  container.width = readInteger(file, 12, 2, Endian::little);
  container.height = readInteger(file, 14, 2, Endian::little);
  const std::size_t mapBytes = (readInteger(file, 7, 1, Endian::little) + 7U) / 8U;
  const std::size_t mapSize = file[1] == 1 ? readInteger(file, 5, 2, Endian::little) * mapBytes : 0;
  const std::size_t pixelBytes = (file[16] + 7U) / 8U;
  const bool inRuns = file[2] >= 9;
  std::uint64_t left = std::uint64_t{container.width} * container.height;
  std::uint64_t at = std::uint64_t{18} + file[0] + mapSize;
  if (!inRuns) at += left * pixelBytes;
  while (inRuns && left > 0 && at < file.size()) {
    const unsigned packet = file[static_cast<std::size_t>(at)];
    const std::uint64_t count = (packet & 0x7fU) + 1U;
    at += 1 + pixelBytes * ((packet & 0x80U) != 0 ? 1 : count);
    left -= std::min(count, left);
  }
  container.whole = (!inRuns || left == 0) && at <= file.size();
  return container;
}

}  // namespace

Container readContainer(Bytes file, ImageFormat format) {
  switch (format) {
    case ImageFormat::jpeg:
      return readJpeg(file);
    case ImageFormat::png:
      return readPng(file);
    case ImageFormat::bmp:
      return readBmp(file);
    case ImageFormat::gif:
      return readGif(file);
    case ImageFormat::tga:
      return readTga(file);
  }
  return {};
}

}  // namespace agelens
