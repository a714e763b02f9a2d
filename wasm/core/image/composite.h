// Transparent pictures become opaque ones.
#pragma once

#include <cstdint>
#include <span>

#include "core/image/bytes.h"

namespace agelens {

// `rgba` is (pixels, 4), not premultiplied; `colours`, (pixels, 3), becomes what it shows over white.
void compositeOverWhite(Bytes rgba, std::span<std::uint8_t> colours);

}  // namespace agelens
