/// <reference types="vite/client" />
// The builds of ONNX Runtime Web that are used, as files of this page with hashed names.

import webgpuGlue from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import webgpuWasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import jspiGlue from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url';
import jspiWasm from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import wasmGlue from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmWasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';

/** In the form of ONNX Runtime's `env.wasm.wasmPaths`. */
export const runtimePaths = {
  jspi: { mjs: jspiGlue, wasm: jspiWasm },
  webgpu: { mjs: webgpuGlue, wasm: webgpuWasm },
  wasm: { mjs: wasmGlue, wasm: wasmWasm },
};

/** Where WebAssembly can wait for JavaScript by itself (JSPI), the runtime for a GPU is 10 MB smaller. */
export const gpuRuntime = 'Suspending' in WebAssembly ? 'jspi' : 'webgpu';

/**
 * What must be kept for the runtime of this kind to start offline.
 * @param {'webgpu' | 'wasm'} kind
 */
export function runtimeFiles(kind) {
  return Object.values(runtimePaths[kind === 'webgpu' ? gpuRuntime : 'wasm']);
}
