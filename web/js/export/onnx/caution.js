/** @import { Run } from '../../types.d.ts' */

/**
 * How the answers of an exported network differ from the page's; null where they do not.
 *
 * @param {Pick<Run, 'settings'>} run
 */
export function exportCaution({ settings: { testCopies } }) {
  if (testCopies === 0) return null;
  const copies = testCopies === 1 ? 'one augmented copy' : `${testCopies} augmented copies`;
  return (
    `Agelens averages its answers for a photograph and ${copies} of it, and so the figures were measured; an exported ` +
    'network sees one image, so its probabilities differ a little and it is somewhat less accurate. Train with no copies ' +
    'when answering (test copies 0) for a network whose answers are the same.'
  );
}
