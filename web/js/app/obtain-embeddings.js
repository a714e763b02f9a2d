/** @import { Context, Dataset, Device, DeviceChoice, Features, FacesFound, Manifest, NetworkFile, Progress, Run, Settings } from '../types.d.ts' */
/** @import { Embedded, EmbedServices, Seeing } from './embed-dataset.js' */
/** @import { Embedder } from './embedder.js' */

import { embedDataset } from './embed-dataset.js';
import { AgelensError } from './errors.js';
import { findSeeing, networksOf } from './find-backbone.js';

/** What stands in for the backbone of features that nothing is known of. */
const UNKNOWN = 'unknown';

/**
 * The embeddings of a dataset: those that it came with, or of its photographs, by networks that are opened for it.
 *
 * @param {EmbedServices & { embedder: Embedder }} services
 * @param {{ dataset: Dataset, settings: Settings, choice: DeviceChoice } & Seeing} request
 * @param {Context<Progress>} context
 * @returns {Promise<{ embedded: Embedded, device: Device }>}
 */
export async function obtainEmbeddings(services, { dataset, settings, choice, ...seeing }, context) {
  const { features } = dataset;
  if (features) return { embedded: embeddedOf(dataset, features), device: deviceOf(features) };
  const { embedder } = services;
  const opened = await embedder.open(networksOf(seeing), choice, context);
  const embedded = await embedDataset(services, { dataset, settings, ...seeing }, context);
  // Another device, if a GPU failed on the way.
  return { embedded, device: embedder.device() ?? opened };
}

/** @param {Dataset} dataset @param {Features} features @returns {Embedded} */
function embeddedOf(dataset, { embeddings, copies, faceless }) {
  return {
    dataset,
    embeddings,
    copies,
    faces: new Map(faceless.map((path) => [path, /** @type {FacesFound} */ ({ faces: [], chosen: -1 })])),
    count: { computed: 0, reused: dataset.samples.length * (copies + 1) },
    seconds: { decode: 0, augment: 0, embed: 0 },
  };
}

/** @param {Features} features @returns {Device} */
const deviceOf = ({ made }) => ({ kind: made?.device ?? 'wasm', adapter: null, threads: 1, notice: null });

/**
 * Settings and networks that a dataset is trained with. Of features that came without photographs, what made them is
 * settled, and no more copies can be used than they hold.
 *
 * @param {Dataset} dataset
 * @param {Settings} settings
 * @param {Manifest} manifest
 * @returns {{ settings: Settings } & Seeing}
 */
export function chooseTraining(dataset, settings, manifest) {
  const { features } = dataset;
  if (!features) return { settings, ...findSeeing(manifest, settings) };
  const { made, copies } = features;
  const { backbone, crop, augmentation } = made?.settings ?? { ...settings, backbone: UNKNOWN, crop: 'whole' };
  return {
    settings: {
      ...settings,
      backbone,
      crop,
      augmentation,
      copies: Math.min(settings.copies, copies),
      testCopies: Math.min(settings.testCopies, copies),
    },
    backbones: made?.backbones.map((network) => locate(network, manifest.backbones)) ?? [
      unknownBackbone(dataset, features),
    ],
    faceDetector: made?.faceDetector ? locate(made.faceDetector, [manifest.faceDetector]) : null,
  };
}

/**
 * A network as the features were made with it, and where its file is here: '' where it is not.
 *
 * @template {NetworkFile} T
 * @param {T} network
 * @param {(NetworkFile | null)[]} here
 * @returns {T}
 */
function locate(network, here) {
  const known = here.find((candidate) => candidate?.sha256 === network.sha256);
  return { ...network, file: known?.file ?? ('own' in network ? network.file : '') };
}

/** @param {Dataset} dataset @param {Features} features @returns {Seeing['backbones'][number]} */
const unknownBackbone = ({ samples }, { embeddings, copies }) => ({
  name: UNKNOWN,
  title: 'Unknown',
  source: 'features that came without photographs',
  licence: 'unknown',
  trainedOn: 'unknown',
  notice: 'Nothing says which network made these features, so photographs cannot be classified.',
  file: '',
  bytes: 0,
  sha256: '',
  inputSize: 0,
  normalization: { mean: [0, 0, 0], scale: [1, 1, 1] },
  layout: 'nchw',
  output: '',
  embeddingSize: embeddings.length / (samples.length * (copies + 1)),
  faceCrop: { scale: 1, shiftUp: 0, aligned: false },
});

/**
 * Why photographs cannot be classified with what a run trained, or null.
 * @param {Pick<Run, 'backbones' | 'faceDetector'>} run
 */
export function whyNotClassify(run) {
  const missing = networksOf(run).find(({ file }) => file === '');
  if (!missing) return null;
  const network =
    missing.sha256 === ''
      ? 'features that came without photographs, and nothing says which network made them (embedding.json would)'
      : `features of the network ${missing.title} with SHA-256 ${missing.sha256}, which is not here`;
  return `Photographs cannot be classified with this classifier: it was trained on ${network}.`;
}

/** @param {Pick<Run, 'backbones' | 'faceDetector'>} run */
export function checkClassifies(run) {
  const reason = whyNotClassify(run);
  if (reason) throw new AgelensError('no-backbone', reason);
}
