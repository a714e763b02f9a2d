/// <reference types="vite/client" />
// The two builds of ONNX Runtime Web that are used, as files of this page with hashed names.

import webgpuGlue from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import webgpuWasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import wasmGlue from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmWasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';

/** In the form of ONNX Runtime's `env.wasm.wasmPaths`. */
export const runtimePaths = {
  webgpu: { mjs: webgpuGlue, wasm: webgpuWasm },
  wasm: { mjs: wasmGlue, wasm: wasmWasm },
};

/**
 * What must be kept for the runtime of this kind to start offline.
 * @param {'webgpu' | 'wasm'} kind
 */
export function runtimeFiles(kind) {
  return Object.values(runtimePaths[kind]);
}
