import { AgelensError } from './errors.js';

/**
 * The bytes of a file that was chosen; rejects with a sentence where it cannot be read.
 *
 * @param {{ read: () => Promise<Uint8Array> }} file
 * @param {string} [sentence] where the file says none of its own
 */
export async function readFile(file, sentence = 'The file could not be read; it may have been moved or deleted.') {
  try {
    return await file.read();
  } catch (error) {
    throw error instanceof AgelensError ? error : new AgelensError('unreadable', sentence);
  }
}
