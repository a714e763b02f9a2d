import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileEntries } from '../../web/js/data/file-entries.js';

const file = (/** @type {string} */ name, extra = {}) => Object.assign(new File(['abc'], name), extra);

/** A file of the drop's file system. */
const dropped = (/** @type {string} */ fullPath) => ({
  isFile: true,
  fullPath,
  file: (/** @type {(file: File) => void} */ resolve) => resolve(file(fullPath)),
});

/** A folder that lists its children two at a time, as browsers do a hundred at a time. */
const droppedFolder = (/** @type {string} */ fullPath, /** @type {object[]} */ children) => ({
  isFile: false,
  fullPath,
  createReader() {
    const left = [...children];
    return { readEntries: (/** @type {(some: object[]) => void} */ resolve) => resolve(left.splice(0, 2)) };
  },
});

/** Like a browser's, it is empty once the event is over. */
function transfer(/** @type {object[]} */ items) {
  const source = { items };
  queueMicrotask(() => {
    source.items = [];
  });
  return /** @type {DataTransfer} */ (/** @type {unknown} */ (source));
}

test('the chooser gives paths with folders', async () => {
  const list = [file('x.jpg', { webkitRelativePath: 'd/20/x.jpg' }), file('y.jpg', { webkitRelativePath: '' })];
  const entries = await fileEntries(/** @type {FileList} */ (/** @type {unknown} */ (list)));
  assert.deepEqual(
    entries.map(({ path, size }) => [path, size]),
    [
      ['d/20/x.jpg', 3],
      ['y.jpg', 3],
    ],
  );
  assert.deepEqual(await entries[0]?.read(), new TextEncoder().encode('abc'));
});

test('a drop is walked through nested folders to the last entry', async () => {
  const tree = droppedFolder('/d', [
    droppedFolder(
      '/d/20',
      ['1', '2', '3', '4', '5'].map((name) => dropped(`/d/20/${name}.jpg`)),
    ),
    droppedFolder('/d/30', [droppedFolder('/d/30/in', [dropped('/d/30/in/x.jpg')])]),
    droppedFolder('/d/empty', []),
  ]);
  const entries = await fileEntries(
    transfer([
      { kind: 'string', webkitGetAsEntry: () => null, getAsFile: () => null },
      { kind: 'file', webkitGetAsEntry: () => tree, getAsFile: () => null },
      { kind: 'file', webkitGetAsEntry: () => null, getAsFile: () => file('alone.jpg') },
    ]),
  );
  assert.deepEqual(
    entries.map(({ path }) => path),
    ['d/20/1.jpg', 'd/20/2.jpg', 'd/20/3.jpg', 'd/20/4.jpg', 'd/20/5.jpg', 'd/30/in/x.jpg', 'alone.jpg'],
  );
});

test('what cannot be opened becomes an entry whose reading fails', async () => {
  const locked = {
    isFile: false,
    fullPath: '/locked',
    createReader: () => ({
      readEntries: (/** @type {unknown} */ _, /** @type {(error: Error) => void} */ reject) => reject(new Error('no')),
    }),
  };
  const [only] = await fileEntries(transfer([{ kind: 'file', webkitGetAsEntry: () => locked, getAsFile: () => null }]));
  assert.equal(only?.path, 'locked');
  await assert.rejects(async () => only?.read());
});
