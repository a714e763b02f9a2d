// The interface alone, built for real and served with the production headers; no core, no models, no build/ needed.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { buildSmallPage } from '../../scripts/steps/small-page.mjs';
import { startBrowser, withPage } from './harness.mjs';

/** @import { Browser } from 'playwright-core' */

const FIXTURE = fileURLToPath(new URL('ui-fixture/', import.meta.url));

/** @type {Promise<string> | null} */
let built = null;

/** One for all tests of a file. @type {Promise<Browser> | null} */
let browser = null;
after(async () => (await browser)?.close());

async function buildInterface() {
  const outDir = mkdtempSync(join(tmpdir(), 'agelens-ui-'));
  process.once('exit', () => rmSync(outDir, { recursive: true, force: true }));
  await buildSmallPage(FIXTURE, outDir);
  return outDir;
}

/**
 * @param {import('playwright-core').BrowserContextOptions} context
 * @param {(page: import('playwright-core').Page) => Promise<void>} use
 */
export async function withInterface(context, use) {
  built ??= buildInterface();
  browser ??= startBrowser();
  await withPage({ root: await built, context, browser: await browser }, async ({ page }) => {
    await page.waitForFunction(() => 'fixture' in globalThis);
    await use(page);
  });
}
