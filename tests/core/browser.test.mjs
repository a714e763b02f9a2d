// The core in its real worker, in Chromium, under the production headers.

/** @import { Page } from 'playwright-core' */
/** @import { Rejected } from '../../web/js/types.d.ts' */
/** @import { Painter } from './pictures.mjs' */

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { buildSmallPage } from '../../scripts/steps/small-page.mjs';
import { createNodeCore } from '../../web/js/core/node.js';
import { withPage } from '../page/harness.mjs';
import { withWebpExif, writeHeicHeader } from './encoders.mjs';
import { largestDifference } from './golden.mjs';
import { makeAvif, makePng, makeWebp, pattern } from './pictures.mjs';
import { exampleArguments, trainSettings } from './training-example.mjs';

/** @type {string} */
let root;
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'agelens-core-'));
  await buildSmallPage(fileURLToPath(new URL('browser-fixture/', import.meta.url)), root);
});
after(() => rm(root, { recursive: true }));

/**
 * @param {Page} page
 * @param {string} name of a function of browser-fixture/page.js
 * @param {unknown} [argument]
 */
async function call(page, name, argument) {
  await page.waitForFunction((named) => named in globalThis, name);
  return page.evaluate(
    ([named, given]) => /** @type {any} */ (globalThis)[named](given),
    /** @type {any} */ ([name, argument]),
  );
}

test('the worker trains as Node does, reports, cancels, and explains failures', async () => {
  const core = await createNodeCore();
  const data = await core.loadTrainingData(...exampleArguments);
  const expected = await core.trainClassifier({ data, ...trainSettings });

  await withPage({ root }, async ({ page }) => {
    const trained = await call(page, 'trainInPage');
    assert.deepEqual(trained.classifier, [...expected.classifier]);
    assert.deepEqual(trained.history, expected.history);
    assert.deepEqual(
      trained.epochs,
      expected.history.map(({ epoch }) => epoch),
    );
    assert.equal((await call(page, 'cancelInPage')).name, 'AbortError');
    const failure = await call(page, 'inspectInPage', [1, 2, 3]);
    assert.equal(failure.name, 'AgelensError');
    assert.equal(failure.code, 'unknown-format');
    assert.match(failure.message, /not a picture/);
  });
});

/** Photographs have soft edges; in the upper right it can be seen through. @type {Painter} */
const soft = (x, y) => [
  128 + 100 * Math.sin(x / 9),
  128 + 100 * Math.cos(y / 7),
  (x + y) % 256,
  x > 60 && y < 40 ? 0.25 + x / 200 : 1,
];
/** @type {Painter} */
const softOpaque = (x, y) => /** @type {[number, number, number]} */ (soft(x, y).slice(0, 3));

test('the worker has WebP and AVIF decoded by the browser, as the PNG of which they were made', async (t) => {
  const [width, height, size] = [97, 61, 24];
  await withPage({ root }, async ({ page }) => {
    const decode = async (/** @type {Uint8Array} */ file) => {
      const decoded = await call(page, 'decodeInPage', { bytes: [...file], size });
      assert.deepEqual([decoded.width, decoded.height], [width, height]);
      return decoded.images;
    };
    for (const painter of [softOpaque, soft]) {
      const expected = await decode(makePng(width, height, painter));
      for (const make of [makeWebp, makeAvif]) {
        const images = await decode(make(width, height, painter));
        const difference = largestDifference(images, expected);
        t.diagnostic(`${make.name}: at most ${difference} levels`);
        assert.ok(difference < 16);
      }
    }
    // Larger than what is taken out at once, so in several strips.
    const large = makeWebp(1500, 1600, softOpaque);
    const [inStrips, whole] = [large, makePng(1500, 1600, softOpaque)].map((file) =>
      call(page, 'decodeInPage', { bytes: [...file], size }),
    );
    assert.ok(largestDifference((await inStrips).images, (await whole).images) < 8);
    const upright = await decode(makeWebp(width, height, softOpaque));
    const stored = makeWebp(height, width, (x, y) => softOpaque(width - 1 - y, x));
    assert.ok(largestDifference(await decode(withWebpExif(stored, height, width, 6)), upright) < 16);
  });
});

test('the intake tells what the browser cannot decode, and takes the rest', async () => {
  const webp = makeWebp(64, 64, pattern);
  const broken = webp.slice().fill(0x55, Buffer.from(webp).indexOf('VP8 ') + 8);
  const avif = makeAvif(64, 64, pattern);
  const brokenAvif = avif.slice().fill(0x55, Buffer.from(avif).indexOf('mdat') + 4);
  await withPage({ root }, async ({ page }) => {
    const { taken, rejected } = await call(page, 'takeInPage', [
      ['20/a.webp', [...webp]],
      ['20/broken.webp', [...broken]],
      ['20/half.webp', [...webp.subarray(0, 500)]],
      ['30/a.avif', [...avif]],
      ['30/broken.avif', [...brokenAvif]],
      ['30/phone.jpg', [...writeHeicHeader(64, 64)]],
      ['30/b.png', [...makePng(8, 8, pattern)]],
    ]);
    assert.deepEqual(taken, ['20/a.webp', '30/a.avif', '30/b.png']);
    const reasons = Object.fromEntries(rejected.map((/** @type {Rejected} */ { path, reason }) => [path, reason]));
    assert.match(reasons['20/broken.webp'], /damaged.*this WebP file.*Copy it again/);
    assert.match(reasons['20/half.webp'], /cut off/);
    assert.match(reasons['30/broken.avif'], /damaged.*this AVIF file.*Copy it again/);
    assert.match(reasons['30/phone.jpg'], /HEIC file, which this browser cannot read. Save it as JPEG or PNG/);
    assert.equal(Object.keys(reasons).length, 4);
  });
});
