import { zipSync } from 'fflate';

/**
 * Stored, not compressed: there is little to gain in floats, and much time to lose.
 *
 * @param {Map<string, Uint8Array>} files by name
 * @param {string} mtime ISO date of all of them
 */
export function zipFiles(files, mtime) {
  return zipSync(Object.fromEntries(files), { level: 0, mtime });
}
