// What manifest.json says of the built networks: their descriptions, joined with what was built and where from.

/**
 * @import {Backbone, FaceDetector, Manifest} from '../../web/js/types.d.ts'
 * @import {Stamp} from './build.mjs'
 * @import {BackboneDescription, Description, DetectorDescription} from './convert.mjs'
 */

/**
 * @param {BackboneDescription[]} backbones
 * @param {DetectorDescription} faceDetector
 * @param {Record<string, Stamp>} built  by name
 * @param {Map<string, string>} missing  names of those left out
 * @returns {Manifest}
 */
export function makeManifest(backbones, faceDetector, built, missing) {
  return {
    backbones: backbones
      .filter(({ name }) => built[name])
      .map((description) => backboneEntry(description, built[description.name], missing)),
    faceDetector: built[faceDetector.name] ? commonEntry(faceDetector, built[faceDetector.name]) : null,
  };
}

/**
 * @param {BackboneDescription} description
 * @param {Stamp} stamp
 * @param {Map<string, string>} missing
 * @returns {Backbone}
 */
function backboneEntry(description, stamp, missing) {
  const { name, trainedOn, embeddingSize, notice, standsInFor, faceCrop } = description;
  const standing =
    standsInFor && missing.has(standsInFor)
      ? `${standsInFor} could not be had on this machine, so ${name} stands in for it. `
      : '';
  return {
    ...commonEntry(description, stamp),
    notice: notice && `${standing}${notice}`,
    trainedOn,
    // What every converter here writes.
    layout: 'nchw',
    output: 'embedding',
    embeddingSize,
    faceCrop,
  };
}

/** @param {Description} description @param {Stamp} stamp @returns {FaceDetector} */
function commonEntry({ name, title, source, licence, inputSize, normalization }, stamp) {
  return {
    name,
    title,
    source: `${source}; found in ${stamp.place}`,
    licence,
    file: stamp.file,
    bytes: stamp.bytes,
    sha256: stamp.sha256,
    inputSize,
    normalization,
  };
}
