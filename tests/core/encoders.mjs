// Files of kinds that the canvas does not write, made by hand, so that their pixels are known exactly.

import { deflateSync } from 'node:zlib';
import { makeExif } from './pictures.mjs';

/** @param {string} text */
const latin = (text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** @param {number} value @param {number} count */
const bigEndian = (value, count) => Array.from({ length: count }, (_, i) => (value / 256 ** (count - 1 - i)) & 255);

/** @param {string} type @param {ArrayLike<number>} data the checksum is left zero: the core does not read it */
function pngChunk(type, data) {
  const chunk = new Uint8Array(12 + data.length);
  chunk.set(bigEndian(data.length, 4));
  chunk.set(latin(type), 4);
  chunk.set(data, 8);
  return chunk;
}

/** Where each of Adam7's passes starts, and its steps. @type {[x: number, y: number, stepX: number, stepY: number][]} */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
];

/**
 * @typedef {object} PngForm
 * @property {number} width
 * @property {number} height
 * @property {number} depth 1, 2, 4, 8 or 16 bits a sample
 * @property {0 | 2 | 3 | 4 | 6} colourType grey, colours, palette, grey with opacity, colours with opacity
 * @property {boolean} [interlaced]
 * @property {boolean} [filtered] rows take turns with the five filters, of which the samples are then the residues
 * @property {ArrayLike<number>} [palette] three values a colour
 * @property {ArrayLike<number>} [transparency] the data of tRNS
 */

/**
 * @param {PngForm} form
 * @param {(x: number, y: number) => number[]} samplesAt as many as the colour type has
 */
export function writePng({ width, height, depth, colourType, interlaced, filtered, palette, transparency }, samplesAt) {
  /** @type {Uint8Array[]} */
  const rows = [];
  for (const [left, top, stepX, stepY] of interlaced ? ADAM7 : [[0, 0, 1, 1]]) {
    for (let y = top; y < height && left < width; y += stepY) {
      const bits = [];
      for (let x = left; x < width; x += stepX) {
        for (const sample of samplesAt(x, y)) {
          for (let bit = depth - 1; bit >= 0; --bit) bits.push((sample >> bit) & 1);
        }
      }
      const row = new Uint8Array(1 + Math.ceil(bits.length / 8)); // its first byte is the filter, 0 for none
      if (filtered) row[0] = rows.length % 5;
      bits.forEach((bit, i) => {
        row[1 + (i >> 3)] |= bit << (7 - (i & 7));
      });
      rows.push(row);
    }
  }
  const header = [...bigEndian(width, 4), ...bigEndian(height, 4), depth, colourType, 0, 0, interlaced ? 1 : 0];
  return new Uint8Array(
    Buffer.concat([
      latin('\x89PNG\r\n\x1a\n'),
      pngChunk('IHDR', header),
      ...(palette ? [pngChunk('PLTE', palette)] : []),
      ...(transparency ? [pngChunk('tRNS', transparency)] : []),
      pngChunk('IDAT', deflateSync(Buffer.concat(rows))),
      pngChunk('IEND', []),
    ]),
  );
}

/** A small file of a black picture of any size, of one bit a pixel. @param {number} width @param {number} height */
export function writeBomb(width, height) {
  const pixels = deflateSync(new Uint8Array((1 + Math.ceil(width / 8)) * height));
  const header = [...bigEndian(width, 4), ...bigEndian(height, 4), 1, 0, 0, 0, 0];
  const chunks = [pngChunk('IHDR', header), pngChunk('IDAT', pixels), pngChunk('IEND', [])];
  return new Uint8Array(Buffer.concat([latin('\x89PNG\r\n\x1a\n'), ...chunks]));
}

/** @param {number} marker @param {number[]} data */
const jpegSegment = (marker, data) => [0xff, marker, ...bigEndian(data.length + 2, 2), ...data];

/**
 * A baseline or progressive JPEG of flat 8 x 8 blocks in one row, without loss: a block's only coefficient is its mean.
 *
 * @param {number[][]} blocks each block's components as they are stored
 * @param {{ progressive?: boolean, adobeTransform?: number }} [options]
 */
