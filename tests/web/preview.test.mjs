// Copies shown beside the options that make them.

/** @import { CoreService, PrepareRequest } from '../../web/js/types.d.ts' */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialState } from '../../web/js/app/defaults.js';
import { createEmbedder } from '../../web/js/app/embedder.js';
import { createPreviewActions, PREVIEW_COPIES } from '../../web/js/app/preview.js';
import { createStore } from '../../web/js/app/store.js';
import { backbone, datasetOf, deferred, entry, faceDetector, fakeCore, fakeEmbed, nextTurn } from './fakes.mjs';

const BYTES = 4 * backbone.inputSize ** 2;

/** Photographs whose numbers are the texts. @param {string[]} texts @param {Partial<CoreService>} [overrides] */
async function page(texts, overrides = {}) {
  const store = createStore(initialState());
  /** @type {PrepareRequest[]} */
  const requests = [];
  const core = fakeCore();
  const { drawCopies } = core;
  core.drawCopies = (picture, request) => {
    requests.push(request);
    return drawCopies(picture, request);
  };
  Object.assign(core, overrides);
  const embed = fakeEmbed();
  const embedder = createEmbedder(embed, async () => new Uint8Array(3));
  const actions = createPreviewActions(store, { core, embedder });
  const entries = texts.map((text, index) => entry(`d/${index % 2 === 0 ? 20 : 30}/${index}.jpg`, text));
  store.update({
    settings: { ...store.state.settings, backbone: 'tiny', crop: 'whole' },
    manifest: { backbones: [backbone], faceDetector },
    dataset: await datasetOf(entries),
  });
  const change = (/** @type {object} */ patch) => {
    const { settings } = store.state;
    store.update({ settings: { ...settings, augmentation: { ...settings.augmentation, ...patch } } });
  };
  return { store, actions, core, embed, requests, change };
}

async function settled() {
  for (let turn = 0; turn < 20; turn++) await nextTurn();
}

const JOB = /** @type {const} */ ({
  kind: 'train',
  stage: 'load',
  done: 0,
  total: 0,
  secondsLeft: null,
  cancelling: false,
});

test('the first photograph is shown by its copies', async () => {
  const { store, actions, core, requests } = await page(['5', '6']);
  actions.open();
  await settled();
  const shown = store.state.preview?.shown;
  assert.equal(shown?.path, '20/0.jpg');
  assert.equal(shown.images.length, PREVIEW_COPIES * BYTES);
  assert.deepEqual(new Set(shown.images), new Set([5]));
  assert.equal(requests.length, 1);
  assert.equal(requests[0]?.copies, PREVIEW_COPIES);
  assert.equal(core.state.open, 1);
});

test('only what copies depend on draws them again, from the photograph that is open', async () => {
  let opened = 0;
  const { store, actions, core, requests, change } = await page(['5', '6']);
  const { openPicture } = core;
  core.openPicture = (bytes) => {
    opened += 1;
    return openPicture(bytes);
  };
  actions.open();
  await settled();
  store.update({ settings: { ...store.state.settings, epochs: 7 }, history: [] });
  await settled();
  assert.equal(requests.length, 1);
  change({ zoom: 0.5 });
  await settled();
  store.update({ settings: { ...store.state.settings, seed: 9 } });
  await settled();
  assert.deepEqual(
    requests.map(({ augmentation, seed }) => [augmentation.zoom, seed]),
    [
      [0.15, 1],
      [0.5, 1],
      [0.5, 9],
    ],
  );
  assert.equal(opened, 1);
});

