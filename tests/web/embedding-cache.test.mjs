// Embeddings that are kept: what is asked for again, what is computed again, and what is removed.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createFolderFiles } from '../../scripts/cli/cache-folder.mjs';
import { defaultSettings } from '../../web/js/app/defaults.js';
import { embedDataset } from '../../web/js/app/embed-dataset.js';
import { createEmbedder } from '../../web/js/app/embedder.js';
import { createEmbeddingCache } from '../../web/js/data/embedding-cache.js';
import {
  backbone,
  datasetOf,
  datasets,
  entry,
  faceDetector,
  fakeCache,
  fakeCore,
  fakeEmbed,
  seeing,
} from './fakes.mjs';

/** @import { TestContext } from 'node:test' */
/** @import { Backbone, Device, Settings } from '../../web/js/types.d.ts' */

/** @type {Settings} */
const settings = { ...defaultSettings, crop: 'whole', copies: 2, testCopies: 2 };

/** @param {TestContext} t @param {number} [mostBytes] */
async function cacheIn(t, mostBytes = 1e9) {
  const folder = await mkdtemp(join(tmpdir(), 'agelens-cache-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return { folder, cache: createEmbeddingCache(createFolderFiles(folder), async () => mostBytes) };
}

const photographs = (/** @type {number[]} */ numbers) =>
  datasetOf(numbers.map((number) => entry(`d/${20 + 10 * (number % 2)}/${number}.jpg`, String(number))));

/** @param {Awaited<ReturnType<typeof cacheIn>>['cache']} cache */
function embedderOf(cache) {
  const core = fakeCore();
  const embedder = createEmbedder(fakeEmbed(), async () => new Uint8Array());
  return (
    /** @type {number[]} */ numbers,
    /** @type {Partial<Settings>} */ change = {},
    /** @type {object} */ seen = {},
  ) =>
    photographs(numbers).then((dataset) =>
      embedDataset(
        { core, embedder, datasets, cache },
        { dataset, settings: { ...settings, ...change }, ...seeing, ...seen },
      ),
    );
}

test('what is read is what was written', async (t) => {
  const { cache } = await cacheIn(t);
  const kept = { faces: { faces: [], chosen: -1 }, rows: Float32Array.of(1, 2.5, -3) };
  await cache.write('recipe', 'photo', kept);
  assert.deepEqual(await cache.read('recipe', 'photo'), kept);
  assert.equal(await cache.read('recipe', 'other'), null);
  assert.equal(await cache.read('other', 'photo'), null);
});

test('nothing is computed twice, ten photographs more are ten computed, fewer copies are none', async (t) => {
  const { cache } = await cacheIn(t);
  const embed = embedderOf(cache);
  const first = await embed([0, 1, 2, 3]);
  assert.deepEqual(first.count, { computed: 12, reused: 0 });
  const again = await embed([0, 1, 2, 3]);
  assert.deepEqual(again.count, { computed: 0, reused: 12 });
  assert.deepEqual(again.embeddings, first.embeddings);
  assert.deepEqual((await embed([0, 1, 2, 3, 4, 5])).count, { computed: 6, reused: 12 });
  const fewer = await embed([0, 1], { copies: 1 });
  assert.deepEqual(fewer.count, { computed: 0, reused: 4 });
  assert.deepEqual([...fewer.embeddings], [0, 0, 1, 1]);
  assert.deepEqual((await embed([0, 1], { copies: 3 })).count, { computed: 8, reused: 0 });
});

test('settings of the classifier change nothing, all that decides the images does', async (t) => {
  const { cache } = await cacheIn(t);
  const embed = embedderOf(cache);
  await embed([0, 1]);
  /** @type {Backbone} */
  const other = { ...backbone, sha256: 'other' };
  assert.equal((await embed([0, 1], { l2: 5, epochs: 3, method: 'network' })).count.computed, 0);
  assert.equal((await embed([0, 1], { seed: 9 })).count.computed, 6);
  for (const [name, value] of Object.entries(settings.augmentation)) {
    const other = { boolean: !value, number: 0.5, string: 'wrap' }[/** @type {string} */ (typeof value)];
    const augmentation = { ...settings.augmentation, [name]: other };
    assert.equal((await embed([0, 1], { augmentation })).count.computed, 6, name);
  }
  assert.equal((await embed([0, 1], {}, { backbones: [other] })).count.computed, 6);
  assert.equal((await embed([0, 1], { crop: 'face' }, { faceDetector })).count.computed, 6);
  // Each alone was computed already.
  const joined = await embed([0, 1], {}, { backbones: [backbone, other] });
  assert.deepEqual(joined.count, { computed: 0, reused: 12 });
  assert.deepEqual([...joined.embeddings], [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]);
});

test('an entry with any damaged byte, or cut off, is computed again and mended', async (t) => {
  const { cache, folder } = await cacheIn(t);
  const embed = embedderOf(cache);
  await embed([0, 1]);
  const [recipe = ''] = await readdir(folder);
  const [name = ''] = await readdir(join(folder, recipe));
  const path = join(folder, recipe, name);
  const whole = await readFile(path);
  for (let at = 0; at < whole.length; at += 3) {
    const damaged = Buffer.from(whole);
    damaged[at] = (damaged[at] ?? 0) ^ 0x10;
    await writeFile(path, damaged);
    assert.equal(await cache.read(recipe, name), null, `byte ${at}`);
  }
  for (const length of [0, 7, 40, whole.length - 1]) {
    await writeFile(path, whole.subarray(0, length));
    assert.equal(await cache.read(recipe, name), null, `length ${length}`);
  }
  const mended = await embed([0, 1]);
  assert.deepEqual(mended.count, { computed: 3, reused: 3 });
  assert.deepEqual([...mended.embeddings], [0, 0, 0, 1, 1, 1]);
  assert.deepEqual((await embed([0, 1])).count, { computed: 0, reused: 6 });
});

test('the oldest are removed until what is left is within the bound', async (t) => {
  const { cache } = await cacheIn(t, 250);
  const kept = { faces: null, rows: new Float32Array(10) };
  for (const photo of ['a', 'b', 'c']) {
    await cache.write('recipe', photo, kept);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.ok((await cache.trim()) <= 250);
  assert.equal(await cache.read('recipe', 'a'), null);
  assert.notEqual(await cache.read('recipe', 'c'), null);
  await cache.clear();
  assert.equal(await cache.read('recipe', 'c'), null);
  assert.equal(await cache.trim(), 0);
});

test('what the processor computed after a GPU failed is not kept as what the GPU computed', async () => {
  const cache = fakeCache();
  /** @type {Device} */
  let device = { kind: 'webgpu', adapter: 'GPU', threads: 1, notice: null };
  let runs = 0;
  const service = fakeEmbed();
  const embedder = {
    device: () => device,
    run: (/** @type {string} */ sha256, /** @type {Float32Array} */ images, /** @type {number} */ count) => {
      runs += 1;
      if (runs === 2) device = { ...device, kind: 'wasm' };
      return service.run(sha256, images, count);
    },
  };
  const dataset = await photographs([0, 1, 2, 3]);
  const request = { dataset, settings: { ...settings, copies: 7 }, ...seeing };
  const { count } = await embedDataset({ core: fakeCore(), embedder, datasets, cache }, request);
  assert.equal(count.computed, 32);
  assert.ok(cache.kept.size < 4, `${cache.kept.size} of 4 are kept`);
});

test('a cache that has no room or cannot be read costs nothing but time', async () => {
  const failing = {
    ...fakeCache(),
    read: () => Promise.reject(new Error('gone')),
    write: () => Promise.reject(new Error('full')),
  };
  const { count, embeddings } = await embedderOf(failing)([0, 1]);
  assert.deepEqual(count, { computed: 6, reused: 0 });
  assert.deepEqual([...embeddings], [0, 0, 0, 1, 1, 1]);
});
