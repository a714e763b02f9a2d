// `npm run bench`: the core's hot loops natively. Arguments go to Google Benchmark (--benchmark_filter=…).
import { runAsScript, runCommand } from './steps/command.mjs';

await runAsScript(import.meta.url, async () => {
  const { setup } = await import('./setup.mjs');
  await setup(['build', 'bench']);
  const { buildPreset } = await import('./steps/cmake.mjs');
  await buildPreset('native-release', ['agelens_bench']);
  await runCommand('build/native-release/agelens_bench', process.argv.slice(2));
});
