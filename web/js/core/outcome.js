// A worker's answer as plain data: structured cloning keeps neither the class of an Error nor the fields we add to it.

import { AgelensError, abortError, isAbort } from '../app/errors.js';

/** The code of an error that nothing expected: the module may be unusable after it. */
export const CORE_FAILED = 'core-failed';

/**
 * @template T
 * @typedef {{ value: T } | { error: { code: string, message: string } } | { aborted: true }} Outcome
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
    if (isAbort(error)) return { aborted: true };
    if (error instanceof AgelensError) return { error: { code: error.code, message: error.message } };
    const reason = error instanceof Error ? error.message : String(error);
    return { error: { code: CORE_FAILED, message: `The image and training core stopped: ${reason}. Try again.` } };
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
  if ('aborted' in outcome) throw abortError();
  throw new AgelensError(outcome.error.code, outcome.error.message);
}
