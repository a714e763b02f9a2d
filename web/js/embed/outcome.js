// A worker's answer as plain data: structured cloning keeps neither the class of an Error nor the fields we add to it.

import { AgelensError } from '../app/errors.js';

/** The code of a runtime or worker that has stopped: what was open in it is lost. */
export const EMBED_FAILED = 'embed-failed';

/**
 * @template T
 * @typedef {{ value: T } | { error: { code: string, message: string } }} Outcome
 */

/**
 * @template T
 * @param {Promise<T>} work
 * @returns {Promise<Outcome<T>>}
 */
export async function outcomeOf(work) {
  try {
    return { value: await work };
  } catch (error) {
    if (error instanceof AgelensError) return { error: { code: error.code, message: error.message } };
    const reason = (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
    return {
      error: { code: EMBED_FAILED, message: `The backbone stopped: ${reason}. Try again, or reload the page.` },
    };
  }
}

/**
 * The value, or the failure thrown.
 *
 * @template T
 * @param {Outcome<T>} outcome
 * @returns {T}
 */
export function valueOrThrow(outcome) {
  if ('value' in outcome) return outcome.value;
  throw new AgelensError(outcome.error.code, outcome.error.message);
}
