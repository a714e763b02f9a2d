/** @import { Backbone, Context, CoreService, Dataset, PrepareRequest, Progress, Rejected, Sample, Settings } from '../types.d.ts' */
/** @import { Datasets } from '../data/dataset.js' */
/** @import { Embedder } from './embedder.js' */

import { orAbort, throwIfAborted } from './cancel.js';
import { BATCH_SIZE } from './embedder.js';
import { AgelensError } from './errors.js';
import { lookAhead } from './look-ahead.js';
import { isServiceFailure } from './service-failure.js';
import { createTimeLeft } from './time-left.js';

/** Samples prepared ahead of the batch being filled: each is (copies + 1) images of floats. */
const SAMPLES_AHEAD = 2;

/**
 * @typedef {object} Embedded
 * @property {Dataset} dataset without the samples that could not be decoded
 * @property {Float32Array} embeddings (samples * (copies + 1), embeddingSize); row sample * (copies + 1) + copy
 * @property {number} copies
 * @property {{ decode: number, augment: number, embed: number }} seconds time spent in each; they overlap
 */

/**
 * @param {Backbone} backbone
 * @param {Settings} settings
 * @param {number} copies
 * @returns {PrepareRequest}
 */
export function prepareRequest(backbone, settings, copies) {
  const { inputSize, normalization } = backbone;
  return { inputSize, normalization, augmentation: settings.augmentation, copies, seed: settings.seed };
}

/**
 * Fills batches of fixed size and embeds one while the next is filled. At most one batch is in the service.
 *
 * @param {Embedder['embed']} embed
 * @param {number} imageLength floats in an image
 * @param {(embeddings: Float32Array) => void} onBatch
 * @param {AbortSignal | undefined} signal
 */
function createBatcher(embed, imageLength, onBatch, signal) {
  // Not allocated before its first image: a full batch is given away.
  /** @type {Float32Array | null} */
  let batch = null;
  let filled = 0;
  /** @type {Promise<void>} */
  let inService = Promise.resolve();
  let seconds = 0;

  /**
   * @param {Float32Array} images
   * @param {number} count
   */
  async function send(images, count) {
    const startedAt = performance.now();
    const embeddings = await embed(images, count);
    seconds += (performance.now() - startedAt) / 1000;
    if (!signal?.aborted) onBatch(embeddings);
  }

  async function flush() {
    if (!batch || filled === 0) return;
    const images = filled === BATCH_SIZE ? batch : batch.slice(0, filled * imageLength);
    const count = filled;
    batch = null;
    filled = 0;
    await orAbort(inService, signal);
    inService = send(images, count);
    // Awaited with the next batch; until then a failure must not count as unhandled.
    inService.catch(() => {});
  }

  return {
    /** @param {Float32Array} images one or more, whole */
    async add(images) {
      for (let start = 0; start < images.length; start += imageLength) {
        batch ??= new Float32Array(BATCH_SIZE * imageLength);
        batch.set(images.subarray(start, start + imageLength), filled * imageLength);
        filled += 1;
        if (filled === BATCH_SIZE) await flush();
      }
    },
    async finish() {
      await flush();
      await orAbort(inService, signal);
      return seconds;
    },
  };
}

/**
 * Embeds every sample and its copies. Samples that cannot be read or decoded become `rejected` in the dataset that is
 * returned, and the rest goes on; throws when fewer than two classes are left.
 *
 * The backbone must be open in `embedder`.
 *
 * @param {{ core: Pick<CoreService, 'prepareSample'>, embedder: Pick<Embedder, 'embed'>, datasets: Pick<Datasets, 'withoutSamples'> }} services
 * @param {{ dataset: Dataset, backbone: Backbone, settings: Settings }} request
 * @param {Context<Progress>} [context]
 * @returns {Promise<Embedded>}
 */
export async function embedDataset(
  { core, embedder, datasets },
  { dataset, backbone, settings },
  { signal, onProgress } = {},
) {
  const { copies } = settings;
  const { inputSize, embeddingSize } = backbone;
  const prepare = prepareRequest(backbone, settings, copies);
  const total = dataset.samples.length * (copies + 1);
  const secondsLeft = createTimeLeft(total);
  const embeddings = new Float32Array(total * embeddingSize);
  const prepareSeconds = { decode: 0, augment: 0 };
  let embedded = 0;
  let skipped = 0;

  const report = () => {
    const done = embedded + skipped;
    onProgress?.({ stage: 'embed', done, total, secondsLeft: secondsLeft(done) });
  };
  const batcher = createBatcher(
    embedder.embed,
    3 * inputSize * inputSize,
    (rows) => {
      embeddings.set(rows, embedded * embeddingSize);
      embedded += rows.length / embeddingSize;
      report();
    },
    signal,
  );

  /** @param {Sample} sample */
  async function prepareOne(sample) {
    throwIfAborted(signal);
    const bytes = await readSample(sample);
    throwIfAborted(signal);
    const { images, seconds } = await core.prepareSample(bytes, prepare);
    prepareSeconds.decode += seconds.decode;
    prepareSeconds.augment += seconds.augment;
    return images;
  }

  report();
  /** @type {Rejected[]} */
  const rejected = [];
  const prepared = lookAhead(dataset.samples, SAMPLES_AHEAD, (sample) =>
    prepareOne(sample).then(
      (images) => ({ images }),
      (error) => ({ path: sample.path, error }),
    ),
  );
  for (;;) {
    const next = await orAbort(prepared.next(), signal);
    if (next.done) break;
    if ('images' in next.value) {
      await batcher.add(next.value.images);
      continue;
    }
    const { path, error } = next.value;
    if (isServiceFailure(error)) throw error;
    rejected.push({ path, reason: error.message });
    skipped += copies + 1;
    report();
  }
  const embedSeconds = await batcher.finish();

  return {
    dataset: datasets.withoutSamples(dataset, rejected),
    embeddings: skipped === 0 ? embeddings : embeddings.slice(0, embedded * embeddingSize),
    copies,
    seconds: { ...prepareSeconds, embed: embedSeconds },
  };
}

/** @param {Sample} sample */
async function readSample(sample) {
  try {
    return await sample.entry.read();
  } catch {
    throw new AgelensError('unreadable', 'The file could not be read again; it may have been moved or deleted.');
  }
}
