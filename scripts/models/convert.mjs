// Converts the source files of a backbone to ONNX: input `images` [n, 3, size, size], normalised; outputs `embedding`
// [n, d] and `features` [n, c, h, w].

import { runInNewContext } from 'node:vm';
import { graphFromKeras } from './keras-graph.mjs';
import { writeOnnx } from './onnx-writer.mjs';
import { graphFromTflite } from './tflite-graph.mjs';

/**
 * @import {Backbone} from '../../web/js/types.d.ts'
 * @import {SourceFile} from './source.mjs'
 */

/**
 * An entry of models/backbones.json.
 * @typedef {Omit<Backbone, 'file' | 'bytes' | 'sha256'> & {
 *   standsInFor: string | null,     // the backbone that this one replaces where that cannot be had
 *   format: 'tflite' | 'keras-layers',
 *   featuresLayer?: string,         // keras-layers: the layer whose output is `features`
 *   files: SourceFile[],            // tflite: one; keras-layers: the model, then its weights
 * }} Description
 */

/**
 * @param {Description} description
 * @param {Uint8Array[]} files  the bytes of `description.files`, in that order
 * @param {{withClassifier?: boolean}} [options]  withClassifier: a third output `classes`, the network's own classifier
 * @returns {Uint8Array}
 */
export function convertBackbone(description, files, { withClassifier = false } = {}) {
  const about = `${description.title}. ${description.source}. Licence: ${description.licence}.`;
  if (description.format === 'tflite') {
    return writeOnnx(graphFromTflite(description, files[0], { withClassifier }), about);
  }
  if (withClassifier) throw new Error(`${description.name} has no ImageNet classifier.`);
  const [model, ...weights] = files.map(readModuleFile);
  const weightBytes = Buffer.concat(weights.map((text) => Buffer.from(text, 'base64')));
  return writeOnnx(graphFromKeras(description, model, weightBytes, description.featuresLayer ?? ''), about);
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
