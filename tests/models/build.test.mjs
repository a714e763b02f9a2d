import assert from 'node:assert/strict';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { buildBackbones } from '../../scripts/models/build.mjs';
import { findSource, pinnedAddress, sha256 } from '../../scripts/models/source.mjs';

/** @import {Manifest} from '../../web/js/types.d.ts' */

const MODELS = new URL('../../models/', import.meta.url);
const DESCRIPTIONS = new URL('backbones.json', MODELS);
const TFLITE = 'tf2_mobilenet_v2_1.0_224_ptq.tflite';
const RIGHT = new TextEncoder().encode('the right file');
const FILE = {
  name: 'net.bin',
  bytes: RIGHT.length,
  sha256: sha256(RIGHT),
  repository: 'owner/name',
  commit: 'abc',
  package: 'shipper',
  path: 'folder/net.bin',
};
const refuse = async () => {
  throw new TypeError('fetch failed', { cause: new Error('no network in this test') });
};

/** @type {string} */
let scratch;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'agelens-models-'));
});
afterEach(() => rm(scratch, { recursive: true }));

/** Puts a file into a folder below scratch. @param {string} path @param {Uint8Array | string} data */
async function put(path, data) {
  await mkdir(join(scratch, path, '..'), { recursive: true });
  await writeFile(join(scratch, path), data);
}

/** Places below scratch, all empty until filled; `fetched` counts the requests. */
function places() {
  const options = {
    fetched: 0,
    cacheFolder: join(scratch, 'cache'),
    modelFolder: join(scratch, 'given'),
    fetch: async () => {
      options.fetched++;
      return new Response(RIGHT);
    },
    packageFolders: (/** @type {string} */ name) => [join(scratch, 'elsewhere', name), join(scratch, 'npm', name)],
  };
  return options;
}

test('a source is looked for in the cache, the given folder, the pinned address, the npm package, in this order', async () => {
  const all = places();
  await put('npm/shipper/folder/net.bin', RIGHT);
  assert.match((await findSource(FILE, { ...all, fetch: refuse })).place, /npm package shipper/);
  assert.match((await findSource(FILE, all)).place, /^https:.*owner\/name\/abc\/folder\/net\.bin$/);
  await rm(join(scratch, 'cache'), { recursive: true });
  await put('given/net.bin', RIGHT);
  assert.match((await findSource(FILE, all)).place, /AGELENS_MODEL_DIR/);
  await put('cache/net.bin', RIGHT);
  assert.match((await findSource(FILE, all)).place, /models\/cache/);
  assert.equal(all.fetched, 1);
});

test('a download is kept in the cache', async () => {
  const all = places();
  await findSource(FILE, all);
  assert.deepEqual(new Uint8Array(await readFile(join(scratch, 'cache/net.bin'))), RIGHT);
  await findSource(FILE, all);
  assert.equal(all.fetched, 1);
});

for (const path of ['cache/net.bin', 'given/net.bin', 'npm/shipper/folder/net.bin']) {
  test(`a wrong hash in ${path} is an error that names the file and both hashes`, async () => {
    const wrong = 'the wrong file';
    await put(path, wrong);
    const fetch = path.startsWith('npm') ? refuse : places().fetch;
    await assert.rejects(findSource(FILE, { ...places(), fetch }), (/** @type {any} */ error) => {
      assert.equal(error.code, 'wrong-hash');
      for (const word of [path, FILE.sha256, sha256(wrong)]) assert.ok(error.message.includes(word), word);
      return true;
    });
  });
}

test('a download with a wrong hash is an error and is not kept', async () => {
  const fetch = async () => new Response('a sign-in page');
  await assert.rejects(findSource(FILE, { ...places(), fetch }), {
    code: 'wrong-hash',
    message: /raw\.githubusercontent/,
  });
  await assert.rejects(readdir(join(scratch, 'cache')), { code: 'ENOENT' });
});

test('a source that is nowhere is an error that says where it was looked for and why not', async () => {
  const fetch = async () => new Response('', { status: 404 });
  for (const [given, reason] of /** @type {const} */ ([
    [refuse, /no network in this test/],
    [fetch, /answered 404/],
  ])) {
    const places_ = { ...places(), fetch: given };
    await assert.rejects(findSource(FILE, places_), { code: 'source-not-found', message: reason });
    await assert.rejects(findSource(FILE, places_), {
      message: /models\/cache.*AGELENS_MODEL_DIR.*npm package shipper/,
    });
  }
});

test('a server that never answers is given up after the timeout', async () => {
  const fetch = (/** @type {any} */ _address, /** @type {any} */ { signal }) =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  const waiting = setTimeout(() => {}, 5000);
  await assert.rejects(findSource(FILE, { ...places(), fetch, timeoutMs: 10 }), {
    code: 'source-not-found',
    message: /timeout/,
  });
  clearTimeout(waiting);
});

