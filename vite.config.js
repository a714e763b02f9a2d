// How the page is built: web/ to a folder that any static server can serve, at any path, under the CSP of
// web/js/offline/security-headers.js. `npm run build` runs this; it expects the wasm core and the backbones to be built.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { FILES_LIST, LARGE_FILE } from './web/js/offline/names.js';
import { CONTENT_SECURITY_POLICY } from './web/js/offline/security-headers.js';

/** @import { FilesList } from './web/js/offline/names.js' */
/** @import { Manifest } from './web/js/types.d.ts' */

const ROOT = fileURLToPath(new URL('.', import.meta.url));

/** What the page is made of, and what the service worker stores with it. */
const PAGE_FILE = /\.(html|css|js|mjs|wasm|svg|png|json|py|txt|webmanifest)$/;

/** Reading the runtime takes most of a build, which is no news. */
const QUIET = { pluginTimings: false };

/**
 * @param {{web?: string, backbones?: string, outDir?: string}} [folders]
 * @returns {import('vite').UserConfig}
 */
export function pageConfig(folders = {}) {
  const web = folders.web ?? join(ROOT, 'web');
  const backbones = folders.backbones ?? join(ROOT, 'models/built');
  const outDir = folders.outDir ?? join(ROOT, 'dist');
  return {
    root: web,
    base: './',
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir,
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
    plugins: [
      plainFiles(web, backbones),
      policyInPage(),
      versionInPage(),
      filesList(backbones),
      ...offlineWorker(web, outDir),
    ],
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
      const copies = [
        ...['manifest.json', ...networkTitles(backbones).keys()].map((name) => [
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
 * Each network's file, and what it is called where it is missing.
 * @param {string} backbones
 * @returns {Map<string, string>}
 */
function networkTitles(backbones) {
  /** @type {Manifest} */
  const { backbones: list, faceDetector } = JSON.parse(readFileSync(join(backbones, 'manifest.json'), 'utf8'));
  const titles = new Map(list.map(({ file, name }) => [file, `the backbone ${name}`]));
  if (faceDetector) titles.set(faceDetector.file, 'the face detector');
  return titles;
}

/**
 * The policy for hosts that send no headers. Browsers take no `frame-ancestors` from a page.
 * @returns {import('vite').Plugin}
 */
function policyInPage() {
  const content = CONTENT_SECURITY_POLICY.split('; ')
    .filter((directive) => !directive.startsWith('frame-ancestors'))
    .join('; ');
  const attrs = { 'http-equiv': 'Content-Security-Policy', content };
  return {
    name: 'agelens:policy-in-page',
    transformIndexHtml: () => [{ tag: 'meta', attrs, injectTo: 'head-prepend' }],
  };
}

/** @returns {import('vite').Plugin} */
function versionInPage() {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const attrs = { name: 'version', content: version };
  return { name: 'agelens:version-in-page', transformIndexHtml: () => [{ tag: 'meta', attrs, injectTo: 'head' }] };
}

/**
 * Writes what js/offline holds the stored files against.
 * @param {string} backbones
 * @returns {import('vite').Plugin}
 */
function filesList(backbones) {
  return {
    name: 'agelens:files-list',
    writeBundle({ dir }) {
      const folder = /** @type {string} */ (dir);
      const titles = networkTitles(backbones);
      /** @type {FilesList} */
      const list = { page: [], large: [] };
      for (const url of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
        const isLarge = LARGE_FILE.test(url);
        if (!isLarge && !PAGE_FILE.test(url)) continue;
        const bytes = readFileSync(join(folder, url));
        const file = { url, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
        const title = titles.get(url.replace('backbones/', '')) ?? 'the ONNX runtime';
        if (isLarge) list.large.push({ ...file, title });
        else list.page.push(file);
      }
      writeFileSync(join(folder, FILES_LIST), JSON.stringify(list));
    },
  };
}

/**
 * @param {string} web
 * @param {string} outDir
 */
function offlineWorker(web, outDir) {
  return VitePWA({
    strategies: 'injectManifest',
    srcDir: 'js/offline',
    filename: 'sw.js',
    // js/offline registers it.
    injectRegister: null,
    includeManifestIcons: false,
    manifest: {
      name: 'Agelens',
      short_name: 'Agelens',
      description: 'Trains and runs an age-group classifier in the browser; no picture leaves the machine.',
      lang: 'en',
      start_url: './',
      scope: './',
      display: 'standalone',
      // The page's own, in css/tokens.css.
      theme_color: '#fafaf8',
      background_color: '#fafaf8',
      icons: iconsOf(web).map(manifestIcon),
    },
    injectManifest: {
      rollupFormat: 'iife',
      globPatterns: ['**/*'],
      // Workbox leaves larger files out with no more than a warning.
      maximumFileSizeToCacheInBytes: 32 * 2 ** 20,
      dontCacheBustURLsMatching: /^assets\//,
      // With its hash a file is refused where it arrives damaged, or as another version has it.
      manifestTransforms: [
        (entries) => ({
          manifest: entries
            .filter(({ url }) => PAGE_FILE.test(url) && !LARGE_FILE.test(url))
            .map((entry) => ({ ...entry, integrity: integrityOf(join(outDir, entry.url)) })),
        }),
      ],
    },
    integration: {
      configureCustomSWViteBuild: (options) => {
        options.logLevel = 'warn';
      },
    },
  });
}

/** @param {string} path */
function integrityOf(path) {
  return `sha256-${createHash('sha256').update(readFileSync(path)).digest('base64')}`;
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
