// The user's own backbones, kept in the browser: a folder for each, named by the SHA-256 of its network, with the network
// and its description.

/** @import { Backbone, NetworkFile } from '../types.d.ts' */
/** @import { FileStore } from './embedding-cache.js' */

import { AgelensError } from '../app/errors.js';
import { sha256 } from './backbones.js';

const NETWORK = 'network.onnx';
const DESCRIPTION = 'description.json';

/** @param {Pick<FileStore, 'read' | 'write' | 'remove' | 'list'>} files */
export function createOwnBackbones(files) {
  /** @param {Backbone} backbone */
  const describe = (backbone) =>
    files.write(backbone.sha256, DESCRIPTION, new TextEncoder().encode(JSON.stringify(backbone)));

  return {
    /**
     * The oldest first. What is not whole is left out: its file can be added again.
     * @returns {Promise<Backbone[]>}
     */
    async list() {
      const found = await files.list();
      const descriptions = found.filter(({ name }) => name === DESCRIPTION).sort((a, b) => a.modifiedMs - b.modifiedMs);
      const read = await Promise.all(descriptions.map(({ folder }) => readDescription(files, folder)));
      return read.filter((backbone) => backbone !== null);
    },

    /** @param {Backbone} backbone @param {Uint8Array} model */
    save: (backbone, model) =>
      orSay(
        'The backbone could not be kept in this browser; free some disk space, or leave the private window.',
        async () => {
          // The description last: what is listed is whole.
          await files.write(backbone.sha256, NETWORK, model);
          await describe(backbone);
        },
      ),

    /** Keeps a changed description. @param {Backbone} backbone */
    change: (backbone) => orSay('The change could not be kept in this browser.', () => describe(backbone)),

    /** @param {Backbone} backbone */
    remove: (backbone) =>
      orSay('The backbone could not be removed from this browser.', async () => {
        await files.remove(backbone.sha256, DESCRIPTION);
        await files.remove(backbone.sha256, NETWORK);
      }),

    /** @param {Pick<NetworkFile, 'file' | 'sha256'>} network @returns {Promise<Uint8Array>} */
    async loadModel({ file, sha256: expected }) {
      const again = `Add the file “${file}” again under “Your own backbone”.`;
      const model = await orSay(`“${file}” could not be read from this browser. ${again}`, () =>
        files.read(expected, NETWORK),
      );
      if (!model)
        throw new AgelensError('no-backbone', `Your own backbone is no longer kept in this browser. ${again}`);
      if ((await sha256(model)) === expected) return model;
      throw new AgelensError('wrong-hash', `“${file}” was damaged in this browser: its SHA-256 differs. ${again}`);
    },
  };
}

/** @typedef {ReturnType<typeof createOwnBackbones>} OwnBackbones */

/**
 * @param {Pick<FileStore, 'read'>} files
 * @param {string} folder
 * @returns {Promise<Backbone | null>}
 */
async function readDescription(files, folder) {
  const bytes = await files.read(folder, DESCRIPTION);
  try {
    const backbone = JSON.parse(new TextDecoder().decode(bytes ?? new Uint8Array()));
    return backbone.sha256 === folder && typeof backbone.name === 'string' && backbone.own ? backbone : null;
  } catch {
    return null;
  }
}

/**
 * @template T
 * @param {string} sentence
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function orSay(sentence, work) {
  try {
    return await work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AgelensError('storage-failed', `${sentence} (${reason})`);
  }
}
