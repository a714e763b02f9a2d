import * as Plot from '@observablehq/plot';
import { FRAME, named } from './picture.js';

const CELL_HEIGHT = 36;

/** The most, so that a number can be read on it. */
const MOST_HEAT = 0.6;

/**
 * A confusion matrix as a picture for a file: rows are true classes, the heat of a cell is its share of its row.
 * @param {{ name: string, classNames: string[], confusion: number[][], axes: [string, string], width: number }} chart `axes`:
 *   what a column is, what a row is
 */
export function drawConfusion({ name, classNames, confusion, axes, width }) {
  const cells = confusion.flatMap((row, truth) => {
    const total = row.reduce((sum, cell) => sum + cell, 0);
    return row.map((cell, predicted) => ({
      ...{ cell, truth: classNames[truth], predicted: classNames[predicted] },
      heat: 0.05 + (MOST_HEAT - 0.05) * (total > 0 ? cell / total : 0),
    }));
  });
  const place = { x: 'predicted', y: 'truth' };
  const picture = Plot.plot({
    ...FRAME,
    ...{ width, height: 70 + CELL_HEIGHT * classNames.length, marginTop: 50, marginLeft: 90, marginBottom: 14 },
    x: { domain: classNames, axis: 'top', label: axes[0], tickSize: 0, padding: 0.04 },
    y: { domain: classNames, label: axes[1], tickSize: 0, padding: 0.04 },
    marks: [
      Plot.cell(cells, { ...place, fill: 'var(--heat)', fillOpacity: 'heat', rx: 4 }),
      Plot.text(cells, { ...place, text: ({ cell }) => `${cell}`, fontSize: 13, ariaDescription: 'counts' }),
    ],
  });
  return named(picture, name);
}
