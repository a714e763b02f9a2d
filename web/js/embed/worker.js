// The worker that runs networks on one device. Only the runtime that the device needs is downloaded.
// Comlink listens before anything is awaited: a message that arrives earlier would be lost.

/** @import { DeviceChoice } from '../types.d.ts' */

import * as Comlink from 'comlink';
import { AgelensError } from '../app/errors.js';
import { createNetworks } from './networks.js';
import { gpuRuntime, runtimePaths } from './runtime-files.js';

async function findAdapter() {
  // A browser may have the interface and still refuse, by throwing or by null.
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
  if (adapter) return adapter;
  throw new AgelensError('no-gpu', 'this browser offers no GPU through WebGPU');
}

/** A GPU that the processor plays is many times slower than the processor itself. @param {GPUAdapter} adapter */
function refuseSoftware(adapter) {
  if (!adapter.info.isFallbackAdapter) return;
  const sentence = `the only GPU of this browser is software (${nameOfAdapter(adapter)}), which is slower`;
  throw new AgelensError('software-gpu', sentence);
}

/** @param {GPUAdapter} adapter */
function nameOfAdapter({ info }) {
  return info.description || [info.vendor, info.architecture].filter(Boolean).join(' ') || 'unnamed adapter';
}

/** @param {DeviceChoice} choice */
async function loadGpu(choice) {
  const found = await findAdapter();
  if (choice === 'auto') refuseSoftware(found);
  const runtime = gpuRuntime === 'jspi' ? await import('onnxruntime-web/jspi') : await import('onnxruntime-web/webgpu');
  runtime.env.wasm.wasmPaths = runtimePaths[gpuRuntime];
  runtime.env.wasm.numThreads = 1;
  const watch = async (/** @type {(reason: Error) => void} */ onLost) => {
    const device = await runtime.env.webgpu.device;
    device.lost.then(({ message }) => onLost(new Error(message || 'it was lost')));
  };
  return { runtime, adapter: nameOfAdapter(found), watch };
}

/** @param {number} threads */
async function loadProcessor(threads) {
  const runtime = await import('onnxruntime-web/wasm');
  runtime.env.wasm.wasmPaths = runtimePaths.wasm;
  runtime.env.wasm.numThreads = threads;
  return { runtime, adapter: null, watch: async () => {} };
}

Comlink.expose(createNetworks((choice, threads) => (choice === 'wasm' ? loadProcessor(threads) : loadGpu(choice))));
