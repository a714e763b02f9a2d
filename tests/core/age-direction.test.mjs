// The direction of age by the real core: what followPersons reads from a classifier is what the classifier predicts by.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { followPersons } from '../../web/js/app/age-direction.js';
import { createNodeCore } from '../../web/js/core/node.js';

const AGES = [20, 40, 60];

test('a person is placed where the probabilities of a ridge classifier say, near the ages where age is a direction', async () => {
  const core = await createNodeCore();
  const persons = ['ada', 'ben', 'cid', 'dan'];
  const photographs = persons.flatMap((person) => [0, 1, 2].map((classIndex) => ({ path: '', person, classIndex })));
  // Each person is a column, and age another.
  const reference = Float32Array.from(
    photographs.flatMap(({ person, classIndex }) => [
      2,
      0.6 * (classIndex - 1),
      ...persons.map((name) => Number(name === person) / 5),
    ]),
  );
  /** @type {Uint8Array[]} */
  const classifiers = [];
  const watched = {
    ...core,
    /** @type {typeof core.trainClassifier} */
    async trainClassifier(...args) {
      const result = await core.trainClassifier(...args);
      classifiers.push(result.classifier);
      return result;
    },
  };
  const request = { model: { reference, photographs }, classValues: AGES, persons: ['cid'] };
  const steps = (await followPersons(watched, request, undefined)).get('cid') ?? [];
  assert.deepEqual(
    steps.map(({ photograph, age }) => [photograph, age]),
    [6, 7, 8].map((row, at) => [row, AGES[at]]),
  );
  const probabilities = await core.predict(classifiers[0] ?? new Uint8Array(), reference.slice(6 * 6, 9 * 6));
  for (const [row, { age, placed }] of steps.entries()) {
    // They are exp(-(place - centre)² / 2) at centres -1, 0 and 1, so the outer two tell the place.
    const [young = 0, , old = 0] = probabilities.slice(row * 3, row * 3 + 3);
    assert.ok(Math.abs(placed - (40 + 20 * (Math.log(old / young) / 2))) < 0.01);
    assert.ok(Math.abs(placed - age) < 3, `${placed} for ${age}`);
  }
});
