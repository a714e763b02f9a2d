/** @import { PrepareRequest } from '../../web/js/types.d.ts' */
/** @import { Painter } from './pictures.mjs' */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCanvas } from '@napi-rs/canvas';
import { noAugmentation } from '../../web/js/app/augmentation.js';
import { createNodeCore, loadNodeModule } from '../../web/js/core/node.js';
import { largestDifference, prepareSample, readGoldenArray, readGoldenJson } from './golden.mjs';
import { makeExif, makeJpeg, makePng, pattern, withJpegExif, withPngExif } from './pictures.mjs';

const module = await loadNodeModule();
const core = await createNodeCore();

/** @type {PrepareRequest} */
const request = {
  inputSize: 32,
  crop: null,
  normalization: { mean: [127.5, 127.5, 127.5], scale: [127.5, 127.5, 127.5] },
  augmentation: {
    ...noAugmentation,
    rotationDegrees: 15,
    zoom: 0.1,
    widthShift: 0.1,
    heightShift: 0.1,
    horizontalFlip: true,
  },
  copies: 4,
  seed: 1,
};

/** @param {Uint8Array} file @param {number} size */
function decode(file, size) {
  const picture = module.decodePicture(file);
  assert.ok(!('error' in picture), JSON.stringify(picture));
  const pixels = picture.resized(size);
  picture.delete();
  return pixels;
}

/** @param {number} id */
const caseName = (id) => String(id).padStart(2, '0');

test('the affine transform is that of Keras', () => {
  for (const { id, theta, tx, ty, shear, zx, zy, fill_mode, cval } of readGoldenJson('keras_affine/cases.json').cases) {
    const input = readGoldenArray(module, `keras_affine/${caseName(id)}_in.npy`);
    const expected = readGoldenArray(module, `keras_affine/${caseName(id)}_out.npy`);
    const [height, width] = input.shape;
    const actual = module.applyAffine(/** @type {Uint8Array} */ (input.data), width, height, {
      rotationDegrees: theta,
      xShift: tx,
      yShift: ty,
      shearDegrees: shear,
      xZoom: zx,
      yZoom: zy,
      fillMode: fill_mode,
      fillValue: cval,
    });
    assert.ok(largestDifference(actual, expected.data) <= 1e-3, `case ${id}`);
  }
});

test('resizing is that of Pillow, to the last bit', () => {
  for (const { id } of readGoldenJson('pillow_resize/cases.json').cases) {
    const { data, shape } = readGoldenArray(module, `pillow_resize/${caseName(id)}_in.npy`);
    const expected = readGoldenArray(module, `pillow_resize/${caseName(id)}_out.npy`);
    const [newHeight, newWidth] = expected.shape;
    const actual = module.resizeImage(/** @type {Uint8Array} */ (data), shape[1], shape[0], newWidth, newHeight);
    assert.deepEqual(actual, expected.data, `case ${id}`);
  }
});

test('a PNG gives back its pixels, and transparency shows white', () => {
  const png = makePng(4, 4, (x, y) => (x < 2 ? [10 * x, 20 * y, 30] : [0, 0, 0, x === 2 ? 0 : 0.4]));
  const pixels = decode(png, 4);
  assert.deepEqual([...pixels.subarray(0, 12)], [0, 0, 30, 10, 0, 30, 255, 255, 255, 153, 153, 153]);
});

test('the header tells format and upright size', async () => {
  assert.deepEqual(await core.inspectImage(makePng(5, 3, pattern)), { format: 'png', width: 5, height: 3 });
  assert.deepEqual(await core.inspectImage(makeJpeg(40, 30, pattern)), { format: 'jpeg', width: 40, height: 30 });
  const turned = withJpegExif(makeJpeg(40, 30, pattern), makeExif(6, true));
  assert.deepEqual(await core.inspectImage(turned), { format: 'jpeg', width: 30, height: 40 });
});

/**
 * How a camera stores an upright picture under each Exif orientation.
 *
 * @type {[orientation: number, stored: (upright: Painter, width: number, height: number) => Painter][]}
 */
const cameras = [
  [1, (upright) => upright],
  [2, (upright, width) => (x, y) => upright(width - 1 - x, y)],
  [3, (upright, width, height) => (x, y) => upright(width - 1 - x, height - 1 - y)],
  [4, (upright, _, height) => (x, y) => upright(x, height - 1 - y)],
  [5, (upright) => (x, y) => upright(y, x)],
  [6, (upright, width) => (x, y) => upright(width - 1 - y, x)],
  [7, (upright, width, height) => (x, y) => upright(width - 1 - y, height - 1 - x)],
  [8, (upright, _, height) => (x, y) => upright(y, height - 1 - x)],
];

