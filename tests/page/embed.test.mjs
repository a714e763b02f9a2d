// WebGPU and WASM in the browser against each other, on a real photograph.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { buildSmallPage } from '../../scripts/steps/small-page.mjs';
import { noAugmentation } from '../../web/js/app/augmentation.js';
import { createNodeCore } from '../../web/js/core/node.js';
import { prepareSample } from '../core/golden.mjs';
import { withPage } from './harness.mjs';

/** @import { Backbone, Device } from '../../web/js/types.d.ts' */

const FIXTURE = fileURLToPath(new URL('embed-fixture/', import.meta.url));
const BACKBONES = new URL('../../models/built/', import.meta.url);
const PHOTO = new URL('../models/photos/cat.jpg', import.meta.url);

/** Builds the fixture with a prepared photograph and the smallest backbone beside it: a software adapter is slow. */
async function buildFixture() {
  const root = await mkdtemp(join(tmpdir(), 'agelens-embed-'));
  await buildSmallPage(FIXTURE, root);
  const { backbones } = JSON.parse(await readFile(new URL('manifest.json', BACKBONES), 'utf8'));
  const [backbone] = backbones.toSorted((/** @type {Backbone} */ a, /** @type {Backbone} */ b) => a.bytes - b.bytes);
  const core = await createNodeCore();
  const image = await prepareSample(core, new Uint8Array(await readFile(PHOTO)), {
    inputSize: backbone.inputSize,
    crop: null,
    normalization: backbone.normalization,
    augmentation: noAugmentation,
    copies: 0,
    seed: 1,
  });
  await writeFile(join(root, 'backbone.onnx'), await readFile(new URL(backbone.file, BACKBONES)));
  await writeFile(join(root, 'backbone.json'), JSON.stringify(backbone));
  await writeFile(join(root, 'image.f32'), new Uint8Array(image.buffer));
  return { root, backbone };
}

/** @param {number[]} a @param {number[]} b */
function cosine(a, b) {
  const dot = (/** @type {number[]} */ x, /** @type {number[]} */ y) =>
    x.reduce((sum, value, index) => sum + value * /** @type {number} */ (y[index]), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

test('WebGPU, WASM and WASM with threads give the same embedding, and when the GPU is lost WASM goes on and says so', async (t) => {
  const { root, backbone } = await buildFixture();
  t.after(() => rm(root, { recursive: true }));
  await withPage({ root, webgpu: true }, async ({ page, allow }) => {
    // What the browser and the runtime print when a device is destroyed under them.
    allow(/device|webgpu|buffer/i);
    await page.waitForFunction(() => 'embedOn' in globalThis);
    /** @param {'webgpu' | 'wasm'} kind @returns {Promise<{ device: Device, embedding: number[] }>} */
    const embedOn = (kind) => page.evaluate((asked) => /** @type {any} */ (globalThis).embedOn(asked), kind);
    const onGpu = await embedOn('webgpu');
    const onCpu = await embedOn('wasm');
    assert.equal(onGpu.device.kind, 'webgpu', `no WebGPU: ${onGpu.device.notice}`);
    assert.match(onGpu.device.adapter ?? '', /\w/);
    assert.equal(onCpu.device.kind, 'wasm');
    assert.equal(onCpu.embedding.length, backbone.embeddingSize);
    const similarity = cosine(onGpu.embedding, onCpu.embedding);
    t.diagnostic(`adapter ${onGpu.device.adapter}; cosine ${similarity}`);
    assert.ok(similarity >= 0.9999, `cosine ${similarity}`);

    /** @type {{ isolated: boolean, embedding: number[] | null }} null where threads could not be had */
    const withThreads = await page.evaluate(() => /** @type {any} */ (globalThis).embedWithThreads());
    assert.deepEqual(withThreads, { isolated: true, embedding: onCpu.embedding }, 'threads change no bit');

    const count = 4;
    /** @type {{ before: Device, changes: Device[], embeddings: number[][] }} */
    const lost = await page.evaluate((images) => /** @type {any} */ (globalThis).embedThroughLoss(images), count);
    assert.equal(lost.before.kind, 'webgpu');
    assert.equal(lost.changes.length, 1);
    assert.equal(lost.changes[0]?.kind, 'wasm');
    t.diagnostic(lost.changes[0]?.notice ?? '');
    assert.match(lost.changes[0]?.notice ?? '', /^The GPU \(.+\) failed, so the processor goes on: /);
    assert.equal(lost.embeddings.length, count);
    for (const embedding of lost.embeddings) assert.ok(cosine(embedding, onCpu.embedding) >= 0.9999);
    assert.deepEqual(lost.embeddings.at(-1), onCpu.embedding);
  });
});
