import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultSettings } from '../../web/js/app/defaults.js';
import { embedDataset } from '../../web/js/app/embed-dataset.js';
import { createEmbedder } from '../../web/js/app/embedder.js';
import { AgelensError } from '../../web/js/app/errors.js';
import { classifyPhoto, runTraining } from '../../web/js/app/pipeline.js';
import { datasetOf, datasets, deferred, entry, fakeCache, fakeCore, fakeEmbed, nextTurn, seeing } from './fakes.mjs';

/** @import { Progress, Settings } from '../../web/js/types.d.ts' */

/** @type {Settings} */
const settings = { ...defaultSettings, copies: 2, epochs: 3, backbone: 'tiny', crop: 'whole', testCopies: 0 };
settings.calibration = 'off';
const choice = /** @type {const} */ ('auto');

/** Six samples whose images are filled with 0…5, in two classes, of three persons. */
const sixSamples = (/** @type {Record<number, string>} */ texts = {}) =>
  datasetOf(
    ['20/a', '20/b', '20/c', '30/a', '30/b', '30/c'].map((path, index) =>
      entry(`d/${path}.jpg`, texts[index] ?? String(index)),
    ),
  );

/** @param {ReturnType<typeof fakeCore>} core @param {ReturnType<typeof fakeEmbed>} service */
const servicesOf = (core = fakeCore(), service = fakeEmbed()) => ({
  core,
  service,
  datasets,
  cache: fakeCache(),
  embedder: createEmbedder(service, async () => new Uint8Array(3)),
});

test('embeddings come in the order of samples and copies, in batches of fixed size but the last', async () => {
  const { core, service, ...services } = servicesOf();
  const dataset = await sixSamples();
  const embedded = await embedDataset({ core, ...services }, { dataset, ...seeing, settings });
  assert.deepEqual([...embedded.embeddings], [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5]);
  assert.deepEqual(service.state.counts, [8, 8, 2]);
  // One is worked on, one waits.
  assert.equal(service.state.mostAtOnce, 2);
});

test('every copy finds its row, whichever batch comes back first', async () => {
  const core = fakeCore();
  // Each image is filled with ten times its photograph's number, and the copy's.
  core.preparePicture = async (picture, { copies, inputSize }) => {
    const length = 3 * inputSize ** 2;
    const images = new Float32Array((copies + 1) * length).map((_, i) => 100 * picture + Math.floor(i / length));
    return { images, seconds: 0 };
  };
  let batches = 0;
  const device = /** @type {const} */ ({ kind: 'wasm', adapter: null, threads: 3, notice: null });
  const service = fakeEmbed();
  const embedder = {
    device: () => device,
    async run(/** @type {string} */ sha256, /** @type {Float32Array} */ images, /** @type {number} */ count) {
      const turns = [9, 5, 1, 7, 0, 3][batches++ % 6] ?? 0;
      for (let turn = 0; turn < turns; turn++) await nextTurn();
      return service.run(sha256, images, count);
    },
  };
  const many = { ...settings, copies: 16, testCopies: 16 };
  const expected = Array.from({ length: 6 * 17 }, (_, row) => 100 * Math.floor(row / 17) + (row % 17));
  const services = { core, embedder, datasets, cache: fakeCache() };
  const request = { dataset: await sixSamples(), settings: many, ...seeing };
  assert.deepEqual([...(await embedDataset(services, request)).embeddings], expected);
  const kept = await embedDataset(services, request);
  assert.equal(kept.count.computed, 0);
  assert.deepEqual([...kept.embeddings], expected);
});

test('the next samples are prepared while a batch is embedded, and no more than a few', async () => {
  const gate = deferred();
  let prepared = 0;
  const core = fakeCore();
  const { preparePicture } = core;
  core.preparePicture = async (picture, request) => {
    prepared += 1;
    return preparePicture(picture, request);
  };
  const embedder = fakeEmbed({
    run: async (_sha256, _images, count) => {
      await gate.promise;
      return [new Float32Array(count)];
    },
  });
  const dataset = await datasetOf(
    Array.from({ length: 60 }, (_, index) => entry(`d/${20 + (index % 2)}/${index}.jpg`, String(index))),
  );
  const embedding = embedDataset(
    { core, embedder, datasets, cache: fakeCache() },
    { dataset, ...seeing, settings: { ...settings, copies: 7 } },
  );
  while (prepared < 4) await nextTurn();
  await new Promise((resolve) => setTimeout(resolve, 50));
  // One sample fills a batch: two are in the service, the second of which waits there, and two are looked ahead to.
  assert.equal(prepared, 4);
  gate.resolve();
  assert.equal((await embedding).embeddings.length, 60 * 8);
});

