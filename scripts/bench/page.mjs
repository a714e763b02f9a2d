// The page in headless Chromium, served as in production: what a first visit downloads, how soon a repeat visit can be used,
// and, with the photographs of AGELENS_DATA_DIR, whether a training leaves the page free and its layout still.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { startServer } from '../serve.mjs';
import { ROOT } from '../steps/command.mjs';
import { buildPage } from '../steps/page.mjs';
import { findPhotographs } from './bench-page.mjs';
import { median } from './median.mjs';
import { readWatch, watchPage } from './page-watch.mjs';

/** @import { BrowserContext, Page } from 'playwright-core' */
/** @typedef {{ path: string, bytes: number, wire: number }} Loaded */

const VISITS = 7;
/** After this long without a new file a first visit is at rest. */
const REST_MS = 3000;
const TRAINING_MS = 1_800_000;
const LARGEST_FIRST_LOAD = 350;

export async function run() {
  await buildPage();
  const server = await startServer({ root: join(ROOT, 'dist'), port: 0 });
  try {
    await withBrowser({ serviceWorkers: 'block' }, (context) => firstLoad(context, server.address));
    await withBrowser({}, async (context) => {
      await preparation(context, server.address);
      await repeatVisits(context, server.address);
      if (process.env.AGELENS_DATA_DIR) await wholeJob(context, server.address);
      else console.log('\nAGELENS_DATA_DIR is not set: no training is watched.');
    });
  } finally {
    await server.close();
  }
}

/** @param {import('playwright-core').BrowserContextOptions} options @param {(context: BrowserContext) => Promise<void>} use */
async function withBrowser(options, use) {
  const profile = await mkdtemp(join(tmpdir(), 'agelens-visit-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox'],
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  try {
    await use(context);
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
}

/** What a first visit asks for by itself, workers included. @param {BrowserContext} context @param {string} address */
async function firstLoad(context, address) {
  /** @type {Promise<Loaded>[]} */
  const loading = [];
  let lastMs = performance.now();
  context.on('requestfinished', (request) => {
    lastMs = performance.now();
    loading.push(sizeOf(request, address));
  });
  const page = await context.newPage();
  await page.goto(address);
  while (performance.now() - lastMs < REST_MS) await page.waitForTimeout(200);
  const files = (await Promise.all(loading)).toSorted((a, b) => b.wire - a.wire);
  console.log('\nFirst load, before anything is chosen, without what is kept for offline use:');
  console.table(
    files.map(({ path, bytes, wire }) => ({ file: path, kB: kilobytes(bytes), compressed: kilobytes(wire) })),
  );
  const wire = files.reduce((sum, file) => sum + file.wire, 0);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const verdict = wire / 1000 < LARGEST_FIRST_LOAD ? 'below' : 'NOT BELOW';
  console.log(`  ${kilobytes(bytes)} kB, ${kilobytes(wire)} kB compressed: ${verdict} ${LARGEST_FIRST_LOAD} kB`);
}

/** @param {import('playwright-core').Request} request @param {string} address @returns {Promise<Loaded>} */
async function sizeOf(request, address) {
  const response = await request.response();
  const { responseBodySize } = await request.sizes();
  const path = request.url().replace(address, '') || 'index.html';
  // From the browser's own cache it counts as less than nothing.
  return { path, bytes: (await response?.body())?.length ?? 0, wire: Math.max(0, responseBodySize) };
}

/** @param {BrowserContext} context @param {string} address */
async function preparation(context, address) {
  const page = await context.newPage();
  const startedMs = performance.now();
  await page.goto(address);
  await page.locator('[data-status="offline"][data-state="ready"]').waitFor({ timeout: 120_000 });
  const seconds = (performance.now() - startedMs) / 1000;
  const stored = await page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith('agelens-large-files'));
    const files = [];
    for (const name of names) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const bytes = (await (await cache.match(request, { ignoreVary: true }))?.arrayBuffer())?.byteLength ?? 0;
        files.push({ file: new URL(request.url).pathname.slice(1), MB: Math.round(bytes / 1e5) / 10 });
      }
    }
    return files;
  });
  console.log(`\nStored in idle time, to work offline (${seconds.toFixed(1)} s after the address was entered):`);
  console.table(stored);
  await page.close();
}

