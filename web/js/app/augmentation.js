// How far copies may differ from their photograph: off, and the range of each option.

/** @import { Augmentation, Factors } from '../types.d.ts' */

import { badSetting, checkRange } from './setting-range.js';

/**
 * Every copy equals its photograph. A project from before an option was there has it so.
 * @type {Readonly<Augmentation>}
 */
export const noAugmentation = Object.freeze({
  rotationDegrees: 0,
  zoom: 0,
  widthShift: 0,
  heightShift: 0,
  horizontalFlip: false,
  shearDegrees: 0,
  verticalFlip: false,
  fillMode: 'nearest',
  fillValue: 0,
  channelShift: 0,
  brightness: 0,
  contrast: 0,
  saturation: 0,
  blur: 0,
  greyscale: 0,
  erasing: 0,
});

const strengths = /** @type {const} */ ([
  ['rotationDegrees', 'Rotation', 0, 180],
  ['widthShift', 'Width shift', 0, 100],
  ['heightShift', 'Height shift', 0, 100],
  ['shearDegrees', 'Shear', 0, 45],
  ['fillValue', 'The fill value', 0, 255],
  ['channelShift', 'Channel shift', 0, 255],
  ['contrast', 'Contrast', 0, 1],
  ['saturation', 'Saturation', 0, 1],
  ['blur', 'Blur', 0, 10],
  ['greyscale', 'The probability of greyscale', 0, 1],
  ['erasing', 'The probability of erasing', 0, 1],
]);
/** The greatest strength, then the bounds of a pair. */
const factors = /** @type {const} */ ([
  ['zoom', 'Zoom', 0.9, 0.1, 2],
  ['brightness', 'Brightness', 1, 0, 5],
]);
/** @type {Augmentation['fillMode'][]} */
const fillModes = ['nearest', 'reflect', 'wrap', 'constant'];

/** Whether an option of the augmentation is Factors. @param {string} name */
export const isFactors = (name) => factors.some(([key]) => key === name);

/**
 * @param {Factors} value
 * @param {string} label
 * @param {number} strongest
 * @param {number} least
 * @param {number} most
 */
function checkFactors(value, label, strongest, least, most) {
  const [low, high] = Array.isArray(value) ? value : [value, value];
  const allowed = Array.isArray(value)
    ? value.every(Number.isFinite) && value.length === 2 && low >= least && low <= high && high <= most
    : Number.isFinite(value) && value >= 0 && value <= strongest;
  if (!allowed) {
    throw badSetting(
      `${label} must be a number from 0 to ${strongest}, or two from ${least} to ${most} with the lower first.`,
    );
  }
}

/**
 * Throws an AgelensError that names the first option out of its range.
 * @param {Augmentation} augmentation
 */
export function checkAugmentation(augmentation) {
  for (const [key, label, low, high] of strengths) checkRange(augmentation[key], label, low, high);
  for (const [key, label, strongest, least, most] of factors) {
    checkFactors(augmentation[key], label, strongest, least, most);
  }
  if (!fillModes.includes(augmentation.fillMode)) {
    throw badSetting(`“${augmentation.fillMode}” is no fill mode; choose ${fillModes.join(', ')}.`);
  }
}
