// Draws one cartoon portrait into the unit square (x to the right, y down). Shapes and colours only: no fonts and no
// images, which differ between machines.

import { glasses, wrinkles } from './age.js';
import { css, mix, shade } from './colours.js';
import { drawBeard, drawEyes, drawMouth, drawNose } from './face.js';
import { backHair, frontHair } from './hair.js';
import { drawBody, drawHead } from './head.js';

/**
 * @typedef {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} Brush
 * @typedef {number[]} Colour  red, green, blue, 0..255
 * @typedef {{
 *   skin: Colour, hair: Colour, eyes: Colour, background: Colour,
 *   style: 'long' | 'crew' | 'afro' | 'swept' | 'bob' | 'curls' | 'bun' | 'waves',
 *   width: number,               // of the head, about 1
 *   jaw: number,                 // its width below, as a part of the head's
 *   nose: number, lips: number,  // sizes, about 1
 *   thin: number,                // how far the hair recedes in old age, 0..1
 *   beard: 'full' | 'moustache' | 'goatee' | null,
 *   glassesFrom: number | null,  // age in years
 *   round: boolean,              // the glasses' shape
 *   freckles: boolean,
 * }} Look
 *
 * The head of one picture: half width, top, chin and eye line, and the colours at this age.
 * @typedef {{
 *   look: Look, age: number,
 *   old: number,                 // 0 at 20, 1 at 80
 *   half: number, top: number, chin: number, eyeLine: number, eyeGap: number,
 *   skin: Colour, hair: Colour,
 * }} Head
 */

const SHIRTS = [
  [58, 91, 140],
  [158, 60, 64],
  [72, 118, 92],
  [120, 96, 150],
  [190, 140, 70],
  [70, 76, 88],
  [208, 208, 204],
];

/**
 * @param {Brush} context  scaled to the unit square
 * @param {Look} look
 * @param {number} age  20..80
 * @param {() => number} random  numbers in [0, 1)
 */
export function drawPortrait(context, look, age, random) {
  const old = (age - 20) / 60;
  const half = 0.19 * look.width;
  /** @type {Head} */
  const head = {
    look,
    age,
    old,
    half,
    top: 0.2,
    chin: 0.69 + 0.012 * old,
    eyeLine: 0.455,
    eyeGap: half * 0.46,
    skin: mix(look.skin, mix(look.skin, [226, 205, 190], 0.5), old * 0.55),
    hair: mix(look.hair, [232, 232, 230], greyness(age)),
  };

  drawBackground(context, look, random);
  context.save();
  context.translate(0.5 + (random() - 0.5) * 0.05, 0.545 + (random() - 0.5) * 0.03 + old * 0.012);
  context.rotate((random() - 0.5) * 0.11);
  const size = 1.14 + random() * 0.12;
  context.scale(size, size);
  context.translate(0, -0.5);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  const smile = 0.3 + random() * 0.7;
  backHair(context, head);
  drawBody(context, head, SHIRTS[Math.floor(random() * SHIRTS.length)]);
  drawHead(context, head, random);
  drawEyes(context, head);
  drawNose(context, head);
  wrinkles(context, head);
  drawBeard(context, head);
  drawMouth(context, head, smile);
  frontHair(context, head);
  if (look.glassesFrom !== null && age >= look.glassesFrom) glasses(context, head);
  context.restore();
}

/** The part of the hair that is grey. @param {number} age */
function greyness(age) {
  const x = Math.min(1, Math.max(0, (age - 31) / 49));
  return x * x * (3 - 2 * x);
}

/** @param {Brush} context @param {Look} look @param {() => number} random */
function drawBackground(context, { background }, random) {
  const light = context.createRadialGradient(0.3 + random() * 0.4, 0.3, 0.05, 0.5, 0.5, 0.8);
  light.addColorStop(0, css(mix(background, [255, 255, 255], 0.35)));
  light.addColorStop(1, css(shade(background, 0.84)));
  context.fillStyle = light;
  context.fillRect(0, 0, 1, 1);
}
