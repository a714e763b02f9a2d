/** @import { Dataset, KeptDataset, KeptPhotograph, Project, Sample } from '../types.d.ts' */

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
export async function describeDataset({ name, samples, rejected, ignored }, sha256) {
  const photographs = [];
  for (const sample of samples) {
    const { entry } = sample;
    photographs.push(keptPhotograph(sample, entry.sha256 ?? (await sha256(await entry.read()))));
  }
  return { name, photographs, rejected, ignored };
}

/** @param {Sample} sample @param {string} sha256 @returns {KeptPhotograph} */
export function keptPhotograph({ path, entry, chosenFace }, sha256) {
  return { path, sha256, bytes: entry.size, ...(chosenFace !== undefined && { chosenFace }) };
}
