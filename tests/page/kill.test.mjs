// The browser is killed in the middle of training and saving: whatever the moment, the next one finds the old project or
// the new one, never half. A few kills in `npm test`; AGELENS_KILLS=50 makes all fifty.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makeSampleFiles } from '../../scripts/sample.mjs';
import { startServer } from '../../scripts/serve.mjs';
import { numberStream } from '../../web/js/data/sample.js';
import { chooseFolder, openBrowser, setFields, train, watchForProblems } from './harness.mjs';
import { checkKept, checkShown, readKept } from './kept.mjs';

/** @import { Page } from 'playwright-core' */

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const SEEDS = Array.from({ length: 50 }, (_, index) => index + 1).slice(0, Number(process.env.AGELENS_KILLS ?? 4));

/** Two folders of other photographs, so that a classifier tells which of them it was trained on. @param {string} root */
async function writeFolders(root) {
  const files = await makeSampleFiles();
  for (const [name, wanted] of /** @type {const} */ ([
    ['six', /^(20|80)\/person0[1-3]/],
    ['eight', /^(20|80)\/person0[4-7]/],
  ])) {
    for (const { path, bytes } of files.filter((file) => wanted.test(file.path))) {
      await mkdir(dirname(join(root, name, path)), { recursive: true });
      await writeFile(join(root, name, path), bytes);
    }
  }
}

/** SIGKILL to the browser and all its processes. @param {string} profile */
async function kill(profile) {
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (!command.includes(`--user-data-dir=${profile}`)) continue;
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It has ended with the one before.
    }
  }
}

/** Until what was kept is on the page, and whatever began has ended. @param {Page} page */
async function opened(page) {
  await page.waitForFunction(() => {
    const { state } = /** @type {any} */ (document.querySelector('agelens-app'));
    return state?.projects.opened && state.manifest.backbones.length > 0 && !state.job && !state.projects.copying;
  });
}

/** @typedef {'intake' | 'train' | 'duplicate'} Deed */

/** The kill comes within; of a training, within what one takes here, and a little more. */
const LONGEST_MS = { intake: 800, duplicate: 400 };
const AFTER_TRAINING = 1.3;

/** @param {Page} page @param {string} folders @param {() => number} random */
async function choosePhotographs(page, folders, random) {
  await chooseFolder(page, join(folders, random() < 0.5 ? 'six' : 'eight'));
  await page.locator('[data-count=samples]').waitFor();
  await opened(page);
}

/**
 * Makes the page ready for the deed.
 * @param {Page} page @param {string} folders @param {() => number} random @param {number} seed
 * @returns {Promise<Deed>}
 */
async function prepare(page, folders, random, seed) {
  const choice = random();
  const isEmpty = (await page.getByRole('button', { name: 'Choose a folder' }).count()) > 0;
  if (isEmpty && choice < 0.5) return 'intake';
  if (isEmpty) await choosePhotographs(page, folders, random);
  const value = await page.locator('#train [name=backbone]').inputValue();
  if (value !== 'face-age') await setFields(page, { backbone: 'face-age', crop: 'whole', copies: '1', epochs: '20' });
  // The seed decides the copies, so each time the embeddings are made anew.
  await setFields(page, { seed: String(seed) });
  if (choice < 0.2) await page.getByRole('button', { name: 'Remove', exact: true }).click();
  else if (choice < 0.3) await page.locator('.project-more > summary').click();
  return choice < 0.2 ? 'intake' : choice < 0.3 ? 'duplicate' : 'train';
}

/** @param {Page} page @param {Deed} deed @param {string} folders @param {() => number} random */
async function begin(page, deed, folders, random) {
  if (deed === 'intake') await choosePhotographs(page, folders, random);
  else if (deed === 'duplicate') await page.getByRole('button', { name: 'Duplicate' }).click();
  else await page.getByRole('button', { name: 'Train', exact: true }).click();
}

/** When the runs on the page started; none during a job, whose run may be shown and not yet kept. @param {Page} page */
const runsShown = (page) =>
  page.evaluate(() => {
    const { state } = /** @type {any} */ (document.querySelector('agelens-app'));
    return /** @type {string[]} */ (
      state.job ? [] : state.runs.map((/** @type {{ startedAt: string }} */ run) => run.startedAt)
    );
  });

test(`${SEEDS.length} kills while photographs, settings and runs are being kept leave a whole project`, async (t) => {
  const folders = await mkdtemp(join(tmpdir(), 'agelens-kill-'));
  const profile = await mkdtemp(join(tmpdir(), 'agelens-killed-'));
  const server = await startServer({ root: DIST, port: 0 });
  t.after(async () => {
    await kill(profile);
    await server.close();
    await rm(folders, { recursive: true });
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });
  await writeFolders(folders);

  const start = async () => {
    const context = await openBrowser(profile);
    const problems = watchForProblems(context, server.address);
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(server.address);
    await opened(page);
    return { context, page, problems };
  };
  const check = async (/** @type {Page} */ page) => {
    const kept = await readKept(page);
    checkKept(kept);
    await checkShown(page, kept);
    return kept;
  };

  const first = await start();
  await choosePhotographs(first.page, folders, numberStream(0));
  await setFields(first.page, { backbone: 'face-age', crop: 'whole', copies: '1', epochs: '20' });
  const began = performance.now();
  await train(first.page, 60_000);
  const longest = { ...LONGEST_MS, train: AFTER_TRAINING * (performance.now() - began) };
  /** Runs that must be there. */
  let certain = await runsShown(first.page);
  assert.equal(certain.length, 1);
  await first.context.close();

  let finished = 0;
  for (const seed of SEEDS) {
    const { context, page, problems } = await start();
    const random = numberStream(seed);
    const starts = (await check(page)).runs.map((run) => run.start);
    assert.deepEqual(
      certain.filter((run) => !starts.includes(run)),
      [],
      'what was kept before the kill is there after it',
    );
    assert.deepEqual(problems, []);

    const deed = await prepare(page, folders, random, seed);
    const closed = context.waitForEvent('close');
    const before = await runsShown(page);
    const doing = begin(page, deed, folders, random).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, random() * longest[deed]));
    certain = await runsShown(page);
    if (certain.length > before.length) finished += 1;
    await kill(profile);
    await closed;
    await doing;
  }

  const { context, page } = await start();
  const kept = await check(page);
  await context.close();
  t.diagnostic(
    `${SEEDS.length} kills, ${SEEDS.length} whole projects; ${finished} came after a training was done, and at the ` +
      `end there are ${kept.projects.length} projects with ${kept.runs.length} runs`,
  );
});
