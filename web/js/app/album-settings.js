/** @import { LossName, SequenceSettings, Settings } from '../types.d.ts' */

/** Networks of different seeds that are averaged. */
export const ALBUM_MEMBERS = 3;

/**
 * How the network of the album is trained. Chosen by some twenty tries on the 70 reference photographs (README), under
 * leave-one-person-out, whose figures differed by no more than chance: what it reaches there flatters a little.
 *
 * @param {Pick<Settings, 'seed'>} settings
 * @param {LossName} loss that the classifier of single photographs uses
 * @returns {SequenceSettings}
 */
export const albumSettings = ({ seed }, loss) => ({
  loss,
  scaling: 'l2',
  projected: 16,
  units: 16,
  inputDropout: 0,
  dropout: 0.3,
  learningRate: 0.003,
  epochs: 80,
  batchSize: 16,
  l2: 1,
  clipNorm: 1,
  labelSpread: 0.5,
  shortest: 2,
  longest: 5,
  seed,
});
