// The service worker and its caches in a real browser; tests/scripts/offline.test.mjs has the rarer cases.
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { withPage } from './harness.mjs';

/** @import { Page } from 'playwright-core' */

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));

/** @param {Page} page */
async function untilReady(page) {
  await page.locator('[data-status="offline"][data-state="ready"]').waitFor({ timeout: 60_000 });
}

/**
 * Address, size and SHA-256 of what the page's own fetch gets for the backbones' manifest and its first backbone.
 * @param {Page} page
 */
function fetchBackbone(page) {
  return page.evaluate(async () => {
    const { backbones } = await (await fetch('backbones/manifest.json')).json();
    const [{ file, sha256 }] = backbones;
    const bytes = await (await fetch(`backbones/${file}`)).arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return { expected: sha256, actual: [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('') };
  });
}

test('after one visit the page opens with the server gone, isolated and with its backbone', async () => {
  await withPage({}, async ({ page, context, stopServer }) => {
    await untilReady(page);
    await context.setOffline(true);
    await stopServer();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Agelens' }).waitFor();
    await untilReady(page);
    assert.equal(await page.evaluate(() => crossOriginIsolated), true);
    const { expected, actual } = await fetchBackbone(page);
    assert.equal(actual, expected);

    const another = await context.newPage();
    await another.goto(`${page.url()}index.html?from=bookmark`);
    await another.getByRole('heading', { level: 1, name: 'Agelens' }).waitFor();
  });
});

test('a backbone that was damaged in the cache is replaced at the next visit', async () => {
  await withPage({}, async ({ page }) => {
    await untilReady(page);
    await page.evaluate(async () => {
      const cache = await caches.open('agelens-large-files');
      const { backbones } = await (await fetch('backbones/manifest.json')).json();
      const [{ file }] = backbones;
      await cache.put(new URL(`backbones/${file}`, document.baseURI), new Response('damaged'));
    });
    await page.reload();
    await untilReady(page);
    const { expected, actual } = await fetchBackbone(page);
    assert.equal(actual, expected);
  });
});

test('a new version waits for the old pages, then a reload shows it and drops the old files', async (t) => {
  const root = await mkdtemp(join(tmpdir(), 'agelens-versions-'));
  t.after(() => rm(root, { recursive: true }));
  await cp(DIST, root, { recursive: true, filter: (path) => !/\.(br|gz)$/.test(path) });

  await withPage({ root }, async ({ page, context, address }) => {
    await untilReady(page);
    await page.evaluate(async () => {
      const cache = await caches.open('agelens-large-files');
      await cache.put(new URL('backbones/old-00000000.onnx', document.baseURI), new Response('of an earlier version'));
    });
    const other = await context.newPage();
    await other.goto(address);
    await untilReady(other);

    await publish(root, 'Agelens, next');
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
      const worker = registration.installing;
      if (!worker) return;
      await new Promise((resolve) => worker.addEventListener('statechange', () => resolve(undefined), { once: true }));
    });
    await page.reload();
    await untilReady(page);
    assert.doesNotMatch(await page.title(), /next/, 'the other page still runs the old version');

    await other.close();
    await page.reload();
    await page.waitForFunction(() => document.title === 'Agelens, next');
    await untilReady(page);
    const kept = await page.evaluate(async () => {
      const requests = await (await caches.open('agelens-large-files')).keys();
      return requests.map(({ url }) => url);
    });
    assert.ok(kept.length > 0 && kept.every((url) => !url.includes('old-00000000')));
  });
});

/**
 * Puts a page with another title in place of the one at `root`, as a new build would.
 * @param {string} root
 * @param {string} title
 */
async function publish(root, title) {
  const page = join(root, 'index.html');
  const worker = join(root, 'sw.js');
  await writeFile(page, (await readFile(page, 'utf8')).replace(/<title>.*<\/title>/, `<title>${title}</title>`));
  const precache = await readFile(worker, 'utf8');
  await writeFile(worker, precache.replace(/(\{url:"index\.html",revision:")[^"]+/, '$1next'));
}
