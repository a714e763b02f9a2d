import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import {
  drawSample,
  makeSampleEntries,
  SAMPLE_AGES,
  SAMPLE_PERSONS,
  SAMPLE_SIZE,
  samplePaths,
} from '../../web/js/data/sample.js';

const SCRIPT = fileURLToPath(new URL('../../scripts/sample.mjs', import.meta.url));

/** @param {number} person @param {number} age */
function pixelsOf(person, age) {
  const context = createCanvas(SAMPLE_SIZE, SAMPLE_SIZE).getContext('2d');
  drawSample(/** @type {any} */ (context), person, age);
  return context.getImageData(0, 0, SAMPLE_SIZE, SAMPLE_SIZE).data;
}

/** Mean absolute difference over all channels, 0..255. @param {ArrayLike<number>} a @param {ArrayLike<number>} b */
function difference(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i] - b[i]);
  return sum / a.length;
}

test('the sample dataset is 10 persons at 7 ages, with persons recurring in the class folders', async () => {
  const paths = samplePaths();
  assert.equal(paths.length, 70);
  assert.equal(new Set(paths).size, 70);
  assert.deepEqual([paths[0], paths[69]], ['20/person01.jpg', '80/person10.jpg']);
  const entries = await makeSampleEntries(
    (size) => createCanvas(size, size),
    async () => new Uint8Array([1, 2, 3]),
  );
  assert.deepEqual(
    entries.map(({ path }) => path),
    paths,
  );
  assert.ok(entries.every(({ size }) => size === 3));
});

test('the same person and age draw the same picture, whatever was drawn before', () => {
  const first = pixelsOf(3, 50);
  pixelsOf(7, 80);
  assert.deepEqual(pixelsOf(3, 50), first);
});

test('no two pictures are alike: each age changes each person, and persons differ at each age', () => {
  const pictures = SAMPLE_PERSONS.map((_, person) => SAMPLE_AGES.map((age) => pixelsOf(person, age)));
  for (const [person, ages] of pictures.entries()) {
    for (let k = 1; k < ages.length; k++) {
      assert.ok(difference(ages[k], ages[k - 1]) > 2, `person ${person}, age ${SAMPLE_AGES[k]}`);
    }
    for (let other = 0; other < person; other++) {
      for (let k = 0; k < ages.length; k++) assert.ok(difference(ages[k], pictures[other][k]) > 4);
    }
  }
});

test('a drawing uses shapes only, no fonts and no images, and restores the context', () => {
  const context = createCanvas(SAMPLE_SIZE, SAMPLE_SIZE).getContext('2d');
  const used = new Set();
  let depth = 0;
  const spy = new Proxy(context, {
    get(target, name) {
      const value = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (/** @type {unknown[]} */ ...values) => {
        used.add(name);
        depth += name === 'save' ? 1 : name === 'restore' ? -1 : 0;
        return value.apply(target, values);
      };
    },
    set: (target, name, value) => Reflect.set(target, name, value, target),
  });
  for (const person of SAMPLE_PERSONS.keys()) drawSample(/** @type {any} */ (spy), person, 70);
  assert.ok(used.has('fill'));
  for (const forbidden of ['fillText', 'strokeText', 'measureText', 'drawImage', 'putImageData']) {
    assert.ok(!used.has(forbidden), forbidden);
  }
  assert.equal(depth, 0);
});

test('npm run sample writes 70 JPEG files that can be decoded, the same ones each time', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'agelens-sample-'));
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, folder]);
    assert.match(stdout, /70 drawn portraits/);
    const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.jpg'));
    assert.deepEqual(files.sort(), samplePaths().sort());
    const before = await readFile(join(folder, files[0]));
    await promisify(execFile)(process.execPath, [SCRIPT, folder]);
    assert.deepEqual(await readFile(join(folder, files[0])), before);
    for (const file of files) {
      const image = await loadImage(await readFile(join(folder, file)));
      assert.deepEqual([image.width, image.height], [SAMPLE_SIZE, SAMPLE_SIZE]);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});
