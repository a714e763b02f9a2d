// The whole job in the page, from the reference folder to an answer: what the main thread is kept from, and what moves.
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPhotographs } from './bench-page.mjs';
import { readNames, watchMainThread } from './main-thread.mjs';
import { readWatch, watchPage } from './page-watch.mjs';

/** @import { BrowserContext, Page } from 'playwright-core' */
/** @typedef {{ name: string, cpuMs: number, clockMs: number, long: number, shift: number }} Row */

const TRAINING_MS = 1_800_000;
/** A processor so much slower than this one. */
const SLOWER = 4;
const LONG_MS = 50;
/** At rest, so that what follows a step is counted with it. */
const REST_MS = 2000;

/**
 * @param {BrowserContext} context
 * @param {string} address of the page that was built
 * @param {string} dist its folder
 * @returns {Promise<{ rows: Row[], cancelMs: number, kilobytes: number }>} `kilobytes`: page code and charts, compressed
 */
export async function wholeJob(context, address, dist) {
  const { folder } = await findPhotographs();
  const nameOf = await withMaps(readNames);
  const page = await context.newPage();
  await watchPage(page);
  await page.goto(address);
  await page.getByRole('button', { name: 'Choose a folder' }).waitFor();
  await readWatch(page);
  /** @type {[string, () => Promise<void>][]} */
  const steps = [
    ['choose the folder', () => chooseFolder(page, folder)],
    ['train', () => train(page)],
    ['classify', () => classify(page, join(folder, '60', 'image3.jpg'))],
  ];
  /** @type {Row[]} */
  const rows = [];
  /** @type {Record<string, object>} */
  const table = {};
  /** @type {string[]} */
  const remarks = [];
  let kilobytes = 0;
  for (const [name, work] of steps) {
    const endWatch = await watchMainThread(page, nameOf);
    await work();
    const { seconds, frames, dropped, longestGap, shifts } = await readWatch(page);
    const { cpuMs, long } = await endWatch();
    const longest = (/** @type {number[]} */ times) => Math.round(Math.max(0, ...times));
    const row = {
      name,
      cpuMs: longest(long.map((task) => task.cpuMs)),
      clockMs: longest(long.map((task) => task.wallMs)),
      long: long.filter((task) => task.cpuMs > LONG_MS).length,
      shift: shifts.reduce((sum, { value }) => sum + value, 0),
    };
    rows.push(row);
    table[name] = {
      seconds: Math.round(seconds),
      'main thread, CPU s': Number((cpuMs / 1000).toFixed(2)),
      'tasks over 50 ms of CPU': row.long,
      'longest, CPU ms': row.cpuMs,
      'longest by the clock': row.clockMs,
      frames,
      dropped,
      'longest gap ms': Math.round(longestGap),
      'layout shift': Number(row.shift.toFixed(4)),
    };
    for (const { wallMs, cpuMs: cpu, atMs, what } of long)
      if (cpu > LONG_MS || wallMs > 2 * LONG_MS)
        remarks.push(
          `${name}: ${Math.round(cpu)} ms of CPU, ${Math.round(wallMs)} by the clock, at ${Math.round(atMs)}: ${what}`,
        );
    for (const { value, what } of shifts)
      if (value >= 0.001) remarks.push(`${name}: shift of ${value.toFixed(4)}: ${what}`);
    if (name === 'train') kilobytes = await listLoaded(page, address, dist);
  }
  const cancelMs = Math.round(await cancel(page));
  await page.close();
  console.log(
    '\nThe reference folder with default settings. CPU is what the thread itself ran; by the clock it also waits for a processor:',
  );
  console.table(table);
  console.log(
    `  Cancel, on a processor ${SLOWER} times slower, showed after ${cancelMs < 16 ? 'less than 16' : cancelMs} ms`,
  );
  for (const remark of remarks) console.log(`  ${remark}`);
  return { rows, cancelMs, kilobytes };
}

/**
 * The page once more, with the source maps that it is not served with.
 * @template T @param {(folder: string) => Promise<T>} use @returns {Promise<T>}
 */
async function withMaps(use) {
  const { build } = await import('vite');
  const { pageConfig } = await import('../../vite.config.js');
  const outDir = await mkdtemp(join(tmpdir(), 'agelens-maps-'));
  try {
    const config = pageConfig({ outDir });
    await build({ ...config, configFile: false, build: { ...config.build, sourcemap: 'hidden' } });
    return await use(join(outDir, 'assets'));
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}

/** What has come by itself until figures are shown, without runtime, core and backbones. @param {Page} page @param {string} address @param {string} dist */
async function listLoaded(page, address, dist) {
  const urls = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  const code = [...new Set(urls.filter((url) => url.startsWith(address) && /\.(js|mjs|css)$/.test(url)))];
  const files = await Promise.all(
    ['index.html', ...code.map((url) => url.slice(address.length))].map(async (path) => {
      const size = (/** @type {string} */ ending) => stat(join(dist, path + ending)).then(({ size: bytes }) => bytes);
      return { file: path, bytes: await size(''), wire: await size('.br').catch(() => size('')) };
    }),
  );
  const kB = (/** @type {number} */ bytes) => Math.round(bytes / 100) / 10;
  console.log('\nPage code and charts, all that has come by itself until the figures are shown:');
  console.table(
    files
      .toSorted((a, b) => b.wire - a.wire)
      .map(({ file, bytes, wire }) => ({ file, kB: kB(bytes), compressed: kB(wire) })),
  );
  const sum = kB(files.reduce((total, { wire }) => total + wire, 0));
  console.log(`  ${sum} kB compressed`);
  return sum;
}

/** @param {Page} page @param {string} folder */
async function chooseFolder(page, folder) {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose a folder' }).click(),
  ]);
  await chooser.setFiles(folder);
  await page.locator('[data-count=samples]').waitFor();
  await page.waitForTimeout(REST_MS);
}

/** @param {Page} page */
async function train(page) {
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await page.locator('[data-metric=accuracy]').first().waitFor({ timeout: TRAINING_MS });
  await page.getByRole('button', { name: 'Train', exact: true }).waitFor();
  await page.waitForTimeout(REST_MS);
}

/** Where the reader looks at that step. @param {Page} page @param {string} photo */
async function classify(page, photo) {
  await page.locator('#classify .photo-drop').first().scrollIntoViewIfNeeded();
  await page.locator('#classify input[type=file]').first().setInputFiles(photo);
  await page.locator('[data-answer]').waitFor({ timeout: 120_000 });
  await page.waitForTimeout(REST_MS);
}

/** Trains again, and presses Cancel amid it. @param {Page} page @returns {Promise<number>} until that was to be seen */
async function cancel(page) {
  const session = await page.context().newCDPSession(page);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await page.locator('#train .job[data-stage=evaluate]').waitFor({ timeout: TRAINING_MS });
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.waitForTimeout(REST_MS);
  await readWatch(page);
  await page.getByRole('button', { name: 'Cancel' }).first().click();
  await page.getByRole('button', { name: 'Train', exact: true }).waitFor({ timeout: TRAINING_MS });
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await page.waitForTimeout(REST_MS);
  return page.evaluate(() => /** @type {any} */ (globalThis).slowestClick());
}
