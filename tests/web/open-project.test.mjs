// A project file taken in by a browser: what is whole is kept, what is not is said.

/** @import { Project } from '../../web/js/types.d.ts' */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultSettings } from '../../web/js/app/defaults.js';
import { AgelensError } from '../../web/js/app/errors.js';
import { takeIn } from '../../web/js/app/open-project.js';
import { makeProject } from '../../web/js/app/project.js';
import { sha256 } from '../../web/js/data/backbones.js';

const bytesOf = (/** @type {string} */ path) => new TextEncoder().encode(path);
const PATHS = ['20/ann.jpg', '20/bob.jpg', '30/ann.jpg', '30/bob.jpg'];
const photographs = await Promise.all(
  PATHS.map(async (path) => ({ path, sha256: await sha256(bytesOf(path)), bytes: path.length })),
);
/** @type {Project} */
const project = makeProject({
  name: 'faces',
  settings: defaultSettings,
  dataset: { name: 'faces', photographs, rejected: [{ path: '20/x.txt', reason: 'No image.' }], ignored: 1 },
  runs: [],
  trained: null,
});

/** @param {Record<string, () => Promise<Uint8Array>>} [overrides] by path */
const entries = (overrides = {}) =>
  new Map(
    PATHS.map((path) => [
      path,
      { name: path, size: path.length, read: overrides[path] ?? (async () => bytesOf(path)) },
    ]),
  );

/** What a browser keeps, by SHA-256. @param {string[]} [hashes] */
function browser(hashes = []) {
  const kept = new Set(hashes);
  return {
    kept,
    async keep(/** @type {Uint8Array} */ bytes) {
      const hash = await sha256(bytes);
      kept.add(hash);
      return hash;
    },
    async read(/** @type {string} */ hash) {
      if (!kept.has(hash)) throw new AgelensError('unreadable', 'not kept');
      return new Uint8Array();
    },
  };
}

test('a whole file is taken as it is, its photographs one after another', async () => {
  const keeping = browser();
  /** @type {number[]} */
  const done = [];
  const taken = await takeIn({ project, photographs: entries(), problems: [] }, keeping, {
    onProgress: (progress) => done.push(progress.done),
  });
  assert.deepEqual(taken, { project, problems: [] });
  assert.deepEqual(
    [...keeping.kept],
    photographs.map((photograph) => photograph.sha256),
  );
  assert.deepEqual(done, [0, 1, 2, 3]);
});

test('damaged and exchanged photographs are rejected with their reasons, and the rest is kept', async () => {
  const damaged = async () => {
    throw new AgelensError('bad-zip', 'It is damaged.');
  };
  const exchanged = async () => bytesOf('another');
  const file = entries({ '20/ann.jpg': damaged, '30/bob.jpg': exchanged });
  const taken = await takeIn({ project, photographs: file, problems: ['Its classifier is damaged.'] }, browser());
  assert.deepEqual(
    taken.project.dataset?.photographs.map(({ path }) => path),
    ['20/bob.jpg', '30/ann.jpg'],
  );
  assert.deepEqual(
    taken.project.dataset?.rejected.map(({ path, reason }) => [path, reason]),
    [
      ['20/x.txt', 'No image.'],
      ['20/ann.jpg', 'It is damaged.'],
      ['30/bob.jpg', 'The photograph in the project file is not the one it was saved with.'],
    ],
  );
  assert.deepEqual(taken.problems, ['Its classifier is damaged.', '2 of its photographs are damaged or missing.']);
});

test('of a file without photographs those that this browser keeps come back, else it says what to do', async () => {
  const bare = { project, photographs: new Map(), problems: [] };
  const known = await takeIn(bare, browser(photographs.map((photograph) => photograph.sha256)));
  assert.deepEqual(known, { project, problems: [] });
  const unknown = await takeIn(bare, browser());
  assert.equal(unknown.project.dataset, null);
  assert.deepEqual(unknown.problems, ['It was saved without its photographs; choose their folder to train again.']);
});

test('a full disk ends the opening with its sentence', async () => {
  const full = { ...browser(), keep: () => Promise.reject(new AgelensError('storage-failed', 'The disk is full.')) };
  await assert.rejects(takeIn({ project, photographs: entries(), problems: [] }, full), { code: 'storage-failed' });
});
