// Looking for photographs that are the same picture, beside jobs and edits.

/** @import { AppState, CoreService } from '../../web/js/types.d.ts' */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cautionsOf } from '../../web/js/app/cautions.js';
import { defaultSettings, initialState } from '../../web/js/app/defaults.js';
import { createDuplicateSearch } from '../../web/js/app/duplicates.js';
import { createLooks } from '../../web/js/app/looks.js';
import { createStore } from '../../web/js/app/store.js';
import { datasetOf, deferred, entry, fakeCore, nextTurn } from './fakes.mjs';

/** The same number is the same picture, the same text the same file. @type {[path: string, text: string][]} */
const FILES = [
  ['d/20/ann.jpg', '1'],
  ['d/20/bob.jpg', '2'],
  ['d/20/bob again.jpg', '2 smaller'],
  ['d/20/cid.jpg', '3'],
  ['d/30/ann.jpg', '4'],
  ['d/30/bob.jpg', '5'],
  ['d/30/cid.jpg', '3'],
  ['d/30/dot.jpg', '1 smaller'],
];

const entries = () => FILES.map(([path, text]) => entry(path, text));

/** @param {Partial<CoreService>} [overrides] */
function page(overrides = {}) {
  const store = createStore(initialState());
  const core = fakeCore();
  const { describePhotograph } = core;
  const state = { decoded: 0 };
  core.describePhotograph = (bytes, side) => {
    state.decoded += 1;
    return describePhotograph(bytes, side);
  };
  Object.assign(core, overrides);
  const looks = createLooks(core);
  const search = createDuplicateSearch(store, { core, looks });
  return { store, core, looks, search, state };
}

/**
 * What the search says once it is through after `change`.
 * @param {ReturnType<typeof page>['store']} store
 * @param {() => void} change
 * @returns {Promise<AppState['duplicates']>}
 */
function after(store, change) {
  change();
  const before = store.state.duplicates;
  return new Promise((resolve) => {
    store.subscribe(({ duplicates }) => {
      if (duplicates && duplicates !== before && duplicates.done === duplicates.total) resolve(duplicates);
    });
  });
}

/** @type {AppState['job']} */
const job = { kind: 'train', stage: 'embed', done: 0, total: 1, secondsLeft: null, cancelling: false };

test('what is one picture is found by itself, the gravest first', async () => {
  const { store } = page();
  const dataset = await datasetOf(entries());
  const duplicates = await after(store, () => store.update({ dataset }));
  assert.deepEqual(duplicates, {
    done: 8,
    total: 8,
    unread: 0,
    groups: [
      { paths: ['20/ann.jpg', '30/dot.jpg'], identical: false, acrossClasses: true, acrossPersons: true },
      { paths: ['20/cid.jpg', '30/cid.jpg'], identical: true, acrossClasses: true, acrossPersons: false },
      { paths: ['20/bob.jpg', '20/bob again.jpg'], identical: false, acrossClasses: false, acrossPersons: true },
    ],
  });
});

test('an edit decodes nothing again, and what is gone is no duplicate', async () => {
  const { store, state } = page();
  const all = entries();
  const [dataset, edited] = [
    await datasetOf(all),
    await datasetOf(all.filter(({ path }) => !path.endsWith('dot.jpg'))),
  ];
  await after(store, () => store.update({ dataset }));
  assert.equal(state.decoded, 8);
  const duplicates = await after(store, () => store.update({ dataset: edited }));
  assert.deepEqual(
    duplicates?.groups.map(({ paths }) => paths[0]),
    ['20/cid.jpg', '20/bob.jpg'],
  );
  assert.equal(state.decoded, 8);
  store.update({ dataset: null });
  assert.equal(store.state.duplicates, null);
});

test('a training that begins right after an edit is told of no photograph that is gone', async () => {
  const { store } = page();
  const all = entries();
  const [dataset, edited] = [
    await datasetOf(all),
    await datasetOf(all.filter(({ path }) => !path.endsWith('dot.jpg'))),
  ];
  await after(store, () => store.update({ dataset }));
  store.update({ dataset: edited });
  store.update({ job });
  await nextTurn();
  assert.deepEqual(
    store.state.duplicates?.groups.map(({ paths }) => paths[0]),
    ['20/cid.jpg', '20/bob.jpg'],
  );
});

