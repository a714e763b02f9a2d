// A project of many photographs goes to a file and into another browser, without its photographs ever being in memory.
// AGELENS_PHOTOGRAPHS=2000 makes it the size of a collection.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createCanvas } from '@napi-rs/canvas';
import { chooseFolder, withPage } from './harness.mjs';

/** @import { Page } from 'playwright-core' */

const PHOTOGRAPHS = Number(process.env.AGELENS_PHOTOGRAPHS ?? 24);
const MOST_HEAP_MB = 300;

/** Noise of 400 kB or so, and the photograph's number in a comment behind the first marker. @param {string} folder */
async function writePhotographs(folder) {
  const canvas = createCanvas(1024, 768);
  const context = canvas.getContext('2d');
  const noise = context.createImageData(1024, 768);
  noise.data.forEach((_, at) => {
    noise.data[at] = at % 4 === 3 ? 255 : ((at * 2_654_435_761) >>> 7) & 255;
  });
  context.putImageData(noise, 0, 0);
  const jpeg = canvas.toBuffer('image/jpeg', 60);
  for (let number = 0; number < PHOTOGRAPHS; number++) {
    const path = join(folder, number % 2 === 0 ? '20' : '30', `person-${number >> 1}.jpg`);
    await mkdir(join(path, '..'), { recursive: true });
    const comment = Buffer.from(`\xff\xfe\x00\x0a${String(number).padStart(8, '0')}`, 'latin1');
    await writeFile(path, Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)]));
  }
  return jpeg.length;
}

/** The most of the JavaScript heap that is in use while `work` runs, in MB. @param {Page} page @param {() => Promise<void>} work */
async function mostHeap(page, work) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  let most = 0;
  const look = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    most = Math.max(most, metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.POSITIVE_INFINITY);
  };
  const looking = setInterval(() => look().catch(() => {}), 100);
  await work();
  clearInterval(looking);
  await look();
  return Math.ceil(most / 1e6);
}

/** @param {Page} page */
const untilKept = async (page) => {
  await page
    .locator('[data-count=samples]', { hasText: `${PHOTOGRAPHS.toLocaleString('en')} photographs` })
    .waitFor({ timeout: 600_000 });
  await page.locator('.copying').waitFor({ state: 'detached', timeout: 600_000 });
};

test('a project goes to a file and into another browser, one photograph at a time', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'agelens-project-file-'));
  const file = join(folder, 'faces.agelens.zip');
  try {
    const bytes = await writePhotographs(join(folder, 'faces'));
    await withPage({}, async ({ page }) => {
      const chosen = await mostHeap(page, async () => {
        await chooseFolder(page, join(folder, 'faces'));
        await untilKept(page);
      });
      const saved = await mostHeap(page, async () => {
        await page.getByText('Projects and storage').click();
        const downloading = page.waitForEvent('download', { timeout: 600_000 });
        await page.getByRole('button', { name: 'Save to a file' }).click();
        const download = await downloading;
        assert.equal(download.suggestedFilename(), 'faces.agelens.zip');
        await download.saveAs(file);
      });
      t.diagnostic(
        `${PHOTOGRAPHS} photographs of ${bytes >> 10} kB: at most ${chosen} MB of heap chosen, ${saved} MB saved`,
      );
      assert.ok(Math.max(chosen, saved) < MOST_HEAP_MB, `${chosen} and ${saved} MB`);
    });
    assert.ok((await stat(file)).size > PHOTOGRAPHS * bytes);

    await withPage({}, async ({ page }) => {
      const opened = await mostHeap(page, async () => {
        await page.locator('input[type=file][name=files]').setInputFiles(file);
        await untilKept(page);
      });
      t.diagnostic(`at most ${opened} MB opened`);
      assert.ok(opened < MOST_HEAP_MB, `${opened} MB`);
      // The browser keeps them now: another visit has them without the file.
      await rm(file);
      await page.reload();
      await untilKept(page);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
