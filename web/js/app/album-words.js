/** @import { SequenceEvaluation } from '../types.d.ts' */

/** @param {number} share of 1, as points of a hundred */
const points = (share) => (100 * Math.abs(share)).toFixed(1);

/**
 * Whether the network is worth its trouble: said wherever its figures are.
 * @param {Pick<SequenceEvaluation, 'verdict' | 'differences'>} evaluation
 */
export function verdictSentence({ verdict, differences }) {
  const { value, interval } = differences.find(({ size }) => size === null)?.accuracy ?? { value: 0, interval: null };
  const between = interval
    ? ` (95 % interval ${(100 * interval.low).toFixed(1)} to ${(100 * interval.high).toFixed(1)})`
    : '';
  const way = value < 0 ? 'less' : 'more';
  const difference = `${points(value)} points of accuracy ${way} than the order alone${between}`;
  if (verdict === 'better') return `The recurrent network is better than the order alone: it has ${difference}.`;
  if (verdict === 'worse') return `The recurrent network is worse than the order alone: it has ${difference}.`;
  return (
    `The recurrent network does not clearly beat the order alone: it has ${difference}, which may be chance with so ` +
    'few persons.'
  );
}
