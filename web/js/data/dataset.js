// What a folder of photographs means: which files count, which folder is the class, who is the same person.

/** @import { Dataset, Excluded, FileEntry, Rejected } from '../types.d.ts' */

import { AgelensError } from '../app/errors.js';
import { findPersons } from './persons.js';

/** @typedef {{ path: string, entry: FileEntry, chosenFace?: number }} Image */

const SYSTEM_FILES = new Set(['thumbs.db', 'desktop.ini', '__macosx']);

/** Code-unit order: the same in every browser, locale and operating system. */
export const byText = (/** @type {string} */ a, /** @type {string} */ b) => (a < b ? -1 : Number(a > b));

/**
 * Whether the operating system put the file there: passed over without a word.
 * @param {string} path
 */
export function isSystemFile(path) {
  return path.split('/').some((part) => part.startsWith('.') || SYSTEM_FILES.has(part.toLowerCase()));
}

/** @param {string} name */
function valueOfName(name) {
  return /^-?\d+(\.\d+)?$/.test(name) ? Number(name) : Number.NaN;
}

/**
 * Classes in their order, and their values when every name is a number.
 * @param {string[]} names each once
 */
export function orderClasses(names) {
  const values = names.map(valueOfName);
  const ordinal = !values.some(Number.isNaN) && new Set(values).size === values.length;
  const classNames = names.toSorted(ordinal ? (a, b) => valueOfName(a) - valueOfName(b) : byText);
  return { classNames, classValues: ordinal ? classNames.map(valueOfName) : null };
}

/**
 * The number of leading folders that only wrap the class folders. A lone folder is a wrapper when images lie in
 * folders below it; a lone folder that holds the images itself is a class.
 *
 * @param {string[][]} paths of images, split at the slashes
 */
function countWrappers(paths) {
  for (let depth = 0; ; depth++) {
    const folders = new Set(paths.filter((parts) => parts.length > depth + 1).map((parts) => parts[depth]));
    if (folders.size !== 1 || !paths.some((parts) => parts.length > depth + 2)) return depth;
  }
}

/** The first folder of a photograph's path. @param {string} path */
export const classOfPath = (path) => path.slice(0, Math.max(0, path.indexOf('/')));

/**
 * Puts images in their classes, however few there are, and finds the persons. What is excluded counts for neither.
 *
 * @param {object} parts
 * @param {string} parts.name
 * @param {Image[]} parts.images each path is `class/…/file`
 * @param {Excluded[]} [parts.excluded]
 * @param {Rejected[]} parts.rejected
 * @param {number} parts.ignored
 * @returns {Dataset}
 */
export function arrangeDataset({ name, images, excluded = [], rejected, ignored }) {
  const { classNames, classValues } = orderClasses([...new Set(images.map(({ path }) => classOfPath(path)))]);
  const indexOfClass = new Map(classNames.map((className, index) => [className, index]));

  const placed = images
    .map((image) => ({ ...image, classIndex: /** @type {number} */ (indexOfClass.get(classOfPath(image.path))) }))
    .sort((a, b) => a.classIndex - b.classIndex || byText(a.path, b.path));
  const { persons, recur } = findPersons(placed);
  const personNames = [...new Set(persons)].sort(byText);
  const indexOfPerson = new Map(personNames.map((person, index) => [person, index]));

  return {
    name,
    classNames,
    classValues,
    personNames,
    personsRecur: recur,
    samples: placed.map((sample, index) => ({
      ...sample,
      person: /** @type {string} */ (persons[index]),
      personIndex: /** @type {number} */ (indexOfPerson.get(/** @type {string} */ (persons[index]))),
    })),
    rejected: [...rejected].sort((a, b) => byText(a.path, b.path)),
    ...(excluded.length > 0 && { excluded: [...excluded].sort((a, b) => byText(a.path, b.path)) }),
    ignored,
  };
}

/**
 * Throws unless there are two classes to tell apart.
 * @param {Pick<Dataset, 'classNames' | 'rejected'>} dataset
 */
