// What stands behind a run's figures: plain words, years off, the photographs and what has become of them since.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesSince, knownEntries, photographsBehind } from '../../web/js/ui/behind-run.js';
import { plainSentence } from '../../web/js/ui/headline-words.js';
import { nextCell } from '../../web/js/ui/matrix-keys.js';
import { yearsBins } from '../../web/js/ui/years-words.js';
import { entry } from './fakes.mjs';

/** @import { Dataset, Run } from '../../web/js/types.d.ts' */

const classNames = ['20', '30'];
const paths = ['20/a.jpg', '20/b.jpg', '30/a.jpg', '30/b.jpg'];
const sampleOf = (/** @type {string} */ path) => ({
  ...{ path, classIndex: classNames.indexOf(path.slice(0, 2)), person: 'a', personIndex: 0 },
  entry: entry(path),
});
const dataset = /** @type {Dataset} */ (
  /** @type {unknown} */ ({ name: 'd', classNames, samples: paths.map(sampleOf) })
);
const run = /** @type {Run} */ (
  /** @type {unknown} */ ({ datasetName: 'd', samples: 4, predictions: paths.map((path) => ({ path })) })
);

/** @param {Partial<Dataset>} patch */
function since(patch) {
  const now = { ...dataset, ...patch };
  const known = knownEntries(run, dataset);
  assert.ok(known);
  const behind = photographsBehind(run, known, now);
  return {
    changes: changesSince(run, behind, now),
    states: Object.fromEntries([...behind].map(([path, { state }]) => [path, state])),
    behind,
  };
}

test('a photograph that was moved is found again by its file, one that was excluded by its path', () => {
  const [first, second, third, fourth] = dataset.samples;
  assert.ok(first && second && third && fourth);
  assert.equal(since({}).changes, 0);
  const moved = { ...second, path: '30/b-2.jpg', classIndex: 1 };
  const { changes, states, behind } = since({ samples: [third, fourth, moved], excluded: [first] });
  assert.equal(changes, 2);
  assert.deepEqual(states, { '20/a.jpg': 'excluded', '20/b.jpg': 'moved', '30/a.jpg': 'same', '30/b.jpg': 'same' });
  assert.deepEqual([behind.get('20/b.jpg')?.path, behind.get('20/b.jpg')?.className], ['30/b-2.jpg', '30']);
  assert.equal(since({ samples: [...dataset.samples, sampleOf('30/c.jpg')] }).changes, 1);
  const removed = since({ samples: [first, second, third] });
  assert.deepEqual([removed.changes, removed.states['30/b.jpg']], [1, 'gone']);
  // Two files of the same bytes: the one that is left is not the other one moved.
  const twins = dataset.samples.map((sample) => ({ ...sample, entry: { ...sample.entry, sha256: 'same' } }));
  const known = knownEntries(run, { ...dataset, samples: twins });
  assert.equal(
    known && photographsBehind(run, known, { ...dataset, samples: twins.slice(1) }).get('20/a.jpg')?.state,
    'gone',
  );
});

test('photographs of another folder are not those of the run', () => {
  assert.equal(knownEntries(run, null), null);
  assert.equal(knownEntries(run, { ...dataset, name: 'others' }), null);
  assert.equal(knownEntries(run, { ...dataset, samples: dataset.samples.slice(0, 1) }), null);
});

test('the plain sentence says none, about, nearly all and all, and what other people would have changed', () => {
  const said = (/** @type {number} */ accuracy, /** @type {object} */ patch = {}) =>
    plainSentence(
      /** @type {any} */ ({
        ...{ protocol: 'holdout', classValues: [20, 30], persons: 10, samples: 70, intervals: null },
        ...{ metrics: { accuracy }, ...patch },
      }),
    );
  for (const [accuracy, often] of /** @type {const} */ ([
    [0, 'none'],
    [0.04, 'hardly any'],
    [0.8, 'about 8'],
    [0.97, 'nearly all'],
    [1, 'all'],
  ])) {
    assert.equal(
      said(accuracy),
      `Of 10 photographs of people it has never seen, it puts ${often} in the right age group.`,
    );
  }
  const intervals = { accuracy: { low: 0.78, high: 0.84 } };
  assert.match(said(0.8, { intervals }), /\(about as many if other people had been photographed\)\.$/);
  assert.match(
    said(0.8, { intervals, persons: 70, classValues: null }),
    /^Of 10 photographs it has never seen, .* class \(/,
  );
});

test('years off have a bar for each step to either side, and wider ones where they would be too many', () => {
  const bins = (/** @type {number[]} */ classValues, /** @type {[number, number][]} */ pairs) =>
    yearsBins({
      classValues,
      predictions: /** @type {any} */ (pairs.map(([classIndex, predictedIndex]) => ({ classIndex, predictedIndex }))),
    });
  assert.deepEqual(
    bins(
      [20, 30, 40],
      [
        [0, 2],
        [1, 1],
        [1, 0],
        [2, 2],
      ],
    ).map(({ years, count }) => [years, count]),
    [
      [-20, 0],
      [-10, 1],
      [0, 2],
      [10, 0],
      [20, 1],
    ],
  );
  const everyYear = Array.from({ length: 100 }, (_, year) => year);
  const many = bins(everyYear, [
    [0, 99],
    [99, 0],
    [50, 50],
  ]);
  assert.ok(many.length <= 25 + 2);
  assert.equal(
    many.reduce((sum, { count }) => sum + count, 0),
    3,
  );
  assert.deepEqual(yearsBins({ classValues: null, predictions: [] }), []);
  assert.deepEqual(
    bins([0.1, 0.2, 0.4], [[0, 2]]).map(({ years }) => years),
    [-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3],
  );
});

test('in a matrix a key goes straight ahead, else to the nearest cell further on', () => {
  const matrix = [
    [3, 0, 1],
    [0, 2, 0],
    [0, 0, 4],
  ];
  const next = (/** @type {number} */ row, /** @type {number} */ column, /** @type {string} */ key) => {
    const cell = nextCell(matrix, { row, column }, key);
    return cell && [cell.row, cell.column];
  };
  assert.deepEqual(next(0, 0, 'ArrowRight'), [0, 2]);
  assert.deepEqual(next(0, 0, 'ArrowDown'), [1, 1]);
  assert.deepEqual(next(1, 1, 'ArrowLeft'), [0, 0]);
  assert.deepEqual(next(2, 2, 'ArrowUp'), [0, 2]);
  assert.deepEqual(next(0, 0, 'End'), [0, 2]);
  assert.equal(next(2, 2, 'ArrowRight'), null);
  assert.equal(next(2, 2, 'a'), null);
});
