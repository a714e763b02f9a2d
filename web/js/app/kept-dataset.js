// A dataset whose photographs are kept in this browser, and back.

/** @import { Context, Dataset, FileEntry, KeptDataset } from '../types.d.ts' */
/** @import { Datasets } from '../data/dataset.js' */
/** @import { KeptPhotographs } from '../data/kept-photographs.js' */

import { orAbort, throwIfAborted } from './cancel.js';
import { AgelensError } from './errors.js';
import { lookAhead } from './look-ahead.js';
import { keptPhotograph } from './project.js';

// Each sits in memory whole, and again where it is kept already.
const FILES_IN_MEMORY = 3;

/** None of features, which came without photographs. @param {Dataset} dataset @returns {FileEntry[]} */
export const unkeptEntries = ({ samples, features }) =>
  features ? [] : samples.map(({ entry }) => entry).filter(({ sha256 }) => !sha256);

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
export function keptDatasetOf({ name, samples, rejected, ignored }) {
  const photographs = samples.flatMap((sample) =>
    sample.entry.sha256 ? keptPhotograph(sample, sample.entry.sha256) : [],
  );
  return photographs.length === samples.length ? { name, photographs, rejected, ignored } : null;
}

/**
 * @param {KeptDataset} kept
 * @param {{ datasets: Datasets, photographs: Pick<KeptPhotographs, 'read'> }} services
 * @returns {Dataset}
 */
export function datasetOfKept({ name, photographs: kept, rejected, ignored }, { datasets, photographs }) {
  const images = kept.map(({ path, sha256, bytes }) => ({
    path,
    size: bytes,
    sha256,
    read: () => photographs.read(sha256),
  }));
  const chosen = new Map(kept.map(({ path, chosenFace }) => [path, chosenFace]));
  const dataset = datasets.buildDataset({ name, images, rejected, ignored });
  const samples = dataset.samples.map((sample) => {
    const chosenFace = chosen.get(sample.path);
    return chosenFace === undefined ? sample : { ...sample, chosenFace };
  });
  return { ...dataset, samples };
}
