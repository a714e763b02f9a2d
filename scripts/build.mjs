// `npm run build`: the backbones, the wasm core and the page, each only where something changed.
import { runAsScript } from './steps/command.mjs';

export async function build() {
  const { buildBackbones } = await import('./models/build.mjs');
  const { buildPreset } = await import('./steps/cmake.mjs');
  const { buildPage } = await import('./steps/page.mjs');

  const { backbones } = await buildBackbones({ log: (line) => console.log(`build: ${line}`) });
  for (const backbone of backbones) {
    console.log(`build: backbone ${backbone.name} from ${backbone.source}`);
    if (backbone.notice) console.log(`build:   NOTE: ${backbone.notice}`);
  }
  await buildPreset('wasm-release');
  await buildPage();
}

await runAsScript(import.meta.url, async () => {
  const { setup } = await import('./setup.mjs');
  await setup(['build']);
  await build();
});
