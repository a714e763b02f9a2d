// A map on canvases: the points on one, and over them what follows the pointer, so that 3,000 points need not move with it.
/** @import {Group, Shape} from './colouring.js' */
/** @import {Place} from './geometry.js' */
import { placeOf } from './geometry.js';

/** @typedef {{ink: string, outline: string, surface: string, accent: string}} Inks */
/** @typedef {{places: Float32Array, groups: Group[], selected: Set<number>, pictureOf: ((point: number) => ImageBitmap | null) | null}} Scene */

const MANY = 800;

/** Fewer points are larger. @param {number} count */
const radiusFor = (count) => (count < 150 ? 6.5 : count < MANY ? 4.5 : 3);
/** @param {number} count */
const sideFor = (count) => (count < 120 ? 40 : count < 500 ? 28 : 18);

/** Beside those that are selected. */
const FAINT = 0.3;

/**
 * Makes a canvas as fine as the screen, and empty.
 * @param {HTMLCanvasElement} canvas
 * @returns {CanvasRenderingContext2D | null} In CSS pixels.
 */
export function cleared(canvas) {
  const ratio = window.devicePixelRatio || 1;
  const [width, height] = [canvas.clientWidth * ratio, canvas.clientHeight * ratio].map(Math.round);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const context = canvas.getContext('2d');
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  context?.clearRect(0, 0, width, height);
  return context;
}

/** @param {CanvasRenderingContext2D} context @param {Shape} shape @param {Place} place @param {number} r */
function trace(context, shape, { x, y }, r) {
  if (shape === 'square') {
    context.rect(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r);
  } else if (shape === 'diamond' || shape === 'triangle') {
    const corners = shape === 'diamond' ? 4 : 3;
    for (let corner = 0; corner < corners; corner += 1) {
      const angle = (corner / corners) * 2 * Math.PI - Math.PI / 2;
      const [cx, cy] = [x + 1.25 * r * Math.cos(angle), y + 1.25 * r * Math.sin(angle)];
      if (corner === 0) context.moveTo(cx, cy);
      else context.lineTo(cx, cy);
    }
    context.closePath();
  } else {
    context.moveTo(x + r, y);
    context.arc(x, y, r, 0, 2 * Math.PI);
  }
}

/** All points; those that are selected stand out. @param {HTMLCanvasElement} canvas @param {Scene} scene @param {Inks} inks */
export function drawPoints(canvas, { places, groups, selected, pictureOf }, inks) {
  const context = cleared(canvas);
  if (!context) return;
  const total = places.length / 2;
  const r = radiusFor(total);
  for (const front of selected.size > 0 ? [false, true] : [true]) {
    context.globalAlpha = front ? 1 : FAINT;
    for (const { colour, shape, points } of groups) {
      const own = selected.size > 0 ? points.filter((point) => selected.has(point) === front) : points;
      const seen = own.filter((point) => !pictureOf?.(point));
      context.beginPath();
      for (const point of seen) trace(context, shape, placeOf(places, point), r);
      context.lineWidth = shape === 'ring' ? 2 : 1;
      context.fillStyle = colour;
      context.strokeStyle = shape === 'ring' ? colour : inks.outline;
      if (shape !== 'ring') context.fill();
      // An outline parts points that touch, and from the page; of very many it would take most of the time.
      if (shape === 'ring' || total < MANY) context.stroke();
      if (pictureOf && seen.length < own.length)
        drawPictures(context, own, { places, colour, pictureOf }, sideFor(total));
    }
  }
  context.globalAlpha = 1;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number[]} points
 * @param {{places: Float32Array, colour: string, pictureOf: NonNullable<Scene['pictureOf']>}} scene
 * @param {number} side
 */
function drawPictures(context, points, { places, colour, pictureOf }, side) {
  context.strokeStyle = colour;
  context.lineWidth = 3;
  for (const point of points) {
    const picture = pictureOf(point);
    if (!picture) continue;
    const { x, y } = placeOf(places, point);
    context.drawImage(picture, x - side / 2, y - side / 2, side, side);
    context.strokeRect(x - side / 2, y - side / 2, side, side);
  }
}

/**
 * A line that is seen on any colour.
 * @param {CanvasRenderingContext2D} context
 * @param {Inks} inks
 * @param {string} colour
 */
function strokeTwice(context, { surface }, colour) {
  context.strokeStyle = surface;
  context.lineWidth = 5;
  context.stroke();
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.stroke();
}

/**
 * What lies over the points: a person's course, the lasso, the point that is looked at.
 * @param {HTMLCanvasElement} canvas
 * @param {{places: Float32Array, course: number[], lasso: Place[], current: number}} scene
 * @param {Inks} inks
 */
export function drawOver(canvas, { places, course, lasso, current }, inks) {
  const context = cleared(canvas);
  if (!context) return;
  drawCourse(
    context,
    course.map((point) => placeOf(places, point)),
    inks,
  );
  if (lasso.length > 1) {
    context.beginPath();
    for (const { x, y } of lasso) context.lineTo(x, y);
    context.closePath();
    context.globalAlpha = 0.15;
    context.fillStyle = inks.accent;
    context.fill();
    context.globalAlpha = 1;
    strokeTwice(context, inks, inks.accent);
  }
  if (current >= 0) {
    context.beginPath();
    trace(context, 'circle', placeOf(places, current), radiusFor(places.length / 2) + 5);
    strokeTwice(context, inks, inks.ink);
  }
}

/** Arrows from age to age, and at each its number. @param {CanvasRenderingContext2D} context @param {Place[]} stops @param {Inks} inks */
function drawCourse(context, stops, inks) {
  for (const [index, to] of stops.entries()) {
    const from = stops[index - 1];
    if (!from) continue;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    if (length < 24) continue;
    const [ux, uy] = [(to.x - from.x) / length, (to.y - from.y) / length];
    const [startX, startY, endX, endY] = [from.x + 11 * ux, from.y + 11 * uy, to.x - 12 * ux, to.y - 12 * uy];
    context.beginPath();
    context.moveTo(startX, startY);
    context.lineTo(endX, endY);
    for (const side of [1, -1]) {
      context.moveTo(endX, endY);
      context.lineTo(endX - 8 * ux + side * 5 * uy, endY - 8 * uy - side * 5 * ux);
    }
    strokeTwice(context, inks, inks.ink);
  }
  context.font = '600 12px system-ui, sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const [index, { x, y }] of stops.entries()) {
    context.beginPath();
    context.arc(x, y, 10, 0, 2 * Math.PI);
    context.fillStyle = inks.surface;
    context.fill();
    strokeTwice(context, inks, inks.ink);
    context.fillStyle = inks.ink;
    context.fillText(`${index + 1}`, x, y + 0.5);
  }
}
