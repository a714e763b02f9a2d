// From a dataset to a project, and from a photograph to an answer. Knows no page, no wasm and no ONNX Runtime: the
// services come as arguments, so that the page, the command line and the tests run the same lines.

/** @import { Answer, Backbone, Context, CoreService, Dataset, DeviceChoice, Progress, Project, Settings } from '../types.d.ts' */
/** @import { Datasets } from '../data/dataset.js' */
/** @import { Embedder } from './embedder.js' */
/** @import { Embedded } from './embed-dataset.js' */

import { orAbort } from './cancel.js';
import { checkSettings, chooseLoss, chooseProtocol } from './defaults.js';
import { embedDataset, prepareRequest } from './embed-dataset.js';
import { BATCH_SIZE } from './embedder.js';
import { AgelensError } from './errors.js';
import { evaluate, indexOfLargest, trainOnAll } from './evaluate.js';
import { meanProbabilities } from './units.js';

/** A likelier answer than all others together is one the page calls sure. */
const SURE_FROM = 0.5;

/** Farther from the training photographs than all but this share of them are from those of other persons. */
const UNFAMILIAR_SHARE = 0.02;

/** @typedef {{ core: CoreService, embedder: Embedder, datasets: Datasets }} Services */

/**
 * Embeds, evaluates by the protocol, then trains the classifier that is kept on everything.
 *
 * @param {Services} services
 * @param {{ dataset: Dataset, settings: Settings, backbone: Backbone, choice: DeviceChoice }} request
 * @param {Context<Progress>} [context]
 * @returns {Promise<{ project: Project, embedded: Embedded }>}
 */
export async function runTraining(services, { dataset, settings, backbone, choice }, context = {}) {
  const { core, embedder } = services;
  checkSettings(settings);
  chooseProtocol(settings, dataset);
  chooseLoss(settings, dataset);
  const startedAt = new Date();
  const startedMs = performance.now();

  const device = await embedder.open(backbone, choice, context);
  const embedded = await embedDataset(services, { dataset, backbone, settings }, context);
  const { samples, classNames, classValues, personNames, personsRecur, name, rejected } = embedded.dataset;
  // Samples that failed to decode may have taken persons or classes with them.
  const protocol = chooseProtocol(settings, embedded.dataset);

  const loss = chooseLoss(settings, embedded.dataset);

  const trainStartedMs = performance.now();
  const { evaluation, model } = await withTrainingData(core, embedded, context.signal, async (data) => {
    const task = { core, data, embedded, settings, protocol, loss };
    return { evaluation: await evaluate(task, context), model: await trainOnAll(task, context) };
  });
  const finishedMs = performance.now();

  return {
    embedded,
    project: {
      formatVersion: 2,
      name,
      savedAt: new Date().toISOString(),
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
        settings: { ...settings, backbone: backbone.name },
        backbone,
        device,
        rejected,
        ...evaluation,
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
 * What the project's classifier says of one photograph. The project's backbone is opened if it is not.
 *
 * @param {Pick<Services, 'core' | 'embedder'>} services
 * @param {{ project: Project, path: string, bytes: Uint8Array, choice: DeviceChoice }} request
 * @param {Context<Progress>} [context]
 * @returns {Promise<Omit<Answer, 'photo'>>}
 */
export async function classifyPhoto({ core, embedder }, { project, path, bytes, choice }, context = {}) {
  const { signal } = context;
  const { model, run } = project;
  const { backbone, settings, classNames, classValues } = run;
  const request = prepareRequest(backbone, settings, settings.testCopies);
  const { images } = await orAbort(core.prepareSample(bytes, request), signal);
  await embedder.open(backbone, choice, context);
  const embeddings = await embedImages(embedder, images, backbone, signal);
  const rows = await Promise.all(model.members.map((member) => orAbort(core.predict(member, embeddings), signal)));
  if (rows.some(({ length }) => length !== classNames.length * (settings.testCopies + 1))) {
    throw new AgelensError('bad-project', 'The classifier does not fit its list of classes; train again.');
  }
  const mean = meanProbabilities(rows, [settings.testCopies + 1], classNames.length);
  const calibrated = await orAbort(core.applyTemperature(mean, classNames.length, model.temperature), signal);
  const probabilities = [...calibrated];
  const { embeddingSize } = backbone;
  const { share } = await orAbort(
    core.familiarityOf(model.reference, embeddingSize, model.distances, embeddings.subarray(0, embeddingSize)),
    signal,
  );
  const predictedIndex = indexOfLargest(probabilities);
  return {
    path,
    classNames,
    probabilities,
    predictedIndex,
    expectedAge: classValues && expectedValue(classValues, probabilities),
    sure: (probabilities[predictedIndex] ?? 0) >= SURE_FROM,
    familiarity: share,
    unfamiliar: share <= UNFAMILIAR_SHARE,
  };
}

/**
 * @param {Pick<Embedder, 'embed'>} embedder
 * @param {Float32Array} images one or more, whole
 * @param {Backbone} backbone
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<Float32Array>} (images, embeddingSize)
 */
async function embedImages(embedder, images, { inputSize, embeddingSize }, signal) {
  const imageLength = 3 * inputSize * inputSize;
  const count = images.length / imageLength;
  const embeddings = new Float32Array(count * embeddingSize);
  for (let first = 0; first < count; first += BATCH_SIZE) {
    const size = Math.min(BATCH_SIZE, count - first);
    const batch = images.slice(first * imageLength, (first + size) * imageLength);
    embeddings.set(await orAbort(embedder.embed(batch, size), signal), first * embeddingSize);
  }
  return embeddings;
}

/**
 * @param {number[]} values
 * @param {number[]} probabilities
 */
function expectedValue(values, probabilities) {
  return values.reduce((sum, value, index) => sum + value * (probabilities[index] ?? 0), 0);
}
