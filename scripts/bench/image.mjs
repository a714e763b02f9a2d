// The stages of a photograph before the backbone: in wasm, natively, and in plain loops; and what a second worker gains.
// Needs the photographs of AGELENS_DATA_DIR.
import { execFile } from 'node:child_process';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { loadNodeModule } from '../../web/js/core/node.js';
import { buildPreset } from '../steps/cmake.mjs';
import { ROOT, StepError } from '../steps/command.mjs';
import { findPhotographs, withBenchPage } from './bench-page.mjs';
import { median, medianRatio } from './median.mjs';
import { imageCalls, loadBenchModule } from './wasm-module.mjs';

const PAGE = fileURLToPath(new URL('image-page/', import.meta.url));
const SIZE = 224;
/** A turn, shifts and zooms of the size that the defaults draw; wasm/bench/image_bench.cpp has the same. */
const AFFINE = { theta: 12, tx: 9, ty: -7, zx: 0.93, zy: 1.06, fill_mode: 'nearest', cval: 0 };
const COPIES = 8;
const [WARM_UP, ROUNDS, PAGE_ROUNDS] = [10, 30, 5];

export async function run() {
  const { folder, photographs } = await findPhotographs();
  await buildPreset('wasm-release', ['agelens-core', 'agelens-bench']);
  await buildPreset('native-release', ['agelens_bench']);
  const photo = join(folder, photographs[0] ?? '');
  await compareStages(await readFile(photo), await timeNatively(photo));
  await compareWorkers(folder, photographs);
}

/**
 * @param {Uint8Array} bytes of a photograph
 * @param {Map<string, number>} native milliseconds by the benchmark's name
 */
async function compareStages(bytes, native) {
  const core = await loadNodeModule();
  const calls = imageCalls(await loadBenchModule());
  const decode = () => {
    const picture = core.decodePicture(bytes);
    if ('error' in picture) throw new StepError(picture.error.message);
    return picture;
  };
  const picture = decode();
  const { width, height } = picture;
  // The core hands out squares: stretched, where the photograph is none.
  const whole = picture.resized(width);
  const square = picture.resized(SIZE);
  picture.delete();

  const wholeAs = (/** @type {boolean} */ plainly) => {
    calls.setInput(whole, width, width);
    return timed(() => calls.resize(SIZE, SIZE, plainly));
  };
  const copyAs = (/** @type {boolean} */ plainly) => {
    calls.setInput(square, SIZE, SIZE);
    return timed(() => {
      calls.transform(AFFINE, plainly);
      calls.normalize(plainly);
    });
  };
  const stages = [
    { name: 'decode', native: 'decode', run: () => timed(() => decode().delete()), runPlain: null },
    {
      name: `resize to ${SIZE} x ${SIZE}`,
      native: 'resize/fast',
      run: () => wholeAs(false),
      runPlain: () => wholeAs(true),
    },
    {
      name: 'affine and normalise, a copy',
      native: 'copy/fast',
      run: () => copyAs(false),
      runPlain: () => copyAs(true),
    },
  ].map((stage) => ({ ...stage, fast: /** @type {number[]} */ ([]), plain: /** @type {number[]} */ ([]) }));
  for (let round = -WARM_UP; round < ROUNDS; ++round) {
    for (const { run, runPlain, fast, plain } of stages) {
      const [ms, plainMs] = [run(), runPlain?.()];
      if (round < 0) continue;
      fast.push(ms);
      if (plainMs !== undefined) plain.push(plainMs);
    }
  }

  console.log(`a photograph of ${width} x ${height}, median of ${ROUNDS} in turns:`);
  for (const { name, native: key, fast, plain } of stages) {
    const natively = (native.get(key) ?? Number.NaN).toFixed(2);
    const plainly =
      plain.length > 0
        ? `, plain ${median(plain).toFixed(2)} ms: ${medianRatio(plain, fast).toFixed(1)} times as long`
        : '';
    console.log(`  ${name}: ${median(fast).toFixed(2)} ms in wasm, ${natively} natively${plainly}`);
  }
}

/** @param {() => void} work @returns {number} milliseconds */
function timed(work) {
  const startedMs = performance.now();
  work();
  return performance.now() - startedMs;
}

/** @param {string} photo @returns {Promise<Map<string, number>>} milliseconds by benchmark */
async function timeNatively(photo) {
  const { stdout } = await promisify(execFile)(
    'build/native-release/agelens_bench',
    ['--benchmark_filter=^(decode|resize|copy)', '--benchmark_format=json'],
    { cwd: ROOT, env: { ...process.env, AGELENS_PHOTO: photo } },
  );
  /** @type {{ benchmarks: { name: string, real_time: number }[] }} real_time in nanoseconds */
  const { benchmarks } = JSON.parse(stdout);
  return new Map(benchmarks.map(({ name, real_time }) => [name, real_time / 1e6]));
}

/** @param {string} folder @param {string[]} photographs */
async function compareWorkers(folder, photographs) {
  const fill = (/** @type {string} */ root) => cp(folder, join(root, 'photographs'), { recursive: true });
  await withBenchPage({ source: PAGE, fill }, async (call) => {
    await call('prepare', photographs);
    /** @type {[number[], number[]]} */
    const [one, two] = [[], []];
    for (let round = -1; round < PAGE_ROUNDS; ++round) {
      const [alone, together] = [await call('prepareAll', 1, COPIES), await call('prepareAll', 2, COPIES)];
      if (round < 0) continue;
      one.push(alone);
      two.push(together);
    }
    console.log(`${photographs.length} photographs decoded, each with ${COPIES} copies, in Chromium:`);
    const gain = medianRatio(one, two).toFixed(2);
    console.log(`  one worker ${median(one).toFixed(0)} ms, two ${median(two).toFixed(0)} ms: ${gain} times as fast`);
  });
}
