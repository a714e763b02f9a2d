// Builds the page into dist/: Vite, then precompressed copies, then the sizes in words.
import { rename, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { ROOT } from './command.mjs';
import { compressBelow } from './compress.mjs';
import { hashFiles, isCurrent, saveStamp } from './stamp.mjs';

const DIST = join(ROOT, 'dist');
const UNFINISHED = join(ROOT, 'build/dist-unfinished');
const REPLACED = join(ROOT, 'build/dist-replaced');

const INPUTS = [
  'web',
  'vite.config.js',
  'package.json',
  'package-lock.json',
  'build/wasm-release/agelens-core.mjs',
  'build/wasm-release/agelens-core.wasm',
  'models/built/manifest.json',
  'scripts/steps/page.mjs',
  'scripts/steps/compress.mjs',
  'LICENSE',
  'THIRD-PARTY-NOTICES.md',
];

export async function buildPage() {
  const inputs = await hashFiles(INPUTS);
  // dist/ itself is part of the stamp, so that a changed or half-deleted one is built again.
  if (await isCurrent('page', `${inputs} ${await hashFiles([DIST])}`)) {
    console.log('build: page is up to date');
    return;
  }
  console.log('build: page');
  const { build: viteBuild } = await import('vite');
  const { pageConfig } = await import('../../vite.config.js');
  await viteBuild({ ...pageConfig({ outDir: UNFINISHED }), configFile: false });
  const files = await compressBelow(UNFINISHED);

  // Swapped in one go: a server that is running never serves half a page.
  await rm(REPLACED, { recursive: true, force: true });
  await rename(DIST, REPLACED).catch((error) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await rename(UNFINISHED, DIST);
  await rm(REPLACED, { recursive: true, force: true });
  await saveStamp('page', `${inputs} ${await hashFiles([DIST])}`);
  reportSizes(files.map((file) => ({ ...file, path: relative(UNFINISHED, file.path) })));
}

/**
 * What each part weighs, and what of it crosses the wire.
 * @param {{path: string, bytes: number, wireBytes: number}[]} files
 */
function reportSizes(files) {
  /** @type {Map<string, {bytes: number, wireBytes: number}>} */
  const parts = new Map();
  for (const { path, bytes, wireBytes } of files) {
    const part = partOf(path);
    if (!part) continue;
    const sum = parts.get(part) ?? { bytes: 0, wireBytes: 0 };
    parts.set(part, { bytes: sum.bytes + bytes, wireBytes: sum.wireBytes + wireBytes });
  }
  for (const [part, { bytes, wireBytes }] of parts) {
    console.log(`build:   ${part}: ${kibibytes(bytes)}, ${kibibytes(wireBytes)} compressed`);
  }
}

/** @param {string} path */
function partOf(path) {
  if (path.endsWith('.onnx')) return `backbone ${path.replace(/^backbones\/(.*)-[^-]+$/, '$1')}`;
  if (/^assets\/ort-.*\.wasm$/.test(path)) return `runtime ${path.replace(/^assets\/(.*)-[^-]+$/, '$1')}`;
  if (/^assets\/agelens-core.*\.wasm$/.test(path)) return 'core';
  return path.endsWith('.txt') ? null : 'page';
}

/** @param {number} bytes */
function kibibytes(bytes) {
  return `${Math.ceil(bytes / 1024).toLocaleString('en-GB')} KiB`;
}
