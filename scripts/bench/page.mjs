// The page in headless Chromium, served as in production: what a first visit downloads, how soon a repeat visit can be used,
// and, with the photographs of AGELENS_DATA_DIR, whether a training leaves the page free and its layout still.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { startServer } from '../serve.mjs';
import { ROOT } from '../steps/command.mjs';
import { buildPage } from '../steps/page.mjs';
import { median } from './median.mjs';
import { wholeJob } from './page-job.mjs';

/** @import { BrowserContext } from 'playwright-core' */
/** @typedef {{ path: string, bytes: number, wire: number }} Loaded */

const DIST = join(ROOT, 'dist');
const VISITS = 7;
/** After this long without a new file a first visit is at rest. */
const REST_MS = 3000;

export async function run() {
  await buildPage();
  const server = await startServer({ root: DIST, port: 0 });
  try {
    const first = await withBrowser({ serviceWorkers: 'block' }, (context) => firstLoad(context, server.address));
    await withBrowser({}, async (context) => {
      await preparation(context, server.address);
      const repeat = await repeatVisits(context, server.address);
      if (!process.env.AGELENS_DATA_DIR) return console.log('\nAGELENS_DATA_DIR is not set: no training is watched.');
      report(first, repeat, await wholeJob(context, server.address, DIST));
    });
  } finally {
    await server.close();
  }
}

/** @template T @param {import('playwright-core').BrowserContextOptions} options @param {(context: BrowserContext) => Promise<T>} use */
async function withBrowser(options, use) {
  const profile = await mkdtemp(join(tmpdir(), 'agelens-visit-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox'],
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  try {
    return await use(context);
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
  console.log(`  ${kilobytes(bytes)} kB, ${kilobytes(wire)} kB compressed`);
  return kilobytes(wire);
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
  const times = (/** @type {string} */ name) => visits.map((visit) => visit[name]);
  console.table(
    Object.fromEntries(
      Object.keys(visits[0]).map((name) => [
        name,
        { median: Math.round(median(times(name))), slowest: Math.round(Math.max(...times(name))) },
      ]),
    ),
  );
  return Math.round(median(times('buttons react')));
}

/**
 * What README.md says, to be pasted there.
 * @param {number} firstKilobytes @param {number} repeatMs @param {Awaited<ReturnType<typeof wholeJob>>} job
 */
function report(firstKilobytes, repeatMs, { rows, cancelMs, kilobytes: codeKilobytes }) {
  const shift = rows.reduce((sum, row) => sum + row.shift, 0);
  /** @type {[string, string, string][]} */
  const lines = [
    ['first load, before anything is chosen, compressed', `${firstKilobytes} kB`, ''],
    ['page code and charts, until the figures are shown, compressed', `${codeKilobytes} kB`, 'below 350 kB'],
    ['repeat visit: the buttons react', `${repeatMs} ms`, 'below 1 s'],
    ...rows.map(
      ({ name, cpuMs }) =>
        /** @type {[string, string, string]} */ ([
          `${name}: longest task on the main thread, CPU`,
          cpuMs === 0 ? 'below 50 ms' : `${cpuMs} ms`,
          'below 100 ms',
        ]),
    ),
    [
      'Cancel amid training on a processor 4 times slower',
      cancelMs < 16 ? 'below 16 ms' : `${cancelMs} ms`,
      'below 200 ms',
    ],
    ['layout shift from the folder to an answer', shift.toFixed(4), 'below 0.02'],
  ];
  console.log('\nFor README.md:\n\n| what | measured | wanted |\n|---|---:|---:|');
  for (const line of lines) console.log(`| ${line.join(' | ')} |`);
}

/** @param {number} bytes */
const kilobytes = (bytes) => Math.round(bytes / 100) / 10;
