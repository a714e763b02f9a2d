// Shoulders, neck, ears and the skin of a drawn portrait.

import { css, mix, shade } from './colours.js';

/** @import {Brush, Colour, Head} from './portrait.js' */

/** Neck, shoulders and collar; the shoulders sink with age. @param {Brush} context @param {Head} head @param {Colour} shirt */
export function drawBody(context, { half, chin, old, skin }, shirt) {
  const neck = half * (0.56 - 0.06 * old);
  const shoulder = 0.795 + 0.03 * old;
  context.fillStyle = css(shirt);
  context.beginPath();
  context.moveTo(-0.47, 1.2);
  context.bezierCurveTo(-0.46, shoulder + 0.02, -0.3, shoulder, -neck * 1.15, shoulder - 0.045);
  context.lineTo(neck * 1.15, shoulder - 0.045);
  context.bezierCurveTo(0.3, shoulder, 0.46, shoulder + 0.02, 0.47, 1.2);
  context.fill();
  context.fillStyle = css(shade(skin, 0.86));
  context.beginPath();
  context.moveTo(-neck, chin - 0.12);
  context.lineTo(-neck, shoulder - 0.04);
  context.bezierCurveTo(-neck, shoulder + 0.075, neck, shoulder + 0.075, neck, shoulder - 0.04);
  context.lineTo(neck, chin - 0.12);
  context.fill();
  context.strokeStyle = css(shade(shirt, 0.72));
  context.lineWidth = 0.014;
  context.beginPath();
  context.moveTo(-neck * 1.12, shoulder - 0.043);
  context.bezierCurveTo(-neck, shoulder + 0.09, neck, shoulder + 0.09, neck * 1.12, shoulder - 0.043);
  context.stroke();
  // The shadow of the chin, and from 50 on the cords of the neck.
  context.fillStyle = css(shade(skin, 0.72), 0.55);
  context.beginPath();
  context.ellipse(0, chin - 0.005, neck * 0.98, 0.042, 0, 0, Math.PI);
  context.fill();
  if (old >= 0.5) {
    context.strokeStyle = css(shade(skin, 0.62), (old - 0.35) * 0.9);
    context.lineWidth = 0.005;
    for (const side of [-1, 1]) {
      for (const x of [0.25, 0.6]) {
        context.beginPath();
        context.moveTo(side * neck * x, chin + 0.035);
        context.quadraticCurveTo(side * neck * (x + 0.12), chin + 0.07, side * neck * (x - 0.1), shoulder - 0.005);
        context.stroke();
      }
    }
  }
}

/** The outline; with age the cheeks sink towards the jaw. @param {Brush} context @param {Head} head */
export function traceHead(context, { look, half, top, chin, old }) {
  const jaw = half * (look.jaw + 0.13 * old);
  const jawLine = chin - 0.1 + 0.045 * old;
  context.beginPath();
  context.moveTo(0, top);
  const cheek = half * (0.98 - 0.05 * old);
  context.bezierCurveTo(half * 0.8, top, half * 1.03, top + 0.1, half, 0.45);
  context.bezierCurveTo(cheek, 0.54, jaw * 1.12, jawLine - 0.04, jaw, jawLine);
  context.bezierCurveTo(jaw * 0.82, chin - 0.02, jaw * 0.45, chin, 0, chin);
  context.bezierCurveTo(-jaw * 0.45, chin, -jaw * 0.82, chin - 0.02, -jaw, jawLine);
  context.bezierCurveTo(-jaw * 1.12, jawLine - 0.04, -cheek, 0.54, -half, 0.45);
  context.bezierCurveTo(-half * 1.03, top + 0.1, -half * 0.8, top, 0, top);
  context.closePath();
}

/** Ears, head, its shading, blush, freckles and age spots. @param {Brush} context @param {Head} head @param {() => number} random */
export function drawHead(context, head, random) {
  const { half, skin, old, look } = head;
  const ear = 0.055 + 0.014 * old;
  for (const side of [-1, 1]) {
    context.fillStyle = css(shade(skin, 0.9));
    context.beginPath();
    context.ellipse(side * half * 1.02, 0.475 + 0.008 * old, 0.03, ear, side * 0.15, 0, Math.PI * 2);
    context.fill();
    context.strokeStyle = css(shade(skin, 0.72), 0.8);
    context.lineWidth = 0.006;
    context.beginPath();
    context.ellipse(side * half * 1.04, 0.475 + 0.008 * old, 0.013, ear * 0.55, side * 0.15, 0, Math.PI * 2);
    context.stroke();
  }
  const light = context.createRadialGradient(-0.05, 0.4, 0.02, 0, 0.46, 0.33);
  light.addColorStop(0, css(mix(skin, [255, 255, 255], 0.16)));
  light.addColorStop(0.6, css(skin));
  light.addColorStop(1, css(shade(skin, 0.8)));
  context.fillStyle = light;
  traceHead(context, head);
  context.fill();

  context.save();
  traceHead(context, head);
  context.clip();
  for (const side of [-1, 1]) {
    const cheek = context.createRadialGradient(side * half * 0.6, 0.545, 0, side * half * 0.6, 0.545, 0.075);
    const blush = mix(skin, [225, 80, 70], 0.55);
    cheek.addColorStop(0, css(blush, 0.45 * Math.max(0.08, 1 - old * 1.35)));
    cheek.addColorStop(1, css(blush, 0));
    context.fillStyle = cheek;
    context.fillRect(-0.3, 0.4, 0.6, 0.3);
  }
  if (look.freckles) {
    for (let i = 0; i < 26; i++) {
      speck(context, (random() - 0.5) * half * 1.5, 0.5 + random() * 0.06, 0.0035, shade(look.skin, 0.7), 0.55);
    }
  }
  const spots = Math.max(0, Math.round((head.age - 58) / 1.6));
  for (let i = 0; i < spots; i++) {
    const side = random() < 0.5 ? -1 : 1;
    const y = 0.27 + random() * 0.36;
    speck(context, side * half * (0.45 + random() * 0.42), y, 0.005 + random() * 0.007, shade(skin, 0.68), 0.4);
  }
  context.restore();
}

/** @param {Brush} context @param {number} x @param {number} y @param {number} radius @param {Colour} colour @param {number} alpha */
function speck(context, x, y, radius, colour, alpha) {
  context.fillStyle = css(colour, alpha);
  context.beginPath();
  context.ellipse(x, y, radius, radius * 0.8, 0, 0, Math.PI * 2);
  context.fill();
}
