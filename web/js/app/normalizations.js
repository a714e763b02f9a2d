// What of a pixel in 0..255 a network was trained to see; no file says which, so it is chosen.

/** @import { Backbone, NormalizationName } from '../types.d.ts' */

import { AgelensError } from './errors.js';

/** @type {Record<NormalizationName, Backbone['normalization']>} */
export const NORMALIZATIONS = {
  imagenet: { mean: [123.675, 116.28, 103.53], scale: [58.395, 57.12, 57.375] },
  'minus-one-to-one': { mean: [127.5, 127.5, 127.5], scale: [127.5, 127.5, 127.5] },
  'zero-to-one': { mean: [0, 0, 0], scale: [255, 255, 255] },
  raw: { mean: [0, 0, 0], scale: [1, 1, 1] },
};

/** PyTorch's habit where channels come first, Keras's where they come last. @param {Backbone['layout']} layout */
export const usualNormalization = (layout) => (layout === 'nchw' ? 'imagenet' : 'minus-one-to-one');

/** @param {string} name @returns {NormalizationName} */
export function checkNormalization(name) {
  if (Object.hasOwn(NORMALIZATIONS, name)) return /** @type {NormalizationName} */ (name);
  const known = Object.keys(NORMALIZATIONS).join(', ');
  throw new AgelensError('bad-normalization', `There is no normalisation “${name}”; choose one of: ${known}.`);
}
