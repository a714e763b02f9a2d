// Eyes, nose, mouth and beard of a drawn portrait.

import { css, mix, shade } from './colours.js';
import { traceHead } from './head.js';

/** @import {Brush, Head} from './portrait.js' */

/** The lids come down with age. @param {Brush} context @param {Head} head */
export function drawEyes(context, { look, eyeLine, eyeGap, old, skin, hair }) {
  const width = 0.043;
  const open = 0.033 - 0.015 * old;
  const dark = mix(look.hair, [20, 16, 14], 0.7);
  for (const side of [-1, 1]) {
    context.save();
    context.translate(side * eyeGap, eyeLine);
    context.scale(side, 1);
    const droop = 0.012 * old;
    const lids = () => {
      context.beginPath();
      context.moveTo(-width, 0.004);
      context.bezierCurveTo(-width * 0.5, -open * 1.25, width * 0.5, -open * 1.2 + droop * 0.4, width, droop);
      context.bezierCurveTo(width * 0.4, open * 0.95, -width * 0.5, open, -width, 0.004);
    };
    lids();
    context.fillStyle = css(mix([253, 252, 250], [238, 226, 210], old));
    context.fill();
    context.save();
    context.clip();
    context.fillStyle = css(look.eyes);
    circle(context, 0, 0, 0.023);
    context.fillStyle = css(shade(look.eyes, 0.25));
    circle(context, 0, 0, 0.0115);
    context.fillStyle = 'rgb(255 255 255 / 0.9)';
    circle(context, side * -0.007, -0.008, 0.0055);
    context.restore();
    // Upper lid; heavier folds above it with age.
    context.strokeStyle = css(dark, 0.9);
    context.lineWidth = 0.0085;
    context.beginPath();
    context.moveTo(-width, 0.004);
    context.bezierCurveTo(-width * 0.5, -open * 1.25, width * 0.5, -open * 1.2 + droop * 0.4, width, droop);
    context.stroke();
    context.strokeStyle = css(shade(skin, 0.62), 0.4 + 0.4 * old);
    context.lineWidth = 0.005 + 0.002 * old;
    context.beginPath();
    context.moveTo(-width * 0.9, -0.012);
    context.bezierCurveTo(
      -width * 0.4,
      -open * 1.25 - 0.014,
      width * 0.6,
      -open - 0.014 + droop,
      width * 1.15,
      droop * 1.5,
    );
    context.stroke();
    // Brows: thinner, lower outside and grey later.
    context.strokeStyle = css(mix(hair, dark, old < 0.6 ? 0.35 : 0.1));
    context.lineWidth = 0.019 - 0.007 * old;
    context.beginPath();
    context.moveTo(-width * 0.95, -0.05);
    context.quadraticCurveTo(width * 0.2, -0.078 + 0.008 * old, width * 1.2, -0.05 + 0.014 * old);
    context.stroke();
    context.restore();
  }
}

/** Grows a little with age. @param {Brush} context @param {Head} head */
export function drawNose(context, { look, skin, old }) {
  const width = 0.031 * look.nose * (1 + 0.18 * old);
  const tip = 0.555 + 0.012 * old;
  context.fillStyle = css(shade(skin, 0.86), 0.6);
  context.beginPath();
  context.moveTo(0.002, 0.47);
  context.bezierCurveTo(0.014, 0.51, width * 1.25, tip - 0.02, width, tip);
  context.bezierCurveTo(width * 0.6, tip + 0.018, -width * 0.6, tip + 0.018, -width, tip);
  context.bezierCurveTo(-width * 0.4, tip - 0.012, -0.002, tip - 0.03, 0.002, 0.47);
  context.fill();
  context.strokeStyle = css(shade(skin, 0.58), 0.85);
  context.lineWidth = 0.0065;
  context.beginPath();
  context.moveTo(-width, tip - 0.006);
  context.bezierCurveTo(-width * 0.8, tip + 0.012, -width * 0.4, tip + 0.002, 0, tip + 0.009);
  context.bezierCurveTo(width * 0.4, tip + 0.002, width * 0.8, tip + 0.012, width, tip - 0.006);
  context.stroke();
}

/** Lips grow thinner and paler. @param {Brush} context @param {Head} head @param {number} smile  0..1 */
export function drawMouth(context, { look, half, skin, old }, smile) {
  const y = 0.618 + 0.006 * old;
  const width = half * 0.4;
  const full = 0.017 * look.lips * (1 - 0.55 * old);
  const corner = -0.014 * smile + 0.012 * old;
  const lip = mix(mix(skin, [190, 62, 68], 0.62), skin, old * 0.5);
  context.fillStyle = css(lip);
  context.beginPath();
  context.moveTo(-width, y + corner);
  context.bezierCurveTo(-width * 0.5, y - full * 0.9, -width * 0.2, y - full * 1.25, 0, y - full * 0.6);
  context.bezierCurveTo(width * 0.2, y - full * 1.25, width * 0.5, y - full * 0.9, width, y + corner);
  context.bezierCurveTo(width * 0.5, y + full * 2.1, -width * 0.5, y + full * 2.1, -width, y + corner);
  context.fill();
  context.strokeStyle = css(shade(lip, 0.55), 0.9);
  context.lineWidth = 0.006;
  context.beginPath();
  context.moveTo(-width, y + corner);
  context.bezierCurveTo(-width * 0.4, y + 0.008, width * 0.4, y + 0.008, width, y + corner);
  context.stroke();
}

/** @param {Brush} context @param {Head} head */
export function drawBeard(context, head) {
  const { look, half, chin, hair, old } = head;
  if (!look.beard) return;
  context.fillStyle = css(mix(hair, head.skin, 0.12), 0.94);
  context.save();
  traceHead(context, head);
  context.clip();
  if (look.beard !== 'moustache') {
    const reach = look.beard === 'full' ? half * 1.1 : half * 0.36;
    const from = look.beard === 'full' ? 0.5 : 0.635;
    context.beginPath();
    context.moveTo(-reach, from);
    context.bezierCurveTo(-reach * 0.8, 0.6, -half * 0.5, 0.585, -half * 0.3, 0.642 + 0.006 * old);
    context.quadraticCurveTo(0, 0.668, half * 0.3, 0.642 + 0.006 * old);
    context.bezierCurveTo(half * 0.5, 0.585, reach * 0.8, 0.6, reach, from);
    context.lineTo(reach, chin + 0.05);
    context.lineTo(-reach, chin + 0.05);
    context.fill();
  }
  context.restore();
  context.beginPath();
  context.moveTo(0, 0.578 + 0.012 * old);
  context.bezierCurveTo(half * 0.2, 0.576, half * 0.42, 0.595, half * 0.47, 0.628);
  context.bezierCurveTo(half * 0.3, 0.612, half * 0.12, 0.606, 0, 0.602 + 0.01 * old);
  context.bezierCurveTo(-half * 0.12, 0.606, -half * 0.3, 0.612, -half * 0.47, 0.628);
  context.bezierCurveTo(-half * 0.42, 0.595, -half * 0.2, 0.576, 0, 0.578 + 0.012 * old);
  context.fill();
}

/** @param {Brush} context @param {number} x @param {number} y @param {number} radius */
function circle(context, x, y, radius) {
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fill();
}
