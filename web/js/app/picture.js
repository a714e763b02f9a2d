// One photograph on its way to the backbones: opened once, its face found, and what each backbone sees made from it.

/** @import { Backbone, CoreService, Crop, Face, FaceDetector, FacesFound, OpenPicture, Sample, Settings } from '../types.d.ts' */

import { noAugmentation } from './augmentation.js';
import { orAbort } from './cancel.js';
import { readFile } from './read-file.js';

/** @param {Sample} sample */
export function readSample(sample) {
  return readFile(sample.entry, 'The file could not be read again; it may have been moved or deleted.');
}

/**
 * Opens a photograph for as long as `work` runs, and closes it however that ends, also when it was cancelled before.
 *
 * @template T
 * @param {Pick<CoreService, 'openPicture' | 'closePicture'>} core
 * @param {Uint8Array} bytes
 * @param {AbortSignal | undefined} signal
 * @param {(opened: OpenPicture) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withPicture(core, bytes, signal, work) {
  const opening = core.openPicture(bytes);
  try {
    return await work(await orAbort(opening, signal));
  } finally {
    // Not awaited: a worker that died has freed the picture with itself.
    opening.then(({ picture }) => core.closePicture(picture)).catch(() => {});
  }
}

/**
 * Finds the faces of an open photograph. The one that is used is the user's choice, else the largest.
 *
 * @param {Pick<CoreService, 'prepareDetection' | 'findFaces'>} core
 * @param {(sha256: string, image: Float32Array) => Promise<Float32Array[]>} run a network that is open on one image
 * @param {OpenPicture} opened
 * @param {FaceDetector} detector open
 * @param {number | undefined} chosenFace
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<FacesFound>}
 */
export async function findFaces(core, run, { picture, width, height }, detector, chosenFace, signal) {
  const image = await orAbort(core.prepareDetection(picture, detector), signal);
  const [boxes, scores] = await orAbort(run(detector.sha256, image), signal);
  if (!boxes || !scores) throw new Error('the face detector has no outputs');
  const faces = await orAbort(core.findFaces(boxes, scores, width, height), signal);
  return { faces, chosen: chosenFace !== undefined && chosenFace < faces.length ? chosenFace : largestFace(faces) };
}

/** @param {Face[]} faces @returns {number} -1 without any */
function largestFace(faces) {
  const areas = faces.map(({ box }) => box.width * box.height);
  return areas.indexOf(Math.max(...areas));
}

/**
 * The square that a backbone sees; null is the whole photograph.
 *
 * @param {Pick<CoreService, 'cropOfFace'>} core
 * @param {FacesFound | null} found
 * @param {Backbone} backbone
 * @returns {Promise<Crop | null>}
 */
export async function cropFor(core, found, backbone) {
  const face = found?.faces[found.chosen];
  return face ? core.cropOfFace(face, backbone.faceCrop) : null;
}

/**
 * @param {Pick<Backbone, 'inputSize' | 'normalization'>} backbone
 * @param {Pick<Settings, 'augmentation' | 'seed'>} settings
 * @param {number} copies
 * @param {Crop | null} crop
 */
export function prepareRequest({ inputSize, normalization }, { augmentation, seed }, copies, crop) {
  // A project that was kept before an option was there does not name it.
  return { inputSize, normalization, augmentation: { ...noAugmentation, ...augmentation }, copies, seed, crop };
}
