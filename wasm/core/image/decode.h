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

// The number of pixels. Error codes: `too-large` when a picture of this size would not be read, `damaged` when it has
// none.
Result<std::uint64_t> checkPictureSize(std::uint64_t width, std::uint64_t height);

// Reads the header and checks that the file is whole; decodes no pixels. The size of AVIF and HEIC is that of the
// largest picture inside, not turned.
// Error codes: those of sniffFormat, `too-large`, `truncated`, `damaged`, `cmyk`.
Result<ImageInfo> inspectImage(Bytes file);

// The picture, upright, over white where it is transparent; the first frame of an animation. Fails as inspectImage
// does, with `damaged` when the pixels cannot be decoded, with `out-of-memory`, and with `foreign-format` for a format
// that only the browser can decode (isForeign). Print colours (CMYK) are multiplied with black; profiles are not read.
Result<Image> decodeImage(Bytes file);

// For a decoder that may turn a picture as Exif says, or may not.
struct UnturnedFile {
  ImageFormat format;
  int orientation;                 // Exif, 1 to 8
  std::vector<std::uint8_t> file;  // the same with its Exif block blank
};

// Fails as inspectImage does.
Result<UnturnedFile> splitExif(Bytes file);

}  // namespace agelens
