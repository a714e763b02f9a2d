// Project files on the user's disk, for the page. What reads and writes zips is loaded when it is first needed.

/** @import { CoreService, FileEntry, Project } from '../types.d.ts' */
/** @import { Writing } from './project-file.js' */

import { AgelensError } from '../app/errors.js';
import { sha256 } from './backbones.js';
import { storageError } from './storage-error.js';

/**
 * @param {Pick<CoreService, 'readNpy' | 'writeNpy'>} core
 * @param {Writing['networkFiles']} networkFiles
 * @param {object} disk
 * @param {(stream: ReadableStream<Uint8Array>, signal: AbortSignal) => Promise<Blob>} disk.spool a file of what streams, without
 *   holding it in memory
 * @param {(name: string, file: Blob) => void} disk.offer as a download
 */
export function createProjectFiles(core, networkFiles, { spool, offer }) {
  return {
    sha256,

    /** @param {FileEntry} file */
    async read({ path, size, readPart }) {
      const [{ openZip }, { readProjectFile }] = await Promise.all([
        import('./zip-reader.js'),
        import('./project-file.js'),
      ]);
      if (!readPart) throw new AgelensError('unreadable', `“${path}” could not be opened; copy it to another folder.`);
      return readProjectFile(await openZip({ size, read: readPart }, path), path, core);
    },

    /** @param {string} name @param {Project} project @param {Omit<Writing, 'core' | 'networkFiles'> & { signal: AbortSignal }} how */
    async save(name, project, { signal, ...how }) {
      const { writeProjectFile } = await import('./project-file.js');
      try {
        offer(name, await spool(writeProjectFile(project, { core, networkFiles, ...how }), signal));
      } catch (error) {
        throw signal.aborted ? signal.reason : storageError('the file is', error);
      }
    },
  };
}
