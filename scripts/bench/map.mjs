// t-SNE of the photographs' embeddings in wasm, beside scikit-learn's exact one on the same rows where Python has it; and an
// iteration by Barnes and Hut beside an exact one. Needs the photographs of AGELENS_DATA_DIR.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildBackbones } from '../models/build.mjs';
import { buildPreset } from '../steps/cmake.mjs';
import { captureCommand, ROOT, runCommand } from '../steps/command.mjs';
import { findPhotographs } from './bench-page.mjs';

const SEEDS = 3;
const REQUEST = { perplexity: 30, iterations: 1000 };
/** Debian's scikit-learn belongs to Debian's Python. */
const PYTHONS = ['python3', '/usr/bin/python3'];

/** @import { CoreService, TsneMap } from '../../web/js/types.d.ts' */

export async function run() {
  const { folder } = await findPhotographs();
  await buildPreset('wasm-release', ['agelens-core']);
  await buildPreset('native-release', ['agelens_bench']);
  await buildBackbones({ log: () => {} });
  const { createNodeCore } = await import('../../web/js/core/node.js');
  const core = await createNodeCore();
  const python = await findPython();
  if (!python) console.log('No Python here has scikit-learn: its figures are left out.');
  const work = await mkdtemp(join(tmpdir(), 'agelens-map-'));
  try {
    for (const copies of [0, 8]) {
      const out = join(work, `embeddings-${copies}`);
      const what = ['embed', folder, '--out', out, '--copies', `${copies}`, '--quiet'];
      await runCommand('node', [join(ROOT, 'scripts/agelens.mjs'), ...what]);
      await compare(core, join(out, 'features.npy'), python, work);
    }
  } finally {
    await rm(work, { recursive: true });
  }
  await compareRepulsions();
}

async function findPython() {
  for (const python of PYTHONS) {
    const { status } = await captureCommand(python, ['-c', 'import sklearn']);
    if (status === 0) return python;
  }
  return null;
}

/** @param {CoreService} core @param {string} file @param {string | null} python @param {string} work */
async function compare(core, file, python, work) {
  const { data, shape } = await core.readNpy(new Uint8Array(await readFile(file)));
  const embeddings = /** @type {Float32Array} */ (data);
  console.log(`${shape.join(' x ')} embeddings, ${REQUEST.iterations} iterations, one line a seed:`);
  /** @type {TsneMap[]} */
  const maps = [];
  const seconds = [];
  const files = [];
  for (let seed = 1; seed <= SEEDS; ++seed) {
    const startedAt = performance.now();
    const map = await core.drawTsne({ embeddings, dimension: shape[1], ...REQUEST, seed });
    seconds.push((performance.now() - startedAt) / 1000);
    maps.push(map);
    files.push(join(work, `map-${seed}.npy`));
    await writeFile(files[seed - 1], await core.writeNpy(map.coordinates, [shape[0], 2]));
  }
  const judged = python ? await judge(python, file, maps[0].perplexity, files) : null;
  for (const [i, { cost }] of maps.entries()) {
    const trust = judged ? `, trustworthiness ${judged.trust[i].toFixed(4)}` : '';
    console.log(`  Agelens, wasm: cost ${cost.toFixed(4)}${trust}, ${seconds[i].toFixed(1)} s`);
  }
  for (const { cost, trust, seconds: taken } of judged?.theirs ?? []) {
    console.log(`  scikit-learn: cost ${cost.toFixed(4)}, trustworthiness ${trust.toFixed(4)}, ${taken.toFixed(1)} s`);
  }
}

/**
 * @param {string} python @param {string} rows @param {number} perplexity @param {string[]} maps
 * @returns {Promise<{ trust: number[], theirs: { cost: number, trust: number, seconds: number }[] }>}
 */
async function judge(python, rows, perplexity, maps) {
  const program = join(ROOT, 'scripts/bench/map.py');
  const { stdout } = await captureCommand(python, [program, rows, `${perplexity}`, `${SEEDS}`, ...maps]);
  return JSON.parse(stdout);
}

async function compareRepulsions() {
  const args = ['--benchmark_filter=mapping', '--benchmark_format=json'];
  const { stdout } = await captureCommand(`${ROOT}build/native-release/agelens_bench`, args);
  const [exact, near, more] = JSON.parse(stdout).benchmarks;
  const inWords = (/** @type {any} */ one) =>
    `${one.cpu_time.toFixed(1)} ms an iteration, exact cost ${one.exact_cost.toFixed(4)}`;
  console.log('natively, after 500 iterations of 50-d rows in ten groups:');
  console.log(`  2000 rows, exact: ${inWords(exact)}`);
  console.log(`  2000 rows, Barnes and Hut: ${inWords(near)}`);
  console.log(`  3000 rows, Barnes and Hut: ${inWords(more)}`);
  const [faster, costlier] = [exact.cpu_time / near.cpu_time, near.exact_cost / exact.exact_cost];
  console.log(
    `Barnes and Hut are ${faster.toFixed(1)} times as fast; their map's cost is ${costlier.toFixed(3)} times the exact one's.`,
  );
}
