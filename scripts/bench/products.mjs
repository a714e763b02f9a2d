// The matrix products in wasm, as a share of what multiply-adds in registers alone reach there.
import { median, medianRatio } from './median.mjs';
import { loadBenchModule } from './wasm-module.mjs';

const ROUNDS = 100;
/** Rounds until V8 runs its optimised code. */
const WARM_UP = 20;
/** About a millisecond of work, so that a round is a fair comparison on a machine that others use. */
const OPERATIONS = 4e7;

const PRODUCTS = [
  { call: 'forward', shape: [32, 1280, 256] },
  { call: 'weightGradient', shape: [32, 1280, 256] },
  { call: 'inputGradient', shape: [32, 256, 128] },
];

/** Prints a line for the bound and one for each product. */
export async function benchProducts() {
  const module = await loadBenchModule();

  /** @type {number[]} */
  const bounds = [];
  /** @type {number[][]} */
  const speeds = PRODUCTS.map(() => []);
  for (let round = -WARM_UP; round < ROUNDS; ++round) {
    const bound = measure(() => module._multiplyAdd(OPERATIONS / 96, 0.5, 0.5));
    const products = PRODUCTS.map(({ call, shape }) => {
      const operations = 2 * shape.reduce((product, size) => product * size);
      const times = Math.ceil(OPERATIONS / operations);
      module._prepare(...shape);
      module[`_${call}`](); // brings the operands into the caches
      return measure(() => {
        for (let time = 0; time < times; ++time) module[`_${call}`]();
        return times * operations;
      });
    });
    if (round < 0) continue;
    bounds.push(bound);
    for (const [i, speed] of products.entries()) speeds[i].push(speed);
  }

  console.log(`multiply-adds in registers alone, wasm: ${median(bounds).toFixed(1)} GFLOP/s`);
  for (const [i, { call, shape }] of PRODUCTS.entries()) {
    const share = (100 * medianRatio(speeds[i], bounds)).toFixed(0);
    console.log(`  ${call} ${shape.join(' x ')}: ${median(speeds[i]).toFixed(1)} GFLOP/s, ${share} % of it`);
  }
}

/** @param {() => number} work returns how many operations it did; gives GFLOP/s */
function measure(work) {
  const start = performance.now();
  return work() / (performance.now() - start) / 1e6;
}
