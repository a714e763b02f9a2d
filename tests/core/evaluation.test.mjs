/** @import { AssessmentRequest, ComparisonRequest, Interval, Metrics } from '../../web/js/types.d.ts' */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createNodeCore, loadNodeModule } from '../../web/js/core/node.js';
import { largestDifference, readGoldenJson } from './golden.mjs';

const core = await createNodeCore();
const module = await loadNodeModule();
const golden = readGoldenJson('evaluation.json');

/** Probabilities are rounded to float32 on their way, so figures that they enter are close and the others the same. */
const CLOSE = 1e-6;

const shared = {
  labels: Int32Array.from(golden.labels),
  persons: Int32Array.from(golden.persons),
  classCount: golden.classValues.length,
  classValues: golden.classValues,
  seed: golden.seed,
  resamples: golden.resamples,
};
/** @type {AssessmentRequest} */
const request = { ...shared, probabilities: Float32Array.from(golden.first.flat()) };
/** @type {ComparisonRequest} */
const pair = { ...shared, first: request.probabilities, second: Float32Array.from(golden.second.flat()) };

/** @param {Interval | null | undefined} interval @param {string} name */
function assertInterval(interval, name) {
  assert.ok(interval, name);
  const difference = largestDifference([interval.low, interval.high], golden.intervals[name]);
  assert.ok(difference < CLOSE, `${name}: ${JSON.stringify(interval)} against ${golden.intervals[name]}`);
}

test('an assessment has the metrics, and the intervals of scikit-learn on the same resamples', async () => {
  const { metrics, intervals, resamples } = await core.assess(request);
  const { labels, probabilities, classCount, classValues } = request;
  assert.deepEqual(metrics, module.computeMetrics(labels, probabilities, classCount, classValues));
  assert.equal(resamples, 300);
  assert.ok(intervals);
  for (const name of /** @type {const} */ (['accuracy', 'logLoss', 'ece', 'withinOne', 'maeYears'])) {
    assertInterval(intervals[name], name);
  }
  assertInterval(intervals.quadraticWeightedKappa, 'quadraticWeightedKappa');
  for (const name of /** @type {const} */ (['precision', 'recall', 'f1'])) {
    assertInterval(intervals[name].macro, `${name}.macro`);
    assertInterval(intervals[name].weighted, `${name}.weighted`);
    intervals.perClass.forEach((ofClass, index) => {
      assertInterval(ofClass[name], `perClass.${index}.${name}`);
    });
  }
});

test('an assessment looks at persons, reliability and coverage', async () => {
  const { metrics, perPerson, reliability, coverage } = await core.assess(request);
  assert.deepEqual(
    perPerson.map(({ personIndex }) => personIndex),
    [3, 4, 7, 8, 11, 20],
  );
  const mean = perPerson.reduce((sum, { count, maeYears }) => sum + (count * Number(maeYears)) / metrics.count, 0);
  assert.ok(Math.abs(mean - Number(metrics.maeYears)) < 1e-12);
  assert.equal(reliability.length, 10);
  assert.deepEqual([reliability[3].low, reliability[3].high], [0.3, 0.4]);
  const ece = reliability.reduce((sum, bin) => sum + bin.count * Math.abs(bin.accuracy - bin.meanProbability), 0);
  assert.ok(Math.abs(ece / metrics.count - metrics.ece) < 1e-12);
  const last = coverage[coverage.length - 1];
  assert.equal(last.coverage, 1);
  assert.equal(last.accuracy, metrics.accuracy);
  assert.ok(coverage[0].threshold > last.threshold);
});

test('without ages there are no years, and of one person no intervals', async () => {
  const { intervals, perPerson, coverage, resamples } = await core.assess({
    ...request,
    classValues: null,
    persons: new Int32Array(request.persons.length),
  });
  assert.equal(intervals, null);
  assert.equal(resamples, 0);
  assert.equal(perPerson[0].withinOne, null);
  assert.equal(perPerson[0].maeYears, null);
  assert.equal(coverage[0].maeYears, null);
  assert.equal((await core.assess({ ...request, classValues: null })).intervals?.maeYears, null);
});

