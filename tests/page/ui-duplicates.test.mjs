// Photographs that are the same picture, side by side, and thumbnails that are drawn elsewhere.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contrast, events, show, textOf } from './ui-driver.mjs';
import { withInterface } from './ui-page.mjs';

test('what is one picture stands side by side, with what is wrong and what can be done', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'duplicated');
    const panel = page.locator('agelens-duplicates');
    const groups = panel.locator('[data-duplicate-group]');
    assert.match(await textOf(panel.getByRole('status')), /^3 pictures are there more than once/);
    assert.deepEqual(await Promise.all([0, 1, 2].map((index) => textOf(groups.nth(index).locator('p')))), [
      'The same picture in 2 files. It lies in several classes, 20 and 30: at most one of them is right.',
      'The same file 3 times. It lies in several classes, 40 and 60: at most one of them is right. ' +
        'It counts as 2 persons, so it can be trained on and tested, which makes the figures too good.',
      'The same picture in 2 files. It counts several times in its class.',
    ]);
    assert.ok((await contrast(page, '.duplicate-problem')) >= 4.5);
    await groups.nth(1).scrollIntoViewIfNeeded();
    await groups.nth(1).locator('agelens-thumbnail[data-state=drawn]').nth(2).waitFor();

    await page.getByRole('button', { name: 'Exclude all but the first (picture 2)' }).click();
    await page.getByRole('button', { name: 'Exclude 30/image5.jpg' }).click();
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'duplicates-title');
    await page.getByRole('button', { name: 'Show them (picture 3)' }).click();
    await page.getByRole('button', { name: 'Look again' }).click();
    assert.deepEqual(await events(page), [
      { name: 'photographs-excluded', detail: { paths: ['40/image6.jpg', '60/image2.jpg'] } },
      { name: 'photographs-excluded', detail: { paths: ['30/image5.jpg'] } },
      { name: 'photographs-filtered', detail: { paths: ['70/image8.jpg', '70/image9.jpg'] } },
      { name: 'duplicates-requested', detail: null },
    ]);
  });
});

test('the search says how far it is, and when there is nothing', async () => {
  await withInterface({}, async (page) => {
    const panel = page.locator('agelens-duplicates');
    await show(page, 'duplicated', { duplicates: { done: 12, total: 70, unread: 0, groups: [] } });
    assert.equal(await panel.getByRole('progressbar').evaluate((bar) => /** @type {any} */ (bar).value), 12);
    assert.match(await textOf(panel), /in several files: 12 of 70/);
    await show(page, 'duplicated', { duplicates: { done: 70, total: 70, unread: 0, groups: [] } });
    assert.equal(
      await textOf(panel.getByRole('status')),
      'No two of the photographs that were looked at are the same picture.',
    );
    assert.equal(await panel.getByRole('button').count(), 0);
    await show(page, 'chosen');
    assert.equal(await textOf(panel), '');
  });
});

test('a thumbnail is what the page is given for it, and says so where there is none', async () => {
  await withInterface({}, async (page) => {
    await page.evaluate(() =>
      /** @type {any} */ (globalThis).fixture.useThumbnails(async (/** @type {any} */ { path }) => {
        if (path === '30/image1.jpg') throw new Error('It is gone.');
        return {
          side: 2,
          rgba: Uint8ClampedArray.from({ length: 16 }, (_, index) => [200, 10, 30, 255][index % 4] ?? 0),
        };
      }),
    );
    await show(page, 'chosen');
    const grid = page.locator('agelens-photograph-grid');
    await grid.scrollIntoViewIfNeeded();
    const first = grid.locator('agelens-thumbnail').first();
    await grid.locator('agelens-thumbnail[data-state=drawn]').first().waitFor();
    const pixels = await first.locator('canvas').evaluate((canvas) => {
      const { width, height } = /** @type {HTMLCanvasElement} */ (canvas);
      const context = /** @type {HTMLCanvasElement} */ (canvas).getContext('2d');
      return [width, height, ...(context?.getImageData(1, 1, 1, 1).data ?? [])];
    });
    assert.deepEqual(pixels, [2, 2, 200, 10, 30, 255]);
    await page.locator('agelens-thumbnail[data-state=undecodable]').first().waitFor();
  });
});
