// The worker that runs the backbone. Only the runtime that the device needs is downloaded.
// Comlink listens before anything is awaited: a message that arrives earlier would be lost.

/** @import { Device, DeviceChoice } from '../types.d.ts' */
/** @import { EmbedSession, Runtime } from './session.js' */

import * as Comlink from 'comlink';
import { outcomeOf } from '../link/outcome.js';
import { BACKBONE } from './part.js';
import { runtimePaths } from './runtime-files.js';
import { createEmbedSession } from './session.js';

const MOST_THREADS = 8;

/** @type {EmbedSession | null} */
let session = null;

async function findAdapter() {
  if (!navigator.gpu) return null;
  // A browser may have the interface and still refuse, by throwing or by null.
  return navigator.gpu.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
}

/** @param {GPUAdapter} adapter */
function nameOfAdapter({ info }) {
  return info.description || [info.vendor, info.architecture].filter(Boolean).join(' ') || 'unnamed adapter';
}

/** Threads need shared memory, which a page has only when cross-origin isolated. */
function threadCount() {
  return self.crossOriginIsolated ? Math.min(navigator.hardwareConcurrency || 1, MOST_THREADS) : 1;
}

/**
 * @param {'webgpu' | 'wasm'} kind
 * @param {number} threads
 * @returns {Promise<Runtime>}
 */
async function loadRuntime(kind, threads) {
  const ort = kind === 'webgpu' ? await import('onnxruntime-web/webgpu') : await import('onnxruntime-web/wasm');
  ort.env.wasm.wasmPaths = runtimePaths[kind];
  ort.env.wasm.numThreads = threads;
  return ort;
}

/**
 * @param {{ model: Uint8Array, inputSize: number, embeddingSize: number, batchSize: number }} backbone
 * @param {DeviceChoice} choice
 * @returns {Promise<Device>}
 */
async function open(backbone, choice) {
  await close();
  let notice = null;
  if (choice !== 'wasm') {
    const adapter = await findAdapter();
    if (adapter) {
      try {
        const runtime = await loadRuntime('webgpu', 1);
        session = await createEmbedSession(runtime, { ...backbone, kind: 'webgpu' });
        return { kind: 'webgpu', adapter: nameOfAdapter(adapter), threads: 1, notice: null };
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        notice = `The GPU (${nameOfAdapter(adapter)}) could not be used, so the processor is: ${reason}`;
      }
    } else if (choice === 'webgpu') {
      notice = 'This browser offers no GPU through WebGPU, so the processor is used.';
    }
  }
  const threads = threadCount();
  session = await createEmbedSession(await loadRuntime('wasm', threads), { ...backbone, kind: 'wasm' });
  return { kind: 'wasm', adapter: null, threads, notice };
}

async function close() {
  const closing = session;
  session = null;
  await closing?.close();
}

const service = {
  /** @param {Parameters<typeof open>} request */
  open: (...request) => outcomeOf(BACKBONE, open(...request)),

  /**
   * @param {Float32Array} images
   * @param {number} count
   */
  async embed(images, count) {
    if (!session) return outcomeOf(BACKBONE, Promise.reject(new Error('No backbone is open.')));
    const result = await outcomeOf(BACKBONE, session.embed(images, count));
    return 'value' in result ? Comlink.transfer(result, [result.value.buffer]) : result;
  },

  close: () => outcomeOf(BACKBONE, close()),
};

/** @typedef {typeof service} EmbedWorker */

Comlink.expose(service);
