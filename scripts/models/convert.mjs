// Converts the source files of a network to ONNX with the input `images` [n, 3, size, size], normalised. A backbone has
// the outputs `embedding` [n, d] and `features` [n, c, h, w], the face detector those that its description names.

import { runInNewContext } from 'node:vm';
import { graphFromAge, graphFromRecognition } from './face-api-graph.mjs';
import { graphFromKeras } from './keras-graph.mjs';
import { writeOnnx } from './onnx-writer.mjs';
import { backboneFromTfjs, detectorFromTfjs } from './tfjs-graph.mjs';
import { graphFromTflite } from './tflite-graph.mjs';

/**
 * @import {Backbone, FaceDetector} from '../../web/js/types.d.ts'
 * @import {Graph} from './graph.mjs'
 * @import {SourceFile} from './source.mjs'
 */

/**
 * What both kinds of descriptions say of the sources. Of two files the first is the model or the weights' manifest, and
 * the second the weights.
 * @typedef {{
 *   format: 'tflite' | 'keras-layers' | 'tfjs-graph' | 'face-api-recognition' | 'face-api-age',
 *   files: SourceFile[],
 * }} Sources
 */

/**
 * An entry of models/backbones.json.
 * @typedef {Omit<Backbone, 'file' | 'bytes' | 'sha256'> & Sources & {
 *   standsInFor: string | null,     // the backbone that this one replaces where that cannot be had
 *   featuresLayer?: string,         // keras-layers: the layer whose output is `features`
 *   embeddingNode?: string,         // tfjs-graph: the mean over space whose input is `features`
 * }} BackboneDescription
 */

/**
 * models/face-detector.json.
 * @typedef {Omit<FaceDetector, 'file' | 'bytes' | 'sha256'> & Sources & {
 *   outputs: Record<string, string[]>,   // by output, the nodes whose rows it joins
 * }} DetectorDescription
 *
 * @typedef {BackboneDescription | DetectorDescription} Description
 */

/**
 * @param {Description} description
 * @param {Uint8Array[]} files  the bytes of `description.files`, in that order
 * @param {{withClassifier?: boolean}} [options]  withClassifier: also what the network itself was trained to answer,
 *   `classes` of a tflite network and `age` of face-api's
 * @returns {Uint8Array}
 */
export function convert(description, files, { withClassifier = false } = {}) {
  const about = `${description.title}. ${description.source}. Licence: ${description.licence}.`;
  return writeOnnx(graphOf(description, files, withClassifier), about);
}

/** @param {Description} description @param {Uint8Array[]} files @param {boolean} withClassifier @returns {Graph} */
function graphOf(description, files, withClassifier) {
  const { format, name } = description;
  if (format === 'tflite') return graphFromTflite(description, files[0], { withClassifier });
  if (format === 'face-api-age') {
    return graphFromAge(description, readJson(files[0]), files[1], { withClassifier });
  }
  if (withClassifier) throw new Error(`The own answer of ${name} is not converted.`);
  if (format === 'face-api-recognition') return graphFromRecognition(description, readJson(files[0]), files[1]);
  if (format === 'tfjs-graph') {
    const model = readJson(files[0]);
    return 'outputs' in description
      ? detectorFromTfjs(description, model, files[1], description.outputs)
      : backboneFromTfjs(description, model, files[1], description.embeddingNode ?? '');
  }
  const [model, weights] = files.map(readModuleFile);
  const featuresLayer = 'featuresLayer' in description ? description.featuresLayer : '';
  return graphFromKeras(description, model, Buffer.from(weights, 'base64'), featuresLayer ?? '');
}

/** @param {Uint8Array} bytes */
function readJson(bytes) {
  return JSON.parse(Buffer.from(bytes).toString());
}

/**
 * npm nsfwjs wraps model.json and the base64 of its weights in CommonJS files. They run without access to anything, and
 * from the bytes whose hash was checked.
 * @param {Uint8Array} bytes
 */
function readModuleFile(bytes) {
  /** @type {{exports: any}} */
  const module = { exports: {} };
  runInNewContext(Buffer.from(bytes).toString(), { module, exports: module.exports });
  return module.exports;
}
