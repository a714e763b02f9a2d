/** @import { EpochResult } from '../../web/js/types.d.ts' */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createNodeCore } from '../../web/js/core/node.js';
import { readGolden, readGoldenJson } from './golden.mjs';
import { example, exampleArguments, trainSettings } from './training-example.mjs';

const core = await createNodeCore();
const load = () => core.loadTrainingData(...exampleArguments);

test('training learns, reports every epoch, and predicts the held-out rows', async () => {
  const data = await load();
  /** @type {EpochResult[]} */
  const reported = [];
  const result = await core.trainClassifier(
    { data, ...trainSettings },
    { onProgress: (epoch) => void reported.push(epoch) },
  );
  await core.freeTrainingData(data);
  assert.deepEqual(reported, result.history);
  assert.deepEqual(
    reported.map(({ epoch }) => epoch),
    Array.from({ length: 12 }, (_, index) => index + 1),
  );
  const last = reported[11];
  assert.ok(last.loss < reported[0].loss);
  assert.ok(Number(last.heldOutAccuracy) > 0.6, `${last.heldOutAccuracy}`);
  assert.equal(result.probabilities.length, 12 * 3);
  const testEmbeddings = example.embeddings.slice(48 * example.dimension);
  assert.deepEqual(await core.predict(result.classifier, testEmbeddings), result.probabilities);
});

test('the same seed gives the same classifier, another seed another', async () => {
  const data = await load();
  const first = await core.trainClassifier({ data, ...trainSettings });
  const again = await (await createNodeCore()).loadTrainingData(...exampleArguments);
  assert.equal(again, 1);
  assert.deepEqual(await core.trainClassifier({ data, ...trainSettings }), first);
  const other = await core.trainClassifier({ data, ...trainSettings, seed: 8 });
  assert.notDeepEqual(other.classifier, first.classifier);
});

const nothingHeldOut = { testRows: new Int32Array(0), predictRows: new Int32Array(0) };

test('without held-out rows there are no held-out figures', async () => {
  const data = await load();
  const result = await core.trainClassifier({ data, ...trainSettings, epochs: 2, ...nothingHeldOut });
  assert.equal(result.history[1].heldOutLoss, null);
  assert.equal(result.history[1].heldOutAccuracy, null);
  assert.equal(result.probabilities.length, 0);
});

test('a cancel is seen between epochs, and the service goes on', async () => {
  const data = await load();
  const controller = new AbortController();
  let epochs = 0;
  const training = core.trainClassifier(
    { data, ...trainSettings, epochs: 1000 },
    {
      signal: controller.signal,
      onProgress: () => {
        epochs += 1;
        if (epochs === 3) setTimeout(() => controller.abort());
      },
    },
  );
  await assert.rejects(training, { name: 'AbortError' });
  assert.ok(epochs < 1000);
  await core.trainClassifier({ data, ...trainSettings, epochs: 1 });
});

test('settings that cannot be trained with are refused with a sentence', async () => {
  const data = await load();
  for (const change of [{ batchSize: 0 }, { dropout: 1 }, { hiddenUnits: [-1] }, { learningRate: Number.NaN }]) {
    await assert.rejects(core.trainClassifier({ data, ...trainSettings, ...change }), { name: 'AgelensError' });
  }
});

test('training stops when the validation loss no longer falls, and keeps the best epoch', async () => {
  const data = await load();
  const validationRows = trainSettings.testRows;
  const epochs = 200;
  // Labels that are noise to the network: it learns the training rows by heart and the validation loss rises again.
  const full = await core.trainClassifier({ data, ...trainSettings, epochs, learningRate: 0.05 });
  const losses = full.history.map(({ heldOutLoss }) => Number(heldOutLoss));
  const best = losses.indexOf(Math.min(...losses));
  assert.ok(best + 5 < epochs - 1, 'the loss has a minimum to find');
  const stopped = await core.trainClassifier({
    data,
    ...trainSettings,
    epochs,
    learningRate: 0.05,
    validationRows,
    patience: 300,
  });
  const rows = example.embeddings.subarray(48 * example.dimension);
  const predicted = await core.predict(stopped.classifier, rows);
  const loss = -example.labels.slice(48).reduce((sum, label, i) => sum + Math.log(predicted[i * 3 + label]), 0) / 12;
  assert.ok(Math.abs(loss - Number(losses[best])) < 1e-5, `${loss} against ${losses[best]}`);
  const short = await core.trainClassifier({
    data,
    ...trainSettings,
    epochs,
    learningRate: 0.05,
    validationRows,
    patience: 1,
  });
  assert.equal(short.history.length, losses.findIndex((value, i) => i > 0 && value >= Number(losses[i - 1])) + 1);
});

