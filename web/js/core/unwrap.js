/** @import { Failed } from '#agelens-core' */

import { AgelensError } from '../app/errors.js';

/**
 * The value of a call of the wasm module, or its failure thrown.
 *
 * @template T
 * @param {T | Failed} result
 * @returns {T}
 */
export function unwrap(result) {
  const { error } = /** @type {Partial<Failed>} */ (result);
  if (error) throw new AgelensError(error.code, error.message);
  return /** @type {T} */ (result);
}
