// Why a photograph was answered as it was: for each backbone the class activation maps, and what covering parts does.

/** @import { Backbone, Context, DeviceChoice, Explanation, ExplainedPart, FacesFound, FeatureMap, Crop, OpenPicture, Progress, Trained } from '../types.d.ts' */
/** @import { Services } from './pipeline.js' */

import { createBatcher, runnerOf } from './batcher.js';
import { orAbort } from './cancel.js';
import { classMaps, isMeanOf, mapOfClass, mapOutputs, onFace } from './class-maps.js';
import { BATCH_SIZE } from './embedder.js';
import { AgelensError } from './errors.js';
import { networksOf } from './find-backbone.js';
import { partOfRow } from './joined-part.js';
import { checkClassifies } from './obtain-embeddings.js';
import { coveredImages, dropsOf, GRID, rankCorrelation, underPatches } from './occlusion.js';
import { cropFor, findFaces, prepareRequest, withPicture } from './picture.js';
import { createTimeLeft } from './time-left.js';
import { meanProbabilities } from './units.js';

/** @typedef {Pick<Services, 'core' | 'embedder'>} ExplainServices */

/**
 * A photograph as one backbone sees it.
 *
 * @typedef {object} Look
 * @property {Backbone} backbone
 * @property {Crop | null} crop
 * @property {Float32Array} image (3, size, size)
 * @property {Float32Array} embedding
 * @property {FeatureMap | null} features of which the embedding is the mean; null where there are none
 * @property {number} firstColumn of it in the row that the classifier sees
 * @property {number} scale that it has there
 */

/**
 * Looks at an open photograph through every backbone of a run.
 *
 * @param {ExplainServices} services
 * @param {{ seen: OpenPicture, run: Trained['run'], chosenFace: number | undefined }} request
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<{ faces: FacesFound | null, looks: Look[], row: Float32Array }>}
 */
export async function lookThrough({ core, embedder }, { seen, run, chosenFace }, signal) {
  const { settings, backbones, faceDetector } = run;
  const faces = faceDetector && (await findFaces(core, embedder.runAlone, seen, faceDetector, chosenFace, signal));
  const row = new Float32Array(backbones.reduce((sum, { embeddingSize }) => sum + embeddingSize, 0));
  /** @type {Look[]} */
  const looks = [];
  let firstColumn = 0;
  for (const backbone of backbones) {
    const crop = await orAbort(cropFor(core, faces, backbone), signal);
    const request = prepareRequest(backbone, settings, 0, crop);
    const { images: image } = await orAbort(core.preparePicture(seen.picture, request), signal);
    const { embedding, features } = await lookOnce(embedder, backbone, image, signal);
    const part = partOfRow(embedding, backbones);
    row.set(part, firstColumn);
    const scale = Math.hypot(...part) / (Math.hypot(...embedding) || 1);
    looks.push({ backbone, crop, image, embedding, features, firstColumn, scale });
    firstColumn += backbone.embeddingSize;
  }
  return { faces, looks, row };
}

/**
 * @param {ExplainServices['embedder']} embedder
 * @param {Backbone} backbone
 * @param {Float32Array} image is kept
 * @param {AbortSignal | undefined} signal
 */
async function lookOnce(embedder, backbone, image, signal) {
  for (const output of mapOutputs(backbone)) {
    const asked = embedder.runMap(backbone.sha256, image.slice(), 1, output);
    const { outputs, map } = await orAbort(asked, signal);
    const embedding = outputs[0] ?? new Float32Array();
    if (isMeanOf(embedding, map)) return { embedding, features: map };
  }
  const [embedding] = await orAbort(embedder.run(backbone.sha256, image.slice(), 1), signal);
  if (!embedding) throw new Error('the backbone has no output');
  return { embedding, features: null };
}

/** @param {Backbone} backbone */
const notTheMean = ({ title }) =>
  `The embedding of “${title}” is not the mean of features that have a place, so there is no map, only what covering does.`;

/**
 * The maps of every look; where neighbours vote there are none, and why.
 *
 * @param {ExplainServices['core']} core
 * @param {Trained} trained
 * @param {{ looks: Look[], row: Float32Array }} looked
 * @param {AbortSignal | undefined} signal
 */
export async function mapsOf(core, { model, run }, { looks, row }, signal) {
  const count = run.classNames.length;
  try {
    const { gradients } = await orAbort(core.attributeEmbedding(model.members, model.temperature, row), signal);
    return looks.map((look) =>
      look.features
        ? { map: classMaps(gradients, count, look, look.features), whyNoMap: null }
        : { map: null, whyNoMap: notTheMean(look.backbone) },
    );
  } catch (error) {
    if (!(error instanceof AgelensError) || error.code !== 'no-gradient') throw error;
    return looks.map(() => ({ map: null, whyNoMap: error.message }));
  }
}

