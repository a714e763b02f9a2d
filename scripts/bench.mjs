// `npm run bench [-- gemm|train|image|embed|map|heat|page] [arguments]`: how fast the core and the page are, how true its maps of
// embeddings are, and how far maps of photographs agree with covering. Arguments of gemm go to Google Benchmark; embed takes
// webgpu, heat BACKBONE@CROP.
import { runAsScript, StepError } from './steps/command.mjs';

/** @type {Record<string, () => Promise<{run: (args: string[]) => Promise<void>}>>} */
const BENCHES = {
  gemm: () => import('./bench/gemm.mjs'),
  train: () => import('./bench/train.mjs'),
  image: () => import('./bench/image.mjs'),
  embed: () => import('./bench/embed.mjs'),
  map: () => import('./bench/map.mjs'),
  heat: () => import('./bench/heat.mjs'),
  page: () => import('./bench/page.mjs'),
};

await runAsScript(import.meta.url, async () => {
  const args = process.argv.slice(2);
  const name = args[0] === undefined || args[0].startsWith('--') ? 'gemm' : /** @type {string} */ (args.shift());
  if (!Object.hasOwn(BENCHES, name)) {
    throw new StepError(`"${name}" is no benchmark: choose from ${Object.keys(BENCHES).join(', ')}.`);
  }
  const { setup } = await import('./setup.mjs');
  await setup(['build', 'bench']);
  const { run } = await BENCHES[name]();
  await run(args);
});
