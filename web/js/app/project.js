/** @import { Dataset, KeptDataset, Project } from '../types.d.ts' */

/**
 * @param {Omit<Project, 'formatVersion' | 'savedAt'>} content
 * @returns {Project} as of now
 */
export function makeProject(content) {
  return { formatVersion: 4, savedAt: new Date().toISOString(), ...content };
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
  for (const { path, entry, chosenFace } of samples) {
    const hash = entry.sha256 ?? (await sha256(await entry.read()));
    photographs.push({ path, sha256: hash, bytes: entry.size, ...(chosenFace !== undefined && { chosenFace }) });
  }
  return { name, photographs, rejected, ignored };
}
