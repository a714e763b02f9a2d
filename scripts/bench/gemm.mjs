// The core's hot loops natively, by Google Benchmark.
import { buildPreset } from '../steps/cmake.mjs';
import { runCommand } from '../steps/command.mjs';

/** @param {string[]} args Google Benchmark's own, such as --benchmark_filter=… */
export async function run(args) {
  await buildPreset('native-release', ['agelens_bench']);
  await runCommand('build/native-release/agelens_bench', args);
}
