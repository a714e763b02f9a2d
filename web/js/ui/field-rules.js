// What may be typed into a field, and the sentence that says so.

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
  const problem = `Enter a ${whole ? 'whole number' : 'number'} from ${min} to ${max}.`;
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
        : { problem: `Enter one to ${MOST_LAYERS} whole numbers from 1 to ${MOST_UNITS}, such as 256 or 256, 64.` };
    },
  };
}
