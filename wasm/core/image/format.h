// What kind of picture some bytes are, by their content; file names are not trusted.
#pragma once

#include <string_view>

#include "core/image/bytes.h"
#include "core/result.h"

namespace agelens {

enum class ImageFormat { jpeg, png, bmp, gif, tga, webp, avif, heic };

// "jpeg", "png", ...
std::string_view formatName(ImageFormat format);

// Whether the core reads headers of this format but leaves its pixels to the browser's decoder.
constexpr bool isForeign(ImageFormat format) { return format >= ImageFormat::webp; }

// Fails with `empty-file`, with `unsupported-format` for a picture of a kind that is known but not read, or with
// `unknown-format`.
Result<ImageFormat> sniffFormat(Bytes file);

}  // namespace agelens