test('two runs are compared person by person', async () => {
  const comparison = await core.compareRuns(pair);
  const { onlyFirstRight, onlySecondRight, mcNemarP, differences } = golden.comparison;
  assert.equal(comparison.count, 24);
  assert.equal(comparison.onlyFirstRight, onlyFirstRight);
  assert.equal(comparison.onlySecondRight, onlySecondRight);
  assert.ok(Math.abs(comparison.mcNemarP - mcNemarP) < 1e-12);
  for (const name of /** @type {const} */ (['accuracy', 'logLoss', 'maeYears'])) {
    const { value, interval } = comparison[name] ?? assert.fail(name);
    const actual = [value, interval?.low, interval?.high].map(Number);
    assert.ok(largestDifference(actual, [differences[name].value, ...differences[name].interval]) < CLOSE, name);
  }
  assert.equal((await core.compareRuns({ ...pair, classValues: null })).maeYears, null);
});

test('what cannot be measured is refused with a sentence', async () => {
  const nothing = { ...shared, labels: new Int32Array(0), persons: new Int32Array(0) };
  const none = new Float32Array(0);
  const diverged = request.probabilities.slice().fill(Number.NaN, 3, 4);
  for (const [code, work] of /** @type {[string, Promise<unknown>][]} */ ([
    ['no-predictions', core.assess({ ...nothing, probabilities: none })],
    ['no-predictions', core.compareRuns({ ...nothing, first: none, second: none })],
    ['no-predictions', core.fitTemperature(nothing.labels, none, 4)],
    ['diverged', core.assess({ ...request, probabilities: diverged })],
    ['diverged', core.compareRuns({ ...pair, second: diverged })],
    ['diverged', core.fitTemperature(request.labels, diverged, 4)],
    ['bad-setting', core.assess({ ...request, resamples: -1 })],
    ['bad-setting', core.compareRuns({ ...pair, resamples: 1e6 })],
  ])) {
    await assert.rejects(work, { name: 'AgelensError', code, message: /\.$/ });
  }
});

test('a temperature makes probabilities as confident as they are right', async () => {
  const { labels, probabilities, classCount } = request;
  const temperature = await core.fitTemperature(labels, probabilities, classCount);
  assert.ok(Math.abs(temperature - golden.temperatures.first.temperature) < 1e-4, `${temperature}`);
  const scaled = await core.applyTemperature(probabilities, classCount, temperature);
  const { logLoss } = /** @type {Metrics} */ (module.computeMetrics(labels, scaled, classCount, null));
  assert.ok(Math.abs(logLoss - golden.temperatures.first.logLoss) < CLOSE);
  const same = await core.applyTemperature(probabilities, classCount, 1);
  assert.ok(largestDifference(same, probabilities) < 1e-7);
});

test('a photograph unlike the others is the least familiar', async () => {
  // Three persons around the first axis, at the angles 0, 0.1 and 0.3.
  const around = (/** @type {number} */ angle) => [Math.cos(angle), Math.sin(angle), 0];
  const reference = Float32Array.from([0, 0.1, 0.3].flatMap(around));
  const chord = (/** @type {number} */ angle) => 2 * Math.sin(angle / 2);
  const distances = await core.leaveOutDistances(reference, 3, Int32Array.of(5, 6, 7));
  assert.ok(largestDifference(distances, [chord(0.1), chord(0.1), chord(0.2)]) < 1e-6);
  const near = await core.familiarityOf(reference, 3, distances, Float32Array.from(around(0.05)));
  assert.ok(Math.abs(near.distance - chord(0.05)) < 1e-6);
  assert.equal(near.share, 1);
  const far = await core.familiarityOf(reference, 3, distances, Float32Array.of(0, 0, 4));
  assert.ok(Math.abs(far.distance - Math.SQRT2) < 1e-6);
  assert.equal(far.share, 1 / 4);
  const { rows, distances: apart } = await core.nearestRows(reference, 3, Float32Array.from(around(0.25)), 2);
  assert.deepEqual([...rows], [2, 1]);
  assert.ok(largestDifference(apart, [chord(0.05), chord(0.15)]) < 1e-6);
  assert.deepEqual(
    await core.leaveOutDistances(reference, 3, new Int32Array(3)),
    new Float32Array(3).fill(Number.POSITIVE_INFINITY),
  );
});
