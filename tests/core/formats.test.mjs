// Kinds of files that cameras and programs write, each with pixels that are known beforehand.

/** @import { PngForm } from './encoders.mjs' */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadNodeModule } from '../../web/js/core/node.js';
import { writeFlatJpeg, writePng } from './encoders.mjs';
import { largestDifference } from './golden.mjs';
import { makePictureKinds } from './picture-kinds.mjs';

const module = await loadNodeModule();

/** @param {Uint8Array} file */
function decode(file) {
  const picture = module.decodePicture(file);
  assert.ok(!('error' in picture), JSON.stringify(picture));
  const { width, height } = picture;
  assert.equal(width, height);
  const pixels = picture.resized(width);
  picture.delete();
  return pixels;
}

/**
 * The colours of a row of blocks.
 *
 * @param {Uint8Array} jpeg
 * @param {number} blocks
 */
function blockColours(jpeg, blocks) {
  const picture = module.decodePicture(jpeg);
  assert.ok(!('error' in picture), JSON.stringify(picture));
  assert.deepEqual([picture.width, picture.height], [8 * blocks, 8]);
  const colours = Array.from({ length: blocks }, (_, i) => [
    ...picture.cropped({ centreX: 8 * i + 4, centreY: 4, side: 8, angleDegrees: 0 }, 8).subarray(0, 3),
  ]);
  picture.delete();
  return colours;
}

const SIZE = 11; // not a multiple of Adam7's 8

/** @param {(x: number, y: number) => number[]} colourAt */
const painted = (colourAt) =>
  Uint8Array.from({ length: SIZE * SIZE }, (_, i) => i)
    .reduce((/** @type {number[]} */ all, i) => all.concat(colourAt(i % SIZE, Math.floor(i / SIZE))), [])
    .map(Math.round);

/** @param {number} value @param {number} opacity 0 to 1 */
const overWhite = (value, opacity) => value * opacity + 255 * (1 - opacity);

/**
 * What is stored and what is to be seen.
 *
 * @type {[name: string, form: Omit<PngForm, 'width' | 'height'>,
 *   samplesAt: (x: number, y: number) => number[], colourAt: (x: number, y: number) => number[]][]}
 */
const pngs = [1, 2, 4, 8, 16].map((depth) => {
  const most = 2 ** depth - 1;
  const grey = (/** @type {number} */ x, /** @type {number} */ y) =>
    ((x * 3 + y * 5) * (depth > 8 ? 257 : 1)) % (most + 1);
  const shade = (/** @type {number} */ x, /** @type {number} */ y) =>
    depth === 16 ? grey(x, y) >> 8 : (grey(x, y) * 255) / most;
  return [
    `${depth}-bit grey`,
    { depth, colourType: 0 },
    (x, y) => [grey(x, y)],
    (x, y) => [shade(x, y), shade(x, y), shade(x, y)],
  ];
});
const palette = [250, 0, 10, 0, 130, 20, 3, 40, 200, 90, 90, 90];
for (const depth of [1, 2, 4, 8]) {
  const used = Math.min(4, 2 ** depth);
  const index = (/** @type {number} */ x, /** @type {number} */ y) => (x + 2 * y) % used;
  const colour = (/** @type {number} */ x, /** @type {number} */ y) => palette.slice(3 * index(x, y)).slice(0, 3);
  pngs.push(
    [`${depth}-bit palette`, { depth, colourType: 3, palette }, (x, y) => [index(x, y)], colour],
    [
      `${depth}-bit palette with transparency`,
      { depth, colourType: 3, palette, transparency: [0, 51] },
      (x, y) => [index(x, y)],
      (x, y) => colour(x, y).map((value) => overWhite(value, [0, 0.2, 1, 1][index(x, y)])),
    ],
  );
}
for (const depth of [8, 16]) {
  const sample = (/** @type {number} */ value) => (depth === 16 ? value * 256 + 77 : value);
  const colour = (/** @type {number} */ x, /** @type {number} */ y) => [x * 20, y * 20, x * y];
  const alpha = (/** @type {number} */ x, /** @type {number} */ y) => (x * 23 + y) % 256;
  pngs.push(
    [`${depth}-bit colours`, { depth, colourType: 2 }, (x, y) => colour(x, y).map(sample), colour],
    [
      `${depth}-bit colours with opacity`,
      { depth, colourType: 6 },
      (x, y) => [...colour(x, y), alpha(x, y)].map(sample),
      (x, y) => colour(x, y).map((value) => overWhite(value, alpha(x, y) / 255)),
    ],
    [
      `${depth}-bit grey with opacity`,
      { depth, colourType: 4 },
      (x, y) => [x * 20, alpha(x, y)].map(sample),
      (x, y) => new Array(3).fill(overWhite(x * 20, alpha(x, y) / 255)),
    ],
    [
      `${depth}-bit colours of which one is transparent`,
      {
        depth,
        colourType: 2,
        transparency: colour(3, 4).flatMap((value) => [sample(value) >> 8, sample(value) & 255]),
      },
      (x, y) => colour(x, y).map(sample),
      (x, y) => (x === 3 && y === 4 ? [255, 255, 255] : colour(x, y)),
    ],
  );
}

