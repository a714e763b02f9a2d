// What the page saves, opened by other means than its own: the command line's files, an unzipper, and a browser offline.
import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { ninePhotographs, runAgelens, withFolder } from '../cli/run-agelens.mjs';
import { train, unfoldResults, withPage } from './harness.mjs';
import { untilRecorded } from './kept.mjs';

/** @import { BrowserContext, Page } from 'playwright-core' */

/** The smallest backbone, without looking for faces. */
const SETTINGS = { backbone: 'face-age', crop: 'whole', copies: '1', epochs: '20' };

/** @param {Page} page @param {string} folder */
async function trainOn(page, folder) {
  await page.locator('#photographs input[type=file][webkitdirectory]').setInputFiles(folder);
  await page.locator('[data-count=samples]', { hasText: '9 photographs' }).waitFor();
  await page.locator('details.more > summary').click();
  for (const [name, value] of Object.entries(SETTINGS)) {
    const field = page.locator(`#train [name=${name}]`);
    if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(value);
    else await field.fill(value);
    await field.press('Tab');
  }
  await train(page, 120_000);
  await unfoldResults(page);
}

/**
 * Presses the button and keeps what the browser downloads.
 * @param {Page} page
 * @param {string} name
 * @param {string} folder
 */
async function save(page, name, folder) {
  const entry = page.locator(`[data-export=${name}]`);
  const downloading = page.waitForEvent('download');
  await entry.getByRole('button', { name: /^Save/ }).press('Enter');
  const download = await downloading;
  const file = download.suggestedFilename();
  await entry.getByText(`Saved as ${file}`).waitFor();
  await page.waitForFunction((wanted) => document.activeElement?.closest(`[data-export=${wanted}]`) !== null, name);
  const path = join(folder, file);
  await download.saveAs(path);
  return path;
}

/**
 * Every figure of the report by name.
 * @param {BrowserContext} context
 * @param {string} path
 */
async function readReport(context, path) {
  const report = await context.newPage();
  await report.goto(`file://${path}`);
  const text = await readFile(path, 'utf8');
  const found = await report.evaluate((source) => {
    const strict = new DOMParser().parseFromString(source, 'application/xhtml+xml');
    return {
      fault: strict.querySelector('parsererror')?.textContent ?? null,
      figures: Object.fromEntries(
        [...document.querySelectorAll('[data-metric]')].map((element) => [
          element.getAttribute('data-metric'),
          Number(element.getAttribute('data-value')),
        ]),
      ),
      confusion: [...document.querySelectorAll('.confusion tbody tr')].map((row) =>
        [...row.querySelectorAll('td')].map((cell) => Number(cell.textContent)),
      ),
      charts: [...document.querySelectorAll('svg[role=img]')].map(
        (chart) => chart.getBoundingClientRect().height > 100,
      ),
      accent: getComputedStyle(document.documentElement).getPropertyValue('--accent'),
    };
  }, text);
  await report.setViewportSize({ width: 360, height: 800 });
  assert.equal(await report.evaluate(() => document.documentElement.scrollWidth), 360, 'nothing sticks out');
  await report.close();
  return found;
}

/** By the real core, with copies from the cache. @param {Page} page */
async function drawMap(page) {
  await page.getByText('Embedding map: which').click();
  await page.getByLabel('with copies').check();
  const draw = page.locator('[data-draw-map]');
  await draw.press('Enter');
  await page.locator('[data-drawn]', { hasText: /^\s*18 points\. t-SNE after 1,000 steps, perplexity 6, / }).waitFor();
  await page.waitForFunction(() => document.activeElement?.hasAttribute('data-draw-map'));
  assert.match((await page.locator('[data-gathering]').textContent()) ?? '', /Of the 7 photographs nearest to each/);
  await page.locator('#map-person').selectOption({ index: 1 });
  await page.locator('[data-course]', { hasText: 'Over all 3 persons, each left out' }).waitFor();
  await page.locator('.map-legend button').first().press('Enter');
  await page.getByRole('button', { name: 'Show only these in Photographs' }).press('Enter');
  await page.getByText('Only 3 of 9 photographs are shown.').waitFor();
  await page.getByRole('button', { name: 'Show all' }).press('Enter');
  await page.locator('[data-filtered]', { hasText: 'Only' }).waitFor({ state: 'detached' });
}

