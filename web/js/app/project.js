/** @import { Dataset, KeptDataset, Project } from '../types.d.ts' */

/**
 * @param {Omit<Project, 'formatVersion' | 'savedAt'>} content
 * @returns {Project} as of now
 */
export function makeProject(content) {
  return { formatVersion: 4, savedAt: new Date().toISOString(), ...content };
}

/**
 * What a project keeps of a dataset: its photographs by the SHA-256 of their files, each read once.
 *
 * @param {Dataset} dataset
 * @param {(bytes: Uint8Array) => Promise<string>} sha256
 * @returns {Promise<KeptDataset>}
 */
export async function describeDataset({ name, samples, rejected, ignored }, sha256) {
  const photographs = [];
  for (const { path, entry, chosenFace } of samples) {
    const bytes = await entry.read();
    const chosen = chosenFace === undefined ? {} : { chosenFace };
    photographs.push({ path, sha256: await sha256(bytes), bytes: bytes.length, ...chosen });
  }
  return { name, photographs, rejected, ignored };
}
