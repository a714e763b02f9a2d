#include "core/image/container.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace agelens {
namespace {

using namespace std::string_view_literals;

// That every table of a DHT segment (T.81, B.2.4.2) gives each byte one code at most, and all of its values.
bool areTablesSound(Bytes segment) {
  constexpr std::size_t head = 17;  // class and place, and the number of codes of each length
  while (!segment.empty()) {
    if (segment.size() < head) return false;
    const Bytes counts = segment.subspan(1, 16);
    const std::size_t values = std::accumulate(counts.begin(), counts.end(), std::size_t{0});
    if (values > 256 || values > segment.size() - head) return false;
    segment = segment.subspan(head + values);
  }
  return true;
}

// ITU-T T.81, annex B: segments of a marker and a length, and entropy-coded data after each SOS.
Container readJpeg(Bytes file) {
  constexpr int sos = 0xda;
  constexpr int eoi = 0xd9;
  constexpr int app1 = 0xe1;
  constexpr int app14 = 0xee;
  constexpr std::size_t adobeLength = 12;
  constexpr int dht = 0xc4;
  constexpr int maxScans = 100;
  Container container;
  int scans = 0;
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
    if (marker == app14 && segment.size() >= adobeLength && hasText(segment, 0, "Adobe\0"sv)) {
      container.adobeTransform = segment[adobeLength - 1];
    }
    // stb_image would write past its own tables.
    if (marker == dht && !areTablesSound(segment)) container.flaw = "its Huffman tables are impossible";
    // Each scan goes over the whole picture, in 0.1 s if it is large, and takes a dozen bytes; encoders write ten.
    if (marker == sos && ++scans > maxScans) container.flaw = "it has hundreds of scans";
    const bool startsFrame = marker >= 0xc0 && marker <= 0xcf && marker != dht && marker != 0xc8 && marker != 0xcc;
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
  // Behind another chunk the decoder would find a size that was never checked.
  if (hasText(file, 12, "IHDR"sv)) {
    container.width = readInteger(file, 16, 4, Endian::big);
    container.height = readInteger(file, 20, 4, Endian::big);
  }
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

// RFC 9649: a RIFF file whose first chunk, VP8, VP8L or VP8X, has the size.
Container readWebp(Bytes file) {
  constexpr std::size_t first = 12;
  constexpr std::size_t data = first + 8;
  Container container;
  const std::uint64_t end = std::uint64_t{8} + readInteger(file, 4, 4, Endian::little);
  container.whole = end <= file.size();
  if (hasText(file, first, "VP8 "sv) && hasText(file, data + 3, "\x9d\x01\x2a"sv)) {
    container.width = readInteger(file, data + 6, 2, Endian::little) & 0x3fffU;
    container.height = readInteger(file, data + 8, 2, Endian::little) & 0x3fffU;
  } else if (hasText(file, first, "VP8L"sv) && hasText(file, data, "/"sv)) {
    const std::uint32_t sizes = readInteger(file, data + 1, 4, Endian::little);
    container.width = (sizes & 0x3fffU) + 1;
    container.height = ((sizes >> 14U) & 0x3fffU) + 1;
  } else if (hasText(file, first, "VP8X"sv) && data + 10 <= file.size()) {
    container.width = readInteger(file, data + 4, 3, Endian::little) + 1;
    container.height = readInteger(file, data + 7, 3, Endian::little) + 1;
  }
  for (std::size_t at = first; at + 8 <= file.size();) {
    const std::size_t length = readInteger(file, at + 4, 4, Endian::little);
    if (length > file.size() - at - 8) break;
    if (hasText(file, at, "EXIF"sv) && container.exif.empty()) {
      // Some writers repeat the words that begin Exif in a JPEG.
      const std::size_t prefix = hasText(file, at + 8, "Exif\0\0"sv) && length >= 6 ? 6 : 0;
      container.exif = file.subspan(at + 8 + prefix, length - prefix);
    }
    at += 8 + length + length % 2;
  }
  return container;
}

// ISO/IEC 14496-12: boxes of a size and a type. Calls visit(type, content) for each that is whole.
template <typename Visit>
void visitBoxes(Bytes bytes, Visit visit) {
  std::size_t at = 0;
  while (at + 8 <= bytes.size()) {
    std::uint64_t size = readInteger(bytes, at, 4, Endian::big);
    std::size_t header = 8;
    if (size == 1) {
      size = (std::uint64_t{readInteger(bytes, at + 8, 4, Endian::big)} << 32U) |
             readInteger(bytes, at + 12, 4, Endian::big);
      header = 16;
    } else if (size == 0) {
      size = bytes.size() - at;  // to the end
    }
    if (size < header || size > bytes.size() - at) return;
    visit(readInteger(bytes, at + 4, 4, Endian::big),
          bytes.subspan(at + header, static_cast<std::size_t>(size) - header));
    at += static_cast<std::size_t>(size);
  }
}

// A box's type as visitBoxes gives it.
constexpr std::uint32_t boxType(std::string_view text) {
  std::uint32_t type = 0;
  for (const char letter : text) type = (type << 8U) | static_cast<std::uint8_t>(letter);
  return type;
}

// ISO/IEC 23008-12, behind AVIF and HEIC: sizes are properties of the pictures inside (meta, iprp, ipco, ispe).
Container readIsoMedia(Bytes file) {
  constexpr std::size_t versionAndFlags = 4;
  Container container;
  bool hasMeta = false;
  bool hasData = false;
  const auto readSize = [&](std::uint32_t type, Bytes content) {
    if (type != boxType("ispe")) return;
    const std::uint32_t width = readInteger(content, versionAndFlags, 4, Endian::big);
    const std::uint32_t height = readInteger(content, versionAndFlags + 4, 4, Endian::big);
    if (std::uint64_t{width} * height <= std::uint64_t{container.width} * container.height) return;
    container.width = width;
    container.height = height;
  };
  const auto readProperties = [&](std::uint32_t type, Bytes content) {
    if (type == boxType("ipco")) visitBoxes(content, readSize);
  };
  const auto readMeta = [&](std::uint32_t type, Bytes content) {
    if (type == boxType("iprp")) visitBoxes(content, readProperties);
  };
  // What cameras append after these two is not always boxes.
  visitBoxes(file, [&](std::uint32_t type, Bytes content) {
    if (type == boxType("mdat")) hasData = true;
    if (type != boxType("meta") || content.size() < versionAndFlags) return;
    hasMeta = true;
    visitBoxes(content.subspan(versionAndFlags), readMeta);
  });
  container.whole = hasMeta && hasData;
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
    case ImageFormat::webp:
      return readWebp(file);
    case ImageFormat::avif:
    case ImageFormat::heic:
      return readIsoMedia(file);
  }
  return {};
}

}  // namespace agelens
