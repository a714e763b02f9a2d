import { AgelensError } from './errors.js';

/** What is said to the user of a failure. @param {unknown} error */
export function sentenceOf(error) {
  if (error instanceof AgelensError) return error.message;
  const reason = error instanceof Error ? error.message : String(error);
  return `Agelens met an error it did not expect: ${reason}. Reload the page and try again.`;
}
