// A zip read where it lies: its list of entries first, then one entry at a time. Neither the zip nor more than one entry is
// in memory.

import {
  configure,
  ERR_UNSUPPORTED_COMPRESSION,
  Reader,
  Uint8ArrayWriter,
  ZipReader,
} from '@zip.js/zip.js/lib/zip-core-native.js';
import { AgelensError } from '../app/errors.js';

/**
 * Bytes that can be read in any order: a Blob in the page, a file in Node.
 *
 * @typedef {object} ZipSource
 * @property {number} size
 * @property {(start: number, end: number) => Promise<Uint8Array>} read
 */

/**
 * @typedef {object} ZipEntry
 * @property {string} name slash-separated
 * @property {number} size
 * @property {() => Promise<Uint8Array>} read
 */

/** @typedef {import('@zip.js/zip.js').FileEntry} FileEntry */

const MOST_ENTRIES = 500_000;

// Its workers would be made from text, which the page's policy forbids.
configure({ useWebWorkers: false });

/** @extends {Reader<ZipSource>} */
class SourceReader extends Reader {
  /** @type {unknown} What the source could not do, which is not the zip's fault. */
  failure = null;

  /** @param {ZipSource} source */
  constructor(source) {
    super(source);
    this.source = source;
    this.size = source.size;
  }

  /** @override @param {number} index @param {number} length @returns {Promise<Uint8Array<ArrayBuffer>>} */
  async readUint8Array(index, length) {
    try {
      return /** @type {Uint8Array<ArrayBuffer>} */ (
        await this.source.read(index, Math.min(index + length, this.size))
      );
    } catch (error) {
      this.failure = error;
      throw error;
    }
  }
}

/**
 * Throws an AgelensError when it is no whole zip; so does `read` when the entry is damaged, or of a kind that is not read.
 *
 * @param {ZipSource} source
 * @param {string} [name] for the sentences
 * @returns {Promise<ZipEntry[]>} without folders
 */
export async function openZip(source, name = 'The zip file') {
  const reader = new SourceReader(source);
  const zip = new ZipReader(reader, { checkCrc32: true });
  const entries = [];
  try {
    // Nothing is written by these names, so none of them is dangerous.
    for await (const entry of zip.getEntriesGenerator({ filenameValidation: 'tolerant' })) {
      if (entries.length === MOST_ENTRIES) break;
      if (!entry.directory) entries.push(entry);
    }
  } catch {
    throw (
      reader.failure ??
      new AgelensError(
        'bad-zip',
        `“${name}” is not a whole zip file; copy it again, or unzip it and choose the folder.`,
      )
    );
  }
  if (entries.length === MOST_ENTRIES) {
    throw new AgelensError(
      'bad-zip',
      `“${name}” holds more than ${MOST_ENTRIES.toLocaleString('en')} files; unzip it and choose the folder.`,
    );
  }
  return entries.map((entry) => ({
    name: entry.filename,
    size: entry.uncompressedSize,
    read: () => readEntry(entry, reader),
  }));
}

/**
 * @param {FileEntry} entry
 * @param {SourceReader} reader
 */
async function readEntry(entry, reader) {
  if (entry.encrypted) {
    throw new AgelensError(
      'bad-zip',
      `“${entry.filename}” is encrypted; unzip it with its password and choose the folder.`,
    );
  }
  try {
    return await entry.getData(new Uint8ArrayWriter());
  } catch (error) {
    if (reader.failure) throw reader.failure;
    const unusual = error instanceof Error && error.message === ERR_UNSUPPORTED_COMPRESSION;
    throw new AgelensError(
      'bad-zip',
      unusual
        ? `“${entry.filename}” is compressed in an unusual way; unzip it and choose the folder.`
        : `“${entry.filename}” is damaged in the zip file; copy the zip file again.`,
    );
  }
}
