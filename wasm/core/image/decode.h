// From a file's bytes to an upright picture.
#pragma once

#include "core/image/bytes.h"
#include "core/image/format.h"
#include "core/image/image.h"
#include "core/result.h"

namespace agelens {

// Larger files and pictures are refused before anything is allocated for them.
constexpr std::size_t maxFileBytes = 100'000'000;
constexpr std::uint64_t maxPixels = 100'000'000;

struct ImageInfo {
  ImageFormat format;
  int width;  // upright
  int height;
  int orientation;  // Exif, 1 to 8
};

// Error code `too-large` when a file of this size would not be read.
Result<std::size_t> checkFileSize(std::size_t bytes);

// Reads the header and checks that the file is whole; decodes no pixels.
// Error codes: those of sniffFormat, `too-large`, `truncated`, `damaged`, `cmyk`.
Result<ImageInfo> inspectImage(Bytes file);

// The picture, upright, over white where it is transparent; the first frame of an animation. Fails as inspectImage
// does, and with `damaged` when the pixels cannot be decoded.
Result<Image> decodeImage(Bytes file);

}  // namespace agelens
