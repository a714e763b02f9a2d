// Small pictures for tests, encoded as JPEG, PNG, WebP or AVIF.

import { createCanvas } from '@napi-rs/canvas';

/**
 * @typedef {[number, number, number, number?]} Colour red, green, blue, and opacity in 0..1
 * @typedef {(x: number, y: number) => Colour} Painter
 */

/**
 * @param {number} width
 * @param {number} height
 * @param {Painter} painter
 */
function paint(width, height, painter) {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const data = context.createImageData(width, height);
  for (let y = 0; y < height; ++y) {
    for (let x = 0; x < width; ++x) {
      const [red, green, blue, opacity = 1] = painter(x, y);
      data.data.set([red, green, blue, Math.round(opacity * 255)], (y * width + x) * 4);
    }
  }
  context.putImageData(data, 0, 0);
  return canvas;
}

/**
 * @param {number} width
 * @param {number} height
 * @param {Painter} painter
 */
export function makePng(width, height, painter) {
  return new Uint8Array(paint(width, height, painter).toBuffer('image/png'));
}

/**
 * @param {number} width
 * @param {number} height
 * @param {Painter} painter
 */
export function makeJpeg(width, height, painter) {
  return new Uint8Array(paint(width, height, painter).toBuffer('image/jpeg', 95));
}

/**
 * @param {number} width
 * @param {number} height
 * @param {Painter} painter
 */
export function makeWebp(width, height, painter) {
  return new Uint8Array(paint(width, height, painter).toBuffer('image/webp', 95));
}

/**
 * @param {number} width
 * @param {number} height
 * @param {Painter} painter
 */
export function makeAvif(width, height, painter) {
  return new Uint8Array(paint(width, height, painter).toBuffer('image/avif', { quality: 95, speed: 10 }));
}

/** @type {Painter} Something with structure in every channel. */
export const pattern = (x, y) => [(x * 7 + y * 3) % 256, (x * y) % 256, (y * 11) % 256];

/**
 * An Exif block's TIFF structure that holds one tag, the orientation.
 *
 * @param {number} orientation
 * @param {boolean} littleEndian
 */
export function makeExif(orientation, littleEndian) {
  const view = new DataView(new ArrayBuffer(26));
  view.setUint16(0, littleEndian ? 0x4949 : 0x4d4d);
  view.setUint16(2, 42, littleEndian);
  view.setUint32(4, 8, littleEndian);
  view.setUint16(8, 1, littleEndian);
  view.setUint16(10, 0x0112, littleEndian);
  view.setUint16(12, 3, littleEndian);
  view.setUint32(14, 1, littleEndian);
  view.setUint16(18, orientation, littleEndian);
  return new Uint8Array(view.buffer);
}

/**
 * @param {Uint8Array} jpeg
 * @param {Uint8Array} exif
 */
export function withJpegExif(jpeg, exif) {
  const length = 2 + 6 + exif.length;
  const segment = [0xff, 0xe1, length >> 8, length & 255, ...new TextEncoder().encode('Exif\0\0'), ...exif];
  return Uint8Array.from([...jpeg.subarray(0, 2), ...segment, ...jpeg.subarray(2)]);
}

/**
 * The chunk's checksum is left zero: the core does not read checksums.
 *
 * @param {Uint8Array} png
 * @param {Uint8Array} exif
 */
export function withPngExif(png, exif) {
  const headerEnd = 33;
  const chunk = [0, 0, 0, exif.length, ...new TextEncoder().encode('eXIf'), ...exif, 0, 0, 0, 0];
  return Uint8Array.from([...png.subarray(0, headerEnd), ...chunk, ...png.subarray(headerEnd)]);
}
