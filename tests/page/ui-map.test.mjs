// The embedding map by pointer, by keyboard and in words, without services.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contrast, events, show, textOf } from './ui-driver.mjs';
import { withInterface } from './ui-page.mjs';

/** @import {Page} from 'playwright-core' */

/** @param {Page} page */
async function openMap(page) {
  await show(page, 'mapped');
  await page.getByText('Embedding map: which photographs').click();
  await page.locator('[data-plane]').scrollIntoViewIfNeeded();
  await page.waitForFunction(() => {
    const plane = /** @type {any} */ (document.querySelector('agelens-map-plane'));
    return plane?.places.length > 0;
  });
}

/** @param {Page} page @param {string} path */
const placeOf = (page, path) =>
  page.evaluate((wanted) => {
    const { app } = /** @type {any} */ (globalThis).fixture;
    const { photographs } = app.state.trained.model;
    const plane = /** @type {any} */ (document.querySelector('agelens-map-plane'));
    return plane.placeOnPage(photographs.findIndex((/** @type {any} */ one) => one.path === wanted));
  }, path);

/** @param {Page} page */
const selected = async (page) => {
  await page.evaluate(() => new Promise(requestAnimationFrame));
  return (await page.locator('.map-selection tbody code').allTextContents()).sort();
};

/** @param {Page} page */
const colours = (page) =>
  page.evaluate(() => {
    const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector('.plane canvas'));
    const { data } = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')).getImageData(
      0,
      0,
      canvas.width,
      canvas.height,
    );
    const counts = new Map();
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 3] < 255) continue;
      const key = `${data[at]},${data[at + 1]},${data[at + 2]}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return counts.size === 0 ? [] : [...counts].filter(([, count]) => count > 300).map(([key]) => key);
  });

test('what the map shows is said, and every colour of the legend is on it', async () => {
  await withInterface({}, async (page) => {
    await openMap(page);
    assert.match(
      await textOf(page.locator('[data-gathering]')),
      /^Photographs of one person lie together more than photographs of one age\. A random split .* 62% \(by chance 9%\)/,
    );
    assert.match(await textOf(page.locator('[data-drawn]')), /^70 points\. t-SNE after 1,000 steps/);
    const legend = page.locator('.map-legend button');
    assert.equal(await legend.count(), 7);
    const drawn = await colours(page);
    for (const swatch of await page.locator('.swatch circle').all()) {
      const fill = (await swatch.getAttribute('fill')) ?? '';
      const rgb = [1, 3, 5].map((at) => Number.parseInt(fill.slice(at, at + 2), 16)).join(',');
      assert.ok(drawn.includes(rgb), `${fill} is nowhere`);
    }
    await page.getByLabel('Colour by').selectOption('person');
    assert.equal(await legend.count(), 10);
    assert.equal(await legend.nth(9).getAttribute('data-group'), 'image10');
    await page.getByRole('button', { name: 'image10: select 7 points' }).press('Enter');
    assert.deepEqual(
      await selected(page),
      [20, 30, 40, 50, 60, 70, 80].map((age) => `${age}/image10.jpg`),
    );
    await page.getByLabel('Kind of map').selectOption('pca');
    await page.getByRole('button', { name: 'Draw it again' }).click();
    assert.deepEqual(await events(page), [
      { name: 'map-requested', detail: { method: 'pca', perplexity: 15, copies: false } },
    ]);
  });
});

test('by keyboard a point is found, read out, selected, and the photographs are filtered by it', async () => {
  await withInterface({}, async (page) => {
    await openMap(page);
    const said = page.locator('[data-said]');
    await page.locator('[data-plane]').focus();
    await page.keyboard.press('Home');
    assert.match(await textOf(said), /^20\/image1\.jpg, class 20, person image1, taken for/);
    // The first person's photographs lie to the right, one age after another.
    await page.keyboard.press('ArrowRight');
    assert.match(await textOf(said), /^30\/image1\.jpg/);
    await page.keyboard.press('Space');
    assert.match(await textOf(said), /^Selected: 30\/image1\.jpg/);
    await page.keyboard.press('End');
    await page.keyboard.press('PageUp');
    await page.keyboard.press('Space');
    assert.deepEqual(await selected(page), ['30/image1.jpg', '80/image9.jpg']);
    assert.equal(await textOf(page.locator('[data-selected]')), '2 points selected.');
    assert.equal(await page.locator('.map-card').getAttribute('data-shown'), '80/image9.jpg');
    await page.getByRole('button', { name: 'Show only these in Photographs' }).press('Enter');
    const paths = ['30/image1.jpg', '80/image9.jpg'];
    assert.deepEqual(await events(page), [{ name: 'photographs-filtered', detail: { paths } }]);
    await page.locator('[data-plane]').press('Escape');
    assert.deepEqual(await selected(page), []);
    assert.equal(await textOf(said), 'Nothing is selected.');

    await show(page, 'mapped', { onlyShown: paths });
    assert.equal(await textOf(page.locator('[data-filtered]')), 'Only 2 of 70 photographs are shown.');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'sheet-title');
    assert.equal(await page.locator('agelens-contact-sheet agelens-thumbnail').count(), 2);
    await page.getByRole('button', { name: 'Show all' }).press('Enter');
    assert.deepEqual(await events(page), [{ name: 'photographs-filtered', detail: { paths: null } }]);
  });
});

test('a pointer shows, toggles and draws around points; a course leads through the ages', async () => {
  await withInterface({}, async (page) => {
    await openMap(page);
    const at = await placeOf(page, '40/image6.jpg');
    await page.mouse.move(at.x + 3, at.y);
    await page.locator('[data-shown="40/image6.jpg"] canvas').waitFor();
    await page.mouse.click(at.x, at.y);
    assert.deepEqual(await selected(page), ['40/image6.jpg']);
    const [young, old] = [await placeOf(page, '20/image6.jpg'), await placeOf(page, '80/image6.jpg')];
    // Around all of the person, who lies on a level line.
    await page.mouse.move(old.x - 9, old.y - 12);
    await page.mouse.down();
    for (const [x, y] of [
      [young.x + 9, young.y - 12],
      [young.x + 9, young.y + 12],
      [old.x - 9, old.y + 12],
    ]) {
      await page.mouse.move(x, y, { steps: 4 });
    }
    await page.mouse.up();
    assert.deepEqual(
      await selected(page),
      [20, 30, 40, 50, 60, 70, 80].map((age) => `${age}/image6.jpg`),
    );
    await page.mouse.click(old.x - 9, old.y - 30);
    assert.deepEqual(await selected(page), []);

    await page.getByLabel('Person', { exact: true }).selectOption('image6');
    assert.deepEqual(await events(page), [{ name: 'course-requested', detail: { person: 'image6', everyone: false } }]);
    const course = await page.evaluate(() => /** @type {any} */ (document.querySelector('agelens-map-plane')).course);
    assert.deepEqual(course, [5, 15, 25, 35, 45, 55, 65]);
    await page.evaluate(() => {
      const { app } = /** @type {any} */ (globalThis).fixture;
      const steps = [5, 15].map((photograph, index) => ({ photograph, age: 20 + 10 * index, placed: 28 }));
      const everyone = { persons: 10, yearsOff: 4.25, yearsOffByMean: 17.1 };
      const found = { person: 'image6', steps, yearsOff: 5, everyone };
      app.state = { ...app.state, embeddingMap: { ...app.state.embeddingMap, course: found } };
    });
    await page.locator('.course tbody tr').first().waitFor();
    assert.match(
      await textOf(page.locator('[data-course]')),
      /places image6 5\.0 years off on average\. Over all 10 persons/,
    );
    assert.equal(await textOf(page.locator('.course tbody tr').nth(1)), '2. 30/image6.jpg 30 28.0 −2.0');
  });
});

test('while it is drawn the map keeps the keyboard; folded, it can still be cancelled', async () => {
  await withInterface({}, async (page) => {
    await openMap(page);
    const job = { kind: 'map', stage: 'map', done: 10, total: 1000, secondsLeft: null, cancelling: false };
    await show(page, 'mapped', { job });
    const cancel = page.locator('#results .job button');
    await cancel.waitFor();
    const end = () =>
      page.evaluate(async () => {
        const { app } = /** @type {any} */ (globalThis).fixture;
        app.state = { ...app.state, job: null };
        for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
        return document.activeElement?.outerHTML.slice(0, 80) ?? '';
      });
    await page.locator('[data-plane]').focus();
    assert.match(await end(), /^<div class="plane"/);
    await show(page, 'mapped', { job });
    await cancel.focus();
    assert.match(await end(), /^<button.* data-draw-map/);
    await show(page, 'mapped', { job });
    await page.getByText('Embedding map: which photographs').click();
    await page.locator('agelens-map-details > agelens-job-progress button').click();
    assert.deepEqual(await events(page), [{ name: 'cancel-requested', detail: null }]);
    assert.match(await end(), /^<summary/);
    await show(page, 'mapped', { job });
    await page.getByText('Embedding map: which photographs').click();
    await page.locator('agelens-map-details > agelens-job-progress').waitFor({ state: 'detached' });
    assert.equal(await cancel.count(), 1);
  });
});

test('on a phone the map fits, and its words can be read in light and dark', async () => {
  await withInterface({ viewport: { width: 320, height: 700 }, hasTouch: true }, async (page) => {
    await openMap(page);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
    const lasso = page.getByRole('button', { name: 'Draw around points' });
    await lasso.click();
    assert.equal(await page.locator('[data-plane]').evaluate((plane) => getComputedStyle(plane).touchAction), 'none');
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      await page.emulateMedia({ colorScheme });
      for (const selector of [
        '.map-lasso[aria-pressed=true]',
        '.map .hint',
        '.map-legend button',
        '.map-words strong',
      ]) {
        const ratio = await contrast(page, selector);
        assert.ok(ratio >= 4.5, `${selector} in ${colorScheme}: ${ratio.toFixed(1)}`);
      }
    }
  });
});
