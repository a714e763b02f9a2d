// The embedding service in Node: the same WebAssembly runtime as the page's, so that figures are the same.

/** @import { EmbedService } from '../types.d.ts' */
/** @import { EmbedSession } from './session.js' */

import { availableParallelism } from 'node:os';
import * as ort from 'onnxruntime-web';
import { AgelensError } from '../app/errors.js';
import { BACKBONE } from './part.js';
import { createEmbedSession } from './session.js';

/**
 * @param {{ threads?: number }} [options] results do not depend on the number of threads
 * @returns {EmbedService}
 */
export function createNodeEmbed({ threads = Math.min(availableParallelism(), 8) } = {}) {
  /** @type {EmbedSession | null} */
  let session = null;

  return {
    async open(model, inputSize, embeddingSize, batchSize, choice) {
      await session?.close();
      session = null;
      ort.env.wasm.numThreads = threads;
      try {
        session = await createEmbedSession(ort, { model, inputSize, embeddingSize, batchSize, kind: 'wasm' });
      } catch (error) {
        throw new AgelensError(BACKBONE.failedCode, `The backbone could not be started: ${messageOf(error)}`);
      }
      const notice = choice === 'webgpu' ? 'WebGPU is not available outside a browser; the processor is used.' : null;
      return { kind: 'wasm', adapter: null, threads, notice };
    },
    embed(images, count) {
      if (!session) throw new Error('embed() before open()');
      return session.embed(images, count);
    },
    async close() {
      await session?.close();
      session = null;
    },
  };
}

/** @param {unknown} error */
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
