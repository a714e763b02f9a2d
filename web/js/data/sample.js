// The sample dataset: clearly artificial cartoon portraits of 10 persons at 7 ages, drawn by code, for people who have
// no photographs at hand. The page and the command line draw the same pictures.

import { drawPortrait } from './sample/portrait.js';

/** @import {FileEntry} from '../types.d.ts' */
/** @import {Brush, Look} from './sample/portrait.js' */

export const SAMPLE_AGES = [20, 30, 40, 50, 60, 70, 80];

/** Width and height of each picture in pixels. */
export const SAMPLE_SIZE = 384;

export const SAMPLE_JPEG_QUALITY = 0.9;

/** What stays the same through a life. @type {Look[]} */
export const SAMPLE_PERSONS = [
  look('f3cfb8', '8a3b1f', '3f7d4f', 'd9e6df', { style: 'long', width: 0.97, jaw: 0.66, lips: 1.1 }),
  look('b97f56', '1d1613', '4a2c17', 'f1dfc4', { style: 'crew', width: 1.06, jaw: 0.86, beard: 'full', thin: 0.5 }),
  look('7a4a2e', '17110f', '3a2213', 'f6d9c9', { style: 'afro', width: 1, jaw: 0.68, lips: 1.35, nose: 1.2 }),
  look('f6d6c0', 'd9b25c', '3f7fb5', 'cfdcec', { style: 'swept', width: 1.02, jaw: 0.8, thin: 0.8, glassesFrom: 40 }),
  look('eec9a0', '16141a', '2c1b12', 'e4d7ee', { style: 'bob', width: 1.03, jaw: 0.7, lips: 0.95, nose: 0.9 }),
  look('d7a57a', '33241b', '54402a', 'd8e4c4', {
    style: 'curls',
    width: 0.98,
    jaw: 0.82,
    beard: 'moustache',
    nose: 1.25,
  }),
  look('c98f66', '4b2d1b', '5b3a1e', 'f3e3a9', { style: 'bun', width: 0.94, jaw: 0.64, glassesFrom: 20, round: true }),
  look('f9dccb', 'c2561d', '5c8f9b', 'c9e3e4', { style: 'swept', width: 0.93, jaw: 0.76, thin: 1, freckles: true }),
  look('f4d2b5', 'e2c184', '6b7f8c', 'f0cdd2', {
    style: 'waves',
    width: 1.05,
    jaw: 0.72,
    lips: 1.05,
    glassesFrom: 60,
    round: true,
  }),
  look('5c3622', '120d0c', '2b1810', 'cbd3dc', {
    style: 'crew',
    width: 0.98,
    jaw: 0.8,
    beard: 'goatee',
    thin: 0.7,
    glassesFrom: 50,
    nose: 1.2,
    lips: 1.2,
  }),
];

/** `20/person01.jpg` ... `80/person10.jpg`: class folders with the persons' names recurring. */
export function samplePaths() {
  return SAMPLE_AGES.flatMap((age) => SAMPLE_PERSONS.map((_, person) => samplePath(person, age)));
}

/**
 * Fills a SAMPLE_SIZE square with a person (a number from 0) at an age. The same arguments draw the same picture.
 * @param {Brush} context
 * @param {number} person
 * @param {number} age
 */
export function drawSample(context, person, age) {
  context.save();
  context.scale(SAMPLE_SIZE, SAMPLE_SIZE);
  // Pose, clothes and expression change from picture to picture, so that they tell nothing about age or person.
  drawPortrait(context, SAMPLE_PERSONS[person], age, numberStream(person * 101 + age));
  context.restore();
}

/**
 * The files of the dataset, as the intake takes them.
 * @template {{getContext(kind: '2d'): any}} Canvas  an OffscreenCanvas, or Node's like of it
 * @param {(size: number) => Canvas} createCanvas  makes a square
 * @param {(canvas: Canvas) => Promise<Uint8Array>} encodeJpeg  at SAMPLE_JPEG_QUALITY
 * @returns {Promise<FileEntry[]>}
 */
export async function makeSampleEntries(createCanvas, encodeJpeg) {
  const entries = [];
  for (const age of SAMPLE_AGES) {
    for (const person of SAMPLE_PERSONS.keys()) {
      const canvas = createCanvas(SAMPLE_SIZE);
      drawSample(canvas.getContext('2d'), person, age);
      const bytes = await encodeJpeg(canvas);
      entries.push({ path: samplePath(person, age), size: bytes.length, read: async () => bytes });
    }
  }
  return entries;
}

/** @param {number} person @param {number} age */
function samplePath(person, age) {
  return `${age}/person${String(person + 1).padStart(2, '0')}.jpg`;
}

/**
 * @param {string} skin  colours as six hexadecimal digits
 * @param {string} hair
 * @param {string} eyes
 * @param {string} background
 * @param {Partial<Look> & Pick<Look, 'style' | 'width' | 'jaw'>} rest
 * @returns {Look}
 */
function look(skin, hair, eyes, background, rest) {
  const [s, h, e, b] = [skin, hair, eyes, background].map((hex) =>
    [0, 2, 4].map((i) => Number.parseInt(hex.slice(i, i + 2), 16)),
  );
  return {
    skin: s,
    hair: h,
    eyes: e,
    background: b,
    nose: 1,
    lips: 1,
    thin: 0.2,
    beard: null,
    glassesFrom: null,
    round: false,
    freckles: false,
    ...rest,
  };
}

/** Mulberry32: numbers in [0, 1) from a seed. @param {number} seed */
export function numberStream(seed) {
  let state = Math.imul(seed, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
