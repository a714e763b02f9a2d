// The words and sums for backbones, joined backbones and what of a photograph they see.
/** @import {Backbone, BackboneComparison, CropName, Manifest, Settings} from '../types.d.ts' */
import { count, duration, megabytes, whole } from './format.js';
import { partsOf } from './joined-name.js';
import { deviceName, PROTOCOLS } from './words.js';

/** What a backbone makes of a photograph, and from what it learnt to. @param {Backbone} backbone */
export function backboneSentence({ notice, embeddingSize, trainedOn }) {
  const trained = `Makes ${whole(embeddingSize)} numbers of each photograph. Trained on: ${trainedOn}.`;
  return notice ? `${notice} ${trained}` : trained;
}

/** @type {Record<CropName, string>} */
export const CROP_SENTENCES = {
  face: 'The face is found and cut out, its eyes level. A photograph without a face is used whole, and listed.',
  whole: 'All of each photograph, stretched to a square.',
};

export const NO_DETECTOR = 'The face detector was not built into this page, so only whole pictures can be used.';

/**
 * The bytes that these settings need: the backbones, and the face detector where faces are cut out.
 * @param {Pick<Settings, 'backbone' | 'crop'>} settings
 * @param {Manifest} manifest
 */
export function downloadOf({ backbone, crop }, { backbones, faceDetector }) {
  const names = partsOf(backbone);
  const chosen = backbones.filter(({ name }) => names.includes(name));
  const detector = crop === 'face' && faceDetector ? faceDetector.bytes : 0;
  return { bytes: chosen.reduce((sum, { bytes }) => sum + bytes, detector), withDetector: detector > 0 };
}

/** @param {ReturnType<typeof downloadOf>} download */
export function downloadSentence({ bytes, withDetector }) {
  return `Download: ${megabytes(bytes)}${withDetector ? ', the face detector included' : ''}; then kept for offline use.`;
}

export const COMPARE =
  'Tests every backbone on faces and on whole pictures, then the best in pairs: the same photographs, protocol, settings and seed for each.';

/** What the rows were measured by: "Leave one person out, seed 1, on WebGPU, Apple M1, in 3 min 2 s." @param {BackboneComparison} report */
export function comparedSentence({ protocol, seeds, device, seconds }) {
  const by = seeds.length === 1 ? `seed ${seeds[0]}` : `the mean of seeds ${seeds.join(', ')}`;
  return `${PROTOCOLS[protocol].title}, ${by}, on ${deviceName(device)}, in ${duration(seconds)}.`;
}

/** @param {number} rows */
export function flatteredSentence(rows) {
  return `The best of ${count(rows, 'figure')} flatters itself a little; rows whose intervals overlap much may be equally good.`;
}

/** The kept embeddings: what is kept, as a number of megabytes. @param {number | null} bytes */
export function keptSentence(bytes) {
  if (bytes === null) return 'not kept by this browser';
  return bytes === 0 ? 'none' : megabytes(bytes);
}
