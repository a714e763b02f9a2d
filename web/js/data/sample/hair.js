// Hair in two layers: behind the body and head, and in front of the forehead. It loses volume with age, and recedes as
// far as the look says.

import { css, mix, shade } from './colours.js';

/** @import {Brush, Head} from './portrait.js' */

/** @param {Brush} context @param {Head} head */
export function backHair(context, head) {
  const { look, half, top, old, hair } = head;
  const volume = 1 - 0.3 * old;
  context.fillStyle = css(shade(hair, 0.8));
  if (look.style === 'long' || look.style === 'bob' || look.style === 'waves') {
    // Shorter in later decades.
    const end = { long: 0.93 - 0.2 * old, bob: 0.7 - 0.05 * old, waves: 0.8 - 0.14 * old }[look.style];
    const wide = half + 0.055 * volume;
    context.beginPath();
    context.moveTo(0, top - 0.05 * volume);
    context.bezierCurveTo(wide * 1.1, top - 0.06 * volume, wide * 1.15, 0.4, wide * 1.08, end - 0.06);
    context.quadraticCurveTo(wide * 1.05, end, wide * 0.7, end);
    context.lineTo(-wide * 0.7, end);
    context.quadraticCurveTo(-wide * 1.05, end, -wide * 1.08, end - 0.06);
    context.bezierCurveTo(-wide * 1.15, 0.4, -wide * 1.1, top - 0.06 * volume, 0, top - 0.05 * volume);
    context.fill();
    for (let y = 0.36, i = 0; look.style === 'waves' && y < end; y += 0.075, i++) {
      for (const side of [-1, 1]) blob(context, side * (wide + 0.008 + 0.012 * (i % 2)), y, 0.05 * volume);
    }
  } else if (look.style === 'afro') {
    ring(context, 0, 0.36, half + 0.075 * volume, 0.06 * volume + 0.01, 20);
  } else if (look.style === 'bun') {
    context.fillStyle = css(shade(hair, 0.9));
    blob(context, 0, top - 0.05, 0.085 * volume);
    context.strokeStyle = css(shade(hair, 0.7));
    context.lineWidth = 0.006;
    context.beginPath();
    context.arc(0, top - 0.05, 0.05 * volume, 0.4, 4.2);
    context.stroke();
  }
}

