// What a comparison of backbones looks like in JSON and as text.

/** @import { BackboneComparison, Spread } from '../../web/js/types.d.ts' */

import { formatTable, percent, range, snakeCased } from './format.mjs';

/**
 * The object of `compare --json`.
 * @param {BackboneComparison} comparison
 */
export const comparisonToJson = (comparison) => snakeCased(comparison);

/**
 * @param {Spread | null} spread
 * @param {(value: number) => string} format
 */
const spreadToText = (spread, format) =>
  spread === null ? '' : `${format(spread.mean)} (${format(spread.low)} to ${format(spread.high)})`;

/** @param {BackboneComparison} comparison */
export function comparisonToText({ protocol, seeds, rows, seconds }) {
  const years = (/** @type {number} */ value) => value.toFixed(2);
  const table = [
    ['backbone', 'crop', 'accuracy', '95 % over persons', 'within one', 'years off', 'numbers', 'MB', 'ms an image'],
    ...rows.map((row) => [
      row.backbone,
      row.crop,
      spreadToText(row.accuracy, percent),
      range(row.accuracyInterval, percent).slice(2, -1),
      spreadToText(row.withinOne, percent),
      spreadToText(row.maeYears, years),
      String(row.embeddingSize),
      (row.bytes / 1e6).toFixed(1),
      row.msPerImage.toFixed(1),
    ]),
  ];
  const over =
    seeds.length === 1 ? `seed ${seeds[0]}` : `the mean of seeds ${seeds.join(', ')} (in brackets the least and most)`;
  return [
    formatTable(table),
    `By ${protocol}, ${over}. Joined pairs are those of the three best backbones, chosen by these same figures. ` +
      `Took ${seconds.toFixed(0)} s.`,
  ].join('\n\n');
}