test('photographs that fail to decode are refused and the rest is trained', async () => {
  const { core, ...services } = servicesOf();
  const dataset = await sixSamples({ 1: 'undecodable' });
  const { trained } = await runTraining({ core, ...services }, { dataset, settings, ...seeing, choice });
  assert.deepEqual(trained.run.rejected, [{ path: '20/b.jpg', reason: 'The picture is damaged.' }]);
  assert.equal(trained.run.samples, 5);
  assert.deepEqual([...core.state.embeddings], [0, 0, 0, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5]);
});

test('a file that has gone since the intake is refused', async () => {
  const { core, ...services } = servicesOf();
  const dataset = await sixSamples();
  const [first] = dataset.samples;
  if (first) first.entry = { ...first.entry, read: () => Promise.reject(new Error('NotFoundError')) };
  const { trained } = await runTraining({ core, ...services }, { dataset, settings, ...seeing, choice });
  assert.match(trained.run.rejected[0]?.reason ?? '', /could not be read again/);
});

test('when too few photographs decode, a sentence says so', async () => {
  const { core, ...services } = servicesOf();
  const dataset = await sixSamples({ 3: 'undecodable', 4: 'undecodable', 5: 'undecodable' });
  await assert.rejects(runTraining({ core, ...services }, { dataset, settings, ...seeing, choice }), {
    code: 'one-class',
    message: /only the class “20”.*30\/a\.jpg \(and 2 more\): The picture is damaged\./,
  });
});

test('every fold is trained, predictions are pooled in the order of samples, then all rows are trained', async () => {
  const { core, ...services } = servicesOf();
  const dataset = await sixSamples();
  /** @type {Progress[]} */
  const progress = [];
  const { trained } = await runTraining(
    { core, ...services },
    { dataset, settings, ...seeing, choice },
    { onProgress: (step) => progress.push(step) },
  );
  const { run } = trained;
  assert.equal(run.protocol, 'leave-one-person-out');
  assert.equal(run.folds, 3);
  assert.deepEqual(
    run.predictions.map(({ path, person, copy, classIndex, predictedIndex }) => [
      path,
      person,
      copy,
      classIndex,
      predictedIndex,
    ]),
    [
      ['20/a.jpg', 'a', 0, 0, 0],
      ['20/b.jpg', 'b', 0, 0, 1],
      ['20/c.jpg', 'c', 0, 0, 0],
      ['30/a.jpg', 'a', 0, 1, 1],
      ['30/b.jpg', 'b', 0, 1, 0],
      ['30/c.jpg', 'c', 0, 1, 1],
    ],
  );
  assert.deepEqual(
    core.state.requests.map(({ trainRows, testRows }) => [trainRows.length, testRows.length]),
    [
      [12, 2],
      [12, 2],
      [12, 2],
      [18, 0],
    ],
  );
  assert.deepEqual(trained.model.members, [Uint8Array.of(1, 2, 3)]);
  assert.equal(run.history.length, 3);
  assert.equal(core.state.freed, 1);

  const stages = ['embed', 'evaluate', 'train'].map((stage) => progress.filter((step) => step.stage === stage));
  for (const steps of stages) {
    const last = steps.at(-1);
    assert.ok(last && Math.abs(last.done - last.total) < 1e-9, `${last?.stage} ends complete`);
    assert.ok(
      steps.every((step, index) => index === 0 || step.done >= /** @type {Progress} */ (steps[index - 1]).done),
    );
  }
  assert.equal(stages[1]?.at(-1)?.history?.length, 3);
});

test('progress counts folds, then epochs, however many trainings they are', async () => {
  const { core, ...services } = servicesOf();
  const dataset = await sixSamples();
  /** @type {Progress[]} */
  const progress = [];
  const many = { ...settings, ensemble: 2, calibration: /** @type {const} */ ('temperature') };
  await runTraining(
    { core, ...services },
    { dataset, settings: many, ...seeing, choice },
    { onProgress: (step) => progress.push(step) },
  );
  const last = (/** @type {string} */ stage) => progress.filter((step) => step.stage === stage).at(-1);
  assert.deepEqual([last('evaluate')?.done, last('evaluate')?.total], [3, 3]);
  assert.deepEqual([last('train')?.done, last('train')?.total], [settings.epochs, settings.epochs]);
  assert.ok(core.state.requests.length > 8);
});

test('bad settings are refused before any work', async () => {
  const { core, service, ...services } = servicesOf();
  const dataset = await sixSamples();
  const bad = { ...settings, epochs: 0 };
  await assert.rejects(runTraining({ core, ...services }, { dataset, settings: bad, ...seeing, choice }), /epochs/);
  assert.deepEqual(service.state.opened, []);
});

