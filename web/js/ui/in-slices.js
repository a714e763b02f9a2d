/** @import {LightElement} from './light-element.js' */
import { onceAFrame } from './once-a-frame.js';

/**
 * Lets an element draw a new value part by part, one a frame: all at once would hold the page up on a slow machine.
 *
 * @template T
 * @param {LightElement} host Is drawn again with each part.
 * @param {number} count
 */
export function inSlices(host, count) {
  /** @type {(T | null)[]} */
  let shown = Array.from({ length: count }, () => null);
  /** @type {T | null} */
  let value = null;
  let drawn = count;

  const drawNext = onceAFrame(() => {
    if (drawn >= count) return;
    show(drawn + 1);
    host.requestUpdate();
  });

  /** @param {number} slices */
  function show(slices) {
    drawn = slices;
    shown = shown.map((earlier, index) => (index < drawn ? value : earlier));
    if (drawn < count) drawNext();
  }

  return {
    get isWhole() {
      return drawn >= count;
    },

    /** What each part shows by now. */
    get shown() {
      return shown;
    },

    /** The first part at once; null in all of them. @param {T | null} next */
    show(next) {
      value = next;
      show(next === null ? count : 1);
    },
  };
}
