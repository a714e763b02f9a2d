/** @import { Context, CoreService, Dataset, EmbeddingDescription, FileEntry, Rejected, Run, Settings } from '../types.d.ts' */
/** @import { Datasets } from '../data/dataset.js' */
/** @import { Embedded, EmbedServices, Seeing } from './embed-dataset.js' */

import { embedDataset, pathsWithoutFace } from './embed-dataset.js';
import { sha256Of } from './embedding-recipe.js';
import { AgelensError } from './errors.js';
import { inspectFiles } from './intake.js';

/** @typedef {EmbeddingDescription['shard']} Shard */

/**
 * @typedef {object} ShardOfFolder
 * @property {Dataset} dataset the photographs of the shard, in the classes and with the persons of the whole folder
 * @property {Shard} shard
 * @property {EmbeddingDescription['folder']} folder
 * @property {Rejected[]} rejected of the shard's files, with their whole paths
 */

/**
 * Every `of`-th file of a folder. Only these are read; the others lend their names, by which classes and persons are told,
 * if they are named as pictures.
 *
 * @param {{ core: Pick<CoreService, 'inspectImage'>, datasets: Datasets, isNamedAsPicture: (path: string) => boolean }} services
 * @param {{ entries: FileEntry[], name: string }} folder
 * @param {Shard} shard
 * @param {Context<{ done: number, total: number }>} [context]
 * @returns {Promise<ShardOfFolder>}
 */
export async function readShard({ core, datasets, isNamedAsPicture }, { entries, name }, shard, context) {
  const files = entries
    .filter(({ path }) => !datasets.isSystemFile(path))
    .sort((a, b) => datasets.byText(a.path, b.path));
  if (shard.of > 1 && shard.of > files.length) {
    throw new AgelensError('bad-shard', `“${name}” holds ${files.length} files, too few for ${shard.of} shards.`);
  }
  const mine = files.filter((_, index) => index % shard.of === shard.number - 1);
  const inspected = await inspectFiles(core, mine, context);
  const isMine = new Set(mine);
  const others = files.filter((entry) => !isMine.has(entry) && isNamedAsPicture(entry.path));
  const ignored = entries.length - files.length;
  const whole = datasets.buildDataset({
    name,
    images: [...inspected.images, ...others],
    rejected: inspected.rejected,
    ignored,
  });

  const [sample] = whole.samples;
  const prefix = sample ? sample.entry.path.slice(0, sample.entry.path.length - sample.path.length) : '';
  const inClass = new Set(whole.samples.map(({ entry }) => entry));
  const outside = inspected.images
    .filter((entry) => !inClass.has(entry))
    .map(({ path }) => ({
      path,
      reason: whole.rejected.find((one) => one.path === path || prefix + one.path === path)?.reason ?? '',
    }));
  const paths = toBytes(files.map(({ path }) => path));
  return {
    dataset: { ...whole, samples: whole.samples.filter(({ entry }) => isMine.has(entry)) },
    shard,
    folder: { name, prefix, files: files.length, sha256: await sha256Of(paths), ignored },
    rejected: [...inspected.rejected, ...outside],
  };
}

/**
 * Embeds a shard and describes what was done. It may hold photographs of one class, or none.
 *
 * @param {EmbedServices} services the networks open
 * @param {{ read: ShardOfFolder, settings: Settings } & Seeing} request
 * @param {Parameters<typeof embedDataset>[2]} context
 * @returns {Promise<{ embedded: Embedded, description: EmbeddingDescription }>}
 */
export async function embedShard(services, { read, settings, backbones, faceDetector }, context) {
  /** @type {Rejected[]} */
  let undecodable = [];
  const withoutSamples = (/** @type {Dataset} */ dataset, /** @type {Rejected[]} */ rejected) => {
    undecodable = rejected;
    const paths = new Set(rejected.map(({ path }) => path));
    return { ...dataset, samples: dataset.samples.filter(({ path }) => !paths.has(path)) };
  };
  const seeing = { backbones, faceDetector };
  const request = { dataset: read.dataset, settings, ...seeing };
  const embedded = await embedDataset({ ...services, datasets: { withoutSamples } }, request, context);
  const { folder, shard, rejected, dataset } = read;
  const made = { settings, ...seeing, device: services.embedder.device()?.kind ?? 'wasm' };
  return {
    embedded,
    description: await describe(services.core, made, { dataset, folder, shard, rejected, undecodable, embedded }),
  };
}

/**
 * Describes the embeddings of all of a dataset, of which the folder that it was read from is not known any more.
 *
 * @param {Pick<CoreService, 'preparationVersion'>} core
 * @param {Pick<Run, 'settings' | 'backbones' | 'faceDetector' | 'device'>} run
 * @param {Embedded} embedded
 * @returns {Promise<EmbeddingDescription>}
 */
export async function describeWhole(core, { device, ...made }, embedded) {
  const { dataset } = embedded;
  const { name, samples, rejected, ignored } = dataset;
  const paths = [...samples, ...rejected].map(({ path }) => path).sort();
  const folder = { name, prefix: '', files: paths.length, sha256: await sha256Of(toBytes(paths)), ignored };
  const shard = { number: 1, of: 1 };
  const found = { dataset, folder, shard, rejected, undecodable: [], embedded };
  return describe(core, { ...made, device: device.kind }, found);
}

/** @param {string[]} paths */
const toBytes = (paths) => new TextEncoder().encode(paths.join('\n'));

/**
 * @param {Pick<CoreService, 'preparationVersion'>} core
 * @param {{ settings: Settings, device: EmbeddingDescription['device'] } & Seeing} made
 * @param {Pick<EmbeddingDescription, 'folder' | 'shard' | 'rejected' | 'undecodable'> & { dataset: Dataset, embedded: Embedded }} found
 * @returns {Promise<EmbeddingDescription>}
 */
async function describe(core, { settings, backbones, faceDetector, device }, { dataset, embedded, ...found }) {
  const { backbone, crop, copies, augmentation, seed } = settings;
  const { classNames, classValues } = dataset;
  return {
    format: 'agelens-embedding',
    formatVersion: 1,
    backbones,
    faceDetector,
    settings: { backbone, crop, copies, augmentation, seed },
    device,
    preparation: await core.preparationVersion(),
    classNames,
    classValues,
    ...found,
    faceless: pathsWithoutFace(embedded),
  };
}