/** By the real core: the network is trained, measured and kept, and reads three photographs. @param {Page} page @param {string} photos */
async function readAlbum(page, photos) {
  await page.getByRole('button', { name: 'Train the album' }).press('Enter');
  await page.locator('agelens-album-figures [data-verdict]').waitFor({ timeout: 60_000 });
  assert.equal(await page.locator('.album-figures tr[data-method]').count(), 3);
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'album-figures-title');
  await untilRecorded(page, ({ album }) => album === 'measured');
  await page.reload();
  await page.locator('agelens-album-figures [data-verdict]').waitFor();

  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose photographs' }).press('Enter');
  await (await choosing).setFiles(['40', '30', '20'].map((age) => join(photos, age, 'ann.jpg')));
  await page.getByRole('button', { name: 'Give ages' }).press('Enter');
  const cells = page.locator('.album-ages td[data-method=gru]');
  await cells.last().waitFor();
  const ages = await cells.evaluateAll((all) => all.map((cell) => Number(cell.getAttribute('data-expected-age'))));
  assert.equal(ages.length, 3);
  assert.ok(
    ages.every((age, index) => age >= (ages[index - 1] ?? 20) - 1e-4),
    `ages fall: ${ages}`,
  );
}

test('what the page saves is what the command line writes, and the report opens offline', async () => {
  await withFolder({ 'x.txt': '' }, async (folder) => {
    const photos = join(folder, 'nine');
    for (const [path, bytes] of Object.entries(ninePhotographs())) {
      await mkdir(join(photos, path, '..'), { recursive: true });
      await writeFile(join(photos, path), bytes);
    }
    const flags = Object.entries(SETTINGS).flatMap(([name, value]) => [`--${name}`, value]);
    const csv = join(folder, 'cli.csv');
    const evaluated = await runAgelens('evaluate', photos, '--json', '--predictions', csv, ...flags, '--quiet');
    assert.equal(evaluated.status, 0, evaluated.stderr);
    const expected = JSON.parse(evaluated.stdout);
    const arrays = join(folder, 'arrays');
    assert.equal((await runAgelens('embed', photos, '--out', arrays, ...flags, '--quiet')).status, 0);

    await withPage({}, async ({ page, context, stopServer, allow }) => {
      await trainOn(page, photos);

      await drawMap(page);
      await readAlbum(page, photos);
      await unfoldResults(page);

      const embeddings = unzipSync(await readFile(await save(page, 'embeddings', folder)));
      assert.deepEqual(Object.keys(embeddings).sort(), (await readdir(arrays)).sort());
      const saved = join(folder, 'saved');
      await mkdir(saved);
      for (const [name, bytes] of Object.entries(embeddings)) {
        await writeFile(join(saved, name), bytes);
        // What describes them names the folder, of which the page knows less.
        if (name !== 'embedding.json') assert.deepEqual(Buffer.from(bytes), await readFile(join(arrays, name)), name);
      }
      const joined = await runAgelens('evaluate', saved, '--json', '--quiet', '--epochs', '20');
      const again = JSON.parse(joined.stdout);
      assert.deepEqual([again.accuracy, again.log_loss], [expected.accuracy, expected.log_loss]);

      const network = unzipSync(await readFile(await save(page, 'network', folder)));
      assert.deepEqual(Object.keys(network), ['model.onnx', 'classify.py', 'classify.mjs']);
      assert.match(strFromU8(network['classify.py'] ?? new Uint8Array()), /onnxruntime/);
      const session = await InferenceSession.create(network['model.onnx'] ?? new Uint8Array());
      const images = new Tensor('uint8', new Uint8Array(2 * 112 * 112 * 3), [2, 112, 112, 3]);
      const { probabilities } = await session.run({ images });
      assert.deepEqual(probabilities?.dims, [2, 3]);

      // Without the photographs.
      await page.getByRole('button', { name: 'Remove', exact: true }).click();
      await page.getByText('Needs the photographs: choose “nine” under Photographs first.').waitFor();
      assert.equal(await page.getByRole('button', { name: 'Save embeddings' }).isDisabled(), true);

      const predictions = await save(page, 'predictions', folder);
      assert.match(predictions, /nine-predictions\.csv$/);
      assert.equal(await readFile(predictions, 'utf8'), await readFile(csv, 'utf8'));

      const { settings } = JSON.parse(await readFile(await save(page, 'settings', folder), 'utf8'));
      assert.deepEqual(
        [settings.backbone, settings.crop, settings.copies, settings.epochs],
        ['face-age', 'whole', 1, 20],
      );

      const path = await save(page, 'report', folder);
      await stopServer();
      await context.setOffline(true);
      // Anything else that it asks for fails the test, as does a word in the console.
      allow(/^request to another origin: file:.*nine-report\.html$/);
      const { fault, figures, confusion, charts, accent } = await readReport(context, path);
      assert.equal(fault, null, 'well-formed');
      assert.equal(figures.accuracy, expected.accuracy);
      assert.equal(figures['mae-years'], expected.mae_years);
      assert.equal(figures['log-loss'], expected.log_loss);
      assert.equal(figures['macro-f1'], expected.f1.macro);
      assert.deepEqual(confusion, expected.confusion);
      assert.deepEqual(charts, [true, true, true, true]);
      assert.notEqual(accent, '', 'its style is allowed');
    });
  });
});
