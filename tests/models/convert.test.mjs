import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { buildBackbones, convertWithClassifier } from '../../scripts/models/build.mjs';
import { AgelensError } from '../../web/js/app/errors.js';
import { compare, openNetwork, RUNTIMES } from './run-onnx.mjs';
import { syntheticImage } from './synthetic-image.mjs';

const BUILT = new URL('../../models/built/', import.meta.url);
const GOLDEN = process.env.AGELENS_GOLDEN_DIR;
const PHOTOS = ['20_image1', '50_image7', '80_image10'];

/** ONNX files by backbone. @type {Map<string, Uint8Array>} */
const built = new Map();

before(async () => {
  const { backbones } = await buildBackbones({ log: () => {} });
  for (const { name, file } of backbones) {
    built.set(name, await readFile(new URL(file, BUILT)));
  }
});

for (const [runtimeName, runtime] of Object.entries(RUNTIMES)) {
  test(`mobilenet-v2 in ${runtimeName} gives the golden embeddings`, async (t) => {
    const onnx = built.get('mobilenet-v2');
    if (!onnx) return t.skip('the source of mobilenet-v2 is not on this machine');
    if (!GOLDEN) return t.skip('AGELENS_GOLDEN_DIR is not set');
    const run = await openNetwork(runtime, onnx);
    for (const photo of PHOTOS) {
      const pixels = await readNpyData(`${photo}_input.npy`);
      const expected = new Float32Array((await readNpyData(`${photo}_embedding.npy`)).buffer);
      const { embedding, features } = await run(pixels);
      assert.deepEqual(embedding.dims, [1, 1280]);
      assert.deepEqual(features.dims, [1, 1280, 7, 7]);
      const { cosine, largestDifference } = compare(embedding.data, expected);
      t.diagnostic(`${photo}: cosine ${cosine}, largest difference ${largestDifference}`);
      assert.ok(cosine >= 0.9999);
      assert.ok(largestDifference <= 1e-3);
    }
  });

  test(`mobilenet-v2-npm in ${runtimeName} gives TensorFlow.js's embedding`, async (t) => {
    const golden = JSON.parse(await readFile(new URL('golden/mobilenet_v2_npm.json', import.meta.url), 'utf8'));
    const run = await openNetwork(runtime, need('mobilenet-v2-npm'));
    const { embedding } = await run(syntheticImage(224));
    const everyTenth = embedding.data.filter((_, i) => i % 10 === 0);
    const { cosine, largestDifference } = compare(everyTenth, Float32Array.from(golden.everyTenth));
    t.diagnostic(`cosine ${cosine}, largest difference ${largestDifference}`);
    assert.equal(everyTenth.length, golden.everyTenth.length);
    assert.ok(largestDifference <= 1e-4);
    assert.ok(Math.abs(Math.hypot(...embedding.data) - golden.norm) <= 1e-3);
  });

  test(`a batch in ${runtimeName} gives what its images give one by one`, async () => {
    const run = await openNetwork(runtime, need('mobilenet-v2-npm'));
    const images = [syntheticImage(224), syntheticImage(224).reverse(), new Uint8Array(224 * 224 * 3).fill(90)];
    const batch = await run(...images);
    assert.deepEqual(batch.embedding.dims, [3, 1280]);
    assert.deepEqual(batch.features.dims, [3, 1280, 7, 7]);
    for (const [n, image] of images.entries()) {
      const single = await run(image);
      for (const output of ['embedding', 'features']) {
        const size = single[output].data.length;
        const row = batch[output].data.subarray(n * size, (n + 1) * size);
        assert.ok(compare(row, single[output].data).largestDifference <= 1e-5);
      }
    }
  });
}

test('the embedding is the mean of the features over space', async () => {
  const run = await openNetwork(RUNTIMES['onnxruntime-node'], need('mobilenet-v2-npm'));
  const { embedding, features } = await run(syntheticImage(224));
  const means = embedding.data.map(
    (_, c) => features.data.subarray(c * 49, (c + 1) * 49).reduce((a, b) => a + b, 0) / 49,
  );
  assert.ok(compare(embedding.data, means).largestDifference <= 1e-5);
  assert.ok(features.data.every((value) => value >= 0 && value <= 6));
});

test('with its own classifier mobilenet-v2 calls a cat a cat and an espresso an espresso', async (t) => {
  const onnx = await classifierOrNull();
  if (!onnx) return t.skip('the source of mobilenet-v2 is not on this machine');
  const run = await openNetwork(RUNTIMES['onnxruntime-node'], onnx);
  // ImageNet's numbers, after the background class that comes first: Egyptian cat 285, espresso 967.
  for (const [photo, expected] of /** @type {const} */ ([
    ['cat', 285],
    ['espresso', 967],
  ])) {
    const { classes } = await run(await readPhoto(`${photo}.jpg`));
    assert.deepEqual(classes.dims, [1, 1001]);
    assert.equal(classes.data.indexOf(Math.max(...classes.data)) - 1, expected);
    assert.ok(Math.abs(classes.data.reduce((a, b) => a + b, 0) - 1) < 1e-5);
  }
});

/** @param {string} name */
function need(name) {
  const onnx = built.get(name);
  assert.ok(onnx, `${name} was not built`);
  return onnx;
}

async function classifierOrNull() {
  try {
    return await convertWithClassifier();
  } catch (error) {
    if (error instanceof AgelensError && error.code === 'source-not-found') return null;
    throw error;
  }
}

/** The bytes after the header of a golden .npy file. @param {string} file */
async function readNpyData(file) {
  const bytes = await readFile(join(GOLDEN ?? '', 'mobilenet_v2', file));
  return new Uint8Array(bytes.subarray(10 + bytes.readUInt16LE(8)));
}

/** @param {string} file @returns {Promise<Uint8Array>} 224 x 224 HWC */
async function readPhoto(file) {
  const image = await loadImage(await readFile(new URL(`photos/${file}`, import.meta.url)));
  const context = createCanvas(224, 224).getContext('2d');
  context.drawImage(image, 0, 0);
  return Uint8Array.from(context.getImageData(0, 0, 224, 224).data.filter((_, i) => i % 4 !== 3));
}
