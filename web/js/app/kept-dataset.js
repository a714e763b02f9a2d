// A dataset whose photographs are kept in this browser, and back.

/** @import { Context, Dataset, Excluded, FileEntry, KeptDataset, KeptPhotograph } from '../types.d.ts' */
/** @import { Datasets } from '../data/dataset.js' */
/** @import { KeptPhotographs } from '../data/kept-photographs.js' */

import { orAbort, throwIfAborted } from './cancel.js';
import { AgelensError } from './errors.js';
import { lookAhead } from './look-ahead.js';
import { keptPhotograph, withExcluded } from './project.js';

// Each sits in memory whole, and again where it is kept already.
const FILES_IN_MEMORY = 3;

/** None of features, which came without photographs. @param {Dataset} dataset @returns {FileEntry[]} */
export const unkeptEntries = ({ samples, excluded = [], features }) =>
  features ? [] : [...samples, ...excluded].map(({ entry }) => entry).filter(({ sha256 }) => !sha256);

/**
 * Copies files into this browser; from then on their entries, which are changed in place, read the copies, wherever the
 * originals go.
 *
 * @param {Pick<KeptPhotographs, 'keep' | 'read'>} photographs
 * @param {FileEntry[]} entries
 * @param {Context<{ done: number, total: number }>} context
 */
export async function keepEntries(photographs, entries, { signal, onProgress }) {
  const copies = lookAhead(entries, FILES_IN_MEMORY, async (entry) => {
    throwIfAborted(signal);
    const bytes = await entry.read().catch(() => {
      throw new AgelensError(
        'unreadable',
        `The photographs are not kept: “${entry.path}” could not be read again; it may have been moved or deleted. ` +
          'Remove the photographs and choose their folder again.',
      );
    });
    return { entry, hash: await photographs.keep(bytes) };
  });
  for (let done = 0; ; done++) {
    onProgress?.({ done, total: entries.length });
    const next = await orAbort(copies.next(), signal);
    if (next.done) return;
    const { entry, hash } = next.value;
    entry.sha256 = hash;
    entry.read = () => photographs.read(hash);
  }
}

/** Null unless every photograph is kept. @param {Dataset} dataset @returns {KeptDataset | null} */
export const keptDatasetOf = (dataset) => (unkeptEntries(dataset).length > 0 ? null : keptPartOf(dataset));

/** Of the photographs that are kept. @param {Dataset} dataset @returns {KeptDataset} */
export function keptPartOf({ name, samples, excluded = [], rejected, ignored }) {
  const keptOf = (/** @type {Excluded[]} */ all) =>
    all.flatMap((one) => (one.entry.sha256 ? keptPhotograph(one, one.entry.sha256) : []));
  return { name, photographs: keptOf(samples), ...withExcluded(keptOf(excluded)), rejected, ignored };
}

/**
 * @param {KeptDataset} kept
 * @param {{ datasets: Datasets, photographs: Pick<KeptPhotographs, 'read'> }} services
 * @returns {Dataset}
 */
export function datasetOfKept({ photographs: kept, excluded = [], ...rest }, { datasets, photographs }) {
  const imageOf = (/** @type {KeptPhotograph} */ { path, sha256, bytes, chosenFace }) => ({
    path,
    entry: { path, size: bytes, sha256, read: () => photographs.read(sha256) },
    ...(chosenFace !== undefined && { chosenFace }),
  });
  return datasets.arrangeDataset({ ...rest, images: kept.map(imageOf), excluded: excluded.map(imageOf) });
}