/** @param {Brush} context @param {Head} head */
export function frontHair(context, head) {
  const { look, half, top, old, hair } = head;
  const volume = 1 - 0.35 * old;
  // The height of the hairline at the middle and above the temples: it climbs as the hair recedes.
  const recede = look.thin * Math.max(0, old - 0.15);
  const line = top + 0.085 - 0.1 * recede;
  const light = context.createLinearGradient(-0.2, top - 0.05, 0.2, 0.45);
  light.addColorStop(0, css(mix(hair, [255, 255, 255], 0.14)));
  light.addColorStop(1, css(shade(hair, 0.9)));
  context.fillStyle = light;

  if (look.style === 'afro' || look.style === 'curls') {
    const size = look.style === 'afro' ? 0.052 : 0.046;
    // Fewer and smaller curls over the forehead later.
    const count = 11;
    for (let i = 0; i < count; i++) {
      const angle = Math.PI * (1.03 + (0.94 * i) / (count - 1));
      const rise = look.style === 'afro' ? 0.2 : 0.215;
      const x = Math.cos(angle) * half * 1.02;
      blob(context, x, 0.385 + Math.sin(angle) * (rise - 0.012 + 0.02 * recede), size * (volume + 0.08));
    }
    if (look.style === 'curls') {
      for (const x of [-0.6, -0.25, 0.15, 0.5]) blob(context, x * half, top - 0.02 + 0.02 * old, 0.05 * volume);
    }
    return;
  }

  const rise = { crew: 0.022, swept: 0.05, long: 0.045, bob: 0.045, bun: 0.02, waves: 0.055 }[look.style] * volume;
  const temple = { crew: 0.4, swept: 0.41, long: 0.5, bob: 0.6, bun: 0.43, waves: 0.44 }[look.style];
  const side = half * (look.style === 'bob' ? 1.2 : 0.985);
  // Where the hair recedes a lot, the crown shows skin and only the sides stay.
  const bare = recede > 0.55;
  if (bare) {
    for (const sign of [-1, 1]) {
      context.beginPath();
      context.moveTo(sign * half * 0.9, temple + 0.05);
      context.bezierCurveTo(sign * half * 0.98, 0.4, sign * half * 0.86, top + 0.1, sign * half * 0.7, top + 0.065);
      context.bezierCurveTo(sign * half * 1.2, top + 0.06, sign * half * 1.26, 0.4, sign * half * 1.06, temple + 0.07);
      context.fill();
    }
    context.strokeStyle = css(hair, 0.5);
    context.lineWidth = 0.006;
    for (const x of [-0.4, -0.15, 0.1, 0.35]) {
      context.beginPath();
      context.moveTo(x * half - 0.02, top + 0.045);
      context.quadraticCurveTo(x * half, top + 0.012, x * half + 0.05, top + 0.034);
      context.stroke();
    }
    return;
  }

  context.beginPath();
  context.moveTo(-side, temple);
  context.bezierCurveTo(-side * 1.13, top + 0.02 - rise, -side * 0.6, top - rise * 1.3, 0, top - rise);
  context.bezierCurveTo(side * 0.6, top - rise * 1.3, side * 1.13, top + 0.02 - rise, side, temple);
  if (look.style === 'bob') {
    // A fringe, cut straight and higher with the years.
    const fringe = 0.375 - 0.03 * old;
    context.bezierCurveTo(half * 0.86, 0.54, half * 0.94, 0.42, half * 0.84, fringe);
    context.quadraticCurveTo(0, fringe - 0.022, -half * 0.84, fringe);
    context.bezierCurveTo(-half * 0.94, 0.42, -half * 0.86, 0.54, -side, temple);
  } else if (look.style === 'swept') {
    context.bezierCurveTo(
      half * 0.96,
      0.36,
      half * (0.95 - 0.2 * recede),
      line + 0.05 - 0.06 * recede,
      half * 0.55,
      line,
    );
    context.bezierCurveTo(
      0,
      line + 0.055 - 0.05 * recede,
      -half * 0.5,
      line + 0.03,
      -half * (0.72 - 0.2 * recede),
      line - 0.02,
    );
    context.bezierCurveTo(-half * 0.9, line + 0.03, -half * 0.95, 0.36, -side, temple);
  } else if (look.style === 'long' || look.style === 'waves') {
    const part = look.style === 'long' ? -0.3 : 0.25;
    context.bezierCurveTo(half * 0.98, 0.4, half * 0.8, line + 0.07, half * part, line - 0.035);
    context.bezierCurveTo(-half * 0.8, line + 0.07, -half * 0.98, 0.4, -side, temple);
  } else {
    // Crew cut and bun: an arch with corners above the temples that climb.
    context.bezierCurveTo(
      half * 0.97,
      0.34,
      half * 0.9,
      line + 0.05,
      half * (0.72 - 0.12 * recede),
      line + 0.012 - 0.05 * recede,
    );
    context.quadraticCurveTo(
      0,
      line - 0.022 + 0.03 * recede,
      -half * (0.72 - 0.12 * recede),
      line + 0.012 - 0.05 * recede,
    );
    context.bezierCurveTo(-half * 0.9, line + 0.05, -half * 0.97, 0.34, -side, temple);
  }
  context.fill();
  if (look.style !== 'crew') strands(context, head, rise);
}

/** A few light lines that follow the crown. @param {Brush} context @param {Head} head @param {number} rise */
function strands(context, { half, top, hair }, rise) {
  context.strokeStyle = css(shade(hair, 0.72), 0.45);
  context.lineWidth = 0.004;
  for (const x of [-0.52, -0.26, 0.04, 0.3, 0.55]) {
    context.beginPath();
    context.moveTo(x * half * 0.75, top - rise * 0.75);
    context.quadraticCurveTo(x * half * 1.05, top + 0.005, x * half * 1.1, top + 0.042);
    context.stroke();
  }
}

/** @param {Brush} context @param {number} x @param {number} y @param {number} radius */
function blob(context, x, y, radius) {
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fill();
}

/** A disc with a bumpy edge. @param {Brush} context @param {number} x @param {number} y @param {number} radius @param {number} bump @param {number} count */
function ring(context, x, y, radius, bump, count) {
  blob(context, x, y, radius);
  for (let i = 0; i < count; i++) {
    const angle = (i / count) * Math.PI * 2;
    blob(context, x + Math.cos(angle) * radius, y + Math.sin(angle) * radius, bump);
  }
}
