// Several photographs at once, and the camera's one after another.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBatchActions } from '../../web/js/app/batch-actions.js';
import { initialState } from '../../web/js/app/defaults.js';
import { createEmbedder } from '../../web/js/app/embedder.js';
import { AgelensError } from '../../web/js/app/errors.js';
import { readDataset } from '../../web/js/app/intake.js';
import { createLiveActions, createRate } from '../../web/js/app/live-actions.js';
import { runTraining } from '../../web/js/app/pipeline.js';
import { createStore } from '../../web/js/app/store.js';
import { writeAnswers } from '../../web/js/export/answers.js';
import { datasets, entry, fakeCache, fakeCore, fakeEmbed, imports, nextTurn, seeing } from './fakes.mjs';

/** @import { AppState, Context, JobKind, Progress } from '../../web/js/types.d.ts' */

/** A page with a classifier of 20 and 30, whose jobs run as those of actions.js do, one at a time. */
async function page({ core = fakeCore(), embed = fakeEmbed() } = {}) {
  const store = createStore(initialState());
  const embedder = createEmbedder(embed, async () => new Uint8Array(3));
  const services = { core, embedder, datasets, imports, cache: fakeCache() };
  const entries = ['20/a', '20/b', '30/a', '30/b'].map((path, index) => entry(`d/${path}.jpg`, String(index)));
  const dataset = await readDataset(services, { entries, name: 'd' });
  const settings = { ...store.state.settings, backbone: 'tiny', copies: 1, testCopies: 1, epochs: 1 };
  const { trained } = await runTraining(services, { dataset, settings, ...seeing, choice: 'auto' });
  store.update({ trained });
  const controller = new AbortController();
  /** @type {unknown[]} */
  const errors = [];
  /** @type {Progress[]} */
  const progress = [];
  /** @param {JobKind} _kind @param {(context: Required<Context<Progress>>) => Promise<void>} work */
  const runJob = async (_kind, work) => {
    await work({ signal: controller.signal, onProgress: (one) => progress.push(one) }).catch((error) =>
      errors.push(error),
    );
  };
  /** @type {[string, Blob][]} */
  const files = [];
  const batch = createBatchActions(
    store,
    {
      ...services,
      saveFile: (...saved) => files.push(saved),
      writeAnswers: async (items, run) => writeAnswers(items, run),
    },
    { runJob, fail: (error) => errors.push(error) },
  );
  const items = () => store.state.batch?.items ?? [];
  return { store, batch, live: createLiveActions(store, services, runJob), items, files, errors, progress, controller };
}

test('each of several photographs has its own answer or its own sentence, and the others go on', async () => {
  const { batch, items, progress, errors } = await page();
  const unreadable = { ...entry('gone.jpg'), read: () => Promise.reject(new Error('NotFoundError')) };
  const large = { ...entry('large.jpg'), size: 2e8 };
  const found = [
    entry('a.jpg', '1'),
    entry('torn.jpg', 'undecodable'),
    unreadable,
    large,
    entry('.DS_Store'),
    entry('b.jpg', '2'),
  ];
  await batch.add(Promise.resolve(found));
  assert.deepEqual(
    items().map(({ name, answer, problem }) => [name, answer?.expectedAge ?? problem]),
    [
      ['a.jpg', 27.5],
      ['torn.jpg', 'The picture is damaged.'],
      ['gone.jpg', 'The file could not be read; it may have been moved or deleted.'],
      ['large.jpg', 'The file is larger than 100 MB, too large for a photograph.'],
      ['b.jpg', 27.5],
    ],
  );
  assert.deepEqual(
    progress.filter(({ stage }) => stage === 'embed').map(({ done, total }) => `${done}/${total}`),
    [...['0/5', '1/5', '2/5', '3/5', '4/5', '5/5']],
  );
  await batch.add(Promise.resolve([entry('c.jpg', '3')]));
  assert.deepEqual([items().length, new Set(items().map(({ id }) => id)).size, errors.length], [6, 6, 0]);
});

