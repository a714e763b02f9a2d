// Colours as [red, green, blue] in 0..255.

/** @param {number[]} a @param {number[]} b @param {number} part  of b, 0..1 */
export function mix(a, b, part) {
  return a.map((value, i) => value + (b[i] - value) * part);
}

/** @param {number[]} colour @param {number} factor  below 1 darkens */
export function shade(colour, factor) {
  return colour.map((value) => Math.min(255, value * factor));
}

/** @param {number[]} colour @param {number} [alpha] */
export function css([red, green, blue], alpha = 1) {
  return `rgba(${Math.round(red)}, ${Math.round(green)}, ${Math.round(blue)}, ${alpha})`;
}
