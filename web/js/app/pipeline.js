// From a dataset to a classifier, and from a photograph to an answer. Knows no page, no wasm and no ONNX Runtime: the
// services come as arguments, so that the page, the command line and the tests run the same lines.

/** @import { Answer, Context, CoreService, Dataset, Device, DeviceChoice, DuplicateGroup, EmbeddingCache, OpenPicture, Progress, Trained, Settings } from '../types.d.ts' */
/** @import { Datasets } from '../data/dataset.js' */
/** @import { Embedder } from './embedder.js' */
/** @import { Embedded, Seeing } from './embed-dataset.js' */

import { ageRangeOf } from './age-range.js';
import { expectedAgeOf, isSure } from './answer.js';
import { createBatcher, runnerOf } from './batcher.js';
import { orAbort } from './cancel.js';
import { checkSettings, chooseLoss, chooseProtocol } from './defaults.js';
import { pathsWithoutFace } from './embed-dataset.js';
import { BATCH_SIZE } from './embedder.js';
import { AgelensError } from './errors.js';
import { evaluate, indexOfLargest } from './evaluate.js';
import { networksOf } from './find-backbone.js';
import { finishTraining } from './finish-training.js';
import { partOfRow } from './joined-part.js';
import { findLikeness } from './likeness.js';
import { checkClassifies, obtainEmbeddings } from './obtain-embeddings.js';
import { cropFor, findFaces, prepareRequest, withPicture } from './picture.js';
import { meanProbabilities } from './units.js';

/** Farther from the training photographs than all but this share of them are from those of other persons. */
const UNFAMILIAR_SHARE = 0.02;

/** @typedef {{ core: CoreService, embedder: Embedder, datasets: Datasets, cache: EmbeddingCache }} Services */

/**
 * Embeds, evaluates by the protocol, then trains the classifier that is kept on everything.
 *
 * @param {Services} services
 * @param {{ dataset: Dataset, settings: Settings, choice: DeviceChoice, optimistic?: boolean, lookAlikes?: DuplicateGroup[] } & Seeing} request
 *   `optimistic`: what a random split of copies would have shown is measured too; `lookAlikes`: the photographs that were found
 *   to be the same picture
 * @param {Context<Progress>} [context]
 * @returns {Promise<{ trained: Trained, embedded: Embedded }>}
 */
export async function runTraining(
  services,
  { dataset, settings, choice, optimistic = false, lookAlikes, ...seeing },
  context = {},
) {
  const { core } = services;
  checkSettings(settings);
  chooseProtocol(settings, dataset);
  chooseLoss(settings, dataset);
  const startedAt = new Date();
  const startedMs = performance.now();

  const request = { dataset, settings, choice, ...seeing };
  const { embedded, device } = await obtainEmbeddings(services, request, context);
  const { samples, classNames, classValues, personNames, personsRecur, name, rejected } = embedded.dataset;
  // Samples that failed to decode may have taken persons or classes with them.
  const protocol = chooseProtocol(settings, embedded.dataset);

  const loss = chooseLoss(settings, embedded.dataset);

  const trainStartedMs = performance.now();
  const { evaluation, model, measured } = await withTrainingData(core, embedded, context.signal, async (data) => {
    const task = { core, data, embedded, settings, protocol, loss, lookAlikes };
    const evaluation = await evaluate(task, context);
    const { model, optimistic: measured } = await finishTraining(task, context, { optimistic });
    return { evaluation, model, measured };
  });
  const finishedMs = performance.now();

  return {
    embedded,
    trained: {
      model,
      run: {
        startedAt: startedAt.toISOString(),
        datasetName: name,
        classNames,
        classValues,
        samples: samples.length,
        personNames,
        personsRecur,
        persons: personNames.length,
        protocol,
        loss,
        settings,
        ...seeing,
        faceless: pathsWithoutFace(embedded),
        embedded: embedded.count,
        device,
        rejected,
        ...evaluation,
        optimistic: measured,
        seconds: {
          ...embedded.seconds,
          train: (finishedMs - trainStartedMs) / 1000,
          total: (finishedMs - startedMs) / 1000,
        },
      },
    },
  };
}

/**
 * Runs `work` with the embeddings loaded into the core, and frees them however it ends.
 *
 * @template T
 * @param {CoreService} core
 * @param {Embedded} embedded
 * @param {AbortSignal | undefined} signal
 * @param {(data: number) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withTrainingData(core, { dataset, embeddings, copies }, signal, work) {
  const labels = Int32Array.from(
    { length: dataset.samples.length * (copies + 1) },
    (_, row) => dataset.samples[Math.floor(row / (copies + 1))]?.classIndex ?? -1,
  );
  const dimension = embeddings.length / labels.length;
  const loading = core.loadTrainingData(embeddings, dimension, labels, dataset.classNames.length, dataset.classValues);
  try {
    return await work(await orAbort(loading, signal));
  } finally {
    // Not awaited: a cancelled job ends at once, and a dead worker has freed everything with itself.
    loading.then((data) => core.freeTrainingData(data)).catch(() => {});
  }
}

/**
 * What the classifier says of one photograph. Its backbones are opened if they are not.
 *
 * @param {Pick<Services, 'core' | 'embedder'>} services
 * @param {Parameters<typeof answerPhoto>[1]} request
 * @param {Context<Progress>} [context]
 * @returns {Promise<Omit<Answer, 'photo'>>}
 */