test('the pinned address of the default backbone is one commit of its repository', async () => {
  const [{ files }] = JSON.parse(await readFile(DESCRIPTIONS, 'utf8'));
  assert.equal(
    pinnedAddress(files[0]),
    `https://raw.githubusercontent.com/google-coral/test_data/104342d2d3480b3e66203073dac24f4e2dbb4c41/${TFLITE}`,
  );
});

/** Where npm has nsfwjs, and no other package. @param {string} name */
function onlyNsfwjs(name) {
  return name === 'nsfwjs' ? [fileURLToPath(new URL('../../node_modules/nsfwjs', import.meta.url))] : [];
}

/** @param {Manifest} manifest */
function namesOf({ backbones }) {
  return backbones.map(({ name }) => name);
}

/** A models folder of its own, with the real descriptions and npm packages, without the default's source. */
async function emptyModels() {
  const modelsFolder = join(scratch, 'models');
  await mkdir(modelsFolder);
  for (const file of ['backbones.json', 'face-detector.json']) {
    await copyFile(new URL(file, MODELS), join(modelsFolder, file));
  }
  /** @type {string[]} */
  const lines = [];
  const log = (/** @type {string} */ line) => void lines.push(line);
  return { modelsFolder, log, lines, modelFolder: undefined, fetch: refuse };
}

test('where the default cannot be had the npm backbone stands in, and its notice and the log say so', async () => {
  const options = await emptyModels();
  const manifest = await buildBackbones(options);
  const [first] = manifest.backbones;
  assert.deepEqual(namesOf(manifest), ['mobilenet-v2-npm', 'face', 'face-resnet', 'face-age']);
  assert.match(first.notice ?? '', /mobilenet-v2 could not be had.*stands in for it.*weaker/);
  assert.match(first.source, /found in the npm package nsfwjs/);
  assert.match(manifest.faceDetector?.source ?? '', /found in the npm package @vladmandic\/human/);
  assert.ok(options.lines.some((line) => line.includes('no network in this test')));
  assert.ok(options.lines.some((line) => line.includes('stands in for it')));
  assert.deepEqual(JSON.parse(await readFile(join(options.modelsFolder, 'built/manifest.json'), 'utf8')), manifest);
});

test('once the default can be had it comes first, and the npm backbone no longer stands in', async (t) => {
  if (!process.env.AGELENS_MODEL_DIR) return t.skip('AGELENS_MODEL_DIR is not set');
  const options = await emptyModels();
  await buildBackbones(options);
  const manifest = await buildBackbones({ ...options, modelFolder: process.env.AGELENS_MODEL_DIR });
  assert.deepEqual(namesOf(manifest), ['mobilenet-v2', 'mobilenet-v2-npm', 'face', 'face-resnet', 'face-age']);
  const [first, second] = manifest.backbones;
  assert.equal(first.notice, null);
  assert.doesNotMatch(second.notice ?? '', /could not be had/);
  assert.match(second.notice ?? '', /weaker/);
});

test('networks whose npm package is not installed are left out', async () => {
  const options = { ...(await emptyModels()), packageFolders: onlyNsfwjs };
  const manifest = await buildBackbones(options);
  assert.deepEqual(namesOf(manifest), ['mobilenet-v2-npm']);
  assert.equal(manifest.faceDetector, null);
  assert.ok(options.lines.some((line) => line.startsWith('face: left out.')));
});

test('a damaged source of the default stops the build instead of being passed over', async () => {
  const options = await emptyModels();
  await put(`models/cache/${TFLITE}`, 'damaged');
  await assert.rejects(buildBackbones(options), { code: 'wrong-hash', message: new RegExp(TFLITE) });
});

test('no source at all is one sentence of an error', async () => {
  const options = { ...(await emptyModels()), packageFolders: () => [] };
  await assert.rejects(buildBackbones(options), {
    code: 'no-backbone',
    message: /No backbone could be built.*npm install/,
  });
});

test('a second build changes nothing, and a third one mends a damaged file with the same bytes', async () => {
  const options = await emptyModels();
  const { backbones, faceDetector } = await buildBackbones(options);
  const [{ file, sha256: hash }] = backbones;
  const path = join(options.modelsFolder, 'built', file);
  const { mtimeMs } = await stat(path);
  await buildBackbones(options);
  assert.equal((await stat(path)).mtimeMs, mtimeMs);
  await writeFile(path, 'damaged');
  await buildBackbones(options);
  assert.equal(sha256(await readFile(path)), hash);
  const left = await readdir(join(options.modelsFolder, 'built'));
  const built = [...backbones, ...(faceDetector ? [faceDetector] : [])].map((network) => network.file);
  assert.deepEqual(left.sort(), ['manifest.json', 'stamps.json', ...built].sort());
});
