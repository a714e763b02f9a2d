// A dataset after the user changed its photographs, and what was found out about them under their new paths.

/** @import { AppState, Dataset, Excluded, FileEntry, Rejected } from '../types.d.ts' */
/** @import { Datasets } from '../data/dataset.js' */

import { groupsLeft } from './duplicate-groups.js';

/**
 * A photograph of the dataset; `was` is its path before the change, null of one that is new, and `taken` the path that it was
 * to get, where another photograph has that.
 * @typedef {{ was: string | null, path: string, taken?: string, entry: FileEntry, chosenFace?: number, isExcluded: boolean }} Item
 */

/** @param {Dataset | null} dataset @returns {Item[]} samples, then what is excluded */
export function itemsOf(dataset) {
  const { samples = [], excluded = [] } = dataset ?? {};
  return [
    ...samples.map((sample) => ({ ...imageOf(sample), was: sample.path, isExcluded: false })),
    ...excluded.map((photograph) => ({ ...imageOf(photograph), was: photograph.path, isExcluded: true })),
  ];
}

/** @param {Excluded} photograph */
const imageOf = ({ path, entry, chosenFace }) => ({ path, entry, ...(chosenFace !== undefined && { chosenFace }) });

/**
 * Gives a photograph a path that is free, and takes it: where another has it, with the first number behind the name that
 * makes it free: `20/ada (2).jpg`.
 *
 * @param {Item} item
 * @param {string} wanted
 * @param {Set<string>} taken grows
 * @returns {Item}
 */
function placeAt(item, wanted, taken) {
  const dot = wanted.lastIndexOf('.');
  const end = dot > wanted.lastIndexOf('/') + 1 ? dot : wanted.length;
  let path = wanted;
  for (let number = 2; taken.has(path); number++) path = `${wanted.slice(0, end)} (${number})${wanted.slice(end)}`;
  taken.add(path);
  return { ...item, path, ...(path !== wanted && { taken: wanted }) };
}

/**
 * @param {Item[]} items
 * @param {Item[]} chosen of these
 * @param {(path: string) => string} pathOf
 */
export function moveItems(items, chosen, pathOf) {
  const moving = new Set(chosen);
  const taken = new Set(items.filter((item) => !moving.has(item)).map(({ path }) => path));
  return items.map((item) => (moving.has(item) ? placeAt(item, pathOf(item.path), taken) : item));
}

/** What a clipboard calls every picture: such a name tells no person. */
const NAMELESS = /^image(?=\.\w+$)/i;

/** @param {string} path */
export const nameOfPath = (path) => path.slice(path.lastIndexOf('/') + 1);

/** @param {Item[]} items @param {FileEntry[]} images @param {string} className @returns {Item[]} those of before, then these */
export function addItems(items, images, className) {
  const taken = new Set(items.map(({ path }) => path));
  const stems = new Set(items.map(({ path }) => nameOfPath(path).replace(/\.[^.]*$/, '')));
  let number = 1;
  const added = images.map((entry) => {
    const name = nameOfPath(entry.path).replace(NAMELESS, () => {
      while (stems.has(`pasted ${number}`)) number += 1;
      return `pasted ${number++}`;
    });
    return placeAt({ was: null, path: '', entry, isExcluded: false }, `${className}/${name}`, taken);
  });
  return [...items, ...added];
}

/**
 * Persons are found anew. Null where no photograph is left.
 *
 * @param {Pick<Datasets, 'arrangeDataset'>} datasets
 * @param {Pick<Dataset, 'name' | 'rejected' | 'ignored'>} dataset
 * @param {Item[]} items
 * @param {Rejected[]} [rejected] beside those of before
 * @returns {Dataset | null}
 */
export function datasetOfItems(datasets, { name, rejected: earlier, ignored }, items, rejected = []) {
  if (items.length === 0) return null;
  const again = new Set(rejected.map(({ path }) => path));
  const imagesOf = (/** @type {boolean} */ excluded) =>
    items.filter(({ isExcluded }) => isExcluded === excluded).map(imageOf);
  return datasets.arrangeDataset({
    name,
    images: imagesOf(false),
    excluded: imagesOf(true),
    rejected: [...earlier.filter(({ path }) => !again.has(path)), ...rejected],
    ignored,
  });
}

/**
 * What was found out about single photographs goes with them; what was found out about all of them together is gone.
 *
 * @param {Pick<AppState, 'faces' | 'onlyShown' | 'duplicates'>} state
 * @param {Item[]} items
 * @param {Dataset | null} dataset
 * @returns {Pick<AppState, 'faces' | 'onlyShown' | 'duplicates' | 'search' | 'backboneComparison'>}
 */
export function findingsAfter({ faces, onlyShown, duplicates }, items, dataset) {
  const now = new Map(items.flatMap(({ was, path, isExcluded }) => (was === null || isExcluded ? [] : [[was, path]])));
  const nowOf = (/** @type {string} */ path) => now.get(path) ?? [];
  const shown = onlyShown?.flatMap(nowOf) ?? [];
  return {
    faces: faces.flatMap(({ path, found }) => (now.has(path) ? [{ path: now.get(path) ?? '', found }] : [])),
    onlyShown: shown.length > 0 ? shown : null,
    duplicates: duplicates && dataset && { ...duplicates, groups: groupsLeft(duplicates.groups, dataset, nowOf) },
    search: null,
    backboneComparison: null,
  };
}