for (const [orientation, camera] of cameras) {
  test(`Exif orientation ${orientation} is turned upright, from JPEG and PNG, in both byte orders`, () => {
    // Flat grey squares as large as JPEG's blocks, which it keeps nearly exactly.
    const [width, height] = [96, 64];
    /** @type {Painter} */
    const upright = (x, y) => {
      const grey = (x >> 4) * 40 + (y >> 4) * 8;
      return [grey, grey, grey];
    };
    const stored = camera(upright, width, height);
    const [storedWidth, storedHeight] = orientation >= 5 ? [height, width] : [width, height];
    const expected = decode(makePng(width, height, upright), 48);
    for (const littleEndian of [true, false]) {
      const exif = makeExif(orientation, littleEndian);
      const png = withPngExif(makePng(storedWidth, storedHeight, stored), exif);
      assert.deepEqual(decode(png, 48), expected);
      const jpeg = withJpegExif(makeJpeg(storedWidth, storedHeight, stored), exif);
      assert.ok(largestDifference(decode(jpeg, 48), expected) <= 2);
    }
  });
}

test('a photograph taken sideways gives the same images as if it were upright, to the last bit', async () => {
  const [width, height] = [60, 80];
  const upright = makePng(width, height, pattern);
  const crop = { centreX: 20, centreY: 30, side: 30, angleDegrees: 12 };
  for (const [orientation, camera] of cameras) {
    const [storedWidth, storedHeight] = orientation >= 5 ? [height, width] : [width, height];
    const stored = makePng(storedWidth, storedHeight, camera(pattern, width, height));
    const photograph = withPngExif(stored, makeExif(orientation, false));
    for (const seen of [request, { ...request, crop }]) {
      const images = await prepareSample(core, photograph, seen);
      assert.deepEqual(images, await prepareSample(core, upright, seen));
    }
  }
});

test('a malformed Exif block does not cost the photograph', () => {
  const jpeg = makeJpeg(16, 16, pattern);
  const expected = decode(jpeg, 16);
  for (const length of [0, 3, 8, 12, 20]) {
    assert.deepEqual(decode(withJpegExif(jpeg, makeExif(6, true).subarray(0, length)), 16), expected);
  }
  assert.deepEqual(decode(withJpegExif(jpeg, makeExif(77, false)), 16), expected);
});

test('prepared rows are planar and normalised, the photograph itself first', async () => {
  const png = makePng(32, 32, pattern);
  const rows = await prepareSample(core, png, request);
  const rowSize = 3 * 32 * 32;
  assert.equal(rows.length, 5 * rowSize);
  const pixels = decode(png, 32);
  for (const [x, y, channel] of [
    [0, 0, 0],
    [31, 0, 1],
    [5, 9, 2],
  ]) {
    const expected = Math.fround((pixels[(y * 32 + x) * 3 + channel] - 127.5) / 127.5);
    assert.equal(rows[(channel * 32 + y) * 32 + x], expected);
  }
});

test('copies differ from each other, and stay the same when there are more of them', async () => {
  const png = makePng(32, 32, pattern);
  const rowSize = 3 * 32 * 32;
  const rows = await prepareSample(core, png, request);
  const copies = Array.from({ length: 5 }, (_, copy) => rows.subarray(copy * rowSize, (copy + 1) * rowSize));
  assert.equal(new Set(copies.map((copy) => copy.join())).size, 5);
  const more = await prepareSample(core, png, { ...request, copies: 6 });
  assert.deepEqual(more.subarray(0, rows.length), rows);
});

test('the seed and the pixels decide the copies', async () => {
  const rowSize = 3 * 32 * 32;
  const png = makePng(32, 32, pattern);
  const once = await prepareSample(core, png, request);
  assert.deepEqual(await prepareSample(core, png, request), once);
  const reseeded = await prepareSample(core, png, { ...request, seed: 2 });
  assert.deepEqual(reseeded.subarray(0, rowSize), once.subarray(0, rowSize));
  assert.notDeepEqual(reseeded.subarray(rowSize), once.subarray(rowSize));
});

test('the core takes a large photograph without harm to what comes after', async () => {
  const small = makePng(32, 32, pattern);
  const before = await prepareSample(core, small, request);
  await prepareSample(core, new Uint8Array(createCanvas(4000, 3000).toBuffer('image/jpeg')), request);
  assert.deepEqual(await prepareSample(core, small, request), before);
});

test('copies of a crop show what is around it, and the crop itself comes first', async () => {
  // White, with a black square from 40 to 60 in its middle, which the crop shows alone.
  const png = makePng(100, 100, (x, y) => (x >= 40 && x < 60 && y >= 40 && y < 60 ? [0, 0, 0] : [255, 255, 255]));
  const crop = { centreX: 50, centreY: 50, side: 20, angleDegrees: 0 };
  const normalization = /** @type {PrepareRequest['normalization']} */ ({ mean: [0, 0, 0], scale: [255, 255, 255] });
  const augmentation = { ...request.augmentation, rotationDegrees: 0, zoom: 0, widthShift: 0.5 };
  const rows = await prepareSample(core, png, { ...request, inputSize: 20, crop, normalization, augmentation });
  const rowSize = 3 * 20 * 20;
  assert.deepEqual(rows.subarray(0, rowSize), new Float32Array(rowSize));
  const whitest = (/** @type {number} */ copy) => Math.max(...rows.subarray(copy * rowSize, (copy + 1) * rowSize));
  // A copy that happens to be shifted by less than a pixel shows but a shade of it.
  assert.ok([1, 2, 3, 4].filter((copy) => whitest(copy) > 0.99).length >= 3);
});
