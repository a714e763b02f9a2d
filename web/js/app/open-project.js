// A project file becomes a project of this browser: its photographs are kept one at a time, and what is damaged or missing is
// said, not lost with the rest.

/** @import { Context, KeptDataset, KeptPhotograph, Project } from '../types.d.ts' */
/** @import { ZipEntry } from '../data/zip-reader.js' */

import { orAbort } from './cancel.js';
import { AgelensError } from './errors.js';
import { allKept, withExcluded } from './project.js';

/**
 * @typedef {object} Keeping
 * @property {(bytes: Uint8Array) => Promise<string>} keep a photograph; its SHA-256
 * @property {(sha256: string) => Promise<Uint8Array>} read one that is kept; rejects with an AgelensError where it is not
 */

/**
 * @param {{ project: Project, photographs: Map<string, ZipEntry>, problems: string[] }} read from the file
 * @param {Keeping} keeping
 * @param {Context<{ done: number, total: number }>} [context]
 * @returns {Promise<{ project: Project, problems: string[] }>} the problems in sentences; the project names only photographs
 *   that are kept here
 */
export async function takeIn({ project, photographs, problems }, keeping, { signal, onProgress } = {}) {
  const { dataset } = project;
  if (!dataset) return { project, problems };
  const { excluded = [], ...rest } = dataset;
  const rejected = [...dataset.rejected];
  const all = allKept(dataset);
  let missing = 0;
  let done = 0;
  /** Those that are kept here. @param {KeptPhotograph[]} some */
  async function take(some) {
    const taken = [];
    for (const photograph of some) {
      onProgress?.({ done: done++, total: all.length });
      const { path, sha256 } = photograph;
      const entry = photographs.get(path);
      const reason = await orAbort(entry ? keep(entry, sha256, keeping) : find(sha256, keeping), signal);
      if (reason === null) taken.push(photograph);
      else rejected.push({ path, reason });
      if (reason !== null && !entry) missing += 1;
    }
    return taken;
  }
  /** @type {KeptDataset} */
  const taken = {
    ...rest,
    photographs: await take(dataset.photographs),
    ...withExcluded(await take(excluded)),
    rejected,
  };
  const said = [...problems];
  if (photographs.size === 0 && missing > 0) {
    said.push('It was saved without its photographs; choose their folder to train again.');
  } else if (rejected.length > dataset.rejected.length) {
    said.push(`${rejected.length - dataset.rejected.length} of its photographs are damaged or missing.`);
  }
  return { project: { ...project, dataset: allKept(taken).length === 0 ? null : taken }, problems: said };
}

/** @param {ZipEntry} entry @param {string} sha256 @param {Keeping} keeping @returns {Promise<string | null>} */
async function keep(entry, sha256, keeping) {
  let bytes;
  try {
    bytes = await entry.read();
  } catch (error) {
    return whyNot(error);
  }
  // A full disk ends the opening, not this photograph alone.
  const kept = await keeping.keep(bytes);
  return kept === sha256 ? null : 'The photograph in the project file is not the one it was saved with.';
}

/** Of a photograph that the file leaves out. @param {string} sha256 @param {Keeping} keeping @returns {Promise<string | null>} */
async function find(sha256, keeping) {
  try {
    await keeping.read(sha256);
    return null;
  } catch (error) {
    if (error instanceof AgelensError) return 'The project file does not hold the photograph.';
    throw error;
  }
}

/** @param {unknown} error */
function whyNot(error) {
  if (error instanceof AgelensError) return error.message;
  throw error;
}