test('options that change while it draws are drawn once, as they are in the end', async () => {
  const gate = deferred();
  /** @type {unknown[]} */
  const zooms = [];
  const { store, actions, change } = await page(['5', '6'], {
    async drawCopies(_picture, { augmentation }) {
      zooms.push(augmentation.zoom);
      await gate.promise;
      return new Uint8ClampedArray(PREVIEW_COPIES * BYTES).fill(100 * Number(augmentation.zoom));
    },
  });
  actions.open();
  await settled();
  for (const zoom of [0.25, 0.5, 0.75]) change({ zoom });
  await settled();
  assert.deepEqual(zooms, [0.15]);
  gate.resolve();
  await settled();
  assert.deepEqual(zooms, [0.15, 0.75]);
  assert.equal(store.state.preview?.shown?.images[0], 75);
});

test('the copies are of the face, the one that was chosen; without a face it says so', async () => {
  const { store, actions, embed } = await page(['7', '5']);
  store.update({ settings: { ...store.state.settings, crop: 'face' } });
  actions.open();
  await settled();
  assert.equal(store.state.preview?.shown?.images[0], 7 + 200);
  assert.equal(store.state.preview.shown.faceless, false);
  const { dataset } = store.state;
  assert.ok(dataset);
  const samples = dataset.samples.map((sample) => (sample.path === '20/0.jpg' ? { ...sample, chosenFace: 0 } : sample));
  store.update({ dataset: { ...dataset, samples } });
  await settled();
  assert.equal(store.state.preview.shown.images[0], 7 + 100);
  actions.move(1);
  await settled();
  assert.equal(store.state.preview.shown.path, '30/1.jpg');
  assert.equal(store.state.preview.shown.images[0], 5);
  assert.equal(store.state.preview.shown.faceless, true);
  assert.deepEqual(new Set(embed.state.runs), new Set(['detector 1']));
});

test('it goes round the photographs, each closed before the next is opened', async () => {
  const { store, actions, core } = await page(['1', '2', '3']);
  actions.open();
  await settled();
  const path = () => store.state.preview?.shown?.path;
  actions.move(-1);
  await settled();
  assert.equal(path(), '30/1.jpg');
  actions.move(1);
  await settled();
  assert.equal(path(), '20/0.jpg');
  assert.equal(core.state.open, 1);
  actions.close();
  await settled();
  assert.equal(store.state.preview, null);
  assert.equal(core.state.open, 0);
});

test('a job comes first: the photograph is closed, nothing is drawn, and the options of then are drawn after it', async () => {
  const { store, actions, core, requests, change } = await page(['5', '6']);
  actions.open();
  await settled();
  store.update({ job: JOB });
  change({ zoom: 0.5 });
  await settled();
  assert.equal(requests.length, 1);
  assert.equal(core.state.open, 0);
  store.update({ job: null });
  await settled();
  assert.equal(requests.length, 2);
  assert.equal(core.state.open, 1);
});

test('what a job overtook is not shown, but drawn again after it', async () => {
  const gate = deferred();
  const { store, actions, core } = await page(['5', '6']);
  const { openPicture } = core;
  core.openPicture = async (bytes) => {
    await gate.promise;
    return openPicture(bytes);
  };
  actions.open();
  await settled();
  store.update({ job: JOB });
  gate.resolve();
  await settled();
  const shown = () => store.state.preview?.shown;
  assert.equal(shown(), null);
  assert.equal(core.state.open, 0);
  store.update({ job: null });
  await settled();
  assert.equal(shown()?.path, '20/0.jpg');
});

test('a photograph that cannot be shown is a sentence, and the next one is shown', async () => {
  const { store, actions, core, change } = await page(['undecodable', '5']);
  actions.open();
  await settled();
  const preview = () => store.state.preview;
  assert.deepEqual(preview(), { position: 0, shown: null, error: 'The picture is damaged.' });
  actions.move(1);
  await settled();
  assert.equal(preview()?.error, null);
  assert.equal(preview()?.shown?.path, '30/1.jpg');
  change({ blur: 99 });
  await settled();
  assert.match(preview()?.error ?? '', /^Blur must be a number from 0 to 10/);
  change({ blur: 1 });
  await settled();
  assert.equal(preview()?.shown?.path, '30/1.jpg');
  assert.equal(core.state.open, 1);
});
