// `npm test`: from a fresh clone to every test run, the quickest verdicts first. Node's own summary comes last.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FUZZ_TARGETS, fuzzQuickly } from './fuzz/run.mjs';
import { setup } from './setup.mjs';
import { runAsScript, runCommand, StepError } from './steps/command.mjs';
import { filesBelow } from './steps/stamp.mjs';

/** @typedef {[name: string, run: () => Promise<void>]} Step */

await runAsScript(import.meta.url, async () => {
  const start = performance.now();
  await setup(['build', 'test']);
  // Imported only now: what they import may just have been installed.
  const { build } = await import('./build.mjs');
  const { buildPreset } = await import('./steps/cmake.mjs');
  const { check } = await import('./check.mjs');

  await build();
  await buildPreset('wasm-release', ['agelens-bench']);
  await buildPreset('native-debug');

  // Everything runs, so that one log shows everything that is wrong.
  const failed = [];
  /** @type {Step[]} */
  const steps = [
    ['native tests', () => runCommand('ctest', ['--preset', 'native-debug', '--parallel', '2'])],
    ['fuzzing', fuzzAll],
    ['check', check],
    ['JavaScript tests', runNodeTests],
  ];
  for (const [name, run] of steps) {
    console.log(`\ntest: ${name}`);
    try {
      await run();
    } catch (error) {
      if (!(error instanceof StepError)) throw error;
      console.error(error.message);
      failed.push(name);
    }
  }
  const minutes = ((performance.now() - start) / 60_000).toFixed(1);
  if (failed.length > 0) throw new StepError(`test: FAILED after ${minutes} minutes: ${failed.join(', ')}.`);
  console.log(`test: everything passed in ${minutes} minutes`);
});

async function fuzzAll() {
  const waiting = [...FUZZ_TARGETS];
  const work = async () => {
    for (let target = waiting.shift(); target; target = waiting.shift()) {
      const { executions } = await fuzzQuickly(target);
      console.log(`fuzz: ${target}: no fault in ${executions} executions`);
    }
  };
  await Promise.all([work(), work()]);
}

async function runNodeTests() {
  const files = (await filesBelow(['tests'])).filter((path) => path.endsWith('.test.mjs'));
  // Embeddings are computed once for all tests of the command line, and never taken from an earlier run of them.
  process.env.AGELENS_CACHE_DIR = await mkdtemp(join(tmpdir(), 'agelens-test-cache-'));
  try {
    await runCommand('node', [
      '--test',
      '--test-concurrency=2',
      '--test-reporter=./scripts/steps/report.mjs',
      '--test-reporter-destination=stdout',
      ...files,
    ]);
  } finally {
    await rm(process.env.AGELENS_CACHE_DIR, { recursive: true, force: true });
  }
}