export function writeFlatJpeg(blocks, { progressive = false, adobeTransform } = {}) {
  const count = blocks[0].length;
  const ids = Array.from({ length: count }, (_, i) => i + 1);
  // Differences of means, as T.81 codes them: their length in bits by a table of 4-bit codes, then the bits.
  let bits = '';
  const before = ids.map(() => 0);
  for (const block of blocks) {
    block.forEach((value, component) => {
      const difference = value - 128 - before[component];
      before[component] = value - 128;
      const size = difference === 0 ? 0 : Math.floor(Math.log2(Math.abs(difference))) + 1;
      const coded = difference < 0 ? difference + 2 ** size - 1 : difference;
      bits += size.toString(2).padStart(4, '0') + (size ? coded.toString(2).padStart(size, '0') : '');
      if (!progressive) bits += '0'; // nothing else in this block
    });
  }
  bits = bits.padEnd(Math.ceil(bits.length / 8) * 8, '1');
  const data = (bits.match(/.{8}/g) ?? []).flatMap((byte) => {
    const value = Number.parseInt(byte, 2);
    return value === 0xff ? [0xff, 0] : [value];
  });
  const adobe = [...latin('Adobe'), 0, 100, 0, 0, 0, 0, adobeTransform ?? 0];
  return Uint8Array.from([
    ...[0xff, 0xd8],
    ...(adobeTransform === undefined ? [] : jpegSegment(0xee, adobe)),
    ...jpegSegment(0xdb, [0, ...new Array(64).fill(8)]),
    ...jpegSegment(progressive ? 0xc2 : 0xc0, [
      ...[8, ...bigEndian(8, 2), ...bigEndian(8 * blocks.length, 2), count],
      ...ids.flatMap((id) => [id, 0x11, 0]),
    ]),
    ...jpegSegment(0xc4, [0x00, 0, 0, 0, 10, ...new Array(12).fill(0), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
    ...jpegSegment(0xc4, [0x10, 1, ...new Array(15).fill(0), 0]),
    ...jpegSegment(0xda, [count, ...ids.flatMap((id) => [id, 0]), 0, progressive ? 0 : 63, 0]),
    ...data,
    ...[0xff, 0xd9],
  ]);
}

/** A box of ISO media. @param {string} type @param {...ArrayLike<number>} parts of its content */
function box(type, ...parts) {
  const content = parts.flatMap((part) => Array.from(part));
  return [...bigEndian(content.length + 8, 4), ...latin(type), ...content];
}

/** A HEIC file that has a header but nothing to decode. @param {number} width @param {number} height */
export function writeHeicHeader(width, height) {
  const version = [0, 0, 0, 0];
  const size = box('ispe', version, bigEndian(width, 4), bigEndian(height, 4));
  return Uint8Array.from([
    ...box('ftyp', latin('heic'), version, latin('mif1heic')),
    ...box('meta', version, box('iprp', box('ipco', size))),
    ...box('mdat', [1, 2, 3, 4]),
  ]);
}

/**
 * The picture of a WebP file in a file that also has Exif.
 *
 * @param {Uint8Array} webp
 * @param {number} width
 * @param {number} height
 * @param {number} orientation
 */
export function withWebpExif(webp, width, height, orientation) {
  const little = (/** @type {number} */ value, /** @type {number} */ count) => bigEndian(value, count).reverse();
  const exif = makeExif(orientation, true);
  const chunks = webp.subarray(12);
  const isExtended = new TextDecoder().decode(chunks.subarray(0, 4)) === 'VP8X';
  const hasExif = 0x08;
  const flags = (isExtended ? chunks[8] : 0) | hasExif;
  const body = [
    ...latin('WEBPVP8X'),
    ...little(10, 4),
    ...[flags, 0, 0, 0],
    ...[...little(width - 1, 3), ...little(height - 1, 3)],
    ...chunks.subarray(isExtended ? 18 : 0),
    ...latin('EXIF'),
    ...little(exif.length, 4),
    ...exif,
  ];
  return Uint8Array.from([...latin('RIFF'), ...little(body.length, 4), ...body]);
}
