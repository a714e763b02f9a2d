// `npm run check`: formatting, lint and types of everything. No warning is tolerated; every tool runs even if one fails.
import { captureCommand, runAsScript, StepError } from './steps/command.mjs';
import { filesBelow } from './steps/stamp.mjs';

/** Needs the wasm core's and the native build's compile commands; configures them if need be. */
export async function check() {
  const { configure } = await import('./steps/cmake.mjs');
  const { tidy } = await import('./steps/tidy.mjs');
  await configure('native-debug');
  await configure('wasm-release');

  const failed = [];
  for (const [name, look] of /** @type {const} */ ([
    ['clang-format', clangFormat],
    ['clang-tidy', tidy],
    ['biome', () => npmTool('biome', ['check', '--error-on-warnings', '--colors=off'])],
    ['tsc', () => npmTool('tsc', [])],
  ])) {
    const start = performance.now();
    try {
      const verdict = await look();
      console.log(`check: ${name} is content: ${verdict} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
    } catch (error) {
      if (!(error instanceof StepError)) throw error;
      console.error(`${error.message}\ncheck: ${name} is NOT content`);
      failed.push(name);
    }
  }
  if (failed.length > 0) throw new StepError(`check: ${failed.join(', ')} complained; see above.`);
}

async function clangFormat() {
  const files = (await filesBelow(['wasm'])).filter((path) => /\.(h|cpp)$/.test(path));
  const { status, stderr } = await captureCommand('clang-format', ['--dry-run', '-Werror', ...files]);
  if (status !== 0) throw new StepError(stderr);
  return `${files.length} files`;
}

/**
 * @param {string} name
 * @param {string[]} args
 */
async function npmTool(name, args) {
  const { status, stdout, stderr } = await captureCommand(`node_modules/.bin/${name}`, args);
  if (status !== 0) throw new StepError(`${stdout}${stderr}`);
  return stdout.trim().split('\n')[0] || 'no complaints';
}

await runAsScript(import.meta.url, async () => {
  const { setup } = await import('./setup.mjs');
  await setup(['build', 'test']);
  await check();
});
