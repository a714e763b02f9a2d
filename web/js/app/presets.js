// Settings for a purpose, as plain patches over the defaults.

/** @import { Settings } from '../types.d.ts' */

import { noAugmentation } from './augmentation.js';
import { defaultSettings } from './defaults.js';

export { defaultSettings };

/** Which numbers describe a photograph, and which draw of chance, is another question than how to train. */
const { backbone: _backbone, seed: _seed, ...usual } = defaultSettings;

/**
 * What each sets. `python` repeats what the Python project did, as far as it is known: its split, its pictures, its network
 * and Keras's ways to alter a copy, whatever the defaults become. How strong these were is not known.
 * @satisfies {Record<string, Partial<Settings>>}
 */
export const presets = {
  quick: { ...usual, protocol: 'grouped-k-fold', folds: 5, copies: 4 },
  usual,
  // README.md, "How the defaults were chosen": of what was measured, the choice that was most often right.
  careful: { ...usual, testCopies: 7 },
  python: {
    ...usual,
    backbone: 'mobilenet-v2',
    crop: 'whole',
    protocol: 'seed',
    testFraction: 0.2,
    copies: 8,
    augmentation: {
      ...noAugmentation,
      rotationDegrees: 20,
      zoom: 0.15,
      widthShift: 0.1,
      heightShift: 0.1,
      horizontalFlip: true,
    },
    method: 'network',
    loss: 'softmax',
    scaling: 'raw',
    hiddenUnits: [256, 128],
    dropout: 0.5,
    testCopies: 0,
    calibration: 'off',
  },
};

/** @typedef {keyof typeof presets} PresetName */

export const presetNames = /** @type {PresetName[]} */ (Object.keys(presets));

/**
 * Whether two values of a setting are the same; the order of an augmentation's options does not matter.
 * @param {unknown} one
 * @param {unknown} other
 * @returns {boolean}
 */
export function sameSetting(one, other) {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => sameSetting(/** @type {any} */ (one)[name], /** @type {any} */ (other)[name]));
}

/**
 * The preset that these settings are, whatever it leaves open; null: none.
 * @param {Settings} settings
 * @returns {PresetName | null}
 */
export function presetOf(settings) {
  const is = (/** @type {Partial<Settings>} */ patch) =>
    Object.entries(patch).every(([name, value]) => sameSetting(settings[/** @type {keyof Settings} */ (name)], value));
  return presetNames.find((name) => is(presets[name])) ?? null;
}
