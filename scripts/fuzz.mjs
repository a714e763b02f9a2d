// `npm run fuzz [target] [seconds]`: libFuzzer over the core, ten minutes for each target unless told otherwise.
import { FUZZ_TARGETS, fuzzFor } from './fuzz/run.mjs';
import { setup } from './setup.mjs';
import { runAsScript, StepError } from './steps/command.mjs';

/** @import { FuzzTarget } from './fuzz/run.mjs' */

const DEFAULT_SECONDS = 600;

/**
 * @param {string[]} args
 * @returns {{targets: readonly FuzzTarget[], seconds: number}}
 */
export function parseFuzzArguments(args) {
  const named = args.filter((arg) => !/^\d+$/.test(arg));
  const numbers = args.filter((arg) => /^\d+$/.test(arg)).map(Number);
  const unknown = named.find((name) => !FUZZ_TARGETS.some((target) => target === name));
  if (unknown !== undefined) {
    throw new StepError(`"${unknown}" is no fuzz target: choose from ${FUZZ_TARGETS.join(', ')}.`);
  }
  if (named.length > 1 || numbers.length > 1 || numbers[0] === 0) {
    throw new StepError('Usage: npm run fuzz [target] [seconds], the seconds at least 1.');
  }
  return {
    targets: named.length > 0 ? FUZZ_TARGETS.filter((target) => target === named[0]) : FUZZ_TARGETS,
    seconds: numbers[0] ?? DEFAULT_SECONDS,
  };
}

await runAsScript(import.meta.url, async () => {
  const { targets, seconds } = parseFuzzArguments(process.argv.slice(2));
  await setup(['build', 'test']);
  const { buildPreset } = await import('./steps/cmake.mjs');
  await buildPreset('wasm-release', ['agelens-core']);
  await buildPreset(
    'native-debug',
    targets.map((target) => `fuzz_${target}`),
  );
  for (const target of targets) {
    console.log(`fuzz: ${target} for ${seconds} s`);
    const { executions, perSecond, kept } = await fuzzFor(target, seconds);
    console.log(`fuzz: ${target}: no fault in ${executions} executions, ${perSecond} a second; ${kept} inputs kept`);
  }
});
