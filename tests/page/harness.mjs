// The built page in headless Chromium, served as in production. A page test fails on any console error, uncaught error,
// CSP violation or request to another origin, besides what it asserts itself.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { startServer } from '../../scripts/serve.mjs';

/** @import { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core' */

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const FAILURES = fileURLToPath(new URL('../../build/page-failures/', import.meta.url));

const LAUNCH = { executablePath: '/usr/bin/chromium', headless: true };

const SWITCHES = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Whatever slips past the CSP must not reach a network either.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  // A camera that shows a moving picture, allowed at once.
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
];

/** A software adapter: right answers, about 2.3 seconds an image. */
const WEBGPU_SWITCHES = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

/**
 * @typedef {object} Visit
 * @property {Page} page open at `address`
 * @property {BrowserContext} context one profile: pages opened in it share storage and service worker
 * @property {string} address
 * @property {() => Promise<void>} stopServer
 * @property {(pattern: RegExp) => void} allow problems that match do not fail the test
 */

/**
 * Serves a built page on a free port, opens it in a fresh profile, or a fresh context of `browser`, hands it to `use`, and cleans up.
 * @param {object} options
 * @param {string} [options.root] another folder than dist/
 * @param {() => Promise<{address: string, close: () => Promise<void>}>} [options.start] another server than ours
 * @param {boolean} [options.webgpu]
 * @param {BrowserContextOptions} [options.context]
 * @param {Browser} [options.browser]
 * @param {(visit: Visit) => Promise<void>} use
 */
export async function withPage({ root = DIST, start, webgpu = false, context: contextOptions = {}, browser }, use) {
  assert.ok(existsSync(join(root, 'index.html')), `${root} holds no built page: run "npm run build" first`);
  const server = await (start ?? (() => startServer({ root, port: 0 })))();
  const profile = await mkdtemp(join(tmpdir(), 'agelens-page-'));
  const context = browser
    ? await browser.newContext(contextOptions)
    : await openBrowser(profile, { args: webgpu ? WEBGPU_SWITCHES : [], ...contextOptions });
  const problems = watchForProblems(context, server.address);
  /** @type {RegExp[]} */
  const allowed = [];
  const unexpected = () => problems.filter((problem) => !allowed.some((pattern) => pattern.test(problem)));
  const page = context.pages()[0] ?? (await context.newPage());
  try {
    await page.goto(server.address);
    await use({
      page,
      context,
      address: server.address,
      stopServer: server.close,
      allow: (pattern) => allowed.push(pattern),
    });
  } catch (error) {
    const picture = await takePicture(page);
    if (error instanceof Error)
      error.message += `\npicture: ${picture}\nproblems: ${unexpected().join('\n') || 'none'}`;
    throw error;
  } finally {
    await context.close();
    await server.close();
    await rm(profile, { recursive: true, force: true });
  }
  assert.deepEqual(unexpected(), []);
}

/** A browser whose contexts keep nothing. */
export const startBrowser = () => chromium.launch({ ...LAUNCH, args: SWITCHES });

/**
 * @param {string} profile a folder: what the browser keeps is there for the next one
 * @param {import('playwright-core').LaunchOptions & BrowserContextOptions} [options]
 */
export function openBrowser(profile, { args = [], ...options } = {}) {
  return chromium.launchPersistentContext(profile, {
    ...LAUNCH,
    args: [...SWITCHES, ...args],
    ...options,
  });
}

/**
 * Through the real file chooser.
 * @param {Page} page
 * @param {string} folder
 */
export async function chooseFolder(page, folder) {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose a folder' }).click(),
  ]);
  await chooser.setFiles(folder);
}

/** @param {Page} page @param {Record<string, string>} values by field name */
export async function setFields(page, values) {
  const more = page.locator('details.more');
  if ((await more.getAttribute('open')) === null) await more.locator('> summary').click();
  for (const [name, value] of Object.entries(values)) {
    const field = page.locator(`#train [name=${name}]`);
    if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(value);
    else {
      await field.fill(value);
      await field.press('Tab');
    }
  }
}

/**
 * Trains, until the figures are shown and the project is kept: only then is the page free again, and a reload loses nothing.
 * @param {Page} page
 * @param {number} timeout in milliseconds
 */
export async function train(page, timeout) {
  const button = page.getByRole('button', { name: 'Train', exact: true });
  await button.click();
  await page.locator('[data-metric=accuracy]').waitFor({ timeout });
  await button.waitFor();
}

/** Everything that is folded in the results. @param {Page} page */
export const unfoldResults = (page) =>
  page.locator('#results details.part').evaluateAll((parts) => {
    for (const part of parts) /** @type {HTMLDetailsElement} */ (part).open = true;
  });

/**
 * @param {Page} page
 * @param {Parameters<import('playwright-core').Locator['setInputFiles']>[0]} photo
 * @returns {Promise<string | null>} the class
 */
export async function classify(page, photo) {
  await page.locator('#classify input[type=file]').setInputFiles(photo);
  const answer = page.locator('[data-answer]');
  await answer.waitFor({ timeout: 120_000 });
  return answer.getAttribute('data-answer');
}

/** @param {Page} page @param {string} metric */
export async function metric(page, metric) {
  return Number(await page.locator(`[data-metric=${metric}]`).first().getAttribute('data-value'));
}

/**
 * @param {BrowserContext} context
 * @param {string} address
 * @returns {string[]} grows as problems happen
 */
export function watchForProblems(context, address) {
  /** @type {string[]} */
  const problems = [];
  context.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => problems.push(`uncaught: ${error.error().stack ?? error.error()}`));
  context.on('request', (request) => {
    const { protocol, href } = new URL(request.url());
    const isLocal = href.startsWith(address) || protocol === 'blob:' || protocol === 'data:';
    if (!isLocal) problems.push(`request to another origin: ${href}`);
  });
  return problems;
}

/** @param {Page} page */
async function takePicture(page) {
  await mkdir(FAILURES, { recursive: true });
  const path = join(FAILURES, `${Date.now()}.png`);
  return page.screenshot({ path, fullPage: true }).then(
    () => path,
    () => 'none, the page is gone',
  );
}
