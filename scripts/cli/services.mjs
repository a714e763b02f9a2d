/** @import { Backbone } from '../../web/js/types.d.ts' */

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createEmbedder } from '../../web/js/app/embedder.js';
import { AgelensError } from '../../web/js/app/errors.js';
import { findBackbone } from '../../web/js/app/find-backbone.js';
import { createCorePool } from '../../web/js/core/pool.js';
import { createBackbones } from '../../web/js/data/backbones.js';
import { createNodeEmbed } from '../../web/js/embed/node.js';
import { buildBackbones } from '../models/build.mjs';

const BUILT_FOLDER = new URL('../../models/built/', import.meta.url);
const WASM_FILE = fileURLToPath(new URL('../../build/wasm-release/agelens-core.wasm', import.meta.url));

/**
 * The services of the pipeline in Node, and the backbones that are built, the default first.
 *
 * @param {(line: string) => void} log
 */
export async function createServices(log) {
  if (!existsSync(WASM_FILE)) {
    throw new AgelensError('no-core', 'The wasm core is not built yet; run “npm run build” first.');
  }
  // Imported only now: without the file above it could not be.
  const { createNodeCore } = await import('../../web/js/core/node.js');
  // A pool of one: trainings that are asked for together run one after the other, and only one is in memory.
  const core = createCorePool([await createNodeCore()]);
  const { backbones: known } = await buildBackbones({ log });
  const { loadModel } = createBackbones(async (file) => new Uint8Array(await readFile(new URL(file, BUILT_FOLDER))));
  return { core, embedder: createEmbedder(createNodeEmbed(), loadModel), known };
}

/**
 * The backbone to use: the one named, or the default, or, with a line of warning, what stands in for the default.
 *
 * @param {Backbone[]} known
 * @param {string} name
 * @param {boolean} named whether the user asked for it
 * @param {(line: string) => void} log
 * @returns {Backbone}
 */
export function chooseBackbone(known, name, named, log) {
  const isKnown = known.some((candidate) => candidate.name === name);
  const backbone = findBackbone(known, isKnown || named ? name : (known[0]?.name ?? name));
  if (backbone.name !== name) log(`The default backbone ${name} could not be had; ${backbone.name} is used instead.`);
  if (backbone.notice) log(backbone.notice);
  return backbone;
}
