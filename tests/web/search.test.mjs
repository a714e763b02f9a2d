// The search for good settings: what it tries, and that no person helps to choose what it is judged by.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareTwo } from '../../web/js/app/compare-runs.js';
import { defaultSettings } from '../../web/js/app/defaults.js';
import { runTraining } from '../../web/js/app/pipeline.js';
import { findSettings, makeCandidates } from '../../web/js/app/search.js';
import { createNodeCore } from '../../web/js/core/node.js';
import { backbone, datasetOf, datasets, entry, fakeCache } from './fakes.mjs';

/** @import { Backbone, Device, Progress, Settings, TrainRequest } from '../../web/js/types.d.ts' */

const core = await createNodeCore();
const PERSONS = 8;
const dataset = await datasetOf(
  ['20', '30', '40'].flatMap((age, classIndex) =>
    Array.from({ length: PERSONS }, (_, person) => entry(`d/${age}/p${person}.jpg`, `${classIndex} ${person}`)),
  ),
);
/** @type {Device} */
const device = { kind: 'wasm', adapter: null, threads: 1, notice: null };
/** @type {Backbone} */
const wide = { ...backbone, inputSize: 1, embeddingSize: 8 };

/** An embedding that grows with the age and differs a little between persons and copies. */
function services() {
  /** @type {TrainRequest[]} */
  const requests = [];
  return {
    requests,
    datasets,
    cache: fakeCache(),
    core: {
      ...core,
      openPicture: async (/** @type {Uint8Array} */ bytes) => {
        const [classIndex = 0, person = 0] = new TextDecoder().decode(bytes).split(' ').map(Number);
        return { picture: 100 * classIndex + person, width: 1, height: 1, seconds: 0 };
      },
      closePicture: async () => {},
      preparePicture: async (/** @type {number} */ picture, /** @type {{ copies: number }} */ { copies }) => {
        const [classIndex, person] = [Math.floor(picture / 100), picture % 100];
        const images = Float32Array.from({ length: (copies + 1) * 3 }, (_, i) =>
          i % 3 === 0 ? classIndex : i % 3 === 1 ? person : Math.floor(i / 3),
        );
        return { images, seconds: 0 };
      },
      /** @type {typeof core.trainClassifier} */
      trainClassifier: (request, context) => {
        requests.push(request);
        return core.trainClassifier(request, context);
      },
    },
    embedder: {
      open: async () => device,
      device: () => device,
      run: async (/** @type {string} */ _sha256, /** @type {Float32Array} */ images, /** @type {number} */ count) => [
        Float32Array.from({ length: count * 8 }, (_, i) => {
          const [age = 0, person = 0, copy = 0] = images.subarray(3 * Math.floor(i / 8));
          return age * (i % 4) + Math.sin(person * (i % 8) + copy);
        }),
      ],
      runAlone: () => assert.fail('nothing is classified'),
      runMap: () => assert.fail('nothing is explained'),
    },
  };
}
/** @type {Settings} */
const settings = { ...defaultSettings, backbone: 'tiny', crop: 'whole', copies: 2, testCopies: 2, epochs: 8 };
const request = { dataset, settings, backbones: [wide], faceDetector: null, choice: /** @type {const} */ ('auto') };

test('every candidate is tried once, the settings as they are first', () => {
  const candidates = makeCandidates(settings, 'cumulative-link', true);
  assert.equal(candidates[0]?.method, settings.method);
  assert.equal(new Set(candidates.map((candidate) => JSON.stringify(candidate))).size, candidates.length);
  assert.ok(candidates.length >= 10);
  assert.deepEqual([...new Set(makeCandidates(settings, 'softmax', false).map(({ loss }) => loss))], ['softmax']);
});

test('settings are ranked, judged on persons that did not choose them, and the same on a second run', async () => {
  const given = services();
  /** @type {Progress[]} */
  const progress = [];
  const report = await findSettings(given, request, { onProgress: (step) => progress.push(step) });
  const candidates = makeCandidates(settings, 'cumulative-link', true).length;
  assert.equal(report.rows.length, candidates);
  assert.deepEqual([report.outerFolds, report.innerFolds], [5, 3]);
  assert.equal(given.requests.length, candidates * 5 * 4);
  assert.equal(
    report.rows.reduce((sum, { chosenBy }) => sum + chosenBy, 0),
    report.outerFolds,
  );
  const years = report.rows.map(({ maeYears }) => maeYears ?? 0);
  assert.deepEqual(
    years,
    [...years].sort((a, b) => a - b),
  );
  assert.equal(report.rows[0]?.tied, true);
  assert.equal(report.nested.metrics.count, dataset.samples.length);
  const last = progress.at(-1);
  assert.ok(last?.stage === 'search' && Math.abs(last.done - last.total) < 1e-6);

  const personOf = (/** @type {number} */ row) => dataset.samples[Math.floor(row / 3)]?.person;
  for (const { trainRows, predictRows } of given.requests) {
    const trained = new Set([...trainRows].map(personOf));
    assert.ok(![...predictRows].some((row) => trained.has(personOf(row))));
  }
  const { seconds, ...again } = await findSettings(services(), request);
  const { seconds: _, ...first } = report;
  assert.ok(seconds > 0);
  assert.deepEqual(again, first);
});

test('a search can be cancelled, and needs persons', async () => {
  const controller = new AbortController();
  const searching = findSettings(services(), request, {
    signal: controller.signal,
    onProgress: ({ stage, done }) => {
      if (stage === 'search' && done > 3) controller.abort();
    },
  });
  await assert.rejects(searching, { name: 'AbortError' });
  const few = await datasetOf(['20/a', '20/b', '30/a', '30/b'].map((path) => entry(`d/${path}.jpg`, '0 1')));
  await assert.rejects(findSettings(services(), { ...request, dataset: few }), { code: 'too-few-persons' });
});

test('two runs on the same photographs compare, the earlier one first', async () => {
  const { trained } = await runTraining(services(), request);
  const weak = await runTraining(services(), { ...request, settings: { ...settings, epochs: 1, l2: 100 } });
  const comparison = await compareTwo(core, trained.run, weak.trained.run);
  assert.equal(comparison.count, dataset.samples.length);
  const difference = trained.run.metrics.accuracy - weak.trained.run.metrics.accuracy;
  assert.ok(Math.abs(comparison.accuracy.value - difference) < 1e-12);
  const other = { ...weak.trained.run, predictions: weak.trained.run.predictions.slice(1) };
  await assert.rejects(compareTwo(core, trained.run, other), { code: 'different-runs' });
});
