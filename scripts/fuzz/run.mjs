// Runs one libFuzzer target of wasm/fuzz, and says in one sentence what it found.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { captureCommand, ROOT, StepError } from '../steps/command.mjs';

/** @typedef {'decode' | 'exif' | 'npy' | 'classifier' | 'sequence'} FuzzTarget */

/** @type {readonly FuzzTarget[]} */
export const FUZZ_TARGETS = ['decode', 'exif', 'npy', 'classifier', 'sequence'];

const FOLDER = 'build/fuzz';
const FAULTS = `${FOLDER}/faults`;

/** @param {FuzzTarget} target */
const programOf = (target) => `build/native-debug/wasm/fuzz/fuzz_${target}`;

/** The same inputs each time, so that a failure is the change's; some seconds a target. */
const QUICK_RUNS = { decode: 30_000, exif: 100_000, npy: 50_000, classifier: 50_000, sequence: 30_000 };

/** @typedef {{executions: number, perSecond: number, kept: number}} FuzzVerdict `kept`: inputs that took new ways */

/**
 * The quick run of `npm test`: a fixed number of executions from a fixed seed and nothing but the project's own seeds.
 * @param {FuzzTarget} target
 * @returns {Promise<FuzzVerdict>} rejects with a StepError when an input is found that faults
 */
export function fuzzQuickly(target) {
  return fuzz(target, { found: `${FOLDER}/quick`, keep: false, limits: ['-seed=1', `-runs=${QUICK_RUNS[target]}`] });
}

/**
 * Goes on from what earlier calls found.
 * @param {FuzzTarget} target
 * @param {number} seconds
 * @returns {Promise<FuzzVerdict>} as fuzzQuickly
 */
export function fuzzFor(target, seconds) {
  return fuzz(target, { found: `${FOLDER}/found`, keep: true, limits: [`-max_total_time=${seconds}`] });
}

/**
 * @param {FuzzTarget} target
 * @param {{found: string, keep: boolean, limits: string[]}} options `found`: folder of the inputs that libFuzzer adds
 * @returns {Promise<FuzzVerdict>}
 */
async function fuzz(target, { found, keep, limits }) {
  const seeds = `${FOLDER}/seeds/${target}`;
  const added = `${found}/${target}`;
  await rm(join(ROOT, seeds), { recursive: true, force: true });
  if (!keep) await rm(join(ROOT, added), { recursive: true, force: true });
  for (const folder of [seeds, added, FAULTS]) await mkdir(join(ROOT, folder), { recursive: true });
  const { CORPORA } = await import('./corpus.mjs');
  for (const [name, bytes] of Object.entries(await CORPORA[target]())) await writeFile(join(ROOT, seeds, name), bytes);

  const start = performance.now();
  const { status, stdout, stderr } = await captureCommand(programOf(target), [
    '-max_len=4096',
    '-timeout=10',
    // No input of that size needs so much; one that asks for it would take a page down.
    '-malloc_limit_mb=64',
    '-print_final_stats=1',
    `-artifact_prefix=${FAULTS}/${target}-`,
    ...limits,
    added,
    seeds,
  ]);
  const output = `${stdout}${stderr}`;
  if (status !== 0) {
    console.error(output.split('\n').slice(-80).join('\n'));
    throw new StepError(describeFault(target, output));
  }
  const executions = countExecutions(output);
  const perSecond = Math.round((1000 * executions) / (performance.now() - start));
  return { executions, perSecond, kept: (await readdir(join(ROOT, added))).length };
}

/** @param {string} output libFuzzer's, with -print_final_stats=1 */
export function countExecutions(output) {
  const count = output.match(/^stat::number_of_executed_units:\s+(\d+)$/m)?.[1];
  if (!count) throw new StepError('fuzz: libFuzzer did not say how many inputs it ran.');
  return Number(count);
}

/**
 * What happened, where the input lies and how it is run again.
 * @param {FuzzTarget} target
 * @param {string} output libFuzzer's
 */
export function describeFault(target, output) {
  const what =
    output.match(/^REQUIRED: (.*)$/m)?.[1] ??
    output.match(/runtime error: (.*)$/m)?.[1] ??
    output.match(/^SUMMARY: (.*)$/m)?.[1] ??
    output.trim().split('\n').at(-1);
  const input = output.match(/Test unit written to (.*)$/m)?.[1];
  const again = input ? ` The input is ${input}; run it again with "${programOf(target)} ${input}".` : '';
  return `fuzz: ${target} failed: ${what}.${again}`;
}
