/** @import {Place} from './geometry.js' */
import { pointTowards } from './geometry.js';

/** @type {Record<string, Place>} */
const DIRECTIONS = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/**
 * The point that a key leads to; null for keys that lead nowhere.
 * @param {string} key
 * @param {Float32Array} places
 * @param {number} current -1: none
 * @param {() => number} middle Where arrows begin.
 */
export function pointByKey(key, places, current, middle) {
  const last = places.length / 2 - 1;
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  if (key === 'PageDown') return Math.min(last, current + 1);
  if (key === 'PageUp') return Math.max(0, current - 1);
  const direction = DIRECTIONS[key];
  if (!direction) return null;
  if (current < 0) return middle();
  const next = pointTowards(places, current, direction);
  return next < 0 ? current : next;
}
