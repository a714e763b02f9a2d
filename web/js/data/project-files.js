// Project files on the user's disk, for the page. What reads and writes zips is loaded when it is first needed.

/** @import { CoreService, Project } from '../types.d.ts' */
/** @import { Writing } from './project-file.js' */

import { sha256 } from './backbones.js';
import { storageError } from './storage-error.js';

/**
 * @param {Pick<CoreService, 'readNpy' | 'writeNpy'>} core
 * @param {object} disk
 * @param {(stream: ReadableStream<Uint8Array>, signal: AbortSignal) => Promise<Blob>} disk.spool a file of what streams, without
 *   holding it in memory
 * @param {(name: string, file: Blob) => void} disk.offer as a download
 */
export function createProjectFiles(core, { spool, offer }) {
  return {
    sha256,

    /** @param {File} file */
    async read(file) {
      const [{ openZip, sourceOfBlob }, { readProjectFile }] = await Promise.all([
        import('./zip-reader.js'),
        import('./project-file.js'),
      ]);
      return readProjectFile(await openZip(sourceOfBlob(file), file.name), file.name, core);
    },

    /** @param {Project} project @param {Omit<Writing, 'core'> & { signal: AbortSignal }} how */
    async save(project, { signal, ...how }) {
      const { writeProjectFile } = await import('./project-file.js');
      const name = `${safeName(project.name)}.agelens.zip`;
      try {
        offer(name, await spool(writeProjectFile(project, { core, ...how }), signal));
      } catch (error) {
        throw signal.aborted ? signal.reason : storageError('the file is', error);
      }
      return name;
    },
  };
}

/** What every file system takes. @param {string} name */
const safeName = (name) =>
  name
    .replace(/[\s\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 100) || 'project';