test('a job goes first', async () => {
  const { store, state } = page();
  store.update({ job, dataset: await datasetOf(entries()) });
  await nextTurn();
  assert.equal(state.decoded, 0);
  assert.deepEqual(store.state.duplicates, { done: 0, total: 8, unread: 0, groups: [] });
  assert.equal((await after(store, () => store.update({ job: null })))?.groups.length, 3);
});

test('a dataset that comes meanwhile takes the place of the one that is looked at', async () => {
  const { promise, resolve } = deferred();
  const { store, core } = page();
  const { describePhotograph } = core;
  core.describePhotograph = async (bytes, side) => {
    await promise;
    return describePhotograph(bytes, side);
  };
  store.update({ dataset: await datasetOf(entries()) });
  await nextTurn();
  const dataset = await datasetOf([entry('e/a/x.jpg', '7'), entry('e/b/y.jpg', '7')]);
  const duplicates = await after(store, () => {
    store.update({ dataset });
    resolve();
  });
  assert.equal(duplicates?.total, 2);
  assert.deepEqual(duplicates?.groups[0]?.paths, ['a/x.jpg', 'b/y.jpg']);
});

test('what cannot be decoded is counted, and looked at again when that is asked for', async () => {
  const { store, search, core } = page();
  const { describePhotograph } = core;
  let refused = 0;
  core.describePhotograph = (bytes, side) =>
    new TextDecoder().decode(bytes) === '5' && ++refused === 1
      ? Promise.reject(new Error('The worker stopped.'))
      : describePhotograph(bytes, side);
  const dataset = await datasetOf(entries());
  assert.equal((await after(store, () => store.update({ dataset })))?.unread, 1);
  const duplicates = await after(store, () => search.restart());
  assert.deepEqual([duplicates?.unread, duplicates?.groups.length, refused], [0, 3, 2]);
});

test('a core that stops leaves nothing that waits for ever', async () => {
  const groupImprints = () => Promise.reject(new Error('The worker stopped.'));
  const { store } = page({ groupImprints });
  const dataset = await datasetOf(entries());
  const duplicates = await after(store, () => store.update({ dataset }));
  assert.deepEqual(duplicates, { done: 8, total: 8, unread: 8, groups: [] });
});

test('features are no photographs to look at', async () => {
  const { store, state } = page();
  const features = { embeddings: new Float32Array(8), copies: 0, made: null, faceless: [] };
  store.update({ dataset: { ...(await datasetOf(entries())), features } });
  await nextTurn();
  assert.equal(store.state.duplicates, null);
  assert.equal(state.decoded, 0);
});

test('thumbnails and the search share a decoding, and few thumbnails are remembered', async () => {
  const { core, state } = page();
  const looks = createLooks(core, { side: 5, mostBytes: 2 * 5 * 5 * 4 });
  const [one, two, three] = entries();
  const [{ rgba, side }, look] = await Promise.all([looks.thumbnail(one), looks.look(one)]);
  assert.deepEqual([rgba.length, side, look.sha256.length], [100, 5, 64]);
  await looks.thumbnail(two);
  await looks.thumbnail(one);
  await looks.thumbnail(three);
  assert.equal(state.decoded, 3);
  await looks.thumbnail(one);
  assert.equal(state.decoded, 3);
  await looks.thumbnail(two);
  assert.equal(state.decoded, 4);
});

test('a run says that a picture stands under several persons', async () => {
  const dataset = await datasetOf(entries());
  const group = { paths: ['20/bob.jpg', '20/bob again.jpg'], identical: false, acrossClasses: false };
  const evaluation = { dataset, folds: [], persons: 5, settings: defaultSettings };
  const leak = /under several persons/;
  const cautions = (/** @type {boolean} */ acrossPersons, /** @type {'holdout' | 'seed'} */ protocol) =>
    cautionsOf({ ...evaluation, protocol, lookAlikes: [{ ...group, acrossPersons }] }).some((one) => leak.test(one));
  assert.deepEqual(
    [cautions(true, 'holdout'), cautions(false, 'holdout'), cautions(true, 'seed')],
    [true, false, false],
  );
});
