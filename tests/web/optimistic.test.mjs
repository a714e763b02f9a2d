// What a random split of copies would have shown, measured beside the honest figures.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultSettings } from '../../web/js/app/defaults.js';
import { createEmbedder } from '../../web/js/app/embedder.js';
import { runTraining } from '../../web/js/app/pipeline.js';
import { createNodeCore } from '../../web/js/core/node.js';
import { checkProject, FORMAT_VERSION } from '../../web/js/data/project-check.js';
import { datasetOf, datasets, entry, fakeCache, fakeCore, fakeEmbed, nextTurn, seeing } from './fakes.mjs';

/** @import { CoreService, Settings, TrainRequest } from '../../web/js/types.d.ts' */

const core = await createNodeCore();
/** @type {Settings} */
const settings = { ...defaultSettings, copies: 3, testCopies: 1, epochs: 5, backbone: 'tiny', crop: 'whole' };
const dataset = await datasetOf(
  ['20/a', '20/b', '20/c', '20/d', '30/a', '30/b', '30/c', '30/d'].map((path, index) =>
    entry(`d/${path}.jpg`, String(index)),
  ),
);
const ROWS = 8 * 4;

/** The core's own splits and trainings, on photographs that are numbers. */
function measuring() {
  /** @type {TrainRequest[]} */
  const requests = [];
  const { openPicture, closePicture, preparePicture } = fakeCore();
  /** @type {CoreService} */
  const watched = {
    ...core,
    openPicture,
    closePicture,
    preparePicture,
    trainClassifier(request, context) {
      requests.push(request);
      return core.trainClassifier(request, context);
    },
  };
  const embedder = createEmbedder(fakeEmbed(), async () => new Uint8Array(3));
  return { requests, services: { core: watched, embedder, datasets, cache: fakeCache() } };
}

/** @param {Partial<Settings>} patch @param {{ optimistic?: boolean }} [which] */
async function trainWith(patch, which = { optimistic: true }) {
  const { services, requests } = measuring();
  const request = { dataset, settings: { ...settings, ...patch }, ...seeing, choice: /** @type {const} */ ('auto') };
  const { trained } = await runTraining(services, { ...request, ...which });
  return { ...trained, requests };
}

/** No person is left out: the added one. @param {TrainRequest} request */
const isRandomSplit = ({ trainRows, predictRows }) =>
  predictRows.length > 0 && trainRows.length + predictRows.length === ROWS;

test('it is what a run of the seed protocol has, by one training more', async () => {
  for (const calibration of /** @type {const} */ (['off', 'temperature'])) {
    const patch = { calibration, ensemble: 2 };
    const { run, requests } = await trainWith(patch);
    const without = await trainWith(patch, {});
    const seed = await trainWith({ ...patch, protocol: 'seed' });
    assert.deepEqual(run.optimistic, { accuracy: seed.run.metrics.accuracy, count: seed.run.metrics.count });
    assert.equal(requests.length, without.requests.length + patch.ensemble);
    assert.equal(without.run.optimistic, null);
    // Nothing else is touched by it.
    assert.deepEqual(run.predictions, without.run.predictions);
    assert.equal(seed.run.optimistic, null);
  }
});

test('photographs are on both sides, but no copy is', async () => {
  const { requests } = await trainWith({ testFraction: 0.5 });
  const [request, ...others] = requests.filter(isRandomSplit);
  assert.ok(request && others.length === 0);
  const { trainRows, predictRows } = request;
  assert.equal(new Set([...trainRows, ...predictRows]).size, ROWS);
  const photographsOf = (/** @type {Int32Array} */ rows) => new Set([...rows].map((row) => Math.floor(row / 4)));
  const trained = photographsOf(trainRows);
  assert.ok([...photographsOf(predictRows)].some((photograph) => trained.has(photograph)));
});

test('without copies there is nothing to measure', async () => {
  const { run } = await trainWith({ copies: 0, testCopies: 0 });
  assert.equal(run.optimistic, null);
});

test('it is in the progress of the training, and cancelled with it', async () => {
  const { services } = measuring();
  const request = { dataset, settings, ...seeing, choice: /** @type {const} */ ('auto'), optimistic: true };
  /** @type {number[]} */
  const shares = [];
  await runTraining(services, request, {
    onProgress: ({ stage, done, total }) => stage === 'train' && shares.push(done / total),
  });
  assert.equal(shares.at(-1), 1);
  assert.ok(shares.every((share, index) => share <= 1 && (index === 0 || share >= (shares[index - 1] ?? 0))));

  const controller = new AbortController();
  const training = core.trainClassifier;
  services.core.trainClassifier = (asked, context) =>
    isRandomSplit(asked) ? new Promise(() => {}) : training(asked, context);
  const cancelled = runTraining(services, request, { signal: controller.signal });
  cancelled.catch(() => {});
  for (let turn = 0; turn < 400; turn++) await nextTurn();
  controller.abort();
  await assert.rejects(cancelled, { name: 'AbortError' });
});

test('a project is read with the figure or without, but not with another thing in its place', async () => {
  const { run } = await trainWith({});
  const { optimistic, ...earlier } = run;
  const projectOf = (/** @type {object} */ one) => ({
    ...{ formatVersion: FORMAT_VERSION, name: 'd', savedAt: '', settings, dataset: null, trained: null },
    runs: [one],
  });
  for (const one of [run, earlier, { ...run, optimistic: null }]) checkProject(projectOf(one), 'The project');
  assert.throws(() => checkProject(projectOf({ ...run, optimistic: 'high' }), 'The project'), /is damaged/);
});
