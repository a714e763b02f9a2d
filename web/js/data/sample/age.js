// The marks that age leaves on a drawn face: wrinkles, bags under the eyes, glasses.

import { css, mix, shade } from './colours.js';

/** @import {Brush, Head} from './portrait.js' */

/** @param {Brush} context @param {Head} head */
export function wrinkles(context, head) {
  const { age, old, half, eyeLine, eyeGap, skin, look } = head;
  const ink = shade(skin, 0.58);
  /** A curve through the face and its mirror image, from the age `from` on, darker with the years. */
  const pair = (/** @type {number} */ from, /** @type {number} */ width, /** @type {number[]} */ points) => {
    if (age < from) return;
    context.strokeStyle = css(ink, Math.min(0.85, 0.45 + (age - from) / 75));
    context.lineWidth = width * (0.8 + 0.5 * old);
    for (const side of [-1, 1]) {
      const [x1, y1, x2, y2, x3, y3] = points.map((value, i) => (i % 2 === 0 ? value * side : value));
      context.beginPath();
      context.moveTo(x1, y1);
      context.quadraticCurveTo(x2, y2, x3, y3);
      context.stroke();
    }
  };

  // Bags under the eyes, first a shadow and then an edge.
  if (age >= 40) {
    context.fillStyle = css(mix(shade(skin, 0.74), [120, 80, 110], 0.2), 0.15 + 0.4 * old);
    for (const side of [-1, 1]) {
      context.beginPath();
      context.ellipse(side * eyeGap, eyeLine + 0.03, 0.037, 0.011 + 0.009 * old, side * 0.12, 0, Math.PI * 2);
      context.fill();
    }
  }
  const bag = eyeLine + 0.036 + 0.012 * old;
  pair(50, 0.005, [eyeGap - 0.034, bag - 0.012, eyeGap + 0.004, bag + 0.016, eyeGap + 0.042, bag - 0.014]);
  pair(70, 0.004, [eyeGap - 0.026, bag + 0.008, eyeGap + 0.006, bag + 0.03, eyeGap + 0.046, bag + 0.002]);

  // Crow's feet.
  const outer = eyeGap + 0.052;
  pair(40, 0.004, [outer, eyeLine + 0.004, outer + 0.012, eyeLine + 0.006, outer + 0.024, eyeLine + 0.014]);
  pair(50, 0.004, [outer, eyeLine - 0.006, outer + 0.014, eyeLine - 0.01, outer + 0.026, eyeLine - 0.012]);
  pair(60, 0.004, [outer - 0.002, eyeLine + 0.013, outer + 0.01, eyeLine + 0.02, outer + 0.02, eyeLine + 0.034]);

  // From the nose to the corners of the mouth, then down to the jaw.
  const nose = 0.045 * look.nose;
  pair(30, 0.005, [nose, 0.556, nose + 0.024, 0.575, half * 0.44, 0.59]);
  pair(50, 0.006, [nose, 0.552, half * 0.48, 0.575, half * 0.54, 0.628]);
  pair(60, 0.005, [half * 0.42, 0.636, half * 0.47, 0.652, half * 0.4, 0.676]);
  pair(70, 0.005, [half * 0.72, 0.565, half * 0.84, 0.6, half * 0.68, 0.65]);
  pair(80, 0.0045, [half * 0.58, 0.545, half * 0.76, 0.58, half * 0.6, 0.63]);
  pair(80, 0.0045, [half * 0.88, 0.5, half * 0.94, 0.56, half * 0.82, 0.61]);
  pair(80, 0.0045, [half * 0.16, 0.655, half * 0.22, 0.668, half * 0.15, 0.684]);

  // The forehead, one line more for each step, and the frown.
  const lines = Math.max(0, Math.min(4, Math.round((age - 20) / 12)));
  for (let i = 0; i < lines; i++) {
    const y = eyeLine - 0.105 - i * 0.027;
    const reach = half * (0.62 - 0.06 * i);
    context.strokeStyle = css(ink, 0.2 + 0.55 * old);
    context.lineWidth = 0.0035 + 0.0025 * old;
    context.beginPath();
    context.moveTo(-reach, y + 0.006);
    context.bezierCurveTo(-reach * 0.5, y - 0.009, -reach * 0.1, y + 0.007, 0, y + 0.003);
    context.bezierCurveTo(reach * 0.1, y + 0.007, reach * 0.5, y - 0.009, reach, y + 0.006);
    context.stroke();
  }
  pair(50, 0.0045, [0.014, eyeLine - 0.062, 0.008, eyeLine - 0.045, 0.012, eyeLine - 0.03]);

  // Above the lip.
  for (const x of [0.008, 0.024]) pair(70, 0.0035, [x, 0.588, x + 0.001, 0.596, x + 0.003, 0.604]);
}

/** @param {Brush} context @param {Head} head */
export function glasses(context, { look, eyeLine, eyeGap, half }) {
  const dark = [44, 38, 44];
  const [width, height] = look.round ? [0.062, 0.058] : [0.068, 0.046];
  context.lineWidth = 0.009;
  context.strokeStyle = css(look.round ? [130, 76, 40] : dark);
  for (const side of [-1, 1]) {
    context.beginPath();
    if (look.round) context.ellipse(side * eyeGap, eyeLine + 0.004, width, height, 0, 0, Math.PI * 2);
    else context.roundRect(side * eyeGap - width, eyeLine + 0.006 - height, width * 2, height * 2, 0.02);
    context.fillStyle = 'rgba(255, 255, 255, 0.13)';
    context.fill();
    context.stroke();
    context.beginPath();
    context.moveTo(side * (eyeGap + width), eyeLine - 0.006);
    context.lineTo(side * half * 1.04, eyeLine - 0.012);
    context.stroke();
  }
  context.beginPath();
  context.moveTo(-(eyeGap - width), eyeLine);
  context.quadraticCurveTo(0, eyeLine - 0.018, eyeGap - width, eyeLine);
  context.stroke();
}
