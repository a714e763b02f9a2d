// What files were chosen or dropped, or given to the command line: the one place that tells them apart.

/** @import { FileEntry } from '../types.d.ts' */
/** @import { FeatureFolder } from './feature-files.js' */

import { AgelensError } from '../app/errors.js';
import { isSystemFile, nameOfEntries } from './dataset.js';
import { featureFolders } from './feature-files.js';

/**
 * @typedef {{ kind: 'photographs', name: string, entries: FileEntry[] }
 *   | { kind: 'features', folders: FeatureFolder[] }
 *   | { kind: 'project', entry: FileEntry }} Chosen
 */

const MOST_FILES_IN_ZIP = 200_000;
const PICTURE = /\.(jpe?g|png|bmp|gif|tga|webp|avif|hei[cf])$/i;

/** Whether a file passes for a picture by its name alone. @param {string} path */
export const isNamedAsPicture = (path) => PICTURE.test(path);

/**
 * Looks at names, and into a zip that was chosen alone; what is no zip and no features is left to the intake.
 *
 * @param {FileEntry[]} entries
 * @returns {Promise<Chosen>}
 */
export async function whatWasChosen(entries) {
  const files = entries.filter(({ path }) => !isSystemFile(path));
  const [first] = files;
  if (files.length === 1 && first && /\.zip$/i.test(first.path)) return whatIsInZip(first);
  return whatIsInFolder(entries, nameOfEntries(entries));
}

/**
 * @param {FileEntry[]} entries
 * @param {string} name
 * @returns {Chosen}
 */
function whatIsInFolder(entries, name) {
  // Features that lie among photographs are not what is meant.
  const folders = entries.some(({ path }) => isNamedAsPicture(path)) ? [] : featureFolders(entries);
  return folders.length > 0 ? { kind: 'features', folders } : { kind: 'photographs', name, entries };
}

/** @param {FileEntry} entry @returns {Promise<Chosen>} */
async function whatIsInZip(entry) {
  const name = entry.path.slice(entry.path.lastIndexOf('/') + 1);
  const { size, readPart } = entry;
  if (!readPart) throw new AgelensError('bad-zip', `“${name}” could not be opened; unzip it and choose the folder.`);
  const { openZip } = await import('./zip-reader.js');
  const inside = await openZip({ size, read: readPart }, name);
  if (inside.some((file) => file.name === 'project.json')) return { kind: 'project', entry };
  if (inside.length > MOST_FILES_IN_ZIP) {
    throw new AgelensError(
      'bad-zip',
      `“${name}” holds more than ${MOST_FILES_IN_ZIP.toLocaleString('en')} files; unzip it and choose the folder.`,
    );
  }
  // Of two files of one name the later one counts, as when a zip is unpacked. Windows has written backslashes.
  const files = new Map(inside.map((file) => [file.name.replaceAll('\\', '/'), file]));
  const entries = [...files]
    .filter(([path]) => !path.endsWith('/'))
    .map(([path, file]) => ({ path, size: file.size, read: file.read }));
  const tops = nameOfEntries(entries);
  return whatIsInFolder(entries, tops === 'photographs' ? name.replace(/\.zip$/i, '') : tops);
}
