// The structure of a picture's file, read without decoding pixels: is the file whole, and what does it say beside
// the pixels?
#pragma once

#include "core/image/bytes.h"
#include "core/image/format.h"

namespace agelens {

struct Container {
  // As stored, before orientation; 0 when the header does not say. Of AVIF and HEIC the largest of the pictures inside,
  // which are tiles, thumbnails and the whole.
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  // False when the file ends before its own structure says it should. stb_image fills what is missing with grey or
  // black, so a truncated file must be found here.
  bool whole = false;
  // What the file says that stb_image does not survive; null when there is nothing.
  const char* flaw = nullptr;
  // The TIFF structure of the first Exif block (JPEG APP1, PNG eXIf, WebP EXIF); empty when there is none. In AVIF
  // and HEIC Exif does not turn the picture: properties of their own do, which every decoder must heed.
  Bytes exif;
  // Colour components of a JPEG; 0 for other formats. 4 is CMYK.
  int jpegComponents = 0;
  // What a JPEG's Adobe segment (APP14) says of the colours; -1 without one. 0: as they are, 2: YCCK.
  int adobeTransform = -1;
};

Container readContainer(Bytes file, ImageFormat format);

}  // namespace agelens
