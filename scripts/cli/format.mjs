// Figures as text and keys as JSON has them: what the reports of the command line share.

/** @import { Interval } from '../../web/js/types.d.ts' */

/**
 * Keys as JSON has them here: `hidden_units`, not `hiddenUnits`.
 *
 * @param {unknown} value
 * @returns {unknown}
 */
export function snakeCased(value) {
  if (Array.isArray(value)) return value.map(snakeCased);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      snakeCased(inner),
    ]),
  );
}

/** @param {number} ratio */
export const percent = (ratio) => `${(100 * ratio).toFixed(1)} %`;

/**
 * Columns as wide as their widest cell; the first is aligned left, numbers right.
 * @param {string[][]} rows
 */
export function formatTable(rows) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/**
 * @param {Interval | null | undefined} interval
 * @param {(value: number) => string} format
 */
export const range = (interval, format) => (interval ? ` (${format(interval.low)} to ${format(interval.high)})` : '');
