// Cancelling: every wait of the pipeline goes through `orAbort`, so that a cancelled job ends at once even where the
// service behind it cannot be interrupted. What that service still delivers is dropped.

import { abortError } from './errors.js';

/** @param {AbortSignal | undefined} signal */
export function throwIfAborted(signal) {
  if (signal?.aborted) throw abortError();
}

/**
 * Settles as `promise` does, or rejects with an AbortError as soon as `signal` aborts.
 *
 * @template T
 * @param {Promise<T>} promise
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<T>}
 */
export function orAbort(promise, signal) {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(abortError());
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
