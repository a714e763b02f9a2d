// The service worker and its caches in a real browser; tests/scripts/offline.test.mjs has the rarer cases.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makeSampleFiles } from '../../scripts/sample.mjs';
import { startServer } from '../../scripts/serve.mjs';
import { CONTENT_SECURITY_POLICY } from '../../scripts/steps/headers.mjs';
import { runAgelens } from '../cli/run-agelens.mjs';
import { chooseFolder, classify, metric, setFields, train, withPage } from './harness.mjs';

/** @import { Page } from 'playwright-core' */

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const DATA = process.env.AGELENS_DATA_DIR ? join(process.env.AGELENS_DATA_DIR, 'assessment-data') : null;
const PYTHON = '/usr/bin/python3';

/** A training in seconds. */
const SHORT = { crop: 'whole', copies: '0' };

/** @param {Page} page */
async function untilReady(page) {
  await page.locator('[data-status="offline"][data-state="ready"]').waitFor({ timeout: 120_000 });
}

/** @param {Page} page */
const updateNow = (page) => page.getByRole('button', { name: 'Update now' });

test('without a server the real photographs give the figures of the command line; a new version comes at the user’s word, and all is kept', {
  skip: DATA ? false : 'AGELENS_DATA_DIR is not set, so the real photographs are absent',
}, async (t) => {
  const root = await mkdtemp(join(tmpdir(), 'agelens-versions-'));
  t.after(() => rm(root, { recursive: true }));
  await cp(DIST, root, { recursive: true, filter: (path) => !/\.(br|gz)$/.test(path) });

  await withPage({ root }, async ({ page: first, context, address, stopServer }) => {
    await untilReady(first);
    await context.setOffline(true);
    await stopServer();
    const page = await context.newPage();
    await first.close();
    await page.goto(`${address}index.html?from=bookmark`);
    await untilReady(page);
    assert.equal(await page.evaluate(() => crossOriginIsolated), true);
    const folder = /** @type {string} */ (DATA);
    await chooseFolder(page, folder);
    await page.locator('[data-count=samples]', { hasText: '70 photographs' }).waitFor();
    assert.match((await page.locator('[data-count=persons]').textContent()) ?? '', /10 persons/);
    await train(page, 600_000);
    assert.match((await page.locator('[data-status=device]').textContent()) ?? '', /WASM/);
    assert.equal(await page.locator('[data-protocol]').getAttribute('data-protocol'), 'leave-one-person-out');
    assert.equal(await classify(page, join(folder, '60', 'image3.jpg')), '60');

    const { stdout } = await runAgelens('evaluate', folder, '--json');
    const expected = JSON.parse(stdout);
    const { accuracy } = expected;
    assert.equal(await metric(page, 'accuracy'), accuracy);
    assert.equal(await metric(page, 'within-one'), expected.within_one);
    assert.equal(await metric(page, 'mae-years'), expected.mae_years);
    assert.equal(await metric(page, 'log-loss'), expected.log_loss);
    assert.equal(await metric(page, 'macro-f1'), expected.f1.macro);
    t.diagnostic(`accuracy ${accuracy}, log loss ${expected.log_loss}: equal on the page and the command line`);

    const server = await startServer({ root, port: Number(new URL(address).port) });
    t.after(server.close);
    await context.setOffline(false);
    await publish(root, 'Agelens, next');
    await page.reload();
    await updateNow(page).waitFor();

    // One that waits is let in by the browser as soon as the last page is closed.
    const waits = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      while (registration.installing) await new Promise((resolve) => setTimeout(resolve, 50));
      return registration.waiting !== null;
    });
    assert.equal(waits, false);
    assert.equal(await page.locator('meta[name=description][content*=next]').count(), 0);

    const other = await context.newPage();
    await other.goto(address);
    await updateNow(page).click();
    await page.getByText('Agelens is open in another tab or window, too').waitFor();
    await untilReady(other);
    await other.close();

    await page.evaluate(async () => {
      const name = `agelens-large-files ${new URL('./', document.baseURI).href}`;
      await (await caches.open(name)).put('backbones/old-00000000.onnx', new Response('of an earlier version'));
    });
    await updateNow(page).click();
    const isNext = () => document.querySelector('meta[name=description]')?.getAttribute('content') === 'Agelens, next';
    await page.waitForFunction(isNext, undefined, { timeout: 120_000 });
    await untilReady(page);
    assert.equal(await updateNow(page).count(), 0);
    assert.equal(await metric(page, 'accuracy'), accuracy);
    const stored = await page.evaluate(async () => {
      const all = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
      return all.flat().map(({ url }) => url);
    });
    assert.equal(stored.filter((url) => /\/index\.html/.test(url)).length, 1, stored.join('\n'));
    assert.ok(stored.every((url) => !url.includes('old-00000000')));
  });
});

