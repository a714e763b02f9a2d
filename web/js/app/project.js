/** @import { Project } from '../types.d.ts' */

/**
 * @param {Omit<Project, 'formatVersion' | 'savedAt'>} content
 * @returns {Project} as of now
 */
export function makeProject(content) {
  return { formatVersion: 4, savedAt: new Date().toISOString(), ...content };
}
