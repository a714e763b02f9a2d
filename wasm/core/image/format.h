// What kind of picture some bytes are, by their content; file names are not trusted.
#pragma once

#include <string_view>

#include "core/image/bytes.h"
#include "core/result.h"

namespace agelens {

enum class ImageFormat { jpeg, png, bmp, gif, tga };

// "jpeg", "png", ...
std::string_view formatName(ImageFormat format);

// Fails with `empty-file`, with `unsupported-format` for a picture of a kind that is known but not read, or with
// `unknown-format`.
Result<ImageFormat> sniffFormat(Bytes file);

}  // namespace agelens