/**
 * @param {ExplainServices} services
 * @param {{ answer: Explanation['answer'], trained: Trained, bytes: Uint8Array, choice: DeviceChoice }} request
 * @param {Context<Progress> & { onMaps?: (explanation: Explanation) => void }} [context] `onMaps` is told what is known before
 *   anything is covered, which takes much longer
 * @returns {Promise<Explanation>}
 */
export async function explainPhoto(services, { answer, trained, bytes, choice }, context = {}) {
  const { core, embedder } = services;
  const { signal } = context;
  const { run } = trained;
  checkClassifies(run);
  return withPicture(core, bytes, signal, async (seen) => {
    await embedder.open(networksOf(run), choice, context);
    const looked = await lookThrough(services, { seen, run, chosenFace: answer.faces?.chosen }, signal);
    const probabilities = [...(await predictRows(core, trained, looked.row, signal))];
    const maps = await mapsOf(core, trained, looked, signal);
    const face = looked.faces?.faces[looked.faces.chosen];
    const parts = looked.looks.map(({ backbone, crop }, index) => {
      const { map = null, whyNoMap = null } = maps[index] ?? {};
      const shares = probabilities.map((_, name) => (map && crop && face ? onFace(map, name, crop, face.box) : null));
      const agreement = probabilities.map(() => null);
      return { backbone: backbone.title, crop, map, whyNoMap, occlusion: null, agreement, onFace: shares };
    });
    /** @type {Explanation} */
    let explanation = { answer, probabilities, parts };
    context.onMaps?.(explanation);

    const total = looked.looks.length * GRID * GRID;
    const secondsLeft = createTimeLeft(total);
    let done = 0;
    const count = () => {
      done += 1;
      context.onProgress?.({ stage: 'embed', done, total, secondsLeft: secondsLeft(done) });
    };
    for (const [index, look] of looked.looks.entries()) {
      const rows = await coverParts(services, looked.row, look, run, { signal, count });
      const occlusion = dropsOf(probabilities, await predictRows(core, trained, rows, signal));
      const changed = explanation.parts.map((part, other) => (other === index ? checked(part, occlusion) : part));
      explanation = { ...explanation, parts: changed };
    }
    return explanation;
  });
}

/**
 * The rows that the classifier sees when this backbone sees covered images, and the others what they saw.
 *
 * @param {ExplainServices} services
 * @param {Float32Array} row
 * @param {Look} look
 * @param {Trained['run']} run
 * @param {{ signal: AbortSignal | undefined, count: () => void }} context
 */
async function coverParts({ embedder }, row, { backbone, image, firstColumn }, { backbones }, { signal, count }) {
  const rows = new Float32Array(GRID * GRID * row.length);
  const threads = embedder.device()?.threads ?? 1;
  const batcher = createBatcher(runnerOf(embedder, backbone.sha256), {
    imageLength: image.length,
    batchSize: BATCH_SIZE,
    atOnce: threads + 1,
    signal,
  });
  let place = 0;
  for (const covered of coveredImages(image, backbone.inputSize)) {
    const first = place++ * row.length;
    rows.set(row, first);
    await batcher.add(covered, (embedding) => {
      rows.set(partOfRow(embedding, backbones), first + firstColumn);
      count();
    });
  }
  await batcher.finish();
  return rows;
}

/** @param {ExplainedPart} part @param {NonNullable<ExplainedPart['occlusion']>} occlusion @returns {ExplainedPart} */
function checked(part, occlusion) {
  const { map } = part;
  const agreement = part.agreement.map(
    (_, index) => map && rankCorrelation(underPatches(mapOfClass(map, index), map), mapOfClass(occlusion, index)),
  );
  return { ...part, occlusion, agreement };
}

/**
 * (rows, classes): what the ensemble says at its temperature.
 *
 * @param {ExplainServices['core']} core
 * @param {Trained} trained
 * @param {Float32Array} rows
 * @param {AbortSignal | undefined} signal
 */
async function predictRows(core, { model, run }, rows, signal) {
  const classes = run.classNames.length;
  const each = await Promise.all(model.members.map((member) => orAbort(core.predict(member, rows), signal)));
  const count = (each[0]?.length ?? 0) / classes;
  const mean = meanProbabilities(each, Array(count).fill(1), classes);
  return orAbort(core.applyTemperature(mean, classes, model.temperature), signal);
}