for (const [moment, overrides, embedOverrides] of /** @type {const} */ ([
  ['a photograph is prepared', { preparePicture: () => new Promise(() => {}) }, {}],
  ['a batch is embedded', {}, { run: () => new Promise(() => {}) }],
  ['the backbone is opened', {}, { open: () => new Promise(() => {}) }],
  ['a fold is trained', { trainClassifier: () => new Promise(() => {}) }, {}],
  ['the embeddings are loaded', { loadTrainingData: () => new Promise(() => {}) }, {}],
  ['the run is assessed', { assess: () => new Promise(() => {}) }, {}],
])) {
  test(`cancelling while ${moment} rejects at once, although the service never answers`, async () => {
    const { core, ...services } = servicesOf(fakeCore(overrides), fakeEmbed(embedOverrides));
    const controller = new AbortController();
    const dataset = await sixSamples();
    const request = { dataset, settings, ...seeing, choice };
    const training = runTraining({ core, ...services }, request, { signal: controller.signal });
    training.catch(() => {});
    for (let turn = 0; turn < 60; turn++) await nextTurn();
    controller.abort();
    await assert.rejects(training, { name: 'AbortError' });
  });
}

test('a cancelled training frees its embeddings and reports no more progress', async () => {
  const { core, ...services } = servicesOf();
  const controller = new AbortController();
  let afterAbort = 0;
  const dataset = await sixSamples();
  const training = runTraining(
    { core, ...services },
    { dataset, settings: { ...settings, epochs: 1000 }, ...seeing, choice },
    {
      signal: controller.signal,
      onProgress: ({ stage }) => {
        if (controller.signal.aborted) afterAbort += 1;
        if (stage === 'evaluate') controller.abort();
      },
    },
  );
  await assert.rejects(training, { name: 'AbortError' });
  for (let turn = 0; turn < 10; turn++) await nextTurn();
  assert.equal(afterAbort, 0);
  assert.equal(core.state.freed, 1);
});

test('the death of a worker ends the training with its sentence, not with refused photographs', async () => {
  const dead = () => Promise.reject(new AgelensError('core-failed', 'The worker stopped.'));
  const dataset = await sixSamples();
  for (const services of [
    servicesOf(fakeCore({ preparePicture: dead })),
    servicesOf(fakeCore(), fakeEmbed({ run: dead })),
    servicesOf(fakeCore({ trainClassifier: dead })),
  ]) {
    await assert.rejects(runTraining(services, { dataset, settings, ...seeing, choice }), { code: 'core-failed' });
  }
});

test('a photograph is classified by one image, with the expected age where classes are ages', async () => {
  const { core, service, ...services } = servicesOf();
  const dataset = await sixSamples();
  const { trained } = await runTraining({ core, ...services }, { dataset, settings, ...seeing, choice });
  const bytes = new TextEncoder().encode('4');
  const answer = await classifyPhoto({ core, ...services }, { trained, path: 'x.jpg', bytes, choice });
  const { likeness, ...said } = answer;
  const like = (/** @type {string} */ path, /** @type {number} */ distance) => {
    const [name, person] = path.replace('.jpg', '').split('/');
    return { path, person, classIndex: name === '20' ? 0 : 1, distance, same: distance === 0 };
  };
  assert.deepEqual(likeness.nearest.slice(0, 3), [like('30/b.jpg', 0), like('30/a.jpg', 1), like('30/c.jpg', 1)]);
  assert.deepEqual(likeness.another, like('30/a.jpg', 1));
  assert.deepEqual(said, {
    path: 'x.jpg',
    classNames: ['20', '30'],
    probabilities: [0.25, 0.75],
    predictedIndex: 1,
    expectedAge: 27.5,
    ageRange: null,
    sure: true,
    familiarity: 1,
    unfamiliar: false,
    faces: null,
    crop: null,
    width: 4,
    height: 3,
  });
  assert.equal(core.state.open, 0);
  assert.equal(service.state.counts.at(-1), 1);

  const named = { ...trained, run: { ...trained.run, classValues: null } };
  const unnumbered = await classifyPhoto({ core, ...services }, { trained: named, path: 'x.jpg', bytes, choice });
  assert.equal(unnumbered.expectedAge, null);
});

test('a classifier of another number of classes is a sentence', async () => {
  const core = fakeCore({ predict: async () => Float32Array.of(1) });
  const services = servicesOf(core);
  const dataset = await sixSamples();
  const { trained } = await runTraining(services, { dataset, settings, ...seeing, choice });
  const bytes = new TextEncoder().encode('4');
  await assert.rejects(classifyPhoto(services, { trained, path: 'x.jpg', bytes, choice }), { code: 'bad-project' });
});