test('a plain server in a folder of its own is enough: threads, the strict policy, installable, and the job offline', {
  skip: existsSync(PYTHON) ? false : `${PYTHON} is absent`,
}, async (t) => {
  const root = await mkdtemp(join(tmpdir(), 'agelens-plain-'));
  t.after(() => rm(root, { recursive: true }));
  await mkdir(join(root, 'some/path'), { recursive: true });
  await symlink(DIST, join(root, 'some/path/dist'));
  const photographs = join(root, 'photographs');
  for (const { path, bytes } of await makeSampleFiles()) {
    if (!/^(20|80)\/person0[1-3]/.test(path)) continue;
    await mkdir(join(photographs, path, '..'), { recursive: true });
    await writeFile(join(photographs, path), bytes);
  }

  await withPage(
    { start: () => startPython(root, 'some/path/dist/') },
    async ({ page, context, address, stopServer, allow }) => {
      const startedMs = performance.now();
      await untilReady(page);
      t.diagnostic(`ready after ${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
      assert.equal(await page.evaluate(() => crossOriginIsolated), true);

      const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
      assert.equal(`${policy}; frame-ancestors 'none'`, CONTENT_SECURITY_POLICY);
      allow(/unsafe-eval/);
      // Later, because a debugger's own evaluation is free of the policy.
      const evaluated = await page.evaluate(
        () =>
          new Promise((resolve) => {
            setTimeout(() => {
              try {
                resolve(new Function('return "evaluated"')());
              } catch (error) {
                resolve(/** @type {Error} */ (error).name);
              }
            });
          }),
      );
      assert.equal(evaluated, 'EvalError');

      const inspector = await context.newCDPSession(page);
      assert.deepEqual(await inspector.send('Page.getInstallabilityErrors'), { installabilityErrors: [] });
      const { url, errors } = await inspector.send('Page.getAppManifest');
      assert.equal(url, `${address}manifest.webmanifest`);
      assert.deepEqual(errors, []);

      await context.setOffline(true);
      await stopServer();
      await page.reload();
      await untilReady(page);
      await chooseFolder(page, photographs);
      await page.locator('[data-count=samples]', { hasText: '6 photographs' }).waitFor();
      await setFields(page, SHORT);
      await train(page, 120_000);
      assert.match((await page.locator('[data-status=device]').textContent()) ?? '', /^WASM, \d+ workers?$/);
      assert.match((await classify(page, join(photographs, '80/person01.jpg'))) ?? '', /^\d0$/);
    },
  );
});

test('what was damaged or lost in the browser is named, and stored again when the server is back', async () => {
  await withPage({}, async ({ page, context, allow }) => {
    allow(/net::ERR_FAILED .*icons\/icon/);
    await untilReady(page);
    await page.evaluate(async () => {
      const folder = new URL('./', document.baseURI).href;
      const pageCache = await caches.open(`agelens-page ${folder}`);
      for (const request of await pageCache.keys()) {
        if (/\/icons\/icon-512\.png/.test(request.url)) await pageCache.delete(request);
        if (/\/icons\/icon\.svg/.test(request.url)) await pageCache.put(request, new Response('damaged'));
      }
      const largeFiles = await caches.open(`agelens-large-files ${folder}`);
      for (const request of await largeFiles.keys()) {
        if (/\/backbones\//.test(request.url)) await largeFiles.put(request, new Response('damaged'));
      }
    });
    await context.setOffline(true);
    await page.reload();
    const offline = page.locator('[data-status="offline"]');
    await page.locator('[data-status="offline"][data-state="incomplete"]').waitFor();
    const text = (await offline.getAttribute('title')) ?? '';
    assert.match(text, /icons\/icon-512\.png, icons\/icon\.svg are missing/);
    await page.getByText(text).waitFor();

    await context.setOffline(false);
    await page.reload();
    await untilReady(page);
    const digests = await page.evaluate(async () => {
      const { backbones } = await (await fetch('backbones/manifest.json')).json();
      const [{ file, sha256 }] = backbones;
      const bytes = await (await fetch(`backbones/${file}`)).arrayBuffer();
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      return [sha256, [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')];
    });
    assert.equal(digests[1], digests[0]);
  });
});

/**
 * Puts a page with another description in place of the one at `root`, as a new build would.
 * @param {string} root
 * @param {string} description
 */
async function publish(root, description) {
  const page = (await readFile(join(root, 'index.html'), 'utf8')).replace(
    /(<meta name="description" content=")[^"]*/,
    `$1${description}`,
  );
  const list = JSON.parse(await readFile(join(root, 'files.json'), 'utf8'));
  const entry = list.page.find((/** @type {{url: string}} */ { url }) => url === 'index.html');
  entry.sha256 = createHash('sha256').update(page).digest('hex');
  /** @type {[url: string, text: string][]} */
  const changed = [
    ['index.html', page],
    ['files.json', JSON.stringify(list)],
  ];
  let worker = await readFile(join(root, 'sw.js'), 'utf8');
  for (const [url, text] of changed) {
    await writeFile(join(root, url), text);
    const integrity = createHash('sha256').update(text).digest('base64');
    const before = new RegExp(`\\{"integrity":"[^"]+","revision":"[^"]+","url":"${url}"\\}`);
    assert.match(worker, before);
    worker = worker.replace(before, `{"integrity":"sha256-${integrity}","revision":"next","url":"${url}"}`);
  }
  await writeFile(join(root, 'sw.js'), worker);
}

/**
 * @param {string} root
 * @param {string} path of the page, below it
 */
async function startPython(root, path) {
  const server = spawn(PYTHON, ['-u', '-m', 'http.server', '0', '--bind', '127.0.0.1', '--directory', root], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exited = new Promise((resolve) => server.once('exit', resolve));
  const { value } = await createInterface({ input: server.stdout })[Symbol.asyncIterator]().next();
  const port = /port (\d+)/.exec(value ?? '')?.[1];
  return {
    address: `http://127.0.0.1:${port}/${path}`,
    async close() {
      server.kill();
      await exited;
    },
  };
}
