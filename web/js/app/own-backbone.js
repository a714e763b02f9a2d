// From a file of the user's own to a backbone: what is detected, what is asked, and a sentence for what cannot be used.

/** @import { Backbone, EmbeddingCandidate, InspectNetwork, OwnOptions } from '../types.d.ts' */

import { candidatesOf, chooseOutput, looksLikeClassifier } from './embedding-output.js';
import { sha256Of } from './embedding-recipe.js';
import { AgelensError, isAbort } from './errors.js';
import { inputFormOf } from './input-form.js';
import { checkNormalization, NORMALIZATIONS, usualNormalization } from './normalizations.js';
import { readFile } from './read-file.js';

/** More does not fit beside its copy in the memory of a browser's tab. */
const MOST_BYTES = 500e6;
const LONGEST_SLUG = 40;

/** As most built backbones have it (models/backbones.json). */
const FACE_CROP = { scale: 1.25, shiftUp: -0.04, aligned: true };

/** @typedef {{ name: string, size: number, read: () => Promise<Uint8Array> }} OwnFile */

/** What the page and the settings call it. @param {string} fileName */
export function nameOfFile(fileName) {
  const slug = titleOf(fileName)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, LONGEST_SLUG)
    .replace(/-+$/, '');
  return `own-${slug || 'backbone'}`;
}

/** @param {string} fileName */
const titleOf = (fileName) => fileName.replace(/\.onnx$/i, '') || fileName;

/**
 * Reads and tries out a file; throws one sentence, which begins with its name, when it cannot be a backbone.
 *
 * @param {InspectNetwork} inspect
 * @param {OwnFile} file
 * @param {OwnOptions} [options]
 * @returns {Promise<{ backbone: Backbone, model: Uint8Array }>}
 */
export async function readOwnBackbone(inspect, file, options = {}) {
  try {
    const model = await readWithin(file);
    return { backbone: await describe(inspect, file.name, model, options), model };
  } catch (error) {
    if (isAbort(error)) throw error;
    const { code = 'unsupported-network', message } = /** @type {Partial<AgelensError> & Error} */ (error);
    throw new AgelensError(code, `“${file.name}”: ${message}`);
  }
}

/** @param {OwnFile} file */
async function readWithin(file) {
  const { size } = file;
  if (size > MOST_BYTES) {
    throw new AgelensError(
      'too-large',
      `The file has ${Math.ceil(size / 1e6)} MB; a backbone may have ${MOST_BYTES / 1e6} MB, so choose a smaller network.`,
    );
  }
  return readFile(file);
}

/**
 * @param {InspectNetwork} inspect
 * @param {string} fileName
 * @param {Uint8Array} model
 * @param {OwnOptions} options
 * @returns {Promise<Backbone>}
 */
async function describe(inspect, fileName, model, options) {
  if (options.normalization !== undefined) checkNormalization(options.normalization);
  const inspection = await inspect(model, (signature) => inputFormOf(signature, options));
  const { inputSize, layout, sizeFixed, layoutFixed } = inputFormOf(inspection.signature, options);
  const candidates = candidatesOf(inspection);
  const normalizationName = options.normalization ?? usualNormalization(layout);
  return withNotice({
    name: nameOfFile(fileName),
    title: titleOf(fileName),
    source: `your file “${fileName}”`,
    notice: null,
    licence: 'unknown: yours',
    trainedOn: 'unknown: it is your own file',
    file: fileName,
    bytes: model.length,
    sha256: await sha256Of(model),
    inputSize,
    layout,
    normalization: NORMALIZATIONS[normalizationName],
    ...embeddingOf(chooseOutput(candidates, options.output)),
    faceCrop: FACE_CROP,
    own: { fileName, sizeFixed, layoutFixed, normalizationName, candidates },
  });
}

/** @param {EmbeddingCandidate} candidate */
const embeddingOf = ({ output, embeddingSize }) => ({ output, embeddingSize });

/** @param {Backbone} backbone @returns {Backbone} */
function withNotice(backbone) {
  const chosen = backbone.own?.candidates.find(({ output }) => output === backbone.output);
  const unknown = 'This is your own backbone: what it was trained on, and its licence, are unknown to Agelens.';
  const answer =
    chosen && looksLikeClassifier(chosen)
      ? ` Its output “${chosen.output}” looks like a classifier's answer; a network exported without its last layer ` +
        'usually serves better.'
      : '';
  return { ...backbone, notice: unknown + answer };
}

/**
 * A change that needs no new trial: of what a pixel is to the network, and of which output is used.
 *
 * @param {Backbone} backbone
 * @param {Pick<OwnOptions, 'normalization' | 'output'>} options
 * @returns {Backbone}
 */
export function changedOwnBackbone(backbone, { normalization, output }) {
  const { own } = backbone;
  if (!own) throw new AgelensError('no-backbone', `“${backbone.name}” is not a backbone of your own.`);
  const normalizationName = checkNormalization(normalization ?? own.normalizationName);
  return withNotice({
    ...backbone,
    normalization: NORMALIZATIONS[normalizationName],
    ...embeddingOf(chooseOutput(own.candidates, output ?? backbone.output)),
    own: { ...own, normalizationName },
  });
}
