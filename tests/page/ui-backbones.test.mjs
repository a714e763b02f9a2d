// Crops, backbones and joined backbones: how they are chosen, kept and compared.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { events, openAllDetails, show, textOf } from './ui-driver.mjs';
import { withInterface } from './ui-page.mjs';

/** @import {Page} from 'playwright-core' */

/** @param {Page} page @param {string} name */
const select = (page, name) => page.locator(`#train select[name=${name}]`);
/** @param {Page} page */
const patches = async (page) => (await events(page)).map(({ detail }) => detail.patch);

test('the crop is chosen, and says what it does with photographs without a face', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'chosen');
    assert.deepEqual(await select(page, 'crop').locator('option').allTextContents(), ['Faces', 'Whole pictures']);
    assert.equal(await select(page, 'crop').inputValue(), 'face');
    assert.match(await textOf(page.locator('#setting-crop-hint')), /without a face is used whole, and listed/);
    await select(page, 'crop').selectOption('whole');
    assert.deepEqual(await patches(page), [{ crop: 'whole' }]);
  });
});

test('where no face detector was built, the crop cannot be chosen, and the page says why', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'failed');
    assert.equal(await select(page, 'crop').isDisabled(), true);
    assert.equal(await select(page, 'crop').inputValue(), 'whole');
    assert.match(await textOf(page.locator('#setting-crop-hint')), /face detector was not built/);
    // One backbone cannot be joined.
    assert.equal(await select(page, 'joined').count(), 0);
    // Before the list is there, nothing is known to be missing.
    await show(page, 'chosen', { manifest: { backbones: [], faceDetector: null } });
    assert.equal(await select(page, 'crop').isDisabled(), false);
  });
});

test('two backbones are joined, never one with itself', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'chosen');
    assert.equal(await select(page, 'joined').inputValue(), '');
    assert.deepEqual(await select(page, 'joined').locator('option').allTextContents(), [
      'None',
      'MobileNetV2 from npm (8.9 MB)',
      'face-api age network (1.7 MB)',
    ]);
    await select(page, 'joined').selectOption('face-age');
    assert.deepEqual(await patches(page), [{ backbone: 'mobilenet-v2+face-age' }]);
    await show(page, 'joined');
    assert.equal(await select(page, 'backbone').inputValue(), 'mobilenet-v2');
    assert.equal(await select(page, 'joined').inputValue(), 'face-age');
    await select(page, 'backbone').selectOption('mobilenet-v2-npm');
    await select(page, 'backbone').selectOption('face-age');
    await select(page, 'joined').selectOption('');
    assert.deepEqual(await patches(page), [
      { backbone: 'mobilenet-v2-npm+face-age' },
      { backbone: 'face-age' },
      { backbone: 'mobilenet-v2' },
    ]);
    assert.match(await textOf(page.locator('.train-action')), /1,260 images to embed/);
    assert.equal(await textOf(page.locator('[data-status=backbone]')), 'MobileNetV2 + face-api age network');
  });
});

test('each backbone says what it was trained on, and what is downloaded is added up', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'joined');
    assert.equal(
      await textOf(page.locator('#setting-backbone-hint')),
      'Makes 1,280 numbers of each photograph. Trained on: ImageNet.',
    );
    assert.match(await textOf(page.locator('#setting-joined-hint')), /trained to estimate ages/);
    const download = page.locator('[data-download]');
    assert.equal(await download.getAttribute('data-download'), `${8_930_000 + 1_695_378 + 564_125}`);
    assert.match(await textOf(download), /^Download: 11 MB, the face detector included/);
    await show(page, 'failed');
    assert.match(await textOf(download), /^Download: 8\.9 MB; then kept/);
  });
});

