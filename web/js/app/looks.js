/** @import { CoreService, FileEntry } from '../types.d.ts' */

import { sha256Of } from './embedding-recipe.js';

/** @typedef {{ imprint: Uint8Array, sha256: string }} Look what recognises a photograph, and its file */
/** @typedef {{ side: number, rgba: Uint8ClampedArray<ArrayBuffer> }} Thumbnail (side, side, 4) */

/**
 * What the core saw of photographs: each is decoded once for its thumbnail and for being recognised. What recognises it is
 * remembered for as long as its entry is; of the thumbnails those shown last, within `mostBytes`.
 *
 * @param {Pick<CoreService, 'describePhotograph'>} core
 * @param {{ side?: number, mostBytes?: number }} [options] pixels of a thumbnail's side
 */
export function createLooks(core, { side = 112, mostBytes = 64e6 } = {}) {
  /** @type {WeakMap<FileEntry, Look>} */
  const known = new WeakMap();
  /** The one shown longest ago first. @type {Map<FileEntry, Thumbnail>} */
  const thumbnails = new Map();
  /** @type {Map<FileEntry, Promise<{ look: Look, thumbnail: Thumbnail }>>} */
  const looking = new Map();

  /** @param {FileEntry} entry @param {Thumbnail} thumbnail */
  function keep(entry, thumbnail) {
    thumbnails.delete(entry);
    thumbnails.set(entry, thumbnail);
    for (const oldest of thumbnails.keys()) {
      if (thumbnails.size * side * side * 4 <= mostBytes) return;
      thumbnails.delete(oldest);
    }
  }

  /** @param {FileEntry} entry */
  async function decode(entry) {
    const bytes = await entry.read();
    const [{ thumbnail: rgba, imprint }, sha256] = await Promise.all([
      core.describePhotograph(bytes, side),
      entry.sha256 ?? sha256Of(bytes),
    ]);
    const look = { imprint, sha256 };
    const thumbnail = { side, rgba };
    known.set(entry, look);
    keep(entry, thumbnail);
    return { look, thumbnail };
  }

  /** @param {FileEntry} entry */
  function decodeOnce(entry) {
    let decoding = looking.get(entry);
    if (!decoding) {
      decoding = decode(entry).finally(() => looking.delete(entry));
      looking.set(entry, decoding);
    }
    return decoding;
  }

  return {
    /** @param {FileEntry} entry @returns {Look | null} null: not looked at yet */
    known: (entry) => known.get(entry) ?? null,

    /** Rejects when the photograph cannot be read or decoded. @param {FileEntry} entry @returns {Promise<Look>} */
    look: async (entry) => known.get(entry) ?? (await decodeOnce(entry)).look,

    /** Rejects likewise. @param {FileEntry} entry @returns {Promise<Thumbnail>} */
    async thumbnail(entry) {
      const kept = thumbnails.get(entry);
      if (!kept) return (await decodeOnce(entry)).thumbnail;
      keep(entry, kept);
      return kept;
    },
  };
}

/** @typedef {ReturnType<typeof createLooks>} Looks */
