// The words and sums for backbones, joined backbones and what of a photograph they see.
/** @import {Backbone, BackboneComparison, CropName, Manifest, Settings} from '../types.d.ts' */
import { strings } from '../strings.js';
import { duration, megabytes, whole } from './format.js';
import { partsOf } from './joined-name.js';
import { deviceName, PROTOCOLS } from './words.js';

const words = strings.backbones;

/** What a backbone makes of a photograph, and from what it learnt to. @param {Backbone} backbone */
export function backboneSentence({ notice, embeddingSize, trainedOn }) {
  const trained = words.makes(whole(embeddingSize), trainedOn);
  return notice ? `${notice} ${trained}` : trained;
}

/** @type {Record<CropName, string>} */
export const CROP_SENTENCES = words.crops;

export const NO_DETECTOR = words.noDetector;

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
  return words.download(megabytes(bytes), withDetector);
}

export const COMPARE = words.compareWhat;

/** What the rows were measured by: "Leave one person out, seed 1, on WebGPU, Apple M1, in 3 min 2 s." @param {BackboneComparison} report */
export function comparedSentence({ protocol, seeds, device, seconds }) {
  return words.comparedBy(PROTOCOLS[protocol].title, seeds, deviceName(device), duration(seconds));
}

export const flatteredSentence = words.flattered;

/** The kept embeddings: what is kept, as a number of megabytes. @param {number | null} bytes */
export function keptSentence(bytes) {
  if (bytes === null) return words.keptNever;
  return bytes === 0 ? words.keptNone : megabytes(bytes);
}
