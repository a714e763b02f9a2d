import { addToGroup } from './grouped-by.js';

/**
 * The files of a drop by the name of the folder in which each lies; '' for those dropped by themselves. Call it while the drop's event
 * lasts. What cannot be opened is left out.
 * @param {DataTransfer} transfer
 * @returns {Promise<Map<string, File[]>>}
 */
export async function droppedFiles(transfer) {
  const dropped = [...transfer.items]
    .filter(({ kind }) => kind === 'file')
    .map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  /** @type {Map<string, File[]>} */
  const byFolder = new Map();
  /** @param {string} folder @param {File} file */
  const add = (folder, file) => addToGroup(byFolder, folder, file);
  for (const { entry, file } of dropped) {
    if (entry?.isDirectory) await walk(/** @type {FileSystemDirectoryEntry} */ (entry), add);
    else if (file) add('', file);
  }
  return byFolder;
}

/** @param {FileSystemDirectoryEntry} folder @param {(folder: string, file: File) => void} add */
async function walk(folder, add) {
  const reader = folder.createReader();
  for (;;) {
    // One call gives at most a hundred or so; none is the end.
    const some = await new Promise((/** @type {(entries: FileSystemEntry[]) => void} */ resolve) =>
      reader.readEntries(resolve, () => resolve([])),
    );
    if (some.length === 0) return;
    for (const entry of some) {
      if (entry.isDirectory) await walk(/** @type {FileSystemDirectoryEntry} */ (entry), add);
      else {
        const file = await new Promise((/** @type {(file: File | null) => void} */ resolve) =>
          /** @type {FileSystemFileEntry} */ (entry).file(resolve, () => resolve(null)),
        );
        if (file) add(folder.name, file);
      }
    }
  }
}
