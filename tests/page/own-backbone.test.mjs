// A network of the user's own in the page: dropped, tried out, trained with, and still there after a reload.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { efficientNet, resNet } from '../models/own-networks.mjs';
import { setFields, train, withPage } from './harness.mjs';
import { untilRecorded } from './kept.mjs';

/** @import { Page } from 'playwright-core' */

const NETWORK = '[data-backbone=own-mein-netz]';

/** @param {Page} page @param {string} name @param {Uint8Array} bytes */
async function add(page, name, bytes) {
  const file = { name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) };
  await page.locator('agelens-own-backbones input[type=file]').setInputFiles(file);
}

/** Onto the element itself, as a hand does it. @param {Page} page @param {string} name @param {Uint8Array} bytes */
async function drop(page, name, bytes) {
  const base64 = Buffer.from(bytes).toString('base64');
  await page.evaluate(
    ([fileName, text]) => {
      const data = new DataTransfer();
      const content = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      data.items.add(new File([content], fileName));
      const zone = document.querySelector('agelens-own-backbones .drop-zone');
      zone?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    },
    /** @type {const} */ ([name, base64]),
  );
}

/** @param {Page} page */
async function openSample(page) {
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await untilSample(page);
  await untilRecorded(page, ({ dataset }) => dataset?.photographs.length === 70);
}

/** @param {Page} page */
const untilSample = (page) =>
  page.locator('[data-count=samples]', { hasText: '70 photographs' }).waitFor({ timeout: 60_000 });

/** @param {Page} page @param {string} name @param {string} value */
async function fill(page, name, value) {
  await page.locator(`#train [name="${name}"]`).fill(value);
  await page.locator(`#train [name="${name}"]`).press('Tab');
}

/** @param {Page} page */
const untilKept = (page) => page.locator('agelens-own-backbones [role=status]', { hasText: 'It stays' }).waitFor();

test('a dropped network is tried out, trained with, kept over a reload and removed', async () => {
  await withPage({}, async ({ page }) => {
    await openSample(page);
    await page.getByText('Your own backbone').click();

    await add(page, 'letter.onnx', new TextEncoder().encode('Dear Sir or Madam'));
    await page.locator('#train [role=alert]', { hasText: '“letter.onnx”: The file is no ONNX network' }).waitFor();
    assert.equal(await page.locator('.own-backbone').count(), 0);

    await drop(page, 'Mein Netz.onnx', resNet({ last: 32 }));
    await page.locator(NETWORK).waitFor({ timeout: 60_000 });
    assert.equal(await page.locator('#train [role=alert]').count(), 0);
    assert.match(
      (await page.locator(`${NETWORK} [data-own=facts]`).textContent()) ?? '',
      /images of 64 × 64 pixels, channels first; 32 numbers for each/,
    );
    assert.equal(await page.locator('#train [name=backbone]').inputValue(), 'own-mein-netz', 'it is chosen');
    assert.equal(await page.locator('#train [name=own-mein-netz-normalization]').inputValue(), 'imagenet');
    await page.locator('#train [name=own-mein-netz-normalization]').selectOption('zero-to-one');
    await untilKept(page);

    await setFields(page, { copies: '1', epochs: '5' });
    await train(page, 180_000);

    await page.reload();
    const photo = await page.evaluate(async () => {
      const canvas = new OffscreenCanvas(80, 80);
      canvas.getContext('2d')?.fillRect(0, 0, 40, 80);
      const blob = await canvas.convertToBlob({ type: 'image/jpeg' });
      return [...new Uint8Array(await blob.arrayBuffer())];
    });
    const file = { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(photo) };
    await page.locator('#classify input[type=file]').setInputFiles(file);
    await page.locator('[data-answer]').waitFor({ timeout: 60_000 });

    await untilSample(page);
    await page.locator(NETWORK).waitFor();
    assert.equal(await page.locator('#train [name=own-mein-netz-normalization]').inputValue(), 'zero-to-one');
    await page.getByRole('button', { name: 'Remove Mein Netz' }).click();
    await page.locator(NETWORK).waitFor({ state: 'detached' });
    assert.doesNotMatch((await page.locator('#train [name=backbone]').textContent()) ?? '', /Mein Netz/);
  });
});

test('what a file leaves open is asked', async () => {
  await withPage({}, async ({ page }) => {
    await openSample(page);
    await page.getByText('Your own backbone').click();
    await add(page, 'efficient.onnx', efficientNet());
    const size = page.locator('#train [name=own-efficient-inputSize]');
    await size.waitFor({ timeout: 60_000 });
    assert.equal(await size.inputValue(), '224');
    await fill(page, 'own-efficient-inputSize', '64');
    await page.locator('[data-own=facts]', { hasText: 'images of 64 × 64 pixels, channels last' }).waitFor();
    await page.locator('#train [name=own-efficient-output]').selectOption('map');
    await untilKept(page);
    await page.reload();
    await untilSample(page);
    await page.locator('#train [name=own-efficient-output]').waitFor();
    assert.equal(await page.locator('#train [name=own-efficient-output]').inputValue(), 'map');
    assert.equal(await page.locator('#train [name=own-efficient-inputSize]').inputValue(), '64');
  });
});
