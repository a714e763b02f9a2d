// Principal components and maps by t-SNE, as the page asks for them. wasm/tests holds them against scikit-learn.

/** @import { TsneMap } from '../../web/js/types.d.ts' */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createNodeCore } from '../../web/js/core/node.js';
import { example } from './training-example.mjs';

const core = await createNodeCore();
const { embeddings, dimension } = example;
const request = { embeddings, dimension, perplexity: 10, iterations: 300, seed: 1 };

test('principal components of points on a line are one', async () => {
  const pca = await core.computePca(Float32Array.of(0, 0, 3, 4, 6, 8), 2, 9);
  assert.equal(pca.components, 2);
  assert.deepEqual(pca.mean, Float32Array.of(3, 4));
  assert.deepEqual(pca.explained, [1, 0]);
  assert.deepEqual(pca.axes, Float32Array.of(-0.6, -0.8, 0, 0));
  // Neither 0 nor -0 says where nothing is.
  assert.deepEqual(
    pca.coordinates.map((value) => value + 0),
    Float32Array.of(5, 0, 0, 0, -5, 0),
  );
});

test('a map is reported while it grows, and is the same from any worker', async () => {
  /** @type {TsneMap[]} */
  const reported = [];
  const map = await core.drawTsne(request, { onProgress: (grown) => void reported.push(grown) });
  assert.deepEqual(reported.at(-1), map);
  assert.equal(map.iteration, 300);
  assert.equal(map.perplexity, 10);
  assert.equal(map.coordinates.length, (2 * embeddings.length) / dimension);
  const other = await createNodeCore();
  assert.deepEqual(await other.drawTsne(request), map);
  assert.notDeepEqual((await other.drawTsne({ ...request, seed: 2 })).coordinates, map.coordinates);
});

test('of few embeddings the perplexity is lowered', async () => {
  const few = embeddings.slice(0, 7 * dimension);
  assert.equal((await core.drawTsne({ ...request, embeddings: few })).perplexity, 2);
});

test('a cancel is seen between iterations, and the service goes on', async () => {
  const controller = new AbortController();
  const drawing = core.drawTsne(
    { ...request, iterations: 1e9 },
    { signal: controller.signal, onProgress: () => controller.abort() },
  );
  await assert.rejects(drawing, { name: 'AbortError' });
  assert.equal((await core.drawTsne({ ...request, iterations: 1 })).iteration, 1);
});

test('what cannot be mapped is refused in a sentence', async () => {
  const broken = embeddings.map((value, index) => (index === 5 ? Number.NaN : value));
  await assert.rejects(core.drawTsne({ ...request, embeddings: broken }), { code: 'not-finite', message: /again/ });
  await assert.rejects(core.computePca(broken, dimension, 2), { code: 'not-finite' });
  await assert.rejects(core.drawTsne({ ...request, embeddings: new Float32Array(0) }), { code: 'no-embeddings' });
  await assert.rejects(core.drawTsne({ ...request, perplexity: 0 }), { code: 'bad-setting' });
});
