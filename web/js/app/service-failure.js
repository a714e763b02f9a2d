import { AgelensError } from './errors.js';

/** Codes with which the core and the embedding service say that they have stopped. */
const STOPPED = new Set(['core-failed', 'embed-failed']);

/**
 * Whether a service failed, rather than the one photograph that it was given.
 * @param {unknown} error
 */
export function isServiceFailure(error) {
  return !(error instanceof AgelensError) || STOPPED.has(error.code);
}
