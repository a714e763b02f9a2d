// Projects in the browser's own storage: over a reload, in two tabs, several of them, on a full disk, after an upgrade.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { makeSampleFiles } from '../../scripts/sample.mjs';
import { chooseFolder, setFields, train, withPage } from './harness.mjs';
import { checkKept, checkShown, readKept, untilRecorded } from './kept.mjs';

/** @import { Page } from 'playwright-core' */

/** @param {Page} page @param {string} name */
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();

/** As an element would. @param {Page} page @param {string} event @param {object} what */
const emit = (page, event, what) =>
  page.evaluate(
    ([name, detail]) => document.querySelector('agelens-app')?.dispatchEvent(new CustomEvent(name, { detail })),
    /** @type {const} */ ([event, what]),
  );

/** @param {Page} page @param {string[]} names */
async function untilProjects(page, names) {
  await page.waitForFunction(
    (wanted) =>
      [...document.querySelectorAll('#project option')].map(({ textContent }) => textContent).join() === wanted,
    names.join(),
  );
}

/** @param {Page} page */
async function check(page) {
  const kept = await readKept(page);
  checkKept(kept);
  await checkShown(page, kept);
  return kept;
}

test('projects: kept over reloads, written by one tab, several, deleted with undo, on a full disk', async (t) => {
  const root = await mkdtemp(join(tmpdir(), 'agelens-projects-'));
  t.after(() => rm(root, { recursive: true, force: true }));
  for (const { path, bytes } of await makeSampleFiles()) {
    if (!/^(20|80)\/person0[1-3]/.test(path)) continue;
    await mkdir(dirname(join(root, 'faces', path)), { recursive: true });
    await writeFile(join(root, 'faces', path), bytes);
  }

  await withPage({}, async ({ page: first, context, address }) => {
    assert.equal(await first.locator('.projects').count(), 0, 'the first visit is simple');
    await chooseFolder(first, join(root, 'faces'));
    await untilRecorded(first, ({ dataset }) => dataset?.photographs.length === 6);
    // The originals are not needed any more.
    await rm(join(root, 'faces'), { recursive: true });
    await setFields(first, { backbone: 'face-age', crop: 'whole', copies: '2', epochs: '7' });
    await train(first, 60_000);
    await first.reload();
    await first.locator('[data-metric=accuracy]').waitFor();
    const kept = await check(first);
    assert.equal(Object.keys(kept.photographs).length, 6);
    assert.equal(await first.locator('#train [name=epochs]').inputValue(), '7');
    await setFields(first, { seed: '2' });
    await train(first, 60_000);
    assert.equal((await check(first)).runs.length, 2);

    // What is excluded stays in the project, what is added is kept with it, and what is removed can be had back.
    await emit(first, 'photographs-excluded', { paths: ['20/person01.jpg'] });
    await first.evaluate(() => {
      document.createElement('canvas').toBlob((blob) => {
        const detail = { files: [new File([blob ?? ''], 'image.png')], className: '80' };
        document.querySelector('agelens-app')?.dispatchEvent(new CustomEvent('photographs-added', { detail }));
      });
    });
    await untilRecorded(first, ({ dataset }) => dataset?.photographs.length === 6 && dataset.excluded?.length === 1);
    await first.reload();
    await first.locator('[data-count=samples]').waitFor();
    await check(first);
    await emit(first, 'photographs-put-back', { paths: ['20/person01.jpg'] });
    await emit(first, 'photographs-removed', { paths: ['20/person02.jpg'] });
    await untilRecorded(first, ({ dataset }) => dataset?.photographs.length === 6 && !dataset.excluded);
    await press(first, 'Undo');
    await untilRecorded(first, ({ dataset }) => dataset?.photographs.length === 7);
    await emit(first, 'photographs-removed', { paths: ['80/pasted 1.png'] });
    await untilRecorded(first, ({ dataset }) => dataset?.photographs.length === 6);

    // A second tab sees the project, is told, and goes on with what the first one kept.
    const second = await context.newPage();
    await second.goto(address);
    await second.getByText('This project is open in another tab').waitFor();
    await setFields(second, { epochs: '99' });
    await setFields(first, { epochs: '8' });
    await untilRecorded(first, ({ settings }) => settings.epochs === 8);
    await first.close();
    await second.getByText('The other tab has closed this project').waitFor();
    assert.equal(await second.locator('#train [name=epochs]').inputValue(), '8');
    assert.equal((await check(second)).runs.length, 2);

    // Renamed and duplicated: other records, the same photographs.
    await second.locator('.project-more > summary').click();
    await press(second, 'Rename');
    await second.getByLabel('Name of the project').fill('Family');
    await second.keyboard.press('Enter');
    await untilProjects(second, ['Family']);
    await press(second, 'Duplicate');
    await untilProjects(second, ['Family copy', 'Family']);
    await setFields(second, { epochs: '9' });
    await press(second, 'Delete this classifier');
    await second.locator('[data-metric=accuracy]').waitFor({ state: 'detached' });
    await press(second, 'Undo');
    await second.locator('[data-metric=accuracy]').waitFor();
    await press(second, 'Delete this classifier');
    await second.locator('[data-metric=accuracy]').waitFor({ state: 'detached' });
    await untilRecorded(second, ({ settings }) => settings.epochs === 9);
    await second.locator('#project').selectOption({ label: 'Family' });
    await second.locator('[data-metric=accuracy]').waitFor();
    assert.equal(await second.locator('#train [name=epochs]').inputValue(), '8');
    assert.equal(Object.keys((await check(second)).photographs).length, 7, 'what was removed goes at the next start');

    // Deleted, had back, and deleted for good.
    await press(second, 'Delete');
    await second.getByText('“Family” is deleted').waitFor();
    await second.locator('[data-metric=accuracy]').waitFor({ state: 'detached' });
    await press(second, 'Undo');
    await second.locator('[data-metric=accuracy]').waitFor();
    await check(second);
    await press(second, 'Delete');
    await second.getByText('“Family” is deleted').waitFor();
    await second.reload();
    await second.locator('[data-count=samples]').waitFor();
    await second.waitForFunction(async () => {
      const { held = [] } = await navigator.locks.query();
      return held.some(({ name, mode }) => name === 'agelens-photographs' && mode === 'shared');
    });
    const left = await check(second);
    assert.deepEqual([left.projects.length, left.runs.length, left.models.length], [1, 2, 0]);
    assert.equal(Object.keys(left.photographs).length, 6, 'the duplicate has them still');

    // On a full disk the work goes on, and is kept once there is room.
    const devtools = await context.newCDPSession(second);
    const origin = new URL(address).origin;
    await second.locator('.project-more > summary').click();
    await press(second, 'New');
    await second.getByRole('button', { name: 'Try the sample' }).waitFor();
    await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1000 });
    await press(second, 'Try the sample');
    await second.locator('.projects [role=alert]', { hasText: /is full: .* not kept.*free some disk space/ }).waitFor();
    assert.equal(await second.locator('[data-count=samples]').textContent(), '70 photographs');
    await devtools.send('Storage.overrideQuotaForOrigin', { origin });
    await press(second, 'Try again');
    await untilRecorded(second, ({ dataset }) => dataset?.photographs.length === 70);
    await second.locator('.projects [role=alert]').waitFor({ state: 'detached' });
    await second.reload();
    await second.locator('[data-count=samples]', { hasText: '70 photographs' }).waitFor();
    assert.equal(Object.keys((await check(second)).photographs).length, 76);

    // What the first version of the page kept is of a format whose classifiers this one cannot use.
    await second.evaluate(async () => {
      const settled = (/** @type {IDBOpenDBRequest} */ request) =>
        new Promise((resolve, reject) => {
          request.onsuccess = resolve;
          request.onerror = reject;
        });
      await settled(indexedDB.deleteDatabase('agelens'));
      const old = indexedDB.open('agelens', 1);
      old.onupgradeneeded = () => old.result.createObjectStore('projects').put({ formatVersion: 3 }, 'current');
      await settled(old);
      old.result.close();
    });
    await second.reload();
    await second.getByText('was written by an earlier version of Agelens').waitFor();
    await second.getByRole('button', { name: 'Try the sample' }).waitFor();
  });
});
