import assert from 'node:assert/strict';
import { test } from 'node:test';
import { balanceSentence } from '../../web/js/ui/balance.js';
import { droppedFiles } from '../../web/js/ui/dropped-files.js';
import { filterPhotographs, sheetPhotographs } from '../../web/js/ui/sheet/sheet-photographs.js';
import {
  offsetsOf,
  pathAfterKey,
  placesOf,
  rowAt,
  rowsByClass,
  rowsByPerson,
} from '../../web/js/ui/sheet/sheet-rows.js';

/** @import { Dataset } from '../../web/js/types.d.ts' */

/** @param {string[]} paths by class @param {string[]} [excluded] @returns {Dataset} */
function datasetOf(paths, excluded = []) {
  const entry = { path: '', size: 1, read: async () => new Uint8Array() };
  const classNames = [...new Set(paths.map((path) => path.slice(0, path.indexOf('/'))))];
  const person = (/** @type {string} */ path) => path.replace(/^.*\/|\..*$/g, '');
  return {
    name: 'faces',
    classNames,
    classValues: null,
    personNames: [],
    personsRecur: true,
    samples: paths.map((path) => ({
      path,
      classIndex: classNames.indexOf(path.slice(0, path.indexOf('/'))),
      person: path.includes('alone') ? path : person(path),
      personIndex: 0,
      entry,
    })),
    rejected: [],
    ignored: 0,
    excluded: excluded.map((path) => ({ path, entry })),
  };
}

/** @param {number[]} counts */
const balance = (...counts) =>
  balanceSentence(counts.map((photographs, index) => ({ name: `${index + 2}0`, photographs, persons: 1 })));

test('balance is told in a sentence: equal, nearly, rough where few, led by the large ones where many', () => {
  assert.equal(balance(10, 10), 'Balanced: 10 photographs in each class.');
  assert.equal(balance(8, 10, 9), 'Nearly balanced: 8 to 10 photographs in each class.');
  assert.equal(balance(41, 3), '“30” has 3 photographs, “20” has 41. Figures of small classes are rough.');
  assert.match(balance(30, 4100), /“20” has 30 photographs, “30” has 4,100\. Accuracy speaks mostly of the large/);
  assert.match(balance(7), /^Only one class/);
});

test('excluded photographs stand in their places, and a class of nothing else comes last', () => {
  const all = sheetPhotographs(datasetOf(['20/ann.jpg', '20/eva.jpg', '30/ann.jpg'], ['10/ann.jpg', '20/bob.jpg']));
  assert.deepEqual(
    all.map(({ path, excluded, person }) => [path, excluded, person]),
    [
      ['20/ann.jpg', false, 'ann'],
      ['20/bob.jpg', true, null],
      ['20/eva.jpg', false, 'eva'],
      ['30/ann.jpg', false, 'ann'],
      ['10/ann.jpg', true, 'ann'],
    ],
  );
  const paths = (
    /** @type {Parameters<typeof filterPhotographs>[1]} */ filter,
    /** @type {string[] | null} */ only = null,
  ) => filterPhotographs(all, filter, only).map(({ path }) => path);
  assert.deepEqual(paths({ text: ' EVA', show: 'all' }), ['20/eva.jpg']);
  assert.deepEqual(paths({ text: '', show: 'excluded' }), ['20/bob.jpg', '10/ann.jpg']);
  assert.deepEqual(paths({ text: '', show: 'class:20' }, ['20/eva.jpg', '30/ann.jpg']), ['20/eva.jpg']);
});

test('a person takes as many lines as a class has photographs of them; whom nobody knows comes last', () => {
  const photographs = sheetPhotographs(
    datasetOf(['20/image10.jpg', '20/image2.jpg', '20/image2.png', '20/alone.jpg', '30/image2.jpg', '30/image10.jpg']),
  );
  const rows = rowsByPerson(photographs, ['20', '30']);
  assert.deepEqual(
    rows.map(({ header, cells }) => [header, ...cells.map((cell) => cell?.path ?? null)]),
    [
      ['image2', '20/image2.jpg', '30/image2.jpg'],
      ['', '20/image2.png', null],
      ['image10', '20/image10.jpg', '30/image10.jpg'],
      ['20/alone.jpg', '20/alone.jpg', null],
    ],
  );
});

test('arrows pass over headings and gaps, and the row at a height is found', () => {
  const photographs = sheetPhotographs(datasetOf(['20/a.jpg', '20/b.jpg', '20/c.jpg', '30/a.jpg']));
  const rows = rowsByClass(photographs, 2);
  const places = placesOf(rows);
  const after = (/** @type {string} */ path, /** @type {string} */ key, ctrlKey = false) =>
    pathAfterKey(rows, places, path, { key, ctrlKey, metaKey: false }, 2);
  assert.deepEqual([after('20/b.jpg', 'ArrowDown'), after('20/c.jpg', 'ArrowDown')], ['20/c.jpg', '30/a.jpg']);
  assert.deepEqual([after('30/a.jpg', 'PageUp'), after('20/a.jpg', 'ArrowUp')], ['20/a.jpg', null]);
  assert.deepEqual([after('20/a.jpg', 'End'), after('20/a.jpg', 'End', true)], ['20/b.jpg', '30/a.jpg']);
  const offsets = offsetsOf(rows, { heading: 10, line: 100 });
  assert.deepEqual([...offsets], [0, 10, 110, 210, 220, 320]);
  assert.deepEqual([rowAt(offsets, 0), rowAt(offsets, 109), rowAt(offsets, 110), rowAt(offsets, 1e9)], [0, 1, 2, 4]);
});

test('of dropped folders each photograph is known by its own folder, and what cannot be opened is left out', async () => {
  const fileEntry = (/** @type {string} */ name) => ({
    isDirectory: false,
    file: (/** @type {(file: File) => void} */ resolve, /** @type {() => void} */ reject) =>
      name === 'locked.jpg' ? reject() : resolve(new File(['x'], name)),
  });
  const folder = (/** @type {string} */ name, /** @type {object[]} */ ...entries) => ({
    name,
    isDirectory: true,
    createReader: () => ({
      readEntries: (/** @type {(some: object[]) => void} */ resolve) => resolve(entries.splice(0, 2)),
    }),
  });
  const tree = folder(
    'faces',
    folder('20', fileEntry('a.jpg'), fileEntry('notes.txt'), fileEntry('b.png'), fileEntry('locked.jpg')),
    folder('30', fileEntry('a.jpg')),
  );
  const item = (/** @type {object | null} */ entry, /** @type {File | null} */ file) => ({
    kind: 'file',
    webkitGetAsEntry: () => entry,
    getAsFile: () => file,
  });
  const items = [
    item(tree, null),
    item(null, new File(['x'], 'c.jpg')),
    item(null, new File(['x'], 'c.txt')),
    item(null, new File(['x'], 'd.zip')),
  ];
  const found = await droppedFiles(/** @type {any} */ ({ items }));
  assert.deepEqual(
    [...found].map(([name, files]) => [name, files.map((file) => file.name)]),
    [
      ['20', ['a.jpg', 'notes.txt', 'b.png']],
      ['30', ['a.jpg']],
      ['', ['c.jpg', 'c.txt', 'd.zip']],
    ],
  );
});
