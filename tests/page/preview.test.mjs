// Copies drawn on the page by the real core as their options move.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withPage } from './harness.mjs';

/** @import { Page } from 'playwright-core' */

/** What each of the twelve shows. @param {Page} page @returns {Promise<string[]>} */
const pictures = (page) =>
  page
    .locator('.preview-copies canvas')
    .evaluateAll((canvases) => canvases.map((canvas) => /** @type {HTMLCanvasElement} */ (canvas).toDataURL()));

/**
 * The pictures once they are others than before.
 * @param {Page} page
 * @param {() => Promise<unknown>} change
 */
async function redrawn(page, change) {
  const [before] = await pictures(page);
  await change();
  await page.waitForFunction(
    (old) => /** @type {any} */ (document.querySelector('.preview-copies canvas')).toDataURL() !== old,
    before,
  );
  return pictures(page);
}

/** Of ten changes of the seed. @param {Page} page */
const quickest = (page) =>
  page.evaluate(async () => {
    const seed = /** @type {HTMLInputElement} */ (document.querySelector('#train [name=seed]'));
    const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector('.preview-copies canvas'));
    const look = () => `${canvas.getContext('2d')?.getImageData(0, 0, 8, 8).data}`;
    const durations = [];
    for (let change = 1; change <= 10; change++) {
      const before = look();
      const startedAt = performance.now();
      seed.value = `${100 + change}`;
      seed.dispatchEvent(new Event('change', { bubbles: true }));
      while (look() === before) await new Promise((resolve) => setTimeout(resolve, 1));
      durations.push(performance.now() - startedAt);
    }
    return Math.round(Math.min(...durations));
  });

test('twelve copies follow their options, and with all of them off are the photograph', async (t) => {
  await withPage({}, async ({ page }) => {
    await page.getByRole('button', { name: 'Try the sample' }).click();
    await page.locator('.copies > summary').click({ timeout: 60_000 });
    await page.locator('.preview-copies').waitFor({ timeout: 60_000 });
    const set = (/** @type {string} */ name, /** @type {string} */ text) => async () => {
      await page.locator(`#train [name=${name}]`).fill(text);
      await page.locator(`#train [name=${name}]`).blur();
    };
    const first = await pictures(page);
    assert.equal(first.length, 12);
    assert.equal(new Set(first).size, 12);

    const upright = await redrawn(page, set('rotationDegrees', '0'));
    assert.equal(new Set(upright).size, 12);

    for (const name of ['zoom', 'widthShift']) await redrawn(page, set(name, '0'));
    // Of the first copy alone it is not known whether it is mirrored.
    await page.locator('#train [name=horizontalFlip]').uncheck();
    const plain = await redrawn(page, set('heightShift', '0'));
    assert.equal(new Set(plain).size, 1);

    await page.locator('.further > summary').click();
    const noisy = await redrawn(page, set('erasing', '1'));
    assert.equal(new Set(noisy).size, 12);
    await redrawn(page, () => page.getByRole('button', { name: 'Next photograph' }).click());
    // So that every seed changes every pixel.
    await redrawn(page, set('channelShift', '100'));
    t.diagnostic(`from an option to twelve other copies, the quickest of ten: ${await quickest(page)} ms`);
  });
});
