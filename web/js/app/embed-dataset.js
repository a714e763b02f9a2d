/** @import { Backbone, Context, CoreService, Dataset, EmbeddingCache, FaceDetector, FacesFound, OpenPicture, Progress, Rejected, Sample, Settings } from '../types.d.ts' */
/** @import { Datasets } from '../data/dataset.js' */
/** @import { Embedder } from './embedder.js' */

import { createBatcher, runnerOf } from './batcher.js';
import { orAbort, throwIfAborted } from './cancel.js';
import { BATCH_SIZE } from './embedder.js';
import { recipeOf, sha256Of } from './embedding-recipe.js';
import { partOfRow } from './joined-part.js';
import { lookAhead } from './look-ahead.js';
import { cropFor, findFaces, prepareRequest, readSample, withPicture } from './picture.js';
import { isServiceFailure } from './service-failure.js';
import { createTimeLeft } from './time-left.js';

/**
 * What the images of a dataset are made of and seen by.
 *
 * @typedef {object} Seeing
 * @property {Backbone[]} backbones whose embeddings are joined, open in the embedder
 * @property {FaceDetector | null} faceDetector null: whole photographs; else open in the embedder
 */

/**
 * @typedef {object} Embedded
 * @property {Dataset} dataset without the samples that could not be decoded
 * @property {Float32Array} embeddings (samples * (copies + 1), embeddingSize of all backbones together);
 *   row sample * (copies + 1) + copy
 * @property {number} copies
 * @property {Map<string, FacesFound>} faces by path; empty when whole photographs are used
 * @property {{ computed: number, reused: number }} count images embedded, and those found in the cache
 * @property {{ decode: number, augment: number, embed: number }} seconds time spent in each; they overlap
 */

/** @typedef {{ core: CoreService, embedder: Pick<Embedder, 'run' | 'device'>, datasets: Pick<Datasets, 'withoutSamples'>, cache: EmbeddingCache }} EmbedServices */

/**
 * Embeds every sample and its copies. Samples that cannot be read or decoded become `rejected` in the dataset that is
 * returned, and the rest goes on; throws when fewer than two classes are left. What the cache has is not computed again.
 *
 * @param {EmbedServices} services
 * @param {{ dataset: Dataset, settings: Settings } & Seeing} request
 * @param {Context<Progress>} [context]
 * @returns {Promise<Embedded>}
 */
export async function embedDataset(services, request, { signal, onProgress } = {}) {
  const { core, embedder, datasets } = services;
  const { dataset, settings, backbones } = request;
  const { copies } = settings;
  const rowsPerSample = copies + 1;
  const size = backbones.reduce((sum, { embeddingSize }) => sum + embeddingSize, 0);
  const total = dataset.samples.length * rowsPerSample * backbones.length;
  const secondsLeft = createTimeLeft(total);
  const embeddings = new Float32Array(dataset.samples.length * rowsPerSample * size);
  const seconds = { decode: 0, augment: 0, embed: 0 };
  const count = { computed: 0, reused: 0 };
  let skipped = 0;

  const report = () => {
    const done = count.computed + count.reused + skipped;
    onProgress?.({ stage: 'embed', done, total, secondsLeft: secondsLeft(done) });
  };
  report();

  const kind = embedder.device()?.kind;
  const atOnce = (embedder.device()?.threads ?? 1) + 1;
  const lanes = await Promise.all(
    backbones.map(async (backbone, index) => ({
      backbone,
      recipe: await recipeOf({ ...request, backbone, device: embedder.device(), core }),
      firstColumn: backbones.slice(0, index).reduce((sum, { embeddingSize }) => sum + embeddingSize, 0),
      batcher: createBatcher(runnerOf(embedder, backbone.sha256), {
        imageLength: 3 * backbone.inputSize * backbone.inputSize,
        batchSize: BATCH_SIZE,
        atOnce,
        signal,
      }),
    })),
  );
  const lookUp = createLookUp(services, request, seconds, signal);

  /** @type {Map<string, FacesFound>} */
  const faces = new Map();
  /** @type {Rejected[]} */
  const rejected = [];
  /** @type {Promise<void>[]} */
  const keeping = [];
  let position = 0;
  const seen = lookAhead(dataset.samples, core.parallel + 1, (sample) =>
    lookUp(sample, lanes).then(
      (found) => ({ sample, found }),
      (error) => ({ sample, error }),
    ),
  );
  for (;;) {
    const next = await orAbort(seen.next(), signal);
    if (next.done) break;
    const { sample } = next.value;
    if ('error' in next.value) {
      const { error } = next.value;
      if (isServiceFailure(error)) throw error;
      rejected.push({ path: sample.path, reason: error.message });
      skipped += rowsPerSample * backbones.length;
      report();
      continue;
    }
    const { photo, faces: found, parts } = next.value.found;
    if (found) faces.set(sample.path, found);
    const firstRow = position++ * rowsPerSample;
    for (const [index, { backbone, recipe, firstColumn, batcher }] of lanes.entries()) {
      const { kept, images } = /** @type {Part} */ (parts[index]);
      const { embeddingSize } = backbone;
      const place = (/** @type {Float32Array} */ row, /** @type {number} */ copy) =>
        embeddings.set(partOfRow(row, backbones), (firstRow + copy) * size + firstColumn);
      if (kept) {
        for (let copy = 0; copy < rowsPerSample; copy++) {
          place(kept.subarray(copy * embeddingSize, (copy + 1) * embeddingSize), copy);
        }
        count.reused += rowsPerSample;
        report();
        continue;
      }
      const rows = new Float32Array(rowsPerSample * embeddingSize);
      let filled = 0;
      await batcher.add(/** @type {Float32Array} */ (images), (row, copy) => {
        filled += 1;
        rows.set(row, copy * embeddingSize);
        place(row, copy);
        count.computed += 1;
        report();
        // The recipe names the device; what another computed after it failed is not of that recipe.
        if (filled === rowsPerSample && embedder.device()?.kind === kind) {
          keeping.push(services.cache.write(recipe, photo, { faces: found, rows }));
        }
      });
    }
  }
  for (const { batcher } of lanes) await batcher.finish();
  // What cannot be kept is computed again next time; nothing is lost.
  await orAbort(Promise.allSettled(keeping), signal);

  return {
    dataset: datasets.withoutSamples(dataset, rejected),
    embeddings: rejected.length === 0 ? embeddings : embeddings.slice(0, position * rowsPerSample * size),
    copies,
    faces,
    count,
    seconds: { ...seconds, embed: lanes.reduce((sum, { batcher }) => sum + batcher.busySeconds(), 0) },
  };
}

