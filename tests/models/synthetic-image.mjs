// A picture that any language can compute: integer stripes and hyperbolas in every channel, 0..255, HWC.

/** @param {number} size @returns {Uint8Array} */
export function syntheticImage(size) {
  const pixels = new Uint8Array(size * size * 3);
  for (let row = 0, i = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      for (let channel = 0; channel < 3; channel++, i++) {
        pixels[i] = row * 7 + column * 3 + channel * 50 + ((row * column) >> 4);
      }
    }
  }
  return pixels;
}
