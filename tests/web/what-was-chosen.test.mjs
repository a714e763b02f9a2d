/** @import { FileEntry } from '../../web/js/types.d.ts' */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import { openDataset } from '../../web/js/app/intake.js';
import { sourceOfBlob } from '../../web/js/data/blob-source.js';
import { whatWasChosen } from '../../web/js/data/what-was-chosen.js';
import { datasets, entry, fakeCore, imports } from './fakes.mjs';

/** @param {Record<string, string>} files @param {string} [path] */
function zipEntry(files, path = 'my photos.zip') {
  const parts = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]));
  const bytes = zipSync(parts, { level: 0 });
  const { size, read } = sourceOfBlob(new Blob([bytes]));
  return { path, size, read: async () => bytes, readPart: read };
}
const services = { core: fakeCore(), datasets, imports };

/** @param {FileEntry[]} entries */
const open = async (entries) => openDataset(services, { chosen: await imports.whatWasChosen(entries) });

test('a zip of class folders is the folder, by whatever name its folders are wrapped', async () => {
  const photos = { '20/a.jpg': '1', '30/a.jpg': '2', '20/b.jpg': 'bad', '__MACOSX/20/._a.jpg': 'x', '20/': '' };
  const dataset = await open([zipEntry(photos)]);
  assert.equal(dataset.name, 'my photos');
  assert.deepEqual(
    dataset.samples.map(({ path, person }) => [path, person]),
    [
      ['20/a.jpg', 'a'],
      ['30/a.jpg', 'a'],
    ],
  );
  assert.deepEqual(
    dataset.rejected.map(({ path }) => path),
    ['20/b.jpg'],
  );
  assert.deepEqual(await dataset.samples[1]?.entry.read(), strToU8('2'));

  const windows = zipEntry({ 'faces\\20\\a.jpg': '1', 'faces\\30\\a.jpg': '2', '../faces/../x.jpg': '3' });
  const wrapped = await open([windows]);
  assert.deepEqual(wrapped.classNames, ['20', '30']);
});

test('what cannot be had of a zip is said of each file, and of a zip that is none', async () => {
  const whole = zipEntry({ '20/a.jpg': '1', '30/a.jpg': '2', '30/b.jpg': '33333' });
  const bytes = await whole.read();
  // The content of the last file, stored as it is.
  bytes[Buffer.from(bytes).indexOf('33333')] = 0x34;
  const { size, read } = sourceOfBlob(new Blob([/** @type {BlobPart} */ (bytes)]));
  const dataset = await open([{ ...whole, size, readPart: read }]);
  assert.deepEqual(dataset.rejected, [
    { path: '30/b.jpg', reason: '“30/b.jpg” is damaged in the zip file; copy the zip file again.' },
  ]);

  const none = { ...entry('photos.zip', 'text'), readPart: async () => strToU8('text') };
  await assert.rejects(open([none]), { code: 'bad-zip', message: /“photos.zip” is not/ });
});

test('a project, features and photographs are told apart by the names of the files', async () => {
  const kindOf = async (/** @type {import('../../web/js/types.d.ts').FileEntry[]} */ ...entries) =>
    (await whatWasChosen(entries)).kind;
  const features = [entry('f/features.npy'), entry('f/labels.npy')];
  assert.equal(await kindOf(zipEntry({ 'project.json': '{}', 'photos/20/a.jpg': '1' })), 'project');
  assert.equal(await kindOf(zipEntry({ '20/project.json': '{}', '20/a.jpg': '1' })), 'photographs');
  assert.equal(await kindOf(...features), 'features');
  assert.equal(await kindOf(zipEntry({ 'features.npy': '', 'labels.npy': '' }), entry('.DS_Store')), 'features');
  assert.equal(await kindOf(...features, entry('f/20/a.jpg')), 'photographs');
  assert.equal(await kindOf(entry('f/20/a.jpg'), zipEntry({ '20/a.jpg': '1' })), 'photographs');
  assert.equal(await kindOf(), 'photographs');
  await assert.rejects(open([zipEntry({ 'project.json': '{}' })]), {
    code: 'is-project',
    message: /“my photos.zip” is a project of Agelens/,
  });
});
