// FileEntry[] from what a browser gives: the folder chooser's FileList and a drop's DataTransfer.

/** @import { FileEntry } from '../types.d.ts' */

import { sourceOfBlob } from './blob-source.js';

/**
 * @param {string} path
 * @param {File} file
 * @returns {FileEntry}
 */
export function entryOfFile(path, file) {
  const { size, read: readPart } = sourceOfBlob(file);
  return { path, size, read: async () => new Uint8Array(await file.arrayBuffer()), readPart };
}

/**
 * A path that could not be opened: the intake lists it as rejected.
 * @param {string} path
 * @returns {FileEntry}
 */
function unreadableEntry(path) {
  return { path, size: 0, read: () => Promise.reject(new Error(`Could not open ${path}`)) };
}

/**
 * @param {FileSystemDirectoryReader} reader
 * @returns {Promise<FileSystemEntry[]>}
 */
function readSome(reader) {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}

/**
 * @param {FileSystemEntry} entry
 * @param {FileEntry[]} found
 */
async function walk(entry, found) {
  const path = entry.fullPath.replace(/^\//, '');
  try {
    if (entry.isFile) {
      const file = await new Promise((resolve, reject) => {
        /** @type {FileSystemFileEntry} */ (entry).file(resolve, reject);
      });
      found.push(entryOfFile(path, file));
      return;
    }
    const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
    // One call gives at most a hundred or so entries; an empty answer is the end.
    for (let some = await readSome(reader); some.length > 0; some = await readSome(reader)) {
      for (const child of some) await walk(child, found);
    }
  } catch {
    found.push(unreadableEntry(path));
  }
}

/**
 * @param {FileList} files
 * @returns {FileEntry[]}
 */
function entriesOfFileList(files) {
  return Array.from(files, (file) => entryOfFile(file.webkitRelativePath || file.name, file));
}

/**
 * Call it synchronously in the drop event: the browser empties the DataTransfer when the event is over.
 *
 * @param {DataTransfer} transfer
 * @returns {Promise<FileEntry[]>}
 */
function entriesOfTransfer(transfer) {
  const dropped = Array.from(transfer.items)
    .filter((item) => item.kind === 'file')
    .map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  return collect(dropped);
}

/** @param {{ entry: FileSystemEntry | null, file: File | null }[]} dropped */
async function collect(dropped) {
  /** @type {FileEntry[]} */
  const found = [];
  for (const { entry, file } of dropped) {
    if (entry) await walk(entry, found);
    else if (file) found.push(entryOfFile(file.name, file));
  }
  return found;
}

/**
 * @param {FileList | DataTransfer} source
 * @returns {Promise<FileEntry[]>}
 */
export function fileEntries(source) {
  return 'items' in source ? entriesOfTransfer(source) : Promise.resolve(entriesOfFileList(source));
}
