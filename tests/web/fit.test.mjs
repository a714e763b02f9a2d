// How one model is fitted: what is averaged, what is calibrated, and that nothing leaks from the test units.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cautionsOf } from '../../web/js/app/cautions.js';
import { changedSettings, checkSettings, chooseLoss, defaultSettings } from '../../web/js/app/defaults.js';
import { countTrainings, fitModel, memberSeed } from '../../web/js/app/fit.js';
import { makeUnits } from '../../web/js/app/units.js';
import { datasetOf, entry, fakeCore } from './fakes.mjs';

/** @import { CoreService, Settings } from '../../web/js/types.d.ts' */

const dataset = await datasetOf(
  ['20/a', '20/b', '20/c', '20/d', '30/a', '30/b', '30/c', '30/d'].map((path) => entry(`d/${path}.jpg`)),
);
/** @type {Settings} */
const settings = { ...defaultSettings, copies: 2, testCopies: 2, epochs: 2, patience: 0, calibration: 'off' };
const embedded = {
  dataset,
  embeddings: new Float32Array(8 * 4),
  copies: 3,
  faces: new Map(),
  count: { computed: 0, reused: 0 },
  seconds: { decode: 0, augment: 0, embed: 0 },
};

/** @param {Partial<Settings>} patch @param {Partial<CoreService>} [overrides] */
async function fit(patch, overrides) {
  const core = fakeCore(overrides);
  await core.loadTrainingData(new Float32Array(32), 1, new Int32Array(32), 2, [20, 30]);
  const tried = { ...settings, ...patch };
  const units = makeUnits(embedded, tried, 'leave-one-person-out');
  const test = units.filter(({ group }) => group === 0);
  const train = units.filter(({ group }) => group !== 0);
  let parts = 0;
  const onPart = (/** @type {number} */ part) => {
    parts += part;
  };
  const fitting = { core, data: 7, settings: tried, loss: /** @type {const} */ ('softmax'), classCount: 2 };
  const fitted = await fitModel({ ...fitting, signal: undefined, onPart, onEpoch: () => {} }, train, test);
  return { fitted, requests: core.state.requests, train, test, parts };
}

test('a unit has its copies to train on and to be tested by, out of those embedded', () => {
  const [first, second] = makeUnits(embedded, { copies: 2, testCopies: 1 }, 'leave-one-person-out');
  assert.deepEqual(first?.trainRows, [0, 1, 2]);
  assert.deepEqual(second?.trainRows, [4, 5, 6]);
  assert.deepEqual(second?.testRows, [4, 5]);
  const copies = makeUnits(embedded, { copies: 2, testCopies: 1 }, 'seed');
  assert.equal(copies.length, 24);
  assert.deepEqual(copies[4]?.trainRows, [5]);
  assert.deepEqual(copies[4]?.testRows, [5]);
  assert.equal(new Set(copies.map(({ group }) => group)).size, 24);
});

test('predictions are the mean over the copies of a photograph and over the members', async () => {
  // The fake core gives a row's position in the request, so the three copies of unit 0 are rows 0, 1, 2.
  const { fitted, requests } = await fit({ ensemble: 3 });
  assert.equal(requests.length, 3);
  assert.deepEqual(
    requests.map(({ seed }) => seed),
    [1, memberSeed(1, 1), memberSeed(1, 2)],
  );
  assert.equal(memberSeed(1, 0), 1);
  assert.equal(fitted.members.length, 3);
  assert.deepEqual([...(requests[0]?.predictRows ?? [])], [0, 1, 2, 16, 17, 18]);
  // Of rows 0, 1, 2 two are even, and the fake predicts class row % 2.
  assert.deepEqual([...fitted.probabilities], [2 / 3, 1 / 3, 2 / 3, 1 / 3].map(Math.fround));
});

