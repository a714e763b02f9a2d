// The rows of the contact sheet, what lies at which height, and where an arrow key leads.
/** @import {SheetPhotograph} from './sheet-photographs.js' */
import { byNumber } from '../by-number.js';
import { groupedBy } from '../grouped-by.js';

/**
 * @typedef {{kind: 'heading', className: string, count: number, excluded: number}} Heading
 * @typedef {{kind: 'line', header: string | null, cells: (SheetPhotograph | null)[]}} Line A header: in the person view.
 * @typedef {{row: number, column: number}} Place
 */

/**
 * Each class with a heading and its photographs side by side.
 * @param {SheetPhotograph[]} photographs by class
 * @param {number} columns
 * @returns {(Heading | Line)[]}
 */
export function rowsByClass(photographs, columns) {
  const classes = groupedBy(photographs, ({ className }) => className);
  /** @type {(Heading | Line)[]} */
  const rows = [];
  for (const [className, members] of classes) {
    const excluded = members.filter((member) => member.excluded).length;
    rows.push({ kind: 'heading', className, count: members.length - excluded, excluded });
    for (let first = 0; first < members.length; first += columns)
      rows.push({ kind: 'line', header: null, cells: members.slice(first, first + columns) });
  }
  return rows;
}

/**
 * A row for each person with a column for each class; as many lines as a class has photographs of the person. Photographs of
 * nobody known come last, by the name of their file.
 * @param {SheetPhotograph[]} photographs
 * @param {string[]} classNames
 * @returns {Line[]}
 */
export function rowsByPerson(photographs, classNames) {
  const byPerson = (/** @type {SheetPhotograph[]} */ some) =>
    [...groupedBy(some, ({ person, path }) => person ?? path)].sort(([a], [b]) => byNumber(a, b));
  const persons = byPerson(photographs.filter(({ person }) => person !== null));
  const others = byPerson(photographs.filter(({ person }) => person === null));
  return [...persons, ...others].flatMap(([person, members]) => {
    const ofClass = groupedBy(members, ({ className }) => className);
    const columns = classNames.map((name) => ofClass.get(name) ?? []);
    const lines = Math.max(...columns.map(({ length }) => length));
    return Array.from({ length: lines }, (_, line) => ({
      kind: /** @type {const} */ ('line'),
      header: line === 0 ? person : '',
      cells: columns.map((column) => column[line] ?? null),
    }));
  });
}

/** The classes of these photographs, in their order. @param {SheetPhotograph[]} photographs */
export const classesOf = (photographs) => [...new Set(photographs.map(({ className }) => className))];

/** Photographs in reading order, and where each is. @param {(Heading | Line)[]} rows */
export function placesOf(rows) {
  /** @type {Map<string, Place>} */
  const places = new Map();
  for (const [row, line] of rows.entries()) {
    if (line.kind === 'heading') continue;
    for (const [column, photograph] of line.cells.entries())
      if (photograph) places.set(photograph.path, { row, column });
  }
  return places;
}

/**
 * Where each row begins, and after the last where it ends.
 * @param {(Heading | Line)[]} rows
 * @param {{heading: number, line: number}} heights
 */
export function offsetsOf(rows, heights) {
  const offsets = new Float64Array(rows.length + 1);
  for (const [row, { kind }] of rows.entries()) offsets[row + 1] = offsets[row] + heights[kind];
  return offsets;
}

/** The row at a height. @param {Float64Array} offsets @param {number} height */
export function rowAt(offsets, height) {
  let low = 0;
  let high = Math.max(0, offsets.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (offsets[middle] <= height) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The photograph that a key leads to; null: the key leads nowhere.
 * @param {(Heading | Line)[]} rows
 * @param {Map<string, Place>} places
 * @param {string} path from where
 * @param {{key: string, ctrlKey: boolean, metaKey: boolean}} pressed
 * @param {number} page rows of one
 * @returns {string | null}
 */
export function pathAfterKey(rows, places, path, { key, ctrlKey, metaKey }, page) {
  const place = places.get(path);
  if (!place) return null;
  const paths = [...places.keys()];
  const at = paths.indexOf(path);
  const line = lineAt(rows, place.row);
  switch (key) {
    case 'ArrowLeft':
      return paths[at - 1] ?? null;
    case 'ArrowRight':
      return paths[at + 1] ?? null;
    case 'Home':
      return (ctrlKey || metaKey ? paths[0] : line[0]?.path) ?? null;
    case 'End':
      return (ctrlKey || metaKey ? paths.at(-1) : line.at(-1)?.path) ?? null;
    case 'ArrowUp':
      return nearestBeyond(rows, place, -1, 1);
    case 'ArrowDown':
      return nearestBeyond(rows, place, 1, 1);
    case 'PageUp':
      return nearestBeyond(rows, place, -1, page);
    case 'PageDown':
      return nearestBeyond(rows, place, 1, page);
    default:
      return null;
  }
}

/** @param {(Heading | Line)[]} rows @param {number} row */
function lineAt(rows, row) {
  const found = rows[row];
  return found?.kind === 'line' ? found.cells.filter((cell) => cell !== null) : [];
}

/**
 * In a row that has photographs, `rowsAway` of these away or as far as there are, the one nearest to the column.
 * @param {(Heading | Line)[]} rows
 * @param {Place} place
 * @param {1 | -1} direction
 * @param {number} rowsAway
 */
function nearestBeyond(rows, { row, column }, direction, rowsAway) {
  let found = null;
  let left = rowsAway;
  for (let next = row + direction; next >= 0 && next < rows.length && left > 0; next += direction) {
    const line = rows[next];
    if (line.kind === 'heading' || line.cells.every((cell) => cell === null)) continue;
    found = line;
    left -= 1;
  }
  if (!found) return null;
  const filled = found.cells.flatMap((cell, at) => (cell ? [{ path: cell.path, away: Math.abs(at - column) }] : []));
  return filled.reduce((best, cell) => (cell.away < best.away ? cell : best)).path;
}
