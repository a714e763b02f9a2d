// The wasm module of wasm/bench, in Node.
import { readFile } from 'node:fs/promises';
import { ROOT } from '../steps/command.mjs';

const FILL_MODES = ['nearest', 'reflect', 'wrap', 'constant'];

/** @returns {Promise<any>} its exports with an underscore before their names */
export async function loadBenchModule() {
  const file = `${ROOT}build/wasm-release/agelens-bench`;
  const { default: createModule } = await import(`${file}.mjs`);
  return createModule({ wasmBinary: await readFile(`${file}.wasm`) });
}

/** @typedef {{ theta?: number, tx?: number, ty?: number, shear?: number, zx?: number, zy?: number, fill_mode: string, cval: number }} AffineCase as in the golden file */

/**
 * The image calls with their addresses turned into arrays, which the next call overwrites.
 * @param {any} module
 */
export function imageCalls(module) {
  let size = 0;
  /** @param {number} address @param {number} count */
  const floatsAt = (address, count) => new Float32Array(module.HEAPU8.buffer, address, count);
  return {
    /** @param {Uint8Array} pixels (height, width, 3) @param {number} width @param {number} height */
    setInput(pixels, width, height) {
      const address = module._setInput(width, height);
      module.HEAPU8.set(pixels, address);
      size = pixels.length;
    },
    /** @param {number} width @param {number} height @param {boolean} plainly @returns {Uint8Array} */
    resize(width, height, plainly) {
      const address = module._resizeInput(width, height, plainly);
      return module.HEAPU8.subarray(address, address + 3 * width * height);
    },
    /** @param {AffineCase} affine @param {boolean} plainly @returns {Float32Array} */
    transform({ theta = 0, tx = 0, ty = 0, shear = 0, zx = 1, zy = 1, fill_mode, cval }, plainly) {
      const fillMode = FILL_MODES.indexOf(fill_mode);
      return floatsAt(module._transformInput(theta, tx, ty, shear, zx, zy, fillMode, cval, plainly), size);
    },
    /** @param {boolean} plainly @returns {Float32Array} */
    normalize: (plainly) => floatsAt(module._normalizeTransformed(plainly), size),
  };
}