/** What a backbone has or needs of a sample: embeddings from the cache, or images. @typedef {{ kept: Float32Array | null, images: Float32Array | null }} Part */

/**
 * What is known of a sample, and the images of what is not.
 *
 * @param {EmbedServices} services
 * @param {{ settings: Settings } & Seeing} request
 * @param {{ decode: number, augment: number }} seconds grow
 * @param {AbortSignal | undefined} signal
 */
function createLookUp(services, { settings, faceDetector }, seconds, signal) {
  const { core, cache, embedder } = services;
  const { copies } = settings;
  /** @param {string} sha256 @param {Float32Array} image */
  const runOne = (sha256, image) => embedder.run(sha256, image, 1);

  /** @param {OpenPicture} opened @param {Backbone} backbone @param {FacesFound | null} faces */
  async function imagesFor(opened, backbone, faces) {
    const crop = await cropFor(core, faces, backbone);
    const request = prepareRequest(backbone, settings, copies, crop);
    const prepared = await orAbort(core.preparePicture(opened.picture, request), signal);
    seconds.augment += prepared.seconds;
    return prepared.images;
  }

  /**
   * @param {Sample} sample
   * @param {{ backbone: Backbone, recipe: string }[]} lanes
   * @returns {Promise<{ photo: string, faces: FacesFound | null, parts: Part[] }>}
   */
  return async (sample, lanes) => {
    throwIfAborted(signal);
    const bytes = await readSample(sample);
    throwIfAborted(signal);
    // Another face of the same photograph is another picture.
    const photo = (await sha256Of(bytes)) + (sample.chosenFace === undefined ? '' : `-${sample.chosenFace}`);
    const found = await Promise.all(lanes.map(({ recipe }) => cache.read(recipe, photo).catch(() => null)));
    const kept = found.map((one, index) => {
      const length = (copies + 1) * (lanes[index]?.backbone.embeddingSize ?? 0);
      return one && one.rows.length >= length ? { ...one, rows: one.rows.subarray(0, length) } : null;
    });
    const known = kept.find((one) => one !== null);
    if (known && kept.every((one) => one !== null)) {
      return { photo, faces: known.faces, parts: kept.map((one) => ({ kept: one?.rows ?? null, images: null })) };
    }
    return withPicture(core, bytes, signal, async (opened) => {
      seconds.decode += opened.seconds;
      const faces = faceDetector && (await findFaces(core, runOne, opened, faceDetector, sample.chosenFace, signal));
      /** @type {Part[]} */
      const parts = [];
      for (const [index, { backbone }] of lanes.entries()) {
        const rows = kept[index]?.rows ?? null;
        parts.push({ kept: rows, images: rows ? null : await imagesFor(opened, backbone, faces) });
      }
      return { photo, faces, parts };
    });
  };
}

/**
 * @param {Embedded} embedded
 * @returns {string[]}
 */
export const pathsWithoutFace = ({ faces }) => [...faces].filter(([, { chosen }]) => chosen < 0).map(([path]) => path);
