import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findPersons } from '../../web/js/data/persons.js';

/** @param {string[]} paths `class/file`, the class a single digit */
const find = (...paths) => findPersons(paths.map((path) => ({ path, classIndex: Number(path[0]) })));

test('equal names in different classes are one person, whatever the extension', () => {
  assert.deepEqual(find('0/ann.jpg', '0/bob.jpg', '1/ann.png', '1/bob.jpg'), {
    persons: ['ann', 'bob', 'ann', 'bob'],
    recur: true,
  });
});

test('exactly half of all names recurring is enough, fewer is not', () => {
  assert.deepEqual(find('0/ann.jpg', '1/ann.jpg', '1/eve.jpg'), {
    persons: ['ann', 'ann', '1/eve.jpg'],
    recur: true,
  });
  assert.deepEqual(find('0/ann.jpg', '1/ann.jpg', '1/eve.jpg', '1/joe.jpg'), {
    persons: ['0/ann.jpg', '1/ann.jpg', '1/eve.jpg', '1/joe.jpg'],
    recur: false,
  });
});

test('equal names in one class are different persons unless the name recurs elsewhere', () => {
  assert.equal(find('0/a/1.jpg', '0/b/1.jpg', '1/2.jpg').recur, false);
  assert.deepEqual(find('0/a/1.jpg', '0/b/1.jpg', '1/1.jpg').persons, ['1', '1', '1']);
});

test('a dot at the start of a name or inside it does not cut it', () => {
  assert.deepEqual(find('0/a.b.jpg', '1/a.b.jpg', '0/a.c.jpg', '1/a.c.jpg').persons, ['a.b', 'a.b', 'a.c', 'a.c']);
});

test('a second file of a name is the same person, where there is a first one', () => {
  const samples = ['20/ada', '30/ada', '30/ada (2)', '20/ben', '40/ben (3)', '30/cleo (2)', '20/dora (1)'].map(
    (path) => ({
      path: `${path}.jpg`,
      classIndex: Number(path.slice(0, 2)),
    }),
  );
  assert.deepEqual(findPersons(samples).persons, [
    'ada',
    'ada',
    'ada',
    'ben',
    'ben',
    '30/cleo (2).jpg',
    '20/dora (1).jpg',
  ]);
});
