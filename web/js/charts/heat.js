// How a map becomes colours: orange speaks for the class and blue against it, which colour-blind readers tell apart, over
// a photograph without colours of its own. Nothing is drawn where nothing speaks.

/** @typedef {{ values: Float32Array, height: number, width: number }} Heat one class's map, row by row */

const FOR = [255, 122, 0];
const AGAINST = [40, 112, 255];

/** Pixels along a side that a map is drawn with before it is laid over a photograph. */
const DRAWN_SIDE = 224;

/** The largest of all, whichever it speaks for. @param {Float32Array} values */
export const strongest = (values) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** Between the middles of places in proportion, beyond them as at them. @param {Heat} heat @param {number} x @param {number} y of 0 to 1 */
function valueAt({ values, height, width }, x, y) {
  const [left, right, across] = between(x * width - 0.5, width);
  const [top, bottom, down] = between(y * height - 0.5, height);
  const at = (/** @type {number} */ row, /** @type {number} */ column) => values[row * width + column] ?? 0;
  const above = at(top, left) * (1 - across) + at(top, right) * across;
  const below = at(bottom, left) * (1 - across) + at(bottom, right) * across;
  return above * (1 - down) + below * down;
}

/** @param {number} position @param {number} count @returns {[number, number, number]} two neighbours, and how far along */
function between(position, count) {
  const inside = Math.max(0, Math.min(count - 1, position));
  const first = Math.floor(inside);
  return [first, Math.min(count - 1, first + 1), inside - first];
}

/**
 * @param {Uint8ClampedArray} rgba
 * @param {number} pixel
 * @param {number} part of the strongest, -1 to 1
 * @param {number} opacity of the strongest
 */
function colour(rgba, pixel, part, opacity) {
  rgba.set(part < 0 ? AGAINST : FOR, 4 * pixel);
  rgba[4 * pixel + 3] = 255 * opacity * Math.min(1, Math.abs(part));
}

/** @param {Heat} heat @param {number} most what the full colour stands for @param {number} opacity */
export function heatPicture(heat, most, opacity) {
  const picture = new ImageData(DRAWN_SIDE, DRAWN_SIDE);
  for (let pixel = 0; pixel < DRAWN_SIDE ** 2; pixel++) {
    const x = ((pixel % DRAWN_SIDE) + 0.5) / DRAWN_SIDE;
    const y = (Math.floor(pixel / DRAWN_SIDE) + 0.5) / DRAWN_SIDE;
    colour(picture.data, pixel, most > 0 ? valueAt(heat, x, y) / most : 0, opacity);
  }
  return picture;
}

/** The scale, from all against to all for. @param {HTMLCanvasElement} canvas @param {number} opacity */
export function drawScale(canvas, opacity) {
  const context = canvas.getContext('2d');
  if (!context) return;
  const picture = new ImageData(canvas.width, 1);
  for (let pixel = 0; pixel < canvas.width; pixel++) {
    colour(picture.data, pixel, (2 * pixel) / (canvas.width - 1) - 1, opacity);
  }
  for (let row = 0; row < canvas.height; row++) context.putImageData(picture, 0, row);
}
