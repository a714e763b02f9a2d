/** @import {ReliabilityBin} from '../types.d.ts' */
import * as Plot from '@observablehq/plot';
import { strings } from '../strings.js';
import { HALO, named, percent, SHARE_AXIS, SHARES_FRAME } from './picture.js';

const words = strings.charts.reliability;

/**
 * Accuracy over mean probability, a dot a bin, its area by its count; on the diagonal the classifier is as sure as it
 * is right.
 * @param {ReliabilityBin[]} bins
 * @param {number} width
 * @param {Document} [within]
 */
export function drawReliability(bins, width, within = document) {
  const filled = bins.filter(({ count }) => count > 0);
  const position = { x: 'meanProbability', y: 'accuracy' };
  const picture = Plot.plot({
    ...SHARES_FRAME,
    document: within,
    width: Math.max(160, width),
    x: { ...SHARE_AXIS, label: words.sure },
    y: { ...SHARE_AXIS, label: null },
    r: { range: [3, 11], domain: [0, Math.max(1, ...filled.map(({ count }) => count))] },
    marks: [
      Plot.gridY({ strokeOpacity: 0.12 }),
      Plot.ruleY([0], { strokeOpacity: 0.4 }),
      Plot.line(
        [
          [0, 0],
          [1, 1],
        ],
        { stroke: 'var(--ink-soft)', strokeDasharray: '4 3' },
      ),
      Plot.line(filled, { ...position, stroke: 'var(--accent)', strokeOpacity: 0.5 }),
      Plot.dot(filled, { ...position, r: 'count', fill: 'var(--accent)' }),
      Plot.text(filled, { ...position, text: (bin) => `${bin.count}`, dy: -17, ...HALO }),
    ],
  });
  return named(picture, words.picture(filled.map(describe).join(' ')));
}

/** @param {ReliabilityBin} bin */
const describe = ({ count, meanProbability, accuracy }) =>
  words.bin(count, percent(meanProbability), percent(accuracy));
