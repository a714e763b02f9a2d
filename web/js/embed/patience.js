import { AgelensError } from '../app/errors.js';
import { BACKBONE } from './part.js';

/**
 * Rejects, as a failed backbone does unless told otherwise, when `work` takes longer than this.
 *
 * @template T
 * @param {Promise<T>} work
 * @param {number} timeoutMs
 * @param {() => AgelensError} [lateError]
 * @returns {Promise<T>}
 */
export function withPatience(work, timeoutMs, lateError = () => lateBackbone(timeoutMs)) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(lateError()), timeoutMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** @param {number} timeoutMs */
const lateBackbone = (timeoutMs) =>
  new AgelensError(BACKBONE.failedCode, `it did not answer for ${Math.round(timeoutMs / 1000)} seconds`);
