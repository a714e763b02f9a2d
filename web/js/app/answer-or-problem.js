/** @import { Answer } from '../types.d.ts' */

import { isServiceFailure } from './service-failure.js';

/**
 * What is said of one of several pictures: its answer, or why there is none. Rejects where the next would fail likewise.
 * @param {() => Promise<Answer | Omit<Answer, 'photo'>>} work
 * @returns {Promise<{ answer: Answer | null, problem: string | null }>}
 */
export async function answerOrProblem(work) {
  try {
    // None is kept with its picture.
    return { answer: { ...(await work()), photo: null }, problem: null };
  } catch (error) {
    if (isServiceFailure(error)) throw error;
    return { answer: null, problem: /** @type {Error} */ (error).message };
  }
}
