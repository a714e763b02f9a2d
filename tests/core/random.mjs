/** @typedef {(below: number) => number} Draw an integer in [0, below) */

/**
 * The same draws from the same seed on every machine (Marsaglia's xorshift with 32 bits).
 *
 * @param {number} seed
 * @returns {Draw}
 */
export function seededDraw(seed) {
  let state = Math.imul(seed, 0x9e3779b1) | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/**
 * @param {Draw} draw
 * @param {number} count
 */
export const drawBytes = (draw, count) => Uint8Array.from({ length: count }, () => draw(256));
