// `npm start`: from a fresh clone to the page being served. Arguments go to the server (--port N).
import { setup } from './setup.mjs';
import { runAsScript } from './steps/command.mjs';

await runAsScript(import.meta.url, async () => {
  await setup(['build']);
  // Imported only now: what they import may just have been installed.
  const { build } = await import('./build.mjs');
  await build();
  const { serve } = await import('./serve.mjs');
  await serve(process.argv.slice(2));
});
