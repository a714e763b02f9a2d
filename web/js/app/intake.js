/** @import { Context, CoreService, Dataset, FileEntry, Rejected } from '../types.d.ts' */
/** @import { Datasets } from '../data/dataset.js' */

import { orAbort, throwIfAborted } from './cancel.js';
import { lookAhead } from './look-ahead.js';
import { isServiceFailure } from './service-failure.js';

// Each file being inspected sits in memory whole.
const FILES_IN_MEMORY = 4;
const LARGEST_FILE_BYTES = 256 * 2 ** 20;

/**
 * Why the file is not a usable image, or null.
 *
 * @param {FileEntry} entry
 * @param {Pick<CoreService, 'inspectImage'>} core
 */
async function reasonToReject(entry, core) {
  if (entry.size > LARGEST_FILE_BYTES) {
    return `The file is larger than ${LARGEST_FILE_BYTES / 2 ** 20} MiB, too large for a photograph.`;
  }
  let bytes;
  try {
    bytes = await entry.read();
  } catch {
    return 'The file could not be read; it may have been moved or deleted, or reading it is not allowed.';
  }
  try {
    await core.inspectImage(bytes);
    return null;
  } catch (error) {
    if (isServiceFailure(error)) throw error;
    return /** @type {Error} */ (error).message;
  }
}

/**
 * The intake: reads a folder of class folders. System files are passed over, every other file is read and inspected,
 * and what is not a whole image is rejected with its reason.
 *
 * Rejects with an AgelensError when the folder is empty, or fewer than two classes have a usable photograph.
 *
 * @param {{ core: Pick<CoreService, 'inspectImage'>, datasets: Datasets }} services
 * @param {{ entries: FileEntry[], name: string }} folder
 * @param {Context<{ done: number, total: number }>} [context]
 * @returns {Promise<Dataset>}
 */
export async function readDataset({ core, datasets }, { entries, name }, { signal, onProgress } = {}) {
  const files = entries.filter(({ path }) => !datasets.isSystemFile(path));
  /** @type {FileEntry[]} */
  const images = [];
  /** @type {Rejected[]} */
  const rejected = [];
  const inspections = lookAhead(files, FILES_IN_MEMORY, async (entry) => ({
    entry,
    reason: await reasonToReject(entry, core),
  }));
  for (;;) {
    throwIfAborted(signal);
    const next = await orAbort(inspections.next(), signal);
    if (next.done) break;
    const { entry, reason } = next.value;
    if (reason === null) images.push(entry);
    else rejected.push({ path: entry.path, reason });
    onProgress?.({ done: images.length + rejected.length, total: files.length });
  }
  return datasets.buildDataset({ name, images, rejected, ignored: entries.length - files.length });
}
