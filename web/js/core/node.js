/** @import { CoreService } from '../types.d.ts' */

import { readFile } from 'node:fs/promises';
import createModule from '#agelens-core';
import { createCoreService } from './service.js';

/** The wasm module that the page loads, loaded in Node. */
export async function loadNodeModule() {
  const wasmFile = import.meta.resolve('#agelens-core').replace(/\.mjs$/, '.wasm');
  const wasmBinary = await readFile(new URL(wasmFile));
  return createModule({ wasmBinary });
}

/**
 * The core service in Node, in the thread that calls it.
 *
 * @returns {Promise<CoreService>}
 */
export async function createNodeCore() {
  return createCoreService(await loadNodeModule());
}
