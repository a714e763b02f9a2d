// Points in a plane of pixels: where they lie, which one is meant, which lie inside a lasso. Places are (points, 2).

/** @typedef {{x: number, y: number}} Place */

/** Free around the points, in pixels. */
const MARGIN = 30;

/**
 * Scaled alike in both directions, centred, upwards.
 * @param {Float32Array} coordinates
 * @param {number} width
 * @param {number} height
 */
export function placesIn(coordinates, width, height) {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let at = 0; at < coordinates.length; at += 2) {
    left = Math.min(left, coordinates[at]);
    right = Math.max(right, coordinates[at]);
    bottom = Math.min(bottom, coordinates[at + 1]);
    top = Math.max(top, coordinates[at + 1]);
  }
  const room = (/** @type {number} */ pixels, /** @type {number} */ extent) =>
    extent > 0 ? Math.max(1, pixels - 2 * MARGIN) / extent : Infinity;
  const fitting = Math.min(room(width, right - left), room(height, top - bottom));
  const scale = Number.isFinite(fitting) ? fitting : 1;
  return coordinates.map((value, at) =>
    at % 2 === 0 ? width / 2 + scale * (value - (left + right) / 2) : height / 2 - scale * (value - (bottom + top) / 2),
  );
}

/** @param {Float32Array} places @param {number} point @returns {Place} */
export const placeOf = (places, point) => ({ x: places[2 * point], y: places[2 * point + 1] });

/**
 * The point nearest to a place, of equal ones the last, which is drawn on top; -1 where none is so near.
 * @param {Float32Array} places @param {Place} place @param {number} within
 */
export function nearestPoint(places, { x, y }, within) {
  let nearest = -1;
  let least = within * within;
  for (let at = 0; at < places.length; at += 2) {
    const square = (places[at] - x) ** 2 + (places[at + 1] - y) ** 2;
    if (square > least) continue;
    least = square;
    nearest = at / 2;
  }
  return nearest;
}

/**
 * The nearest point within 45 degrees of a direction; -1 where none lies there.
 * @param {Float32Array} places @param {number} from @param {Place} direction of length 1
 */
export function pointTowards(places, from, direction) {
  const { x, y } = placeOf(places, from);
  let nearest = -1;
  let least = Infinity;
  for (let at = 0; at < places.length; at += 2) {
    const [dx, dy] = [places[at] - x, places[at + 1] - y];
    const along = dx * direction.x + dy * direction.y;
    const across = Math.abs(dx * direction.y - dy * direction.x);
    const square = dx * dx + dy * dy;
    if (along <= 0 || across > along || square >= least) continue;
    least = square;
    nearest = at / 2;
  }
  return nearest;
}

/**
 * The points inside a closed line, by the even-odd rule.
 * @param {Float32Array} places @param {Place[]} lasso
 * @returns {number[]}
 */
export function pointsInside(places, lasso) {
  const inside = [];
  for (let at = 0; at < places.length; at += 2) {
    const [x, y] = [places[at], places[at + 1]];
    let odd = false;
    let before = lasso[lasso.length - 1];
    for (const corner of lasso) {
      const crosses = corner.y > y !== before.y > y;
      if (crosses && x < corner.x + ((y - corner.y) * (before.x - corner.x)) / (before.y - corner.y)) odd = !odd;
      before = corner;
    }
    if (odd) inside.push(at / 2);
  }
  return inside;
}