export function checkClasses({ classNames, rejected }) {
  if (classNames.length >= 2) return;
  const only = classNames.length === 1 ? `only the class “${classNames[0]}”` : 'no class';
  throw new AgelensError(
    'one-class',
    `There are usable photographs of ${only}; training needs a folder that holds at least two class folders.` +
      firstReason(rejected),
  );
}

/** @param {Rejected[]} rejected */
function firstReason(rejected) {
  const first = rejected[0];
  if (!first) return '';
  const others = rejected.length > 1 ? ` (and ${rejected.length - 1} more)` : '';
  return ` Refused: ${first.path}${others}: ${first.reason}`;
}

/**
 * The name of what was chosen: its one top folder, or 'photographs' where there are several.
 * @param {FileEntry[]} entries
 */
export function nameOfEntries(entries) {
  const tops = new Set(entries.filter(({ path }) => path.includes('/')).map(({ path }) => path.split('/')[0] ?? ''));
  const [only] = tops;
  return tops.size === 1 && only ? only : 'photographs';
}

/**
 * Wrapper folders are stripped, and the first folder after them is the class. Photographs outside the class folders are
 * rejected. The result does not depend on the order of the files.
 *
 * Throws an AgelensError when there is no file at all, or fewer than two classes have a usable photograph.
 *
 * @param {object} folder
 * @param {string} folder.name
 * @param {FileEntry[]} folder.images whole images
 * @param {Rejected[]} folder.rejected what else was found, with full paths
 * @param {number} folder.ignored
 * @returns {Dataset}
 */
export function buildDataset({ name, images, rejected, ignored }) {
  if (images.length + rejected.length === 0) {
    throw new AgelensError(
      'empty-folder',
      `“${name}” holds no photographs. Choose a folder that holds one folder of photographs for each class.`,
    );
  }
  if (images.length === 0) {
    throw new AgelensError('no-images', `“${name}” holds no usable photographs.${firstReason(rejected)}`);
  }

  const parts = images.map(({ path }) => path.split('/'));
  const wrappers = countWrappers(parts);
  const wrapper = parts.find(({ length }) => length > wrappers + 1)?.slice(0, wrappers) ?? [];
  const prefix = wrapper.map((folder) => `${folder}/`).join('');
  const strip = (/** @type {string} */ path) => (path.startsWith(prefix) ? path.slice(prefix.length) : path);
  const isInClass = (/** @type {FileEntry} */ { path }) => path.startsWith(prefix) && strip(path).includes('/');

  const dataset = arrangeDataset({
    name,
    images: images.filter(isInClass).map((entry) => ({ path: strip(entry.path), entry })),
    rejected: [
      ...rejected.map(({ path, reason }) => ({ path: strip(path), reason })),
      ...images
        .filter((entry) => !isInClass(entry))
        .map(({ path }) => ({
          path: strip(path),
          reason: 'The photograph lies outside the class folders; move it into the folder of its class.',
        })),
    ],
    ignored,
  });
  checkClasses(dataset);
  return dataset;
}

/**
 * The dataset without samples that turned out to be unusable. Throws when fewer than two classes are left.
 *
 * @param {Dataset} dataset
 * @param {Rejected[]} rejected paths of samples, with their reasons
 * @returns {Dataset}
 */
export function withoutSamples(dataset, rejected) {
  if (rejected.length === 0) return dataset;
  const paths = new Set(rejected.map(({ path }) => path));
  const smaller = arrangeDataset({
    ...dataset,
    images: dataset.samples.filter(({ path }) => !paths.has(path)),
    rejected: [...dataset.rejected, ...rejected],
  });
  checkClasses(smaller);
  return smaller;
}

/** @typedef {{ byText: typeof byText, isSystemFile: typeof isSystemFile, classOfPath: typeof classOfPath, nameOfEntries: typeof nameOfEntries, arrangeDataset: typeof arrangeDataset, buildDataset: typeof buildDataset, checkClasses: typeof checkClasses, withoutSamples: typeof withoutSamples }} Datasets */
