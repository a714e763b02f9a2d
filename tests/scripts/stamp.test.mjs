import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { filesBelow, hashFiles } from '../../scripts/steps/stamp.mjs';

/** @param {import('node:test').TestContext} t */
async function smallTree(t) {
  const folder = await mkdtemp(join(tmpdir(), 'agelens-stamp-'));
  t.after(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'deep'));
  await writeFile(join(folder, 'deep/a.txt'), 'one');
  await writeFile(join(folder, 'b.txt'), 'two');
  return folder;
}

test('files are found below folders, files and nothing', async (t) => {
  const folder = await smallTree(t);
  const all = [join(folder, 'b.txt'), join(folder, 'deep/a.txt')];
  assert.deepEqual(await filesBelow([folder]), all);
  assert.deepEqual(await filesBelow([join(folder, 'b.txt'), folder]), all);
  assert.deepEqual(await filesBelow([join(folder, 'absent')]), []);
});

test('the hash changes with content and names, not with dates', async (t) => {
  const folder = await smallTree(t);
  const before = await hashFiles([folder]);
  await utimes(join(folder, 'b.txt'), 1, 1);
  assert.equal(await hashFiles([folder]), before);

  await writeFile(join(folder, 'b.txt'), 'twO');
  const edited = await hashFiles([folder]);
  assert.notEqual(edited, before);

  await rename(join(folder, 'b.txt'), join(folder, 'c.txt'));
  assert.notEqual(await hashFiles([folder]), edited);
});