for (const [name, form, samplesAt, colourAt] of pngs) {
  test(`a PNG of ${name} shows its colours, interlaced or not`, () => {
    for (const interlaced of [false, true]) {
      const png = writePng({ ...form, width: SIZE, height: SIZE, interlaced }, samplesAt);
      assert.deepEqual([...decode(png)], painted(colourAt), `interlaced: ${interlaced}`);
    }
  });
}

test('a grey JPEG is grey, baseline and progressive', () => {
  for (const progressive of [false, true]) {
    const jpeg = writeFlatJpeg([[0], [90], [255]], { progressive });
    assert.deepEqual(
      blockColours(jpeg, 3),
      [0, 90, 255].map((grey) => [grey, grey, grey]),
    );
  }
});

/** JFIF's conversion, of which black, white and colours within range are made. @param {number[]} rgb */
const toYcc = ([red, green, blue]) => {
  const y = 0.299 * red + 0.587 * green + 0.114 * blue;
  return [y, 128 + 0.564 * (blue - y), 128 + 0.713 * (red - y)].map(Math.round);
};

test('a JPEG of colours shows them, baseline and progressive', () => {
  const colours = [
    [200, 30, 60],
    [10, 120, 240],
    [0, 0, 0],
    [255, 255, 255],
  ];
  for (const progressive of [false, true]) {
    const shown = blockColours(writeFlatJpeg(colours.map(toYcc), { progressive }), 4);
    assert.ok(largestDifference(shown.flat(), colours.flat()) <= 2, String(shown));
  }
});

/** Inks from 0 to 255, and what they show on white paper: each takes away its colour, black takes from all. */
const inks = [
  [0, 0, 0, 0],
  [255, 0, 0, 0],
  [0, 255, 0, 0],
  [0, 0, 255, 0],
  [0, 0, 0, 255],
  [40, 90, 200, 51],
];
const printed = inks.map(([cyan, magenta, yellow, black]) =>
  [cyan, magenta, yellow].map((ink) => Math.round(((255 - ink) * (255 - black)) / 255)),
);

test('print colours as Adobe stores them, inverted, are shown as on paper', () => {
  for (const progressive of [false, true]) {
    const stored = inks.map((block) => block.map((ink) => 255 - ink));
    const cmyk = writeFlatJpeg(stored, { progressive, adobeTransform: 0 });
    assert.deepEqual(blockColours(cmyk, inks.length), printed);
  }
});

test('so are print colours of which the inks are stored as luminance and colour differences', () => {
  // YCCK codes the inverse of what CMYK stores: cyan, magenta and yellow themselves, as if they were red, green and blue.
  const stored = inks.map(([cyan, magenta, yellow, black]) => [...toYcc([cyan, magenta, yellow]), 255 - black]);
  for (const progressive of [false, true]) {
    const shown = blockColours(writeFlatJpeg(stored, { progressive, adobeTransform: 2 }), inks.length);
    assert.ok(largestDifference(shown.flat(), printed.flat()) <= 2, String(shown));
  }
});

test('print colours that nothing explains are refused with a sentence', () => {
  const stored = inks.map((block) => block.map((ink) => 255 - ink));
  for (const options of [{}, { adobeTransform: 1 }]) {
    const picture = module.decodePicture(writeFlatJpeg(stored, options));
    assert.ok('error' in picture);
    assert.equal(picture.error.code, 'cmyk');
    assert.match(picture.error.message, /print colours \(CMYK\).*Save it as RGB/);
  }
});

test('a JPEG that leaves out its tables shows the same whatever was decoded before', async () => {
  const whole = writeFlatJpeg(inks, { adobeTransform: 0 });
  const text = Buffer.from(whole).toString('latin1');
  // Of the two Huffman tables, first for means, then for all else, and of the quantisation.
  const [quantization, means, rest] = ['\xff\xdb', '\xff\xc4\0\x1d', '\xff\xc4\0\x14'].map((head) =>
    text.indexOf(head),
  );
  const scan = text.indexOf('\xff\xda');
  /** @param {number} from @param {number} to */
  const without = (from, to) => Uint8Array.from([...whole.subarray(0, from), ...whole.subarray(to)]);
  const others = Object.values(makePictureKinds());
  for (const file of [without(rest, scan), without(means, rest), without(quantization, text.indexOf('\xff\xc0'))]) {
    /** @param {typeof module} core */
    const look = (core) => {
      const picture = core.decodePicture(file);
      if ('error' in picture) return picture.error.code;
      const pixels = picture.resized(48);
      picture.delete();
      return pixels;
    };
    const first = look(await loadNodeModule());
    for (const other of others) {
      const picture = module.decodePicture(other);
      if (!('error' in picture)) picture.delete();
      assert.deepEqual(look(module), first);
    }
  }
});
