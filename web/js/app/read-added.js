// Files that are to be added to a class: zips are opened, and each file is inspected as in the intake.

/** @import { Context, CoreService, FileEntry, Progress, Rejected } from '../types.d.ts' */
/** @import { Datasets } from '../data/dataset.js' */
/** @import { Imports } from './intake.js' */

import { orAbort } from './cancel.js';
import { AgelensError } from './errors.js';
import { inspectFiles } from './intake.js';

/** @param {FileEntry} entry */
export const isZip = ({ path }) => /\.zip$/i.test(path);

/**
 * @param {{ core: Pick<CoreService, 'inspectImage'>, datasets: Pick<Datasets, 'isSystemFile'>, imports: Pick<Imports, 'whatWasChosen'> }} services
 * @param {FileEntry[]} entries
 * @param {string} noPhotographs the reason to refuse a zip of something else
 * @param {Context<Progress>} [context]
 * @returns {Promise<{ images: FileEntry[], rejected: Rejected[] }>}
 */
export async function readAdded({ core, datasets, imports }, entries, noPhotographs, { signal, onProgress } = {}) {
  const isMeant = (/** @type {FileEntry} */ { path }) => !datasets.isSystemFile(path);
  const files = [];
  /** @type {Rejected[]} */
  const unopened = [];
  for (const entry of entries.filter(isMeant)) {
    if (!isZip(entry)) {
      files.push(entry);
      continue;
    }
    try {
      const chosen = await orAbort(imports.whatWasChosen([entry]), signal);
      if (chosen.kind !== 'photographs') throw new AgelensError('no-photographs', noPhotographs);
      files.push(...chosen.entries.filter(isMeant));
    } catch (error) {
      if (!(error instanceof AgelensError)) throw error;
      unopened.push({ path: entry.path, reason: error.message });
    }
  }
  const { images, rejected } = await inspectFiles(core, files, {
    signal,
    onProgress: ({ done, total }) => onProgress?.({ stage: 'load', done, total, secondsLeft: null }),
  });
  return { images, rejected: [...unopened, ...rejected] };
}