export async function classifyPhoto(services, request, context) {
  return (await answerPhoto(services, request, context)).answer;
}

/**
 * What the classifier says of one photograph, and what it saw of it. Its backbones are opened if they are not.
 *
 * @param {Pick<Services, 'core' | 'embedder'>} services
 * @param {object} request
 * @param {Trained} request.trained
 * @param {string} request.path
 * @param {Uint8Array} request.bytes
 * @param {DeviceChoice} request.choice
 * @param {number} [request.chosenFace] of several faces; the largest unless given
 * @param {Context<Progress>} [context]
 * @returns {Promise<{ answer: Omit<Answer, 'photo'>, embeddings: Float32Array }>} embeddings of the photograph and its copies
 */
export async function answerPhoto(services, { trained, path, bytes, choice, chosenFace }, context = {}) {
  const { core, embedder } = services;
  const { signal } = context;
  const { model, run } = trained;
  const { settings, classNames, classValues, backbones } = run;
  checkClassifies(run);
  const { embeddings, ...shown } = await withPicture(core, bytes, signal, async (seen) => {
    const device = await embedder.open(networksOf(run), choice, context);
    return embedPhoto(services, { seen, run, chosenFace, device }, signal);
  });
  const rows = await Promise.all(model.members.map((member) => orAbort(core.predict(member, embeddings), signal)));
  if (rows.some(({ length }) => length !== classNames.length * (settings.testCopies + 1))) {
    throw new AgelensError('bad-project', 'The classifier does not fit its list of classes; train again.');
  }
  const mean = meanProbabilities(rows, [settings.testCopies + 1], classNames.length);
  const calibrated = await orAbort(core.applyTemperature(mean, classNames.length, model.temperature), signal);
  const probabilities = [...calibrated];
  const size = backbones.reduce((sum, { embeddingSize }) => sum + embeddingSize, 0);
  const own = embeddings.subarray(0, size);
  const [{ share }, likeness] = await orAbort(
    Promise.all([core.familiarityOf(model.reference, size, model.distances, own), findLikeness(core, model, own)]),
    signal,
  );
  const predictedIndex = indexOfLargest(probabilities);
  const expectedAge = expectedAgeOf(classValues, probabilities);
  const unfamiliar = share <= UNFAMILIAR_SHARE;
  const answer = {
    path,
    classNames,
    probabilities,
    predictedIndex,
    expectedAge,
    ageRange: unfamiliar ? null : ageRangeOf(run, expectedAge),
    sure: isSure(probabilities),
    familiarity: share,
    unfamiliar,
    likeness,
    ...shown,
  };
  return { answer, embeddings };
}

/**
 * The joined embeddings of an open photograph and its copies, and what of it was looked at.
 *
 * @param {Pick<Services, 'core' | 'embedder'>} services
 * @param {{ seen: OpenPicture, run: Trained['run'], chosenFace: number | undefined, device: Device }} request
 * @param {AbortSignal | undefined} signal
 */
async function embedPhoto(services, { seen, run, chosenFace, device }, signal) {
  const { core, embedder } = services;
  const { settings, backbones, faceDetector } = run;
  const count = settings.testCopies + 1;
  const { runAlone } = embedder;
  const faces = faceDetector && (await findFaces(core, runAlone, seen, faceDetector, chosenFace, signal));
  const size = backbones.reduce((sum, { embeddingSize }) => sum + embeddingSize, 0);
  const embeddings = new Float32Array(count * size);
  const crops = await Promise.all(backbones.map((backbone) => cropFor(core, faces, backbone)));
  let firstColumn = 0;
  for (const [index, backbone] of backbones.entries()) {
    const column = firstColumn;
    const request = prepareRequest(backbone, settings, settings.testCopies, crops[index] ?? null);
    const { images } = await orAbort(core.preparePicture(seen.picture, request), signal);
    const runLone = (/** @type {Float32Array} */ image) => runAlone(backbone.sha256, image);
    const batcher = createBatcher(count === 1 ? runLone : runnerOf(embedder, backbone.sha256), {
      imageLength: 3 * backbone.inputSize * backbone.inputSize,
      // One photograph's images are shared out among the workers, so that its answer comes soon.
      batchSize: device.kind === 'wasm' ? Math.min(BATCH_SIZE, Math.ceil(count / device.threads)) : BATCH_SIZE,
      atOnce: device.threads + 1,
      signal,
    });
    await batcher.add(images, (row, copy) => embeddings.set(partOfRow(row, backbones), copy * size + column));
    await batcher.finish();
    firstColumn += backbone.embeddingSize;
  }
  return { embeddings, faces, crop: crops[0] ?? null, width: seen.width, height: seen.height };
}