/** @param {BrowserContext} context @param {string} address */
async function repeatVisits(context, address) {
  /** @type {Record<string, number>[]} */
  const visits = [];
  for (let visit = 0; visit < VISITS; visit += 1) {
    const page = await context.newPage();
    await page.goto(address);
    await page.waitForFunction(() => performance.getEntriesByName('agelens-interactive').length > 0);
    await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
    visits.push(
      await page.evaluate(() => {
        const [navigation] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'));
        return {
          'document read': navigation.domInteractive,
          'first paint with content': performance.getEntriesByName('first-contentful-paint')[0].startTime,
          'buttons react': performance.getEntriesByName('agelens-interactive')[0].startTime,
        };
      }),
    );
    await page.close();
  }
  console.log(`\nRepeat visit, milliseconds after the navigation began (${VISITS} visits):`);
  console.table(
    Object.fromEntries(
      Object.keys(visits[0]).map((name) => {
        const times = visits.map((visit) => visit[name]);
        return [name, { median: Math.round(median(times)), slowest: Math.round(Math.max(...times)) }];
      }),
    ),
  );
}

/** @param {BrowserContext} context @param {string} address */
async function wholeJob(context, address) {
  const { folder } = await findPhotographs();
  const page = await context.newPage();
  await watchPage(page);
  await page.goto(address);
  await page.getByRole('button', { name: 'Choose a folder' }).waitFor();
  await readWatch(page);
  const steps = [
    ['choose the folder', () => chooseFolder(page, folder)],
    ['train', () => train(page)],
    ['classify', () => classify(page, join(folder, '60', 'image3.jpg'))],
  ];
  /** @type {Record<string, object>} */
  const rows = {};
  /** @type {string[]} */
  const remarks = [];
  let shift = 0;
  for (const [name, work] of /** @type {[string, () => Promise<void>][]} */ (steps)) {
    await work();
    const { seconds, longTasks, slowFrames, frames, dropped, longestGap, shifts } = await readWatch(page);
    const moved = shifts.reduce((sum, { value }) => sum + value, 0);
    shift += moved;
    rows[name] = {
      seconds: Math.round(seconds),
      'long tasks': longTasks.length,
      'longest ms': Math.round(Math.max(0, ...longTasks.map(({ ms }) => ms))),
      frames,
      dropped,
      'longest gap ms': Math.round(longestGap),
      'layout shift': Number(moved.toFixed(4)),
    };
    for (const { ms, at, what } of slowFrames)
      if (ms > 100) remarks.push(`${name}: frame of ${Math.round(ms)} ms at ${Math.round(at)} ms: ${what}`);
    for (const { value, what } of shifts) remarks.push(`${name}: shift of ${value.toFixed(4)}: ${what}`);
  }
  console.log('\nThe reference folder with default settings (long: over 50 ms on the main thread):');
  console.table(rows);
  console.log(`  cumulative layout shift ${shift.toFixed(4)}`);
  for (const remark of remarks) console.log(`  ${remark}`);
}

/** @param {Page} page @param {string} folder */
async function chooseFolder(page, folder) {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose a folder' }).click(),
  ]);
  await chooser.setFiles(folder);
  await page.locator('[data-count=samples]').waitFor();
  await page.waitForTimeout(2000);
}

/** @param {Page} page */
async function train(page) {
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await page.locator('[data-metric=accuracy]').first().waitFor({ timeout: TRAINING_MS });
  await page.waitForTimeout(2000);
}

/** @param {Page} page @param {string} photo */
async function classify(page, photo) {
  await page.locator('#classify input[type=file]').first().setInputFiles(photo);
  await page.locator('[data-answer]').waitFor({ timeout: 120_000 });
  await page.waitForTimeout(1000);
}

/** @param {number} bytes */
const kilobytes = (bytes) => Math.round(bytes / 100) / 10;
