import { AgelensError } from '../app/errors.js';

/**
 * What to say when something could not be kept in this browser.
 * @param {string} what with its verb: “the photographs are”
 * @param {unknown} error of the browser
 */
export function storageError(what, error) {
  if (error instanceof AgelensError) return error;
  if (error instanceof Error && error.name === 'QuotaExceededError') {
    return new AgelensError(
      'disk-full',
      `The disk, or this page’s share of it, is full: ${what} not kept. Nothing is lost while this tab stays open; ` +
        'delete a project, clear the kept embeddings or free some disk space, then press “Try again”.',
    );
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new AgelensError(
    'storage-failed',
    `This browser window keeps nothing (${reason}): ${what} not kept, and gone when this tab is closed. Private ` +
      'windows are the usual cause.',
  );
}
