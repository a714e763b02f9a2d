import { AgelensError } from './errors.js';

/** @param {string} message */
export const badSetting = (message) => new AgelensError('bad-setting', message);

/**
 * @param {unknown} value
 * @param {string} label
 * @param {number} low
 * @param {number} high
 */
export function checkRange(value, label, low, high) {
  if (typeof value !== 'number' || !(value >= low && value <= high)) {
    throw badSetting(`${label} must be a number from ${low} to ${high}.`);
  }
}
