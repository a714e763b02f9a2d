// The pages that tests and benchmarks open: parts of the real one, without what makes it a whole.
import { build } from 'vite';

/**
 * Builds `folder`, with an index.html, into `outDir`, as the real page is built.
 * @param {string} folder
 * @param {string} outDir emptied before
 */
export async function buildSmallPage(folder, outDir) {
  await build({
    configFile: false,
    root: folder,
    publicDir: false,
    logLevel: 'error',
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0 },
  });
}
