// The job as a user does it: choose a folder, train, read the metrics, classify; offline.test.mjs does it without a server,
// path.test.mjs without a mouse.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { makeSampleFiles } from '../../scripts/sample.mjs';
import { writeHeicHeader } from '../core/encoders.mjs';
import { resNet } from '../models/own-networks.mjs';
import { chooseFolder, classify, setFields, train, withPage } from './harness.mjs';

/** @import { Page } from 'playwright-core' */

test('a few photographs on WebGPU: the adapter is shown, and the job ends with an answer', async (t) => {
  const folder = join(await mkdtemp(join(tmpdir(), 'agelens-few-')), 'few');
  t.after(() => rm(join(folder, '..'), { recursive: true }));
  for (const { path, bytes } of await makeSampleFiles()) {
    if (!/^(20|80)\/person0[1-3]/.test(path)) continue;
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  await withPage({ webgpu: true }, async ({ page }) => {
    const device = page.locator('[data-status=device]');
    await chooseFolder(page, folder);
    await page.locator('[data-count=samples]', { hasText: '6 photographs' }).waitFor();
    await page.getByText(/The processor is used: the only GPU of this browser is software \(.*swiftshader/).waitFor();
    // A small network: over those that are built a software adapter takes minutes. embed.test.mjs runs one of them.
    await page.getByText('Your own backbone').click();
    const network = {
      name: 'small.onnx',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(resNet({ last: 32 })),
    };
    await page.locator('agelens-own-backbones input[type=file]').setInputFiles(network);
    await page.locator('[data-backbone=own-small]').waitFor({ timeout: 60_000 });
    await setFields(page, { crop: 'whole', device: 'webgpu', copies: '0', epochs: '20' });
    await train(page, 300_000);
    assert.match((await device.textContent()) ?? '', /WebGPU.*\w/);
    t.diagnostic((await device.textContent()) ?? '');
    assert.equal(await classify(page, join(folder, '80', 'person02.jpg')), '80');
  });
});

/** @param {Uint8Array} jpeg @param {'webp' | 'avif'} format */
async function recode(jpeg, format) {
  const image = await loadImage(jpeg);
  const canvas = createCanvas(image.width, image.height);
  canvas.getContext('2d').drawImage(image, 0, 0);
  return format === 'webp' ? canvas.toBuffer('image/webp') : canvas.toBuffer('image/avif');
}

test('bad files are refused by name, good ones of every format train, Cancel stops at once; several and live pictures are answered', async (t) => {
  const folder = join(await mkdtemp(join(tmpdir(), 'agelens-bad-')), 'wrapper');
  t.after(() => rm(join(folder, '..'), { recursive: true }));
  for (const { path, bytes } of await makeSampleFiles()) {
    if (!/^(20|50|80)\/person0[1-4]/.test(path)) continue;
    await mkdir(join(folder, path, '..'), { recursive: true });
    if (path.startsWith('20/')) await writeFile(join(folder, path), bytes);
    else if (path.startsWith('50/'))
      await writeFile(join(folder, path), await recode(bytes, 'webp')); // named .jpg
    else await writeFile(join(folder, path.replace('jpg', 'avif')), await recode(bytes, 'avif'));
    if (path === '80/person02.jpg') await writeFile(join(folder, '80/again.jpg'), bytes);
    if (path === '20/person01.jpg') await writeFile(join(folder, '20/cut.jpg'), bytes.subarray(0, bytes.length / 2));
  }
  await writeFile(join(folder, '50/phone.heic'), writeHeicHeader(4032, 3024));
  await writeFile(join(folder, '50/text.jpg'), 'not a photograph');
  await writeFile(join(folder, '80/empty.jpg'), '');
  await writeFile(join(folder, '80/.DS_Store'), 'x');

  await withPage({}, async ({ page }) => {
    await chooseFolder(page, folder);
    await page.locator('[data-count=samples]', { hasText: '13 photographs' }).waitFor();
    const photographs = await page.locator('#photographs').textContent();
    for (const name of ['20/cut.jpg', '50/phone.heic', '50/text.jpg', '80/empty.jpg'])
      assert.ok(photographs?.includes(name), name);
    assert.match((await page.locator('[data-count=rejected]').textContent()) ?? '', /4 files were refused/);
    assert.match(photographs ?? '', /This is a HEIC file, which this browser cannot read/);
    await page.locator('[data-duplicates]', { hasText: '1 picture is there more than once' }).waitFor();
    assert.deepEqual(await page.locator('.duplicate-path').allTextContents(), ['80/person02.avif', '80/again.jpg']);

    await setFields(page, { copies: '3', epochs: '5' });
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Train', exact: true }).waitFor({ timeout: 5000 });
    assert.equal(await page.locator('[data-metric=accuracy]').count(), 0);

    await train(page, 120_000);
    assert.equal(await page.locator('[data-run=samples]').textContent(), '13');
    assert.match(
      (await page.locator('agelens-cautions').textContent()) ?? '',
      /One picture is there under several persons/,
    );
    await classifySeveral(page);
    await classifyLive(page);
  });
});

test('folders that cannot be trained say why', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'agelens-none-'));
  t.after(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'notes'));
  await writeFile(join(folder, 'notes/readme.txt'), 'no photographs here');
  const [first] = await makeSampleFiles();
  await mkdir(join(folder, 'one/20'), { recursive: true });
  await writeFile(join(folder, 'one/20/ada.jpg'), /** @type {{bytes: Uint8Array}} */ (first).bytes);

  await withPage({}, async ({ page }) => {
    await chooseFolder(page, join(folder, 'notes'));
    await page.locator('#photographs [role=alert]', { hasText: /no usable photographs.*readme\.txt/ }).waitFor();
    await chooseFolder(page, join(folder, 'one'));
    await page.locator('#photographs [role=alert]', { hasText: /only the class “20”; training needs/ }).waitFor();
  });
});
/** Two of the sample and one that is no photograph; the last row is shown, and all are saved. @param {Page} page */
async function classifySeveral(page) {
  const files = (await makeSampleFiles()).slice(0, 2).map(({ path, bytes }) => ({
    name: path.replaceAll('/', '-'),
    mimeType: 'image/jpeg',
    buffer: Buffer.from(bytes),
  }));
  const letter = { name: 'letter.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('Dear Ada') };
  await page.locator('#classify input[type=file]').setInputFiles([letter, ...files]);
  await page.locator('[data-batch-class]').nth(1).waitFor({ timeout: 60_000 });
  await page.locator('.batch td.problem').waitFor();
  const [row] = await page.locator('[data-batch-class]').all();
  const shown = await row?.getAttribute('data-batch-class');
  await page.getByRole('button', { name: files[0]?.name ?? '' }).click();
  await page.locator('tr[data-shown]').waitFor();
  assert.equal(await page.locator('[data-answer]').getAttribute('data-answer'), shown);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as CSV' }).click(),
  ]);
  const lines = (await readFile(await download.path(), 'utf8')).split('\r\n');
  assert.deepEqual([lines.length, lines[1]?.startsWith('letter.jpg,')], [5, true]);
}

/** A few pictures of the browser's own camera, in which there is no face. @param {Page} page */
async function classifyLive(page) {
  await page.getByRole('button', { name: 'Classify live with the camera' }).click();
  await page.getByRole('button', { name: 'Turn on the camera' }).click();
  await page.locator('[data-live-rate]').waitFor({ timeout: 60_000 });
  await page.getByText('No face found: the whole picture was used.').waitFor();
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Go on' }).waitFor();
  await page.getByRole('button', { name: 'Close the live view' }).click();
  await page.locator('agelens-live').waitFor({ state: 'detached' });
}