test('cancelling several photographs keeps the answers that are there', async () => {
  const { batch, items, controller, errors } = await page();
  const slow = entry('slow.jpg', '1');
  const { read } = slow;
  slow.read = () => {
    controller.abort();
    return read();
  };
  await batch.add(Promise.resolve([entry('a.jpg', '1'), entry('b.jpg', '1'), slow, entry('d.jpg', '1')]));
  assert.equal(items()[0]?.answer?.expectedAge, 27.5);
  assert.equal(items()[3]?.problem, 'Not classified: it was stopped before its turn.');
  assert.ok(items().every(({ answer, problem }) => answer || problem));
  assert.deepEqual(
    errors.map((error) => /** @type {Error} */ (error).name),
    ['AbortError'],
  );
});

test('when a service stops, so do several photographs, with one sentence', async () => {
  const core = fakeCore();
  const { batch, items, errors } = await page({ core });
  core.openPicture = () => Promise.reject(new AgelensError('core-failed', 'The core has stopped.'));
  await batch.add(Promise.resolve([entry('a.jpg', '1'), entry('b.jpg', '1'), entry('c.jpg', '1')]));
  assert.deepEqual(
    errors.map((error) => /** @type {Error} */ (error).message),
    ['The core has stopped.'],
  );
  assert.ok(items().every(({ problem }) => problem === 'Not classified: it was stopped before its turn.'));
});

test('a row is shown with its picture, follows another face, and all are saved as a table', async () => {
  const { store, batch, items, files } = await page();
  await batch.add(Promise.resolve([entry('=a.jpg', '1'), entry('torn.jpg', 'undecodable')]));
  const [first, torn] = items();
  await batch.show(Number(torn?.id));
  const shown = () => /** @type {AppState} */ (store.state).answer;
  assert.equal(shown(), null);
  await batch.show(Number(first?.id));
  const answer = shown();
  assert.ok(answer);
  assert.deepEqual([answer.path, await answer.photo?.text()], ['=a.jpg', '1']);
  assert.equal(first?.answer?.photo, null);
  batch.replace(answer, { ...answer, expectedAge: 21, probabilities: [0.9, 0.1], predictedIndex: 0 });
  assert.equal(items()[0]?.answer?.expectedAge, 21);

  await batch.save();
  const [[name, file] = []] = files;
  assert.equal(name, 'd-answers.csv');
  assert.equal(
    await file?.text(),
    [
      'name,predicted,sure,unlike_training,familiarity,probability 20,probability 30,' +
        'expected_age,expected_age_low,expected_age_high,problem',
      "'=a.jpg,20,yes,no,1,0.9,0.1,21,,,",
      'torn.jpg,,,,,,,,,,The picture is damaged.',
      '',
    ].join('\r\n'),
  );
});

test('the camera is asked for the next picture once the last is answered, each looked at once', async () => {
  const embed = fakeEmbed();
  const { store, live, controller, errors } = await page({ embed });
  const before = embed.state.counts.length;
  const running = live.start();
  const seen = async (/** @type {number} */ count) => {
    while (store.state.live?.seen !== count) await nextTurn();
  };
  live.see(new Blob(['1']));
  await seen(0);
  live.see(new Blob(['1']));
  live.see(new Blob(['nobody waits for this one']));
  await seen(1);
  assert.equal(store.state.live?.answer?.expectedAge, 27.5);
  assert.deepEqual([store.state.live?.answer?.photo, store.state.live?.perSecond], [null, null]);
  // One image, without the test copies that a photograph gets.
  assert.deepEqual(embed.state.counts.slice(before), [1]);
  live.see(new Blob(['undecodable']));
  await seen(2);
  assert.deepEqual([store.state.live?.answer, store.state.live?.problem], [null, 'The picture is damaged.']);
  controller.abort();
  await running;
  assert.deepEqual(
    errors.map((error) => /** @type {Error} */ (error).name),
    ['AbortError'],
  );
  live.close();
  assert.equal(store.state.live, null);
});

test('a rate is smoothed, and is none before there is an interval', () => {
  let ms = 0;
  const rate = createRate(() => ms);
  const after = (/** @type {number} */ pause) => {
    ms += pause;
    return rate();
  };
  assert.deepEqual([after(0), after(100), after(100), after(600)], [null, 10, 10, 5]);
});