test('the temperature is fitted to training units only, each predicted by members that never saw its person', async () => {
  /** @type {number} */
  let fittedTo = 0;
  const { fitted, requests, train, parts } = await fit(
    { calibration: 'temperature' },
    {
      fitTemperature: async (labels) => {
        fittedTo = labels.length;
        return 2;
      },
      applyTemperature: async (probabilities) => probabilities.map((p) => p / 2),
    },
  );
  assert.equal(fitted.temperature, 2);
  assert.equal(fittedTo, train.length);
  // The one that is kept, and one for each of the three persons left.
  assert.equal(requests.length, 4);
  assert.equal(countTrainings({ ensemble: 1, calibration: 'temperature' }, train), 4);
  assert.ok(Math.abs(parts - 4) < 1e-9, `${parts} trainings told of`);
  const personOf = (/** @type {number} */ row) => dataset.samples[Math.floor(row / 4)]?.person;
  for (const { trainRows, predictRows } of requests) {
    const trained = new Set([...trainRows].map(personOf));
    assert.ok(![...predictRows].some((row) => trained.has(personOf(row))));
  }
  assert.ok(requests.slice(1).every(({ trainRows }) => ![...trainRows].some((row) => personOf(row) === 'a')));
  assert.ok(Math.max(...fitted.probabilities) <= 0.5);
});

test('early stopping keeps persons of the training part apart', async () => {
  const { requests, test } = await fit({ patience: 3 });
  const [request] = requests;
  assert.ok(request && request.validationRows.length > 0 && request.patience === 3);
  const personOf = (/** @type {number} */ row) => dataset.samples[Math.floor(row / 4)]?.person;
  const persons = [request.trainRows, request.validationRows, request.predictRows].map(
    (rows) => new Set([...rows].map(personOf)),
  );
  const together = persons.flatMap((set) => [...set]);
  assert.equal(new Set(together).size, together.length);
  assert.ok(test.length > 0 && persons[2]?.has('a'));
});

test('settings by name are checked, and fewer copies lower those averaged', () => {
  assert.throws(() => checkSettings({ ...defaultSettings, loss: /** @type {any} */ ('hinge') }), /“hinge” is no loss/);
  assert.throws(() => checkSettings({ ...defaultSettings, copies: 2, testCopies: 4 }), /averaged at test time/);
  assert.equal(changedSettings(defaultSettings, { copies: 2 }).testCopies, 2);
  assert.equal(changedSettings(defaultSettings, { copies: 4, testCopies: 3 }).testCopies, 3);
});

test('the automatic loss is ordinal for ages only, and an ordinal loss without ages is refused', () => {
  const named = { ...dataset, classValues: null };
  assert.equal(chooseLoss({ ...settings, loss: 'auto' }, dataset), 'cumulative-link');
  assert.equal(chooseLoss({ ...settings, loss: 'auto' }, named), 'softmax');
  assert.throws(() => chooseLoss({ ...settings, loss: 'corn' }, named), /needs classes that are numbers/);
});

test('each thing that weakens the figures is said', () => {
  const units = makeUnits(embedded, settings, 'leave-one-person-out');
  const evaluation = { dataset, protocol: /** @type {const} */ ('leave-one-person-out'), persons: 4, settings };
  const folds = [{ train: units.slice(0, 4), test: units.slice(4) }];
  const said = (/** @type {object} */ patch) => cautionsOf({ ...evaluation, folds: [], ...patch }).join('\n');
  const many = { ...dataset, samples: [...dataset.samples, ...dataset.samples] };
  assert.equal(said({ dataset: many }), '');
  assert.match(said({}), /Classes 20, 30: fewer than 5 photographs/);
  assert.match(said({ folds }), /Class 30: in at least one fold no photograph of the class was left/);
  assert.match(said({ persons: 2 }), /There are 2 persons: the figures cannot tell/);
  assert.match(said({ protocol: 'seed' }), /Copies of one photograph are on both sides/);
  assert.match(said({ dataset: { ...many, personsRecur: false } }), /every photograph counts as a person of its own/);
  assert.match(said({ dataset: { ...many, excluded: [{}, {}] } }), /2 photographs were excluded by hand/);
});
