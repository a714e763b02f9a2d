// The map of embeddings without a page: where points lie, which are meant, what is said.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupsBy } from '../../web/js/ui/map/colouring.js';
import { nearestPoint, placesIn, pointsInside, pointTowards } from '../../web/js/ui/map/geometry.js';
import { pointByKey } from '../../web/js/ui/map/keys.js';
import { drawnSentence, gatheringSentences, pointSentence, whyNoCourse } from '../../web/js/ui/map/words.js';

/** @import { Trained } from '../../web/js/types.d.ts' */

/** A cross: middle, right, up, left, down, and far to the upper right. */
const PLACES = Float32Array.of(50, 50, 60, 50, 50, 30, 20, 50, 50, 90, 90, 10);

test('points are scaled alike, centred and upwards; a single one lies in the middle', () => {
  // 4 wide and 1 high in 100 x 60, of which 30 at each side are free: 10 pixels each.
  assert.deepEqual([...placesIn(Float32Array.of(0, 0, 4, 1), 100, 160)], [30, 85, 70, 75]);
  assert.deepEqual([...placesIn(Float32Array.of(7, 7), 100, 60)], [50, 30]);
});

test('arrows lead to the nearest point within 45 degrees', () => {
  const towards = (/** @type {number} */ x, /** @type {number} */ y) => pointTowards(PLACES, 0, { x, y });
  assert.deepEqual([towards(1, 0), towards(0, -1), towards(-1, 0), towards(0, 1)], [1, 2, 3, 4]);
  assert.equal(pointTowards(PLACES, 2, { x: 1, y: 0 }), 5);
  assert.equal(pointTowards(PLACES, 5, { x: 1, y: 0 }), -1);
});

test('keys lead through all points and stay at the ends; arrows begin in the middle, others lead nowhere', () => {
  const lead = (/** @type {string} */ key, /** @type {number} */ from) => pointByKey(key, PLACES, from, () => 7);
  assert.deepEqual([lead('Home', 4), lead('End', 0)], [0, 5]);
  assert.deepEqual([lead('PageDown', -1), lead('PageDown', 2), lead('PageDown', 5)], [0, 3, 5]);
  assert.deepEqual([lead('PageUp', 3), lead('PageUp', 0)], [2, 0]);
  assert.deepEqual([lead('ArrowUp', -1), lead('ArrowUp', 0), lead('ArrowDown', 4)], [7, 2, 4]);
  assert.deepEqual([lead('Tab', 0), lead(' ', -1)], [null, null]);
});

test('a pointer means the nearest point that is near enough', () => {
  assert.equal(nearestPoint(PLACES, { x: 57, y: 51 }, 10), 1);
  assert.equal(nearestPoint(PLACES, { x: 75, y: 75 }, 10), -1);
});

test('a lasso holds what lies inside it, also where it is hollow', () => {
  const corner = (/** @type {number} */ x, /** @type {number} */ y) => ({ x, y });
  assert.deepEqual(pointsInside(PLACES, [corner(40, 20), corner(70, 20), corner(70, 60), corner(40, 60)]), [0, 1, 2]);
  // A U around the middle.
  const hollow = [corner(10, 40), corner(30, 40), corner(30, 80), corner(55, 80), corner(55, 40), corner(70, 40)];
  assert.deepEqual(pointsInside(PLACES, [...hollow, corner(70, 95), corner(10, 95)]), [1, 3, 4]);
});

/** @param {number} share */
const gathering = (share, clear = true) => ({ share, chance: 0.1, most: 0.9, clear });

test('what gathers is said with what chance would give, and what follows for a random split', () => {
  const of = { neighbours: 7, asked: 70 };
  const byPerson = gatheringSentences({ ...of, person: gathering(0.5), class: gathering(0.2) }, true, 70);
  assert.equal(
    byPerson.verdict,
    'Photographs of one person lie together more than photographs of one age. ' +
      'A random split would put the same person on both sides, and its figure would lie.',
  );
  assert.equal(
    byPerson.measured,
    'Of the 7 photographs nearest to each, 50% (by chance 10%) are of the same person and 20% (by chance 10%) of the same age.',
  );
  const verdict = (/** @type {any} */ person, /** @type {any} */ byClass, ages = true) =>
    gatheringSentences({ ...of, person, class: byClass }, ages, 70).verdict;
  assert.match(
    verdict(gathering(0.2), gathering(0.5)),
    /^Photographs of one age lie together, and those of one person/,
  );
  assert.match(verdict(gathering(0.12, false), gathering(0.5), false), /^Photographs of one class lie together, those/);
  assert.match(verdict(gathering(0.12, false), gathering(0.11, false)), /^Neither/);
  const unknown = gatheringSentences({ ...of, person: null, class: gathering(0.5) }, true, 2000);
  assert.match(unknown.measured, /^Of the 7 photographs nearest to each of 70, 50% .* is not known/);
});

test('a map says what it leaves out', () => {
  const points = [0, 1].map((photograph) => ({ photograph, copy: 0 }));
  const request = { method: /** @type {const} */ ('tsne'), perplexity: 30, copies: false };
  const map = { request, points, rows: 2, coordinates: new Float32Array(4), explained: null, steps: null };
  const steps = { done: 250, total: 1000, perplexity: 9, cost: 1 };
  assert.match(
    drawnSentence({ ...map, rows: 5, steps }),
    /^2 points of 5, evenly chosen\. t-SNE after 250 of 1,000 steps, perplexity 9, as there are few points; its cost \(Kullback-Leibler divergence\) is 1\.000\./,
  );
  assert.match(
    drawnSentence({ ...map, explained: [0.25, 0.125] }),
    /^2 points\. .* hold 25% and 13% of all that varies\./,
  );
});

/** @type {any} */
const trained = {
  run: {
    classNames: ['20', '30'],
    classValues: [20, 30],
    predictions: [
      { path: '20/a', copy: 0, classIndex: 0, predictedIndex: 0 },
      { path: '30/a', copy: 0, classIndex: 1, predictedIndex: 0 },
    ],
  },
  model: {
    photographs: [
      { path: '20/a', person: 'image10', classIndex: 0 },
      { path: '30/a', person: 'image10', classIndex: 1 },
      { path: '20/b', person: 'image9', classIndex: 0 },
    ],
  },
};

test('points are grouped by class, person, success and copy', () => {
  const points = [0, 1, 2, 1].map((photograph, index) => ({ photograph, copy: index === 3 ? 2 : 0 }));
  const named = (/** @type {Parameters<typeof groupsBy>[0]} */ by) =>
    groupsBy(by, /** @type {Trained} */ (trained), points, false).map(({ name, points: own }) => `${name}: ${own}`);
  assert.deepEqual(named('class'), ['20: 0,2', '30: 1,3']);
  assert.deepEqual(named('person'), ['image9: 2', 'image10: 0,1,3']);
  assert.deepEqual(named('right'), ['right: 0', 'wrong: 1,3', 'not tested: 2']);
  assert.deepEqual(named('copy'), ['photograph: 0,1,2', 'copy: 3']);
});

test('a point in words, and why there is no course', () => {
  const point = { path: '20/a', copy: 1, person: 'a', className: '20', taken: '30', right: false };
  assert.equal(pointSentence(point), '20/a, copy 1, class 20, person a, taken for 30');
  assert.equal(whyNoCourse(trained), null);
  assert.match(whyNoCourse({ ...trained, run: { ...trained.run, classValues: null } }) ?? '', /ages/);
  assert.match(
    whyNoCourse({ ...trained, model: { photographs: trained.model.photographs.slice(1) } }) ?? '',
    /several/,
  );
});
