/** @import { Context, Manifest, NetworkFile } from '../types.d.ts' */

import { AgelensError } from '../app/errors.js';

/**
 * Reads a file of the backbones' folder; `onBytes` is told how many have come.
 * @typedef {(file: string, options: { signal?: AbortSignal | undefined, onBytes?: ((count: number) => void) | undefined }) => Promise<Uint8Array<ArrayBuffer>>} ReadFile
 */

/** @param {Uint8Array} bytes @returns {Promise<string>} hexadecimal */
export async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', /** @type {BufferSource} */ (bytes)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The built backbones and the face detector: their manifest, and their networks, used only when the hash is right.
 *
 * @param {ReadFile} readFile
 */
export function createBackbones(readFile) {
  return {
    /** @returns {Promise<Manifest>} */
    async loadManifest() {
      const text = new TextDecoder().decode(await readFile('manifest.json', {}));
      return JSON.parse(text);
    },

    /**
     * @param {NetworkFile} network a backbone or the face detector
     * @param {Context<number>} [context] told how many bytes have come
     * @returns {Promise<Uint8Array>}
     */
    async loadModel(network, { signal, onProgress } = {}) {
      const model = await readFile(network.file, { signal, onBytes: onProgress });
      if ((await sha256(model)) !== network.sha256) {
        throw new AgelensError(
          'wrong-hash',
          `The file of the network “${network.name}” (${network.file}) is not the one that was built: its SHA-256 ` +
            'differs. It is not used; reload the page, or build the networks again.',
        );
      }
      return model;
    },
  };
}

/** @typedef {ReturnType<typeof createBackbones>} Backbones */

/**
 * Reads over HTTP from a folder beside the page.
 *
 * @param {URL} folder
 * @returns {ReadFile}
 */
export function fetchFrom(folder) {
  return async (file, { signal, onBytes }) => {
    const failed = (/** @type {string} */ reason) =>
      new AgelensError(
        'download-failed',
        `“${file}” could not be loaded (${reason}). Check the connection and try again.`,
      );
    try {
      const response = await fetch(new URL(file, folder), { signal: signal ?? null });
      if (!response.ok || !response.body) throw failed(`the server answered ${response.status}`);
      return await readAll(response.body, onBytes);
    } catch (error) {
      if (error instanceof AgelensError || signal?.aborted) throw error;
      throw failed(error instanceof Error ? error.message : String(error));
    }
  };
}

/**
 * @param {ReadableStream<Uint8Array>} stream
 * @param {((count: number) => void) | undefined} onBytes
 */
async function readAll(stream, onBytes) {
  const reader = stream.getReader();
  const chunks = [];
  let count = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value);
    count += next.value.length;
    onBytes?.(count);
  }
  const bytes = new Uint8Array(count);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
