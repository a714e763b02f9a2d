/** @import { Context, Manifest, NetworkFile, Settings } from '../../web/js/types.d.ts' */

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createEmbedder } from '../../web/js/app/embedder.js';
import { AgelensError } from '../../web/js/app/errors.js';
import { findSeeing } from '../../web/js/app/find-backbone.js';
import { createCorePool } from '../../web/js/core/pool.js';
import { createBackbones } from '../../web/js/data/backbones.js';
import * as datasets from '../../web/js/data/dataset.js';
import { createEmbeddingCache } from '../../web/js/data/embedding-cache.js';
import { readFeatures } from '../../web/js/data/feature-files.js';
import { whatWasChosen } from '../../web/js/data/what-was-chosen.js';
import { createNodeEmbed } from '../../web/js/embed/node.js';
import { buildBackbones } from '../models/build.mjs';
import { cacheFolder, createFolderFiles, MOST_CACHE_BYTES } from './cache-folder.mjs';

const BUILT_FOLDER = new URL('../../models/built/', import.meta.url);
const WASM_FILE = fileURLToPath(new URL('../../build/wasm-release/agelens-core.wasm', import.meta.url));

/**
 * The services of the pipeline in Node, and the networks that are built. Their workers run until `close`.
 *
 * @param {(line: string) => void} log
 * @param {{ model: Uint8Array, sha256: string } | null} [own] a network of the user's own
 */
export async function createServices(log, own = null) {
  if (!existsSync(WASM_FILE)) {
    throw new AgelensError('no-core', 'The wasm core is not built yet; run “npm run build” first.');
  }
  // Imported only now: without the file above it could not be.
  const { createNodeCore } = await import('../../web/js/core/node.js');
  // A pool of one: trainings that are asked for together run one after the other, and only one is in memory.
  const core = createCorePool([await createNodeCore()]);
  const manifest = await buildBackbones({ log });
  const built = createBackbones(async (file) => new Uint8Array(await readFile(new URL(file, BUILT_FOLDER))));
  const loadModel = async (/** @type {NetworkFile} */ network, /** @type {Context<number>} */ context = {}) =>
    network.sha256 === own?.sha256 ? own.model : built.loadModel(network, context);
  const embed = createNodeEmbed();
  const embedder = createEmbedder(embed, loadModel);
  const cache = createEmbeddingCache(createFolderFiles(cacheFolder()), async () => MOST_CACHE_BYTES);
  const imports = { whatWasChosen, readFeatures };
  return { services: { core, embedder, datasets, imports, cache }, manifest, loadModel, close: () => embed.close() };
}

/**
 * The settings with the backbone that is used: the one named, or the default, or, with a line of warning, what stands in
 * for the default.
 *
 * @param {Manifest} manifest
 * @param {Settings} settings
 * @param {boolean} named whether the user asked for the backbone
 * @param {(line: string) => void} log
 */
export function chooseSeeing(manifest, settings, named, log) {
  const { backbones } = manifest;
  const isKnown = backbones.some(({ name }) => name === settings.backbone);
  const backbone = isKnown || named ? settings.backbone : (backbones[0]?.name ?? settings.backbone);
  const seeing = findSeeing(manifest, { ...settings, backbone });
  if (backbone !== settings.backbone) {
    log(`The default backbone ${settings.backbone} could not be had; ${backbone} is used instead.`);
  }
  for (const { notice } of seeing.backbones) if (notice) log(notice);
  return { settings: { ...settings, backbone }, ...seeing };
}
