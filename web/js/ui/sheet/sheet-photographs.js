// What the contact sheet shows of a dataset: its samples, and in their places those that are excluded.
/** @import {Dataset, FileEntry} from '../../types.d.ts' */
import { byNumber } from '../by-number.js';

/**
 * @typedef {object} SheetPhotograph
 * @property {string} path
 * @property {string} name of the file
 * @property {FileEntry} entry
 * @property {string} className
 * @property {string | null} person null where nobody is known by name
 * @property {boolean} excluded
 *
 * @typedef {object} SheetFilter
 * @property {string} text of path or person
 * @property {'all' | 'excluded' | 'refused' | `class:${string}`} show
 */

/** @type {SheetFilter} */
export const NO_FILTER = { text: '', show: 'all' };

/** @param {string} path */
const fileName = (path) => path.slice(path.lastIndexOf('/') + 1);

/** @param {string} path */
const folderName = (path) => path.slice(0, path.indexOf('/'));

/** Without the extension: what a person goes by. @param {string} path */
function stem(path) {
  const name = fileName(path);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

/** By class, then path, numbers in their order: image2 before image10. @param {Dataset} dataset @returns {SheetPhotograph[]} */
export function sheetPhotographs({ classNames, personsRecur, samples, excluded = [] }) {
  const persons = new Set(personsRecur ? samples.map(({ person }) => person) : []);
  /** A person of one photograph only goes by its path. @param {string} person @param {string} path */
  const known = (person, path) => (person !== path && persons.has(person) ? person : null);
  const shown = [
    ...samples.map(({ path, entry, classIndex, person }) => ({
      path,
      name: fileName(path),
      entry,
      className: classNames[classIndex],
      person: known(person, path),
      excluded: false,
    })),
    ...excluded.map(({ path, entry }) => ({
      path,
      name: fileName(path),
      entry,
      className: folderName(path),
      person: known(stem(path), path),
      excluded: true,
    })),
  ];
  // A class whose photographs are all excluded comes last.
  const order = [...new Set([...classNames, ...shown.map(({ className }) => className)])];
  const places = new Map(order.map((name, place) => [name, place]));
  const place = (/** @type {SheetPhotograph} */ { className }) => places.get(className) ?? 0;
  return shown.sort((a, b) => place(a) - place(b) || byNumber(a.path, b.path));
}

/**
 * @param {SheetPhotograph[]} photographs
 * @param {SheetFilter} filter
 * @param {string[] | null} [only] paths; null: all
 */
export function filterPhotographs(photographs, { text, show }, only = null) {
  const paths = only && new Set(only);
  const wanted = text.trim().toLocaleLowerCase();
  return photographs.filter(({ path, person, className, excluded }) => {
    if (paths && !paths.has(path)) return false;
    if (show === 'excluded' && !excluded) return false;
    if (show.startsWith('class:') && className !== show.slice('class:'.length)) return false;
    return !wanted || path.toLocaleLowerCase().includes(wanted) || !!person?.toLocaleLowerCase().includes(wanted);
  });
}
