// What may be typed into a field, and the sentence that says so.
/** @import {Factors} from '../types.d.ts' */
import { strings } from '../strings.js';

const { problems } = strings.settings;

/**
 * @template T
 * @typedef {{
 *   name: string, label: string, hint: string, kind: 'number' | 'text',
 *   min?: number, max?: number, step?: number,
 *   format: (value: T) => string,
 *   parse: (text: string) => {value: T} | {problem: string},
 * }} Field
 */

/**
 * @param {{name: string, label: string, hint: string, min: number, max: number, step?: number, whole?: boolean}} rule
 * @returns {Field<number>}
 */
export function numberField({ name, label, hint, min, max, step = 1, whole = true }) {
  const problem = (whole ? problems.whole : problems.number)(min, max);
  return {
    name,
    label,
    hint,
    kind: 'number',
    min,
    max,
    step,
    format: (value) => `${value}`,
    parse(text) {
      const value = text.trim() === '' ? Number.NaN : Number(text);
      const allowed = value >= min && value <= max && (!whole || Number.isInteger(value));
      return allowed ? { value } : { problem };
    },
  };
}

/**
 * "0.2": a strength; "0.8, 1.1": the lowest factor and the highest.
 * @param {{name: string, label: string, hint: string, strongest: number, least: number, most: number}} rule
 * @returns {Field<Factors>}
 */
export function factorsField({ name, label, hint, strongest, least, most }) {
  const problem = problems.factors(strongest, least, most);
  return {
    name,
    label,
    hint,
    kind: 'text',
    min: 0,
    max: strongest,
    step: 0.05,
    format: (value) => (Array.isArray(value) ? value.join(', ') : `${value}`),
    parse(text) {
      const [low = Number.NaN, high, ...rest] = text
        .split(',')
        .map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
      if (high === undefined) return low >= 0 && low <= strongest ? { value: low } : { problem };
      return rest.length === 0 && low >= least && low <= high && high <= most ? { value: [low, high] } : { problem };
    },
  };
}

const MOST_LAYERS = 4;
const MOST_UNITS = 4096;

/**
 * "256" or "256, 64": the hidden layers, first to last.
 * @param {{name: string, label: string, hint: string}} words
 * @returns {Field<number[]>}
 */
export function layersField({ name, label, hint }) {
  return {
    name,
    label,
    hint,
    kind: 'text',
    format: (units) => units.join(', '),
    parse(text) {
      const units = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
      const allowed = units.every((count) => Number.isInteger(count) && count >= 1 && count <= MOST_UNITS);
      return allowed && units.length <= MOST_LAYERS
        ? { value: units }
        : { problem: problems.layers(MOST_LAYERS, MOST_UNITS) };
    },
  };
}
