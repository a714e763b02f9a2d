// From a dataset to a project, and from a photograph to an answer. Knows no page, no wasm and no ONNX Runtime: the
// services come as arguments, so that the page, the command line and the tests run the same lines.

/** @import { Answer, Backbone, Context, CoreService, Dataset, DeviceChoice, Progress, Project, Settings } from '../types.d.ts' */
/** @import { Datasets } from '../data/dataset.js' */
/** @import { Embedder } from './embedder.js' */
/** @import { Embedded } from './embed-dataset.js' */

import { orAbort } from './cancel.js';
import { checkSettings, chooseProtocol } from './defaults.js';
import { embedDataset, prepareRequest } from './embed-dataset.js';
import { AgelensError } from './errors.js';
import { evaluate, indexOfLargest, trainOnAll } from './evaluate.js';

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
  const startedAt = new Date();
  const startedMs = performance.now();

  const device = await embedder.open(backbone, choice, context);
  const embedded = await embedDataset(services, { dataset, backbone, settings }, context);
  const { samples, classNames, classValues, personNames, name, rejected } = embedded.dataset;
  // Samples that failed to decode may have taken persons or classes with them.
  const protocol = chooseProtocol(settings, embedded.dataset);

  const trainStartedMs = performance.now();
  const { evaluation, classifier } = await withTrainingData(core, embedded, context.signal, async (data) => ({
    evaluation: await evaluate(core, data, { embedded, settings, protocol }, context),
    classifier: await trainOnAll(core, data, { rows: samples.length * (embedded.copies + 1), settings }, context),
  }));
  const finishedMs = performance.now();

  return {
    embedded,
    project: {
      formatVersion: 1,
      name,
      savedAt: new Date().toISOString(),
      classifier,
      run: {
        startedAt: startedAt.toISOString(),
        datasetName: name,
        classNames,
        classValues,
        samples: samples.length,
        persons: personNames.length,
        protocol,
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
async function withTrainingData(core, { dataset, embeddings, copies }, signal, work) {
  const labels = Int32Array.from(
    { length: dataset.samples.length * (copies + 1) },
    (_, row) => dataset.samples[Math.floor(row / (copies + 1))]?.classIndex ?? -1,
  );
  const dimension = embeddings.length / labels.length;
  const loading = core.loadTrainingData(embeddings, dimension, labels, dataset.classNames.length);
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
  const { backbone, settings, classNames, classValues } = project.run;
  const { images } = await orAbort(core.prepareSample(bytes, prepareRequest(backbone, settings, 0)), signal);
  await embedder.open(backbone, choice, context);
  const embedding = await orAbort(embedder.embed(images, 1), signal);
  const probabilities = [...(await orAbort(core.predict(project.classifier, embedding), signal))];
  if (probabilities.length !== classNames.length) {
    throw new AgelensError('bad-project', 'The classifier does not fit its list of classes; train again.');
  }
  return {
    path,
    classNames,
    probabilities,
    predictedIndex: indexOfLargest(probabilities),
    expectedAge: classValues && expectedValue(classValues, probabilities),
  };
}

/**
 * @param {number[]} values
 * @param {number[]} probabilities
 */
function expectedValue(values, probabilities) {
  return values.reduce((sum, value, index) => sum + value * (probabilities[index] ?? 0), 0);
}