test('kept embeddings have a size and a button; a browser that keeps none says so', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'chosen');
    await openAllDetails(page);
    const kept = page.locator('agelens-kept-embeddings');
    assert.match(await textOf(kept), /Kept embeddings: 12 MB .*training on it again skips that work/);
    await kept.getByRole('button', { name: 'Clear kept embeddings' }).click();
    assert.deepEqual(await events(page), [{ name: 'cache-cleared', detail: null }]);
    await show(page, 'chosen', { cacheBytes: 0 });
    assert.match(await textOf(kept), /Kept embeddings: none/);
    await show(page, 'chosen', { cacheBytes: null });
    assert.match(await textOf(kept), /not kept by this browser/);
    assert.equal(await kept.getByRole('button').count(), 0);
  });
});

test('backbones are compared by their button, with progress, and the focus goes along', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'chosen');
    await page.getByRole('button', { name: 'Compare backbones' }).focus();
    await page.keyboard.press('Enter');
    assert.deepEqual(await events(page), [{ name: 'backbones-compared', detail: null }]);
    await show(page, 'comparing');
    await page.getByRole('progressbar', { name: 'Comparing backbones: 4 of 13' }).waitFor();
    assert.match(await textOf(page.locator('#train .job')), /26%, about 1 min 35 s left/);
    await page.waitForFunction(() => document.activeElement?.textContent?.trim() === 'Cancel');
    await show(page, 'backbonesCompared');
    await page.waitForFunction(() => document.activeElement?.id === 'backbones-title');
    await show(page, 'backbonesCompared', {
      job: { kind: 'classify', stage: 'embed', done: 0, total: 1, secondsLeft: null, cancelling: false },
    });
    assert.equal(await page.locator('agelens-backbone-comparison').getByRole('button', { disabled: true }).count(), 5);
  });
});

test('the comparison says how it was measured and on what each was trained, and Use takes a row over', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'backbonesCompared');
    const table = page.locator('agelens-backbone-comparison');
    assert.match(
      await textOf(table.locator('[data-compared]')),
      /^Leave one person out, seed 1, on WebGPU, Apple M1, in 3 min 2 s\. The best of 4 figures flatters itself/,
    );
    const rows = table.locator('[data-backbone]');
    assert.match(
      await textOf(rows.nth(0)),
      /^MobileNetV2 \+ face-api age network faces 80\.0% 67% to 84% 100\.0% 2\.4 1,792 11 MB 12 Use$/,
    );
    assert.match(await textOf(rows.nth(3)), /^MobileNetV2 whole pictures 67\.1%/);
    assert.equal(await textOf(rows.nth(1).getByRole('button', { pressed: true })), 'In use');
    assert.equal(await table.getByRole('button', { pressed: true }).count(), 1);
    await rows.nth(0).getByRole('button').click();
    await rows.nth(3).getByRole('button').click();
    assert.deepEqual(await patches(page), [
      { backbone: 'mobilenet-v2+face-age', crop: 'face' },
      { backbone: 'mobilenet-v2', crop: 'whole' },
    ]);
    await table.getByText('What the backbones were trained on').click();
    assert.match(await textOf(table.locator('.trained-on')), /trained to estimate ages/);
  });
});

test('several seeds are said to be a mean, with how far they lie apart', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'backbonesCompared');
    await page.evaluate(() => {
      const { app } = /** @type {any} */ (globalThis).fixture;
      const { backboneComparison } = app.state;
      const accuracy = { mean: 0.75, low: 0.7, high: 0.8, values: [0.7, 0.8] };
      const rows = [{ ...backboneComparison.rows[0], accuracy, withinOne: null, maeYears: null }];
      app.state = { ...app.state, backboneComparison: { ...backboneComparison, seeds: [1, 2], rows } };
    });
    const table = page.locator('agelens-backbone-comparison');
    await table.getByText('seeds: 70% to 80%').waitFor();
    assert.match(await textOf(table.locator('[data-compared]')), /the mean of seeds 1, 2/);
    assert.equal(await table.getByText('Years off').count(), 0);
  });
});

test('the run facts say the crop and how many embeddings were kept from earlier', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'trained');
    assert.equal(await textOf(page.locator('[data-run=crop]')), 'Faces');
    assert.equal(await page.locator('[data-run=computed]').getAttribute('data-value'), '567');
    assert.equal(await page.locator('[data-run=reused]').getAttribute('data-value'), '63');
  });
});
