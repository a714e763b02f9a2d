import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createNodeCore } from '../../web/js/core/node.js';
import { trainSettings } from './training-example.mjs';

const core = await createNodeCore();

/** 60 rows of 40 numbers in three classes: any rule will do that both languages can follow. */
async function trainOnPattern() {
  const embeddings = Float32Array.from({ length: 60 * 40 }, (_, i) => {
    const row = Math.floor(i / 40);
    return (row * 37 + (i % 40) * row) % 64;
  });
  const labels = Int32Array.from({ length: 60 }, (_, row) => row % 3);
  const { classifier } = await core.trainClassifier({
    data: await core.loadTrainingData(embeddings, 40, labels, 3, null),
    ...trainSettings,
    trainRows: Int32Array.from({ length: 60 }, (_, row) => row),
    testRows: new Int32Array(0),
    predictRows: new Int32Array(0),
    epochs: 5,
    learningRate: 0.01,
    batchSize: 7,
    hiddenUnits: [16],
    dropout: 0.3,
    seed: 1,
  });
  return { classifier, embeddings };
}

test('training gives the bytes that it gives natively', async () => {
  const { classifier } = await trainOnPattern();
  // The file ends with a checksum of all before it; wasm/tests/trainer_test.cpp expects the same one.
  assert.equal(new DataView(classifier.buffer).getUint32(classifier.length - 4, true), 1750410417);
});

test('a damaged classifier and embeddings of another backbone are refused', async () => {
  const { classifier, embeddings } = await trainOnPattern();
  await assert.rejects(core.predict(classifier.slice(0, -1), embeddings), { code: 'damaged-classifier' });
  await assert.rejects(core.predict(new Uint8Array(0), embeddings), { code: 'not-a-classifier' });
  await assert.rejects(core.predict(classifier, new Float32Array(9)), { code: 'wrong-dimension' });
});

test('what speaks for a class is the slope of its log odds, of all members together', async () => {
  const { classifier, embeddings } = await trainOnPattern();
  const embedding = embeddings.slice(40, 80);
  const { probabilities, gradients } = await core.attributeEmbedding([classifier, classifier], 1, embedding);
  const predicted = await core.predict(classifier, embedding);
  for (const [index, p] of predicted.entries()) assert.ok(Math.abs((probabilities[index] ?? 0) - p) < 1e-6);
  // Standard scaling does not change along a step.
  const logOdds = async (/** @type {number} */ step) => {
    const moved = embedding.slice();
    moved[5] = (moved[5] ?? 0) + step;
    const [p = 0] = await core.predict(classifier, moved);
    return Math.log(p / (1 - p));
  };
  const slope = ((await logOdds(0.25)) - (await logOdds(-0.25))) / 0.5;
  assert.ok(Math.abs((gradients[5] ?? 0) - slope) < 1e-5, `${gradients[5]} for ${slope}`);
  await assert.rejects(core.attributeEmbedding([classifier.slice(0, -1)], 1, embedding), {
    code: 'damaged-classifier',
  });
  await assert.rejects(core.attributeEmbedding([classifier], 1, new Float32Array(9)), { code: 'wrong-dimension' });
});

test('metrics of classes that are not ordinal have no distances', async () => {
  const { metrics } = await core.assess({
    labels: Int32Array.of(0, 1),
    persons: Int32Array.of(0, 1),
    probabilities: Float32Array.of(0.75, 0.25, 0.75, 0.25),
    classCount: 2,
    classValues: null,
    seed: 1,
    resamples: 0,
  });
  assert.equal(metrics.count, 2);
  assert.equal(metrics.accuracy, 0.5);
  assert.deepEqual(metrics.perClass[0], { precision: 0.5, recall: 1, f1: 2 / 3, support: 1 });
  assert.deepEqual(metrics.recall, { macro: 0.5, weighted: 0.5 });
  assert.equal(metrics.ece, 0.25);
  assert.equal(metrics.maeYears, null);
  assert.equal(metrics.withinOne, null);
  assert.equal(metrics.quadraticWeightedKappa, null);
});

test('folds are split as asked, or refused in a sentence', async () => {
  const labels = Int32Array.of(0, 0, 1, 1);
  const persons = Int32Array.of(0, 1, 0, 1);
  const request = { labels, persons, copies: 1, folds: 5, testFraction: 0.2, seed: 1 };
  assert.deepEqual(await core.splitFolds({ ...request, protocol: 'leave-one-person-out' }), [
    { trainRows: Int32Array.of(2, 3, 6, 7), testRows: Int32Array.of(0, 4) },
    { trainRows: Int32Array.of(0, 1, 4, 5), testRows: Int32Array.of(2, 6) },
  ]);
  const onePerson = { ...request, persons: new Int32Array(4) };
  await assert.rejects(core.splitFolds({ ...onePerson, protocol: 'grouped-k-fold' }), {
    code: 'too-few-samples',
    message: /same person/,
  });
});
