// What is chosen besides a folder of photographs: a zip of one, arrays of any make, and what `agelens embed` saved.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { zipSync } from 'fflate';
import { createNodeCore } from '../../web/js/core/node.js';
import { ninePhotographs, runAgelens, withFolder } from '../cli/run-agelens.mjs';
import { train, withPage } from './harness.mjs';

/** @import { Page } from 'playwright-core' */

/** @param {Page} page @param {string} button @param {string | string[]} files */
async function choose(page, button, files) {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button }).click();
  await (await chooser).setFiles(files);
}

/** Twelve rows, two classes that a line parts. */
async function makeArrays() {
  const core = await createNodeCore();
  const rows = Array.from({ length: 12 }, (_, row) => [row % 2 === 0 ? 1 : -1, row / 100]);
  const labels = rows.map((_, row) => 20 + 10 * (row % 2));
  return {
    'features.npy': await core.writeNpy(Float32Array.from(rows.flat()), [12, 2]),
    'labels.npy': await core.writeNpy(Int32Array.from(labels), [12]),
  };
}

test('a zip is read like its folder, and features train without photographs', async () => {
  const photographs = ninePhotographs();
  const files = { 'faces.zip': zipSync(photographs), ...(await makeArrays()) };
  await withFolder(files, async (folder) => {
    const at = (/** @type {string} */ name) => join(folder, name);
    await withFolder(photographs, async (photos) => {
      const quick = ['--backbone', 'face-age', '--crop', 'whole', '--copies', '0', '--quiet'];
      const { status, stderr } = await runAgelens('embed', photos, '--out', at('embedded'), ...quick);
      assert.equal(status, 0, stderr);
    });
    await withPage({}, async ({ page }) => {
      await page.getByRole('button', { name: 'Choose files' }).waitFor();
      await choose(page, 'Choose files', at('faces.zip'));
      await page.locator('[data-count=samples]', { hasText: '9 photographs' }).waitFor();
      await page.locator('agelens-thumbnail').first().scrollIntoViewIfNeeded();
      await page.locator('agelens-thumbnail[data-state=drawn]').first().waitFor();
      await page.getByRole('button', { name: 'Remove', exact: true }).click();

      await choose(page, 'Choose files', [at('features.npy'), at('labels.npy')]);
      await page.locator('[data-count=samples]', { hasText: '12 samples' }).waitFor();
      await page.getByText('Nothing says which network made them').waitFor();
      await train(page, 120_000);
      assert.equal(await page.locator('[data-metric=accuracy]').first().getAttribute('data-value'), '1');
      await page.getByText('every row counts as a person of its own').first().waitFor();
      await page.locator('#classify').getByText('Photographs cannot be classified with this classifier').waitFor();
      assert.equal(await page.locator('#classify input[type=file]').count(), 0);
      await page.reload();
      await page.locator('#classify').getByText('nothing says which network made them').waitFor();

      await choose(page, 'Choose a folder', at('embedded'));
      await page.locator('[data-count=samples]', { hasText: '9 samples' }).waitFor();
      await train(page, 120_000);
      await writeFile(at('photo.jpg'), photographs['20/ann.jpg'] ?? '');
      await page.locator('#classify input[type=file]').setInputFiles(at('photo.jpg'));
      const answer = page.locator('[data-answer]');
      await answer.waitFor({ timeout: 120_000 });
      assert.match((await answer.getAttribute('data-answer')) ?? '', /^[234]0$/);
    });
  });
});
