import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answersToJson, answersToText } from '../../scripts/cli/report.mjs';
import { ageRangeOf, yearsOfRange } from '../../web/js/app/age-range.js';

/** Classes 20 and 60; photograph i of `count` is of class 20 and was taken for 20 + i years. */
function runOf(/** @type {object} */ patch = {}, count = 24) {
  const predictions = Array.from({ length: count }, (_, index) => ({
    path: `20/${index}.jpg`,
    person: `p${index % 6}`,
    copy: 0,
    fold: 0,
    classIndex: 0,
    predictedIndex: 0,
    probabilities: [1 - index / 40, index / 40],
  }));
  return /** @type {Parameters<typeof ageRangeOf>[0]} */ ({
    classValues: [20, 60],
    protocol: 'leave-one-person-out',
    personsRecur: true,
    predictions,
    ...patch,
  });
}

test('the range is the split-conformal quantile of the errors that the run was tested with', () => {
  // The errors are 0, 1, … 23 years; the ceil(25 * 0.8) = 20th smallest is 19.
  const range = ageRangeOf(runOf(), 43);
  assert.ok(range && Math.abs(range.years - 19) < 1e-9);
  assert.deepEqual([range.low, range.high], [43 - range.years, 43 + range.years]);
  assert.deepEqual([range.share, range.photographs, range.persons], [20 / 24, 24, 6]);
  assert.equal(ageRangeOf(runOf({ personsRecur: false }), 43)?.persons, null);
  assert.equal(ageRangeOf(runOf(), 5)?.low, 0);
  assert.equal(ageRangeOf(runOf({ classValues: [-20, 20] }), 5)?.low, 5 - 19);
});

test('where the tests cannot tell how far off an age may be, there is no range', () => {
  assert.equal(yearsOfRange(runOf({ classValues: null })), null);
  assert.equal(yearsOfRange(runOf({ protocol: 'seed' })), null);
  assert.equal(yearsOfRange(runOf({}, 19)), null);
  const onePerson = runOf().predictions.map((prediction) => ({ ...prediction, person: 'a' }));
  assert.equal(yearsOfRange(runOf({ predictions: onePerson })), null);
  assert.equal(ageRangeOf(runOf(), null), null);
});

test('the command line says the range as the page does', () => {
  const run = /** @type {any} */ (runOf({ classNames: ['20', '60'], backbones: [], settings: {} }));
  const ageRange = ageRangeOf(run, 43);
  const answer = /** @type {any} */ ({
    path: 'a.jpg',
    predictedIndex: 0,
    expectedAge: 43,
    ageRange,
    sure: true,
    probabilities: [0.6, 0.4],
    classNames: ['20', '60'],
    likeness: { nearest: [], another: null },
  });
  const text = answersToText(run, [answer, { ...answer, ageRange: null }]);
  assert.match(text, /43\.0 \(24 to 62\)/);
  assert.match(
    text,
    /In brackets: the true age was within 19\.0 years of the expected one for 8 of 10 tested photographs/,
  );
  assert.deepEqual(
    answersToJson(run, [answer], []).answers.map((one) => one.expected_age_range),
    [ageRange],
  );
});
