#include "core/image/composite.h"

#include <cassert>

namespace agelens {

void compositeOverWhite(Bytes rgba, std::span<std::uint8_t> colours) {
  assert(rgba.size() / 4 == colours.size() / 3);
  const std::uint8_t* stored = rgba.data();
  std::uint8_t* out = colours.data();
  const std::uint8_t* const end = out + colours.size();
  for (; out != end; out += 3, stored += 4) {
    const int alpha = stored[3];
    for (int channel = 0; channel < 3; ++channel) {
      out[channel] = static_cast<std::uint8_t>((stored[channel] * alpha + 255 * (255 - alpha) + 127) / 255);
    }
  }
}

}  // namespace agelens
