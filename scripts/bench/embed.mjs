// Embedding in headless Chromium: photographs end to end beside the embedding runs alone, TensorFlow.js on the same network
// in the same browser, and a photograph's answer, in turns. Needs the photographs of AGELENS_DATA_DIR.
import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildBackbones } from '../models/build.mjs';
import { buildPreset } from '../steps/cmake.mjs';
import { ROOT, StepError } from '../steps/command.mjs';
import { SECURITY_HEADERS } from '../steps/headers.mjs';
import { findPhotographs, withBenchPage } from './bench-page.mjs';
import { median, medianRatio } from './median.mjs';

/** @import { Call } from './bench-page.mjs' */

const PAGE = fileURLToPath(new URL('embed-page/', import.meta.url));
/** The one backbone that TensorFlow.js can load as well. */
const BACKBONE = 'mobilenet-v2-npm';
const ROUNDS = 3;
const COPIES = 8;
/** Of each round's timings beside those of the photographs. */
const [IMAGES_ALONE, PEER_IMAGES, ANSWERS] = [400, 80, 10];
/** Images that come together: a photograph's without and with its copies, and two full batches. */
const TOGETHER = [1, 4, 16];

/** @param {string[]} args `webgpu`: on the GPU instead of two workers of the processor */
export async function run([kind = 'wasm']) {
  if (kind !== 'wasm' && kind !== 'webgpu') throw new StepError(`"${kind}" is no device: choose from wasm, webgpu.`);
  const { folder, photographs } = await findPhotographs();
  await buildPreset('wasm-release', ['agelens-core']);
  await buildBackbones({ log: () => {} });
  // TensorFlow.js starts its threads from text, which the page's own policy refuses.
  const { 'Content-Security-Policy': _policy, ...headers } = SECURITY_HEADERS;
  const switches = kind === 'webgpu' ? ['--enable-unsafe-webgpu', '--enable-features=Vulkan'] : [];
  const fill = (/** @type {string} */ root) => fillFolder(root, folder);
  await withBenchPage({ source: PAGE, fill, headers, switches }, (call) => measure(call, photographs, kind));
}

/** @param {Call} call @param {string[]} photographs @param {string} kind */
async function measure(call, photographs, kind) {
  const device = await call('prepare', BACKBONE, COPIES, kind, photographs);
  console.log(`${BACKBONE} on ${device}; TensorFlow.js on ${await call('openTensorFlow')}`);
  // A classifier for the answers, and everything warm.
  await call('train');
  for (const path of photographs.slice(0, 2)) await call('answer', path);
  await call('embedAlone', IMAGES_ALONE);
  await call('embedInTensorFlow', 8, 1);
  await call('embedInTensorFlow', 8, 8);

  const images = photographs.length * (COPIES + 1);
  /** Milliseconds an image, by round. @type {Record<'alone' | 'whole' | 'face' | 'peer' | 'peerBatched', number[]>} */
  const times = { alone: [], whole: [], face: [], peer: [], peerBatched: [] };
  /** @type {number[]} */
  const answers = [];
  const embedAlone = async () => (await call('embedAlone', IMAGES_ALONE)) / IMAGES_ALONE;
  for (let round = 0; round < ROUNDS; ++round) {
    const before = await embedAlone();
    times.whole.push((await call('embedPhotographs', 'whole')) / images);
    times.face.push((await call('embedPhotographs', 'face')) / images);
    // Before and after, since the machine grows slower or faster meanwhile.
    times.alone.push((before + (await embedAlone())) / 2);
    times.peer.push((await call('embedInTensorFlow', PEER_IMAGES, 1)) / PEER_IMAGES);
    times.peerBatched.push((await call('embedInTensorFlow', PEER_IMAGES, 8)) / PEER_IMAGES);
    for (const path of photographs.slice(0, ANSWERS)) answers.push(await call('answer', path));
  }

  console.log(`${photographs.length} photographs x ${COPIES + 1} images, median of ${ROUNDS} rounds taken in turns:`);
  for (const [name, row] of /** @type {const} */ ([
    ['embedding runs alone', times.alone],
    ['whole pictures, end to end', times.whole],
    ['faces, end to end', times.face],
    ['TensorFlow.js alone, one image at a time', times.peer],
    ['TensorFlow.js alone, batches of 8', times.peerBatched],
  ])) {
    const ratio = row === times.alone ? '' : `, ${medianRatio(row, times.alone).toFixed(2)} times as long`;
    console.log(`  ${name}: ${median(row).toFixed(1)} ms an image${ratio}`);
  }
  const slowest = Math.max(...answers);
  if (kind === 'wasm') await compareThreads(call);
  console.log(
    `an answer, from bytes: ${median(answers).toFixed(0)} ms, at most ${slowest.toFixed(0)}, of ${answers.length}`,
  );
}

/** One runtime with threads against the pool of workers with one thread each. @param {Call} call */
async function compareThreads(call) {
  for (const count of TOGETHER) {
    /** @type {Record<'pool' | 'threads', number[]>} */
    const times = { pool: [], threads: [] };
    await call('embedTogether', 'threads', count);
    for (let round = 0; round < 5 * ROUNDS; ++round) {
      for (const how of /** @type {const} */ (['pool', 'threads'])) {
        times[how].push(await call('embedTogether', how, count));
      }
    }
    const ratio = medianRatio(times.threads, times.pool).toFixed(2);
    console.log(
      `  ${count} at once: ${median(times.pool).toFixed(0)} ms in the pool; with threads ${ratio} times as long`,
    );
  }
}

/** @param {string} root of the page @param {string} photographs */
async function fillFolder(root, photographs) {
  await cp(join(ROOT, 'models/built'), join(root, 'backbones'), { recursive: true });
  await cp(photographs, join(root, 'photographs'), { recursive: true });
  await fillTensorFlow(join(root, 'tensorflow'));
}

/** @param {string} folder */
async function fillTensorFlow(folder) {
  const modules = join(ROOT, 'node_modules');
  await mkdir(folder);
  for (const name of ['core', 'layers', 'backend-wasm']) {
    await cp(join(modules, `@tensorflow/tfjs-${name}/dist/tf-${name}.min.js`), join(folder, `tf-${name}.min.js`));
  }
  const wasm = join(modules, '@tensorflow/tfjs-backend-wasm/dist');
  for (const name of await readdir(wasm)) if (name.endsWith('.wasm')) await cp(join(wasm, name), join(folder, name));

  // By its place: the package exports these for browsers only.
  const require = createRequire(import.meta.url);
  const nsfwjs = join(modules, 'nsfwjs/dist/models/mobilenet_v2');
  const model = require(join(nsfwjs, 'model.min.js'));
  const [{ weights }] = model.weightsManifest;
  const description = { ...model, weightsManifest: [{ paths: ['weights.bin'], weights }] };
  await writeFile(join(folder, 'model.json'), JSON.stringify(description));
  await writeFile(join(folder, 'weights.bin'), Buffer.from(require(join(nsfwjs, 'group1-shard1of1.min.js')), 'base64'));
}
