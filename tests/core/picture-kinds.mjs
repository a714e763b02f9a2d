// One small picture of every kind that the core reads, with noise for pixels: what a canvas does not encode is put
// together here. Decoders accept them; no eye should.
/** @import { Draw } from './random.mjs' */

import { withWebpExif, writeFlatJpeg, writeHeicHeader, writePng } from './encoders.mjs';
import { makeAvif, makeExif, makeJpeg, makePng, makeWebp, pattern, withJpegExif, withPngExif } from './pictures.mjs';
import { drawBytes, seededDraw } from './random.mjs';

/** @param {number} value */
const big16 = (value) => [value >> 8, value & 255];
/** @param {number} value */
const little16 = (value) => [value & 255, value >> 8];
/** @param {number} value */
const little32 = (value) => [...little16(value & 0xffff), ...little16(value >>> 16)];
/** @param {string} text */
const textBytes = (text) => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** @param {Iterable<number>[]} parts */
const joined = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));

/**
 * A JPEG of 4-bit Huffman codes, all sixteen of which mean something, so that noise decodes.
 *
 * @param {Draw} draw
 * @param {{progressive?: boolean, sampling: number[], scans?: number[][], restartInterval?: number}} kind `sampling`:
 *   factors of each component, horizontal << 4 | vertical; `scans`: first and last coefficient, bit before and now
 */
