/** @import { Dataset, Excluded, KeptDataset, KeptPhotograph, Project } from '../types.d.ts' */

/**
 * @param {Omit<Project, 'formatVersion' | 'savedAt'>} content
 * @returns {Project} as of now
 */
export function makeProject(content) {
  return { formatVersion: 5, savedAt: new Date().toISOString(), ...content };
}

/**
 * What a project keeps of a dataset: its photographs by the SHA-256 of their files; one whose hash is known is not read.
 *
 * @param {Dataset} dataset
 * @param {(bytes: Uint8Array) => Promise<string>} sha256
 * @returns {Promise<KeptDataset>}
 */
export async function describeDataset({ name, samples, excluded = [], rejected, ignored }, sha256) {
  const describe = async (/** @type {Excluded[]} */ all) => {
    const described = [];
    for (const one of all) {
      const { entry } = one;
      described.push(keptPhotograph(one, entry.sha256 ?? (await sha256(await entry.read()))));
    }
    return described;
  };
  return {
    name,
    photographs: await describe(samples),
    ...withExcluded(await describe(excluded)),
    rejected,
    ignored,
  };
}

/** @param {KeptPhotograph[]} excluded @returns {Pick<KeptDataset, 'excluded'>} */
export const withExcluded = (excluded) => (excluded.length > 0 ? { excluded } : {});

/** All that is kept, excluded or not. @param {KeptDataset} dataset */
export const allKept = ({ photographs, excluded = [] }) => [...photographs, ...excluded];

/** @param {Excluded} photograph @param {string} sha256 @returns {KeptPhotograph} */
export function keptPhotograph({ path, entry, chosenFace }, sha256) {
  return { path, sha256, bytes: entry.size, ...(chosenFace !== undefined && { chosenFace }) };
}
