// A small page of the benchmarks in headless Chromium, served as in production.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { startServer } from '../serve.mjs';
import { StepError } from '../steps/command.mjs';
import { buildSmallPage } from '../steps/small-page.mjs';

/** @typedef {(name: string, ...args: unknown[]) => Promise<any>} Call a function that the page has put into its global object */

/**
 * Builds the page, opens it, and takes everything away again however `use` ends.
 *
 * @param {object} options
 * @param {string} options.source folder of the page, whose title becomes `ready`
 * @param {(root: string) => Promise<unknown>} options.fill puts beside the built page what it fetches
 * @param {Record<string, string>} [options.headers] of the server, unless they are the usual ones
 * @param {string[]} [options.switches] of Chromium
 * @param {(call: Call) => Promise<void>} use
 */
export async function withBenchPage({ source, fill, headers, switches = [] }, use) {
  const root = await mkdtemp(join(tmpdir(), 'agelens-bench-'));
  try {
    await buildSmallPage(source, root);
    await fill(root);
    const server = await startServer({ root, port: 0, headers });
    const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', ...switches] });
    try {
      const page = await browser.newPage();
      await page.goto(server.address);
      await page.waitForFunction(() => document.title === 'ready');
      await use((name, ...args) =>
        page.evaluate(
          ([called, given]) => /** @type {any} */ (globalThis)[called](...given),
          /** @type {const} */ ([name, args]),
        ),
      );
    } finally {
      await browser.close();
      await server.close();
    }
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** The reference photographs: their folder, and their paths below it. @returns {Promise<{ folder: string, photographs: string[] }>} */
export async function findPhotographs() {
  const data = process.env.AGELENS_DATA_DIR;
  if (!data) throw new StepError('AGELENS_DATA_DIR is not set: the photographs are looked for there.');
  const folder = join(data, 'assessment-data');
  const found = await readdir(folder, { recursive: true });
  return { folder, photographs: found.filter((path) => path.endsWith('.jpg')).toSorted() };
}
