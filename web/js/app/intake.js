/** @import { Context, CoreService, Dataset, FileEntry, Rejected } from '../types.d.ts' */
/** @import { Datasets } from '../data/dataset.js' */
/** @import { readFeatures } from '../data/feature-files.js' */
/** @import { Chosen, whatWasChosen } from '../data/what-was-chosen.js' */

import { orAbort, throwIfAborted } from './cancel.js';
import { AgelensError } from './errors.js';
import { lookAhead } from './look-ahead.js';
import { isServiceFailure } from './service-failure.js';

// Each file being inspected sits in memory whole.
const FILES_IN_MEMORY = 4;
// As the core has it: what is larger need not be read.
const LARGEST_FILE_BYTES = 100e6;

/** A sentence, or null. @param {Pick<FileEntry, 'size'>} entry */
export function whyTooLarge({ size }) {
  return size > LARGEST_FILE_BYTES
    ? `The file is larger than ${LARGEST_FILE_BYTES / 1e6} MB, too large for a photograph.`
    : null;
}

/**
 * Why the file is not a usable image, or null.
 *
 * @param {FileEntry} entry
 * @param {Pick<CoreService, 'inspectImage'>} core
 */
async function reasonToReject(entry, core) {
  const tooLarge = whyTooLarge(entry);
  if (tooLarge) return tooLarge;
  let bytes;
  try {
    bytes = await entry.read();
  } catch (error) {
    if (error instanceof AgelensError) return error.message;
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
 * Reads and inspects files; what is not a whole image is rejected with its reason.
 *
 * @param {Pick<CoreService, 'inspectImage'>} core
 * @param {FileEntry[]} files
 * @param {Context<{ done: number, total: number }>} [context]
 */
export async function inspectFiles(core, files, { signal, onProgress } = {}) {
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
    if (next.done) return { images, rejected };
    const { entry, reason } = next.value;
    if (reason === null) images.push(entry);
    else rejected.push({ path: entry.path, reason });
    onProgress?.({ done: images.length + rejected.length, total: files.length });
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
export async function readDataset({ core, datasets }, { entries, name }, context) {
  const files = entries.filter(({ path }) => !datasets.isSystemFile(path));
  const { images, rejected } = await inspectFiles(core, files, context);
  return datasets.buildDataset({ name, images, rejected, ignored: entries.length - files.length });
}

/** @typedef {{ whatWasChosen: typeof whatWasChosen, readFeatures: typeof readFeatures }} Imports */

/**
 * A dataset from a folder of photographs, a zip of one, or embeddings without photographs.
 *
 * @param {{ core: Pick<CoreService, 'inspectImage' | 'readNpy'>, datasets: Datasets, imports: Imports }} services
 * @param {{ chosen: Chosen, name?: string | undefined }} what a name for what has none of its own
 * @param {Context<{ done: number, total: number }>} [context]
 * @returns {Promise<Dataset>}
 */
export async function openDataset(services, { chosen, name }, context = {}) {
  const { core, imports } = services;
  if (chosen.kind === 'features') return orAbort(imports.readFeatures(core, chosen.folders), context.signal);
  if (chosen.kind === 'photographs') {
    return readDataset(services, { entries: chosen.entries, name: name ?? chosen.name }, context);
  }
  throw new AgelensError(
    'is-project',
    `“${chosen.entry.path}” is a project of Agelens, not a folder of photographs; open it as a project.`,
  );
}
