// How the page is built: web/ to a folder that any static server can serve, at any path, under the CSP of
// scripts/steps/headers.mjs. `npm run build` runs this; it expects the wasm core and the backbones to be built.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { LARGE_FILES_CACHE, LARGE_FILES_LIST } from './web/js/offline/large-files.js';

const ROOT = fileURLToPath(new URL('.', import.meta.url));

/** The runtime and the backbones: too large to hold back the page's first visit, so not precached. */
const LARGE_FILE = /\/(backbones\/[^/]+\.onnx|assets\/ort-[^/]+\.(wasm|mjs))$/;

/** Reading the runtime takes most of a build, which is no news. */
const QUIET = { pluginTimings: false };

/**
 * @param {{web?: string, backbones?: string, outDir?: string}} [folders]
 * @returns {import('vite').UserConfig}
 */
export function pageConfig(folders = {}) {
  const web = folders.web ?? join(ROOT, 'web');
  const backbones = folders.backbones ?? join(ROOT, 'models/built');
  return {
    root: web,
    base: './',
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir: folders.outDir ?? join(ROOT, 'dist'),
      emptyOutDir: true,
      target: 'es2022',
      // Vite would otherwise put small files into data: addresses, which the CSP forbids to fetch.
      assetsInlineLimit: 0,
      // The polyfill is for browsers that lack WebAssembly SIMD as well.
      modulePreload: { polyfill: false },
      // Observable Plot and the runtime's JavaScript are known to be this large.
      chunkSizeWarningLimit: 1024,
      rolldownOptions: { checks: QUIET },
      reportCompressedSize: false,
    },
    worker: { format: 'es', rolldownOptions: { checks: QUIET } },
    plugins: [plainFiles(web, backbones), largeFilesList(), ...offlineWorker(web)],
  };
}

/**
 * Files that the page fetches by name, and the licences.
 * @param {string} web
 * @param {string} backbones
 * @returns {import('vite').Plugin}
 */
function plainFiles(web, backbones) {
  return {
    name: 'agelens:plain-files',
    generateBundle() {
      /** @type {import('./web/js/types.d.ts').Manifest} */
      const manifest = JSON.parse(readFileSync(join(backbones, 'manifest.json'), 'utf8'));
      const networks = [...manifest.backbones, ...(manifest.faceDetector ? [manifest.faceDetector] : [])];
      const copies = [
        ...['manifest.json', ...networks.map(({ file }) => file)].map((name) => [
          `backbones/${name}`,
          join(backbones, name),
        ]),
        ...iconsOf(web).map((name) => [`icons/${name}`, join(web, 'icons', name)]),
        ['LICENSE.txt', join(ROOT, 'LICENSE')],
        ['THIRD-PARTY-NOTICES.txt', join(ROOT, 'THIRD-PARTY-NOTICES.md')],
      ];
      for (const [fileName, path] of copies) this.emitFile({ type: 'asset', fileName, source: readFileSync(path) });
    },
  };
}

/**
 * Writes what js/offline needs to know of the large files: address, size and hash of each.
 * @returns {import('vite').Plugin}
 */
function largeFilesList() {
  return {
    name: 'agelens:large-files-list',
    writeBundle({ dir }) {
      const folder = /** @type {string} */ (dir);
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((url) => LARGE_FILE.test(`/${url}`))
        .sort()
        .map((url) => {
          const bytes = readFileSync(join(folder, url));
          return { url, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
        });
      writeFileSync(join(folder, LARGE_FILES_LIST), JSON.stringify(files));
    },
  };
}

/** @param {string} web */
function offlineWorker(web) {
  return VitePWA({
    filename: 'sw.js',
    // js/offline registers it.
    injectRegister: null,
    includeManifestIcons: false,
    manifest: {
      name: 'Agelens',
      short_name: 'Agelens',
      description: 'Trains and runs an age-group classifier in the browser; no picture leaves the machine.',
      start_url: './',
      scope: './',
      display: 'standalone',
      icons: iconsOf(web).map(manifestIcon),
    },
    workbox: {
      // The plugin adds the web manifest itself.
      globPatterns: ['**/*.{html,css,js,mjs,wasm,svg,png,json}'],
      globIgnores: ['**/ort-*.{wasm,mjs}'],
      // Workbox leaves larger files out with no more than a warning.
      maximumFileSizeToCacheInBytes: 32 * 2 ** 20,
      dontCacheBustURLsMatching: /^assets\//,
      ignoreURLParametersMatching: [/.*/],
      inlineWorkboxRuntime: true,
      cleanupOutdatedCaches: true,
      // Without a fallback an unknown address is an honest 404.
      navigateFallback: null,
      // The first visit becomes usable offline without a reload, ...
      clientsClaim: true,
      // ... but a new version waits until no page of the old one is open: a page never meets another version's files.
      // js/offline lets it in at a reload, when it can see that this page is the only one.
      skipWaiting: false,
      runtimeCaching: [
        {
          urlPattern: LARGE_FILE,
          handler: 'CacheFirst',
          options: {
            cacheName: LARGE_FILES_CACHE,
            cacheableResponse: { statuses: [200] },
            matchOptions: { ignoreVary: true },
          },
        },
      ],
    },
  });
}

/** @param {string} web */
function iconsOf(web) {
  return readdirSync(join(web, 'icons')).filter((name) => /\.(svg|png)$/.test(name));
}

/**
 * What the name says: `icon.svg`, `icon-192.png`, `icon-maskable.svg`.
 * @param {string} name
 */
function manifestIcon(name) {
  const pixels = /-(\d+)\.png$/.exec(name)?.[1];
  return {
    src: `icons/${name}`,
    sizes: pixels ? `${pixels}x${pixels}` : 'any',
    type: name.endsWith('.svg') ? 'image/svg+xml' : 'image/png',
    purpose: name.includes('maskable') ? 'maskable' : 'any',
  };
}

export default defineConfig(pageConfig());
