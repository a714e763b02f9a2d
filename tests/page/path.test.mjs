// The whole path, as somebody goes it who has no mouse, and as somebody goes it on a phone.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { makeSampleFiles } from '../../scripts/sample.mjs';
import { metric, setFields, startBrowser, unfoldResults, withPage } from './harness.mjs';

/** @import {Page} from 'playwright-core' */

const browser = startBrowser();
after(async () => (await browser).close());

const sample = makeSampleFiles();

/** @param {Page} page @param {string} selector @param {'Tab' | 'Shift+Tab'} [key] */
async function tabTo(page, selector, key = 'Tab') {
  const isThere = () => page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
  for (let presses = 0; presses < 240 && !(await isThere()); presses += 1) await page.keyboard.press(key);
  assert.ok(await isThere(), `${key} never reaches ${selector}`);
}

/** Focuses a field by Tab and writes into it. @param {Page} page @param {string} name @param {string} value */
async function type(page, name, value) {
  await tabTo(page, `#train [name=${name}]`);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(value);
}

/** @param {Page} page @param {() => Promise<void>} press @param {Parameters<import('playwright-core').FileChooser['setFiles']>[0]} files */
async function choose(page, press, files) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press()]);
  await chooser.setFiles(files);
}

/** The first of the sample's photographs, as a file that somebody has. */
async function photograph() {
  const [file] = await sample;
  const { path, bytes } = /** @type {{path: string, bytes: Uint8Array}} */ (file);
  return { name: path.replaceAll('/', '-'), mimeType: 'image/jpeg', buffer: Buffer.from(bytes) };
}

test('by keyboard alone: the sample, training, results, an answer and why; then settings and a second run', async () => {
  await withPage({ browser: await browser }, async ({ page }) => {
    const press = (/** @type {string} */ key) => page.keyboard.press(key);
    await tabTo(page, '.folder-drop button:nth-of-type(2)');
    await press('Enter');
    await page.locator('[data-count=samples]', { hasText: '70 photographs' }).waitFor({ timeout: 60_000 });
    await page.waitForFunction(() => document.activeElement?.id === 'photographs-title');
    await tabTo(page, '#train [name=crop]');
    await press('w');
    await tabTo(page, '#train details.more > summary');
    await press('Enter');
    await type(page, 'copies', '0');
    await type(page, 'epochs', '10');
    await tabTo(page, '.train-action button');
    await press('Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'results-title', null, { timeout: 120_000 });
    assert.ok((await metric(page, 'accuracy')) > 1 / 7, 'better than chance');

    await tabTo(page, '#results .step-lead a');
    await press('Enter');
    const own = await photograph();
    const open = async () => {
      await tabTo(page, '#classify .photo-drop button.primary');
      await press('Enter');
    };
    await choose(page, open, own);
    await page.locator('[data-answer]').waitFor();
    await tabTo(page, '#classify .why button');
    await press('Enter');
    await page.locator('agelens-heat-map canvas').first().waitFor();
    const agreement = page.locator('[data-agreement]');
    await agreement.waitFor({ timeout: 60_000 });
    assert.ok(Number(await agreement.getAttribute('data-agreement')) > 0.3, 'map and covering agree');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'why-title');

    await unfoldResults(page);
    await page.getByRole('button', { name: 'Mean map of each class' }).press('Enter');
    await page.locator('[data-mean-map]').first().waitFor({ timeout: 120_000 });
    assert.equal(await page.locator('[data-mean-map]').count(), 7);

    await page.getByRole('button', { name: 'Find good settings' }).press('Enter');
    await page.locator('[data-search-row]').first().waitFor({ timeout: 180_000 });
    assert.ok((await page.locator('[data-search-row]').count()) >= 8);
    assert.ok((await metric(page, 'nested-accuracy')) > 1 / 7, 'better than chance on persons never seen');

    await page.locator('#train [name=loss]').selectOption('softmax');
    await page.locator('.train-action button').press('Enter');
    const earlier = page.locator('#results select[name=comparison]');
    await earlier.waitFor({ state: 'attached', timeout: 180_000 });
    await unfoldResults(page);
    assert.equal(await page.locator('[data-run=computed]').getAttribute('data-value'), '0', 'embeddings are kept');
    assert.equal(await page.locator('[data-run=reused]').getAttribute('data-value'), '70');
    await earlier.selectOption({ index: 1 });
    await page.locator('[data-verdict]').waitFor();
  });
});

test('on a phone by touch: a folder, training with a page read meanwhile, and an answer', async (t) => {
  const folder = join(await mkdtemp(join(tmpdir(), 'agelens-touch-')), 'few');
  t.after(() => rm(join(folder, '..'), { recursive: true }));
  for (const { path, bytes } of await sample) {
    if (!/^(20|80)\/person0[1-3]/.test(path)) continue;
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  const context = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
  await withPage({ browser: await browser, context }, async ({ page }) => {
    await choose(page, () => page.getByRole('button', { name: 'Choose a folder' }).tap(), folder);
    await page.locator('[data-count=samples]', { hasText: '6 photographs' }).waitFor();
    await page.locator('#photographs .step-lead a').tap();
    await setFields(page, { crop: 'whole', copies: '1', epochs: '5' });
    await page.locator('.train-action button').tap();
    await page.getByRole('link', { name: 'Nothing leaves this device' }).tap();
    await page.locator('.page-text h2', { hasText: 'Privacy' }).waitFor();
    await page.waitForFunction(() => /^Done – Privacy/.test(document.title), null, { timeout: 60_000 });
    await page.locator('.page-nav a').first().tap();
    await page.locator('.steps a[href="#results"]').tap();
    assert.equal(await page.locator('.steps [aria-current=step] .step-title').textContent(), 'Results');
    assert.equal(await page.locator('#results [data-metric=accuracy]').count(), 1);
    await page.locator('#results .step-lead a').tap();
    await choose(page, () => page.locator('#classify .photo-drop button.primary').tap(), await photograph());
    assert.equal(await page.locator('[data-answer]').getAttribute('data-answer'), '20');
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
  });
});
