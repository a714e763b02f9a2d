// What every chart has: the same in a table, and files of it that stand alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { show } from './ui-driver.mjs';
import { withInterface } from './ui-page.mjs';

/** @import {Page} from 'playwright-core' */

/**
 * Presses a button of a chart's row and reads what comes out.
 * @param {Page} page
 * @param {string} button
 */
async function save(page, button) {
  await page.getByRole('button', { name: button }).click();
  await page.waitForFunction(() => /** @type {any} */ (globalThis).fixture.events.length > 0);
  return page.evaluate(async () => {
    const [{ name, detail }] = /** @type {any} */ (globalThis).fixture.events.splice(0);
    const bytes = new Uint8Array(await detail.blob.arrayBuffer());
    return {
      event: name,
      file: detail.name,
      type: detail.blob.type,
      text: await detail.blob.text(),
      bytes: [...bytes],
    };
  });
}

/** An SVG file as an image of its own: its size, its first pixel, and how many pixels are dark. @param {Page} page @param {string} text */
const drawn = (page, text) =>
  page.evaluate(async (svg) => {
    const image = new Image();
    image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let dark = 0;
    for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 0) + (data[at + 1] ?? 0) < 300) dark += 1;
    return { width: image.width, height: image.height, corner: [...data.slice(0, 4)], dark };
  }, text);

test('a chart saved as SVG stands alone, on white, whatever the page looks like', async () => {
  /** @type {string[]} */
  const texts = [];
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    await withInterface({ colorScheme }, async (page) => {
      await show(page, 'trained');
      await page.locator('[data-chart=accuracy] svg').waitFor();
      const { event, file, type, text } = await save(page, 'Save the learning curves as SVG');
      assert.deepEqual([event, file, type], ['chart-saved', 'learning-curves.svg', 'image/svg+xml']);
      // The page's styles are written into it: nothing is left that only the page knows.
      assert.doesNotMatch(text, /var\(|class=|style=|currentColor|<style|href=/);
      assert.match(text, /Learning curves, mean over the folds.*held out.*training.*Log loss.*Accuracy/s);
      const roots = await page.evaluate((svg) => {
        const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
        return [parsed.querySelectorAll('parsererror').length, parsed.documentElement.namespaceURI];
      }, text);
      assert.deepEqual(roots, [0, 'http://www.w3.org/2000/svg']);
      const picture = await drawn(page, text);
      assert.deepEqual(picture.corner, [255, 255, 255, 255]);
      assert.ok(picture.width > 800 && picture.dark > 1000, JSON.stringify(picture));
      assert.equal(await page.locator('.paper').count(), 0);
      texts.push(text);
    });
  }
  assert.equal(texts[0], texts[1]);
});

test('a PNG has two pixels for each unit of the SVG', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'trained');
    await page.locator('[data-chart=reliability] svg').waitFor();
    const svg = await drawn(page, (await save(page, 'Save the reliability diagram as SVG')).text);
    const { file, bytes } = await save(page, 'Save the reliability diagram as PNG');
    assert.equal(file, 'reliability.png');
    const header = Buffer.from(bytes);
    assert.equal(header.toString('latin1', 1, 4), 'PNG');
    assert.deepEqual([header.readUInt32BE(16), header.readUInt32BE(20)], [2 * svg.width, 2 * svg.height]);
  });
});

test('a CSV says what the table says, in full', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'trained');
    await page.getByText('The curves as a table').click();
    const table = page.getByRole('region', { name: 'Learning curves as a table' });
    await table.getByRole('row').nth(5).waitFor();
    const shown = await table
      .getByRole('row')
      .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => (cell.textContent ?? '').trim())));
    const { file, text } = await save(page, 'Save the learning curves as CSV');
    assert.equal(file, 'learning-curves.csv');
    const [head, ...rows] = text.trimEnd().split('\r\n');
    assert.equal(head, shown[0]?.map((title) => (title.includes(',') ? `"${title}"` : title)).join(','));
    assert.equal(rows.length, shown.length - 1);
    const written = rows.map((/** @type {string} */ row) => {
      const [epoch, ...figures] = row.split(',');
      return [epoch, ...figures.map((figure) => Number(figure).toFixed(3))];
    });
    assert.deepEqual(written, shown.slice(1));
    assert.match(rows[0] ?? '', /^1,2\.25,2\.150000000000000/);
  });
});

test('the confusion matrix and the embedding map are saved alike', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'mapped');
    const { file, text } = await save(page, 'Save the confusion matrix as CSV');
    assert.equal(file, 'confusion-matrix.csv');
    assert.equal(text.split('\r\n')[1], '20,8,2,0,0,0,0,0');
    const matrix = await drawn(page, (await save(page, 'Save the confusion matrix as SVG')).text);
    assert.ok(matrix.width > 600 && matrix.dark > 100, JSON.stringify(matrix));
    await page.locator('details.map > summary').click();
    const map = (await save(page, 'Save the embedding map as SVG')).text;
    assert.equal(map.match(/<(circle|path)[ >]/g)?.length, 70 + 7);
    const table = (await save(page, 'Save the embedding map as CSV')).text.trimEnd().split('\r\n');
    assert.equal(table.length, 71);
    assert.match(table[1] ?? '', /^20\/image1\.jpg,0,image1,20,\d\d,4,0$/);
  });
});

test('learning curves have their place from the start of a training, so that nothing moves when they come', async () => {
  await withInterface({}, async (page) => {
    const height = () => page.locator('#train .curves').evaluate((figure) => figure.getBoundingClientRect().height);
    await show(page, 'embedding');
    await page.locator('[data-chart=accuracy] svg').waitFor();
    const before = await height();
    await show(page, 'evaluating');
    await page.getByRole('img', { name: /^Accuracy over epochs\. The training figures go from/ }).waitFor();
    assert.equal(await height(), before);
  });
});

test('a chart whose figures change while it is drawn ends with the latest', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'trained');
    await page.locator('[data-chart=accuracy] svg').waitFor();
    const steps = await page.evaluate(async () => {
      const curves = /** @type {any} */ (document.querySelector('agelens-learning-curves'));
      const [first, second] = [...curves.querySelectorAll('[data-chart]')];
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      const ofFirst = () => /** @type {Element} */ (first).firstElementChild;
      const ofSecond = () => /** @type {Element} */ (second).firstElementChild;
      const [one, other] = [ofFirst(), ofSecond()];
      curves.drawEveryMs = 0;
      curves.history = curves.history.slice(0, 1);
      while (ofFirst() === one) await frame();
      const between = ofSecond() === other;
      curves.history = [];
      const drawn = ofFirst();
      for (let frames = 0; frames < 60 && ofFirst() === drawn; frames++) await frame();
      return { between, drawnAgain: ofFirst() !== drawn };
    });
    assert.deepEqual([steps.between, steps.drawnAgain], [true, true]);
  });
});
