// Recognising a picture in another file, on real photographs and made-up ones, and thumbnails.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { createNodeCore } from '../../web/js/core/node.js';
import { makeExif, makeJpeg, makePng, withJpegExif } from './pictures.mjs';

const core = await createNodeCore();
const data = process.env.AGELENS_DATA_DIR;
const skip = !data && 'AGELENS_DATA_DIR is not set';

/** @param {Uint8Array[]} files */
async function groupsOf(files) {
  const looks = await Promise.all(files.map((file) => core.describePhotograph(file, 8)));
  return [...(await core.groupImprints(Uint8Array.from(looks.flatMap(({ imprint }) => [...imprint]))))];
}

/**
 * The photograph as another program would store it: smaller by `scale`, brighter by a tenth, mirrored or not.
 *
 * @param {Uint8Array} file
 * @param {{ scale: number, brighter: boolean, mirrored: boolean }} how
 */
async function storeAgain(file, { scale, brighter, mirrored }) {
  const image = await loadImage(Buffer.from(file));
  const [width, height] = [image.width * scale, image.height * scale];
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  if (mirrored) context.setTransform(-1, 0, 0, 1, width, 0);
  context.drawImage(image, 0, 0, width, height);
  context.globalCompositeOperation = 'lighter';
  context.fillStyle = 'rgb(25, 25, 25)';
  if (brighter) context.fillRect(0, 0, width, height);
  return new Uint8Array(canvas.toBuffer('image/jpeg', 60));
}

test('a photograph is recognised stored as another JPEG, halved, brighter and mirrored; its person at another age is not', {
  skip,
}, async () => {
  const names = [
    '20/image1',
    '30/image1',
    '40/image1',
    '80/image1',
    '20/image2',
    '50/image2',
    '20/image3',
    '20/image4',
  ];
  const files = names.map((name) => new Uint8Array(readFileSync(join(`${data}`, 'assessment-data', `${name}.jpg`))));
  const again = await Promise.all([
    ...files.map((file) => storeAgain(file, { scale: 1, brighter: false, mirrored: false })),
    ...files.map((file) => storeAgain(file, { scale: 0.5, brighter: true, mirrored: true })),
  ]);
  const numbers = files.map((_, index) => index);
  assert.deepEqual(await groupsOf([...files, ...again]), [...numbers, ...numbers, ...numbers]);
});

test('pictures of one level are not taken for each other', async () => {
  const [white, black] = [makePng(8, 8, () => [255, 255, 255]), makePng(8, 8, () => [0, 0, 0])];
  assert.deepEqual(await groupsOf([white, black, white]), [0, 1, 2]);
  assert.deepEqual(await groupsOf([]), []);
});

test('a photograph is described upright, by its middle square', async () => {
  // Three squares: red, green, blue. Stored on its side.
  const colours = [
    [255, 0, 0],
    [0, 255, 0],
    [0, 0, 255],
  ];
  const file = withJpegExif(
    makeJpeg(30, 90, (_x, y) => /** @type {[number, number, number]} */ (colours[Math.floor(y / 30)])),
    makeExif(6, true),
  );
  const { thumbnail, imprint, width, height } = await core.describePhotograph(file, 4);
  assert.deepEqual([width, height], [90, 30]);
  assert.equal(imprint.length, 1040);
  assert.ok(thumbnail instanceof Uint8ClampedArray);
  assert.equal(thumbnail.length, 4 * 4 * 4);
  const [red = 255, green = 0, blue = 255, opacity] = thumbnail.subarray(20, 24);
  assert.ok(red < 20 && green > 235 && blue < 20 && opacity === 255, `${red} ${green} ${blue} ${opacity}`);
});

test('a file that is no picture is refused', async () => {
  await assert.rejects(core.describePhotograph(new Uint8Array([1, 2, 3]), 8), { code: 'unknown-format' });
});
