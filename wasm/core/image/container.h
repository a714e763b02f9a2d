// The structure of a picture's file, read without decoding pixels: is the file whole, and what does it say beside
// the pixels?
#pragma once

#include "core/image/bytes.h"
#include "core/image/format.h"

namespace agelens {

struct Container {
  // As stored, before orientation; 0 when the header does not say.
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  // False when the file ends before its own structure says it should. stb_image fills what is missing with grey or
  // black, so a truncated file must be found here.
  bool whole = false;
  // The TIFF structure of the first Exif block (JPEG APP1, PNG eXIf); empty when there is none.
  Bytes exif;
  // Colour components of a JPEG; 0 for other formats. 4 is CMYK.
  int jpegComponents = 0;
};

Container readContainer(Bytes file, ImageFormat format);

}  // namespace agelens