function noiseJpeg(draw, { progressive = false, sampling, scans = [[0, 63, 0, 0]], restartInterval = 0 }) {
  /** @param {number} marker @param {Iterable<number>[]} parts */
  const segment = (marker, ...parts) => {
    const content = joined(...parts);
    return joined([0xff, marker], big16(content.length + 2), content);
  };
  const codesOfEachLength = [0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  const dcSizes = [0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6, 7, 8];
  const acRunsAndSizes = [
    0x00, 0x01, 0x02, 0x03, 0x11, 0x12, 0x21, 0x31, 0x41, 0x51, 0xf0, 0x00, 0x00, 0x04, 0x05, 0x00,
  ];
  // A progressive block of coefficients ends a run of blocks instead, and refinements are one bit.
  const refining = [0x00, 0x01, 0x11, 0x21, 0x31, 0x41, 0x01, 0x01, 0xf0, 0x10, 0x20, 0x00, 0x01, 0x01, 0x01, 0x01];
  const components = sampling.map((_, index) => index + 1);
  /** @param {number} count */
  const noise = (count) => drawBytes(draw, count).filter((byte) => byte !== 0xff);
  // Four bytes are less than a unit of blocks takes; the rest is read as zeros, and the marker is met in time.
  const restarts = () => [0, 1, 2].flatMap((index) => [...noise(4), 0xff, 0xd0 + index]);
  /** @param {number[]} scan */
  const writeScan = ([first, last, before, now]) =>
    // Progressive coefficients other than the first are of one component a scan.
    (first === 0 ? [components] : components.map((id) => [id])).flatMap((ids) => {
      const tables = ids.flatMap((id) => [id, before > 0 ? 0x01 : 0x00]);
      return [
        ...segment(0xda, [ids.length], tables, [first, last, (before << 4) | now]),
        ...(restartInterval > 0 ? restarts() : []),
        ...noise(120),
      ];
    });
  return joined(
    [0xff, 0xd8],
    segment(
      0xdb,
      [0],
      Array.from({ length: 64 }, (_, index) => 1 + (index >> 3)),
    ),
    segment(
      progressive ? 0xc2 : 0xc0,
      [8, ...big16(19), ...big16(21), sampling.length],
      ...sampling.map((factors, index) => [index + 1, factors, 0]),
    ),
    segment(0xc4, [0x00], codesOfEachLength, dcSizes),
    segment(0xc4, [0x10], codesOfEachLength, acRunsAndSizes),
    segment(0xc4, [0x11], codesOfEachLength, refining),
    restartInterval > 0 ? segment(0xdd, big16(restartInterval)) : [],
    ...scans.map(writeScan),
    [0xff, 0xd9],
  );
}

/** Samples of a pixel, by the colour type. */
const PNG_CHANNELS = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/**
 * @param {Draw} draw
 * @param {{colourType: 0 | 2 | 3 | 4 | 6, depth: number, interlaced?: boolean, transparent?: boolean}} kind
 *   `transparent`: by tRNS
 */
function noisePng(draw, { colourType, depth, interlaced = false, transparent = false }) {
  const channels = PNG_CHANNELS[colourType];
  const isPalette = colourType === 3;
  return writePng(
    {
      ...{ width: 9, height: 11, depth, colourType, interlaced, filtered: true },
      palette: isPalette ? drawBytes(draw, 3 * 2 ** depth) : undefined,
      transparency: transparent ? drawBytes(draw, isPalette ? 2 ** depth : 2 * channels) : undefined,
    },
    () => Array.from({ length: channels }, () => draw(2 ** depth)),
  );
}

/**
 * @param {Draw} draw
 * @param {{bits: number, old?: boolean, masks?: boolean, upsideDown?: boolean}} kind `old`: OS/2's header
 */
function noiseBmp(draw, { bits, old = false, masks = false, upsideDown = false }) {
  const [width, height] = [7, 5];
  const colours = bits <= 8 ? drawBytes(draw, (old ? 3 : 4) * 2 ** bits) : [];
  const fields = masks ? [0xf800, 0x07e0, 0x001f].flatMap(little32) : [];
  const pixels = drawBytes(draw, Math.floor((width * bits + 31) / 32) * 4 * height);
  const information = old
    ? joined(little32(12), little16(width), little16(height), little16(1), little16(bits))
    : joined(
        little32(40),
        little32(width),
        little32(upsideDown ? -height : height),
        little16(1),
        little16(bits),
        little32(masks ? 3 : 0),
        little32(pixels.length),
        little32(0),
        little32(0),
        little32(0),
        little32(0),
      );
  const start = 14 + information.length + fields.length + colours.length;
  return joined(
    textBytes('BM'),
    little32(start + pixels.length),
    little32(0),
    little32(start),
    information,
    fields,
    colours,
    pixels,
  );
}

/**
 * A GIF whose codes are of one length, because the dictionary is cleared before it grows out of it.
 *
 * @param {Draw} draw
 * @param {{interlaced?: boolean, transparent?: boolean, ownColours?: boolean, frames?: number}} kind
 */
function noiseGif(draw, { interlaced = false, transparent = false, ownColours = false, frames = 1 }) {
  const [width, height] = [6, 9];
  const colours = drawBytes(draw, 3 * 4);
  const frame = () => {
    /** @type {number[]} */
    const codes = [];
    for (let pixel = 0; pixel < width * height; ++pixel) {
      if (pixel % 2 === 0) codes.push(4); // clear
      codes.push(draw(4));
    }
    codes.push(5); // end
    const bits = codes.flatMap((code) => [code & 1, (code >> 1) & 1, code >> 2]);
    const data = Array.from({ length: Math.ceil(bits.length / 8) }, (_, at) =>
      bits.slice(8 * at, 8 * at + 8).reduce((byte, bit, place) => byte | (bit << place), 0),
    );
    return joined(
      transparent ? [0x21, 0xf9, 4, 0x09, 0, 0, 2, 0] : [],
      textBytes(','),
      [0, 0, 0, 0, ...little16(width), ...little16(height), (ownColours ? 0x81 : 0) | (interlaced ? 0x40 : 0)],
      ownColours ? colours : [],
      [2, data.length, ...data, 0],
    );
  };
  return joined(
    textBytes('GIF89a'),
    [...little16(width), ...little16(height), ownColours ? 0 : 0x81, 0, 0],
    ownColours ? [] : colours,
    ...Array.from({ length: frames }, frame),
    textBytes(';'),
  );
}

/**
 * @param {Draw} draw
 * @param {{type: number, depth: number, mapDepth?: number, fromTop?: boolean}} kind `type`: as in the header, 9 and more
 *   in runs
 */
function noiseTga(draw, { type, depth, mapDepth = 0, fromTop = true }) {
  const [width, height] = [8, 6];
  const colours = mapDepth > 0 ? 16 : 0;
  const bytes = Math.ceil(depth / 8);
  const pixels = type < 9 ? drawBytes(draw, width * height * bytes) : [];
  // Runs of one pixel, and of four that differ.
  const runs = Array.from({ length: type < 9 ? 0 : 6 }, () => [
    0x83,
    ...drawBytes(draw, bytes),
    0x03,
    ...drawBytes(draw, 4 * bytes),
  ]);
  return joined(
    [2, mapDepth > 0 ? 1 : 0, type, ...little16(0), ...little16(colours), mapDepth, 0, 0, 0, 0],
    [...little16(width), ...little16(height), depth, fromTop ? 0x20 : 0x00],
    [7, 7],
    drawBytes(draw, colours * Math.ceil(mapDepth / 8)),
    pixels,
    runs.flat(),
  );
}

/**
 * @returns {Record<string, Uint8Array>} pictures of less than two kilobytes, by their kind; the same ones each time
 */
export function makePictureKinds() {
  const draw = seededDraw(1);
  const photograph = makeJpeg(24, 17, pattern);
  const drawing = makePng(9, 7, (x, y) => [30 * x, 30 * y, 90, y / 6]);
  const progressive = [
    [0, 0, 0, 1],
    [1, 5, 0, 2],
    [6, 63, 0, 2],
    [1, 63, 2, 1],
    [0, 0, 1, 0],
    [1, 63, 1, 0],
  ];
  const inks = [
    [10, 200, 90, 255],
    [128, 0, 255, 60],
  ];
  return {
    'jpeg-photograph': photograph,
    'jpeg-exif': withJpegExif(photograph, makeExif(6, true)),
    'jpeg-grey': noiseJpeg(draw, { sampling: [0x11] }),
    'jpeg-4:4:4': noiseJpeg(draw, { sampling: [0x11, 0x11, 0x11] }),
    'jpeg-4:2:2': noiseJpeg(draw, { sampling: [0x21, 0x11, 0x11] }),
    'jpeg-4:2:0-restarts': noiseJpeg(draw, { sampling: [0x22, 0x11, 0x11], restartInterval: 1 }),
    'jpeg-odd-sampling': noiseJpeg(draw, { sampling: [0x41, 0x12, 0x21] }),
    'jpeg-four-components': noiseJpeg(draw, { sampling: [0x11, 0x11, 0x11, 0x11] }),
    'jpeg-progressive-grey': noiseJpeg(draw, { progressive: true, sampling: [0x11], scans: progressive }),
    'jpeg-progressive-4:2:0': noiseJpeg(draw, { progressive: true, sampling: [0x22, 0x11, 0x11], scans: progressive }),
    'jpeg-cmyk': writeFlatJpeg(inks, { adobeTransform: 0 }),
    'jpeg-ycck': writeFlatJpeg(inks, { adobeTransform: 2, progressive: true }),
    'png-drawing': drawing,
    'png-exif': withPngExif(drawing, makeExif(5, false)),
    ...Object.fromEntries(
      /** @type {[colourType: 0 | 2 | 3 | 4 | 6, depth: number][]} */ ([
        [0, 1],
        [0, 2],
        [0, 4],
        [0, 8],
        [0, 16],
        [2, 8],
        [2, 16],
        [3, 1],
        [3, 2],
        [3, 4],
        [3, 8],
        [4, 8],
        [4, 16],
        [6, 8],
        [6, 16],
      ]).flatMap(([colourType, depth]) => [
        [`png-${colourType}-${depth}`, noisePng(draw, { colourType, depth })],
        [
          `png-${colourType}-${depth}-interlaced`,
          noisePng(draw, { colourType, depth, interlaced: true, transparent: colourType < 4 }),
        ],
      ]),
    ),
    webp: makeWebp(9, 7, pattern),
    'webp-exif': withWebpExif(makeWebp(9, 7, pattern), 9, 7, 6),
    avif: makeAvif(16, 16, pattern),
    heic: writeHeicHeader(320, 200),
    ...Object.fromEntries([1, 4, 8, 16, 24, 32].map((bits) => [`bmp-${bits}`, noiseBmp(draw, { bits })])),
    'bmp-old': noiseBmp(draw, { bits: 8, old: true }),
    'bmp-masks': noiseBmp(draw, { bits: 16, masks: true }),
    'bmp-upside-down': noiseBmp(draw, { bits: 24, upsideDown: true }),
    gif: noiseGif(draw, {}),
    'gif-interlaced': noiseGif(draw, { interlaced: true, ownColours: true }),
    'gif-transparent': noiseGif(draw, { transparent: true, frames: 2 }),
    ...Object.fromEntries(
      [1, 9].flatMap((type) =>
        [16, 24, 32].map((mapDepth) => [`tga-${type}-map-${mapDepth}`, noiseTga(draw, { type, depth: 8, mapDepth })]),
      ),
    ),
    ...Object.fromEntries(
      [
        [2, 16],
        [2, 24],
        [2, 32],
        [3, 8],
        [3, 16],
        [10, 16],
        [10, 24],
        [10, 32],
        [11, 8],
      ].map(([type, depth]) => [`tga-${type}-${depth}`, noiseTga(draw, { type, depth, fromTop: depth !== 24 })]),
    ),
  };
}