test('training data that was freed is missed with a sentence', async () => {
  const data = await load();
  await core.freeTrainingData(data);
  await core.freeTrainingData(data);
  const training = core.trainClassifier({ data, ...trainSettings });
  await assert.rejects(training, { code: 'no-training-data', message: /Start the training again/ });
});

test('training again and again does not use up memory', async () => {
  const wide = new Float32Array(600 * 1280);
  for (let round = 0; round < 1000; ++round) {
    const data = await core.loadTrainingData(wide, 1280, new Int32Array(600), 2, null);
    await core.freeTrainingData(data);
  }
});

test('leave-one-person-out keeps every copy of a person on one side', async () => {
  const folds = await core.splitFolds({
    protocol: 'leave-one-person-out',
    labels: Int32Array.of(0, 1, 0, 1),
    persons: Int32Array.of(0, 0, 1, 1),
    copies: 1,
    folds: 5,
    testFraction: 0.2,
    seed: 1,
  });
  assert.deepEqual(folds, [
    { trainRows: Int32Array.of(4, 5, 6, 7), testRows: Int32Array.of(0, 2) },
    { trainRows: Int32Array.of(0, 1, 2, 3), testRows: Int32Array.of(4, 6) },
  ]);
});

test('metrics are those of scikit-learn', async () => {
  for (const golden of readGoldenJson('classification_metrics.json').cases) {
    const { labels, y_true, y_pred } = golden;
    const indexOf = (/** @type {number} */ value) => labels.indexOf(value);
    const probabilities = y_pred.flatMap((/** @type {number} */ value) =>
      labels.map((/** @type {number} */ label) => Number(label === value)),
    );
    const { metrics } = await core.assess({
      labels: Int32Array.from(y_true, indexOf),
      persons: Int32Array.from(y_true, (_, index) => index),
      probabilities: Float32Array.from(probabilities),
      classCount: labels.length,
      classValues: labels,
      seed: 1,
      resamples: 0,
    });
    /** @type {[actual: number | null, expected: number | null][]} */
    const pairs = [
      [metrics.accuracy, golden.accuracy],
      [metrics.maeYears, golden.mae_years],
      [metrics.withinOne, golden.within_one],
      [metrics.quadraticWeightedKappa, golden.quadratic_weighted_kappa],
      [metrics.precision.macro, golden.macro.precision],
      [metrics.recall.weighted, golden.weighted.recall],
      [metrics.f1.macro, golden.macro.f1],
    ];
    for (const [actual, expected] of pairs) {
      if (expected === null) assert.equal(actual, null);
      else assert.ok(Math.abs(Number(actual) - expected) <= 1e-12, `${actual} against ${expected}`);
    }
    assert.deepEqual(metrics.confusion, golden.confusion);
    assert.deepEqual(
      metrics.perClass.map(({ support }) => support),
      golden.support,
    );
  }
});

test('NumPy arrays come back as they were written', async () => {
  for (const data of [
    Float32Array.of(1.5, -2, 3e-30, 4, 5, 6),
    Int32Array.of(1, -2, 3, 4, 5, 6),
    Uint8Array.of(255, 0),
  ]) {
    const shape = data.length === 6 ? [2, 3] : [2];
    assert.deepEqual(await core.readNpy(await core.writeNpy(data, shape)), { data, shape });
  }
});

test('a NumPy file of NumPy is rewritten byte for byte', async () => {
  const file = readGolden('keras_affine/00_out.npy');
  const { data, shape } = await core.readNpy(file);
  assert.deepEqual(await core.writeNpy(data, shape), file);
});

test('what is no NumPy array is refused, and so is a shape that does not fit', async () => {
  await assert.rejects(core.readNpy(Uint8Array.of(1, 2, 3)), { name: 'AgelensError', code: 'npy-malformed' });
  await assert.rejects(core.writeNpy(new Float32Array(5), [2, 3]), { name: 'RangeError' });
});
