/** @import {CoveragePoint} from '../types.d.ts' */
import * as Plot from '@observablehq/plot';
import { strings } from '../strings.js';
import { HALO, named, percent, SHARE_AXIS, SHARES_FRAME } from './picture.js';

const words = strings.charts.coverage;

/** The page says “not sure” below this. */
const SURE = 0.5;

/**
 * Accuracy among the answers over the share that is answered, as the least sureness asked for falls.
 * @param {CoveragePoint[]} points
 * @param {number} width
 * @param {Document} [within]
 */
export function drawCoverage(points, width, within = document) {
  // Where the page itself stops answering; thresholds descend.
  const own = points.filter(({ threshold }) => threshold >= SURE).slice(-1);
  const position = { x: 'coverage', y: 'accuracy' };
  const picture = Plot.plot({
    ...SHARES_FRAME,
    document: within,
    width: Math.max(160, width),
    x: { ...SHARE_AXIS, label: words.answered },
    y: { ...SHARE_AXIS, label: null },
    marks: [
      Plot.gridY({ strokeOpacity: 0.12 }),
      Plot.ruleY([0], { strokeOpacity: 0.4 }),
      Plot.line(points, { ...position, stroke: 'var(--accent)', strokeWidth: 2.25 }),
      Plot.dot(points.slice(-1), { ...position, r: 3, fill: 'var(--accent)' }),
      Plot.dot(own, { ...position, r: 5, fill: 'var(--accent)' }),
      Plot.text(own, { ...position, text: () => words.atLeast(percent(SURE)), dy: 18, ...HALO }),
    ],
  });
  return named(picture, describe(points));
}

/** @param {CoveragePoint[]} points */
function describe(points) {
  const [first, last] = [points[0], points[points.length - 1]];
  if (!first || !last) return words.none;
  return words.picture({ answered: percent(first.coverage), right: percent(first.accuracy) }, percent(last.accuracy));
}
