// A worker's answer as plain data: structured cloning keeps neither the class of an Error nor the fields we add to it.

import { AgelensError, abortError, isAbort } from '../app/errors.js';

/**
 * A part of the page that runs in a worker, as its failures call it.
 *
 * @typedef {object} Part
 * @property {string} name the subject of a sentence
 * @property {string} failedCode code of an error that nothing expected: the part may be unusable after it
 */

/**
 * @template T
 * @typedef {{ value: T } | { error: { code: string, message: string } } | { aborted: true }} Outcome
 */

/**
 * @param {Part} part
 * @param {string} reason
 */
export function stoppedError({ name, failedCode }, reason) {
  return new AgelensError(failedCode, `${name} stopped: ${reason}. Try again, or reload the page.`);
}

/**
 * @template T
 * @param {Part} part
 * @param {Promise<T>} work
 * @returns {Promise<Outcome<T>>}
 */
export async function outcomeOf(part, work) {
  try {
    return { value: await work };
  } catch (error) {
    if (isAbort(error)) return { aborted: true };
    const reason = (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
    const { code, message } = error instanceof AgelensError ? error : stoppedError(part, reason);
    return { error: { code, message } };
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
