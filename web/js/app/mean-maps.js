// What a classifier looks at on average: for each class the mean, over its photographs, of their maps for that class.

/** @import { Backbone, ClassMaps, Context, Dataset, DeviceChoice, MeanMaps, Progress, Sample, Trained } from '../types.d.ts' */
/** @import { ExplainServices, Look } from './explain.js' */

import { orAbort } from './cancel.js';
import { mapOfClass, onFace } from './class-maps.js';
import { AgelensError } from './errors.js';
import { lookThrough, mapsOf } from './explain.js';
import { networksOf } from './find-backbone.js';
import { lookAhead } from './look-ahead.js';
import { checkClassifies } from './obtain-embeddings.js';
import { readSample, withPicture } from './picture.js';
import { isServiceFailure } from './service-failure.js';
import { createTimeLeft } from './time-left.js';
import { checkTrainedOn } from './trained-on.js';

/** The most pixels along a side of a mean picture: a small one is shown for each class. */
const PICTURE_SIDE = 112;

/**
 * @param {ExplainServices} services
 * @param {{ dataset: Dataset | null, trained: Trained, choice: DeviceChoice }} request
 * @param {Context<Progress>} [context]
 * @returns {Promise<MeanMaps>}
 */
export async function computeMeanMaps(services, { dataset, trained, choice }, context = {}) {
  const { embedder } = services;
  const { signal, onProgress } = context;
  const { run } = trained;
  checkClassifies(run);
  if (dataset?.features) {
    throw new AgelensError('no-photographs', 'Features came without their photographs, so there is nothing to map.');
  }
  const { samples } = checkTrainedOn(dataset, trained, 'The mean maps need');
  await embedder.open(networksOf(run), choice, context);

  const secondsLeft = createTimeLeft(samples.length);
  const depth = (embedder.device()?.threads ?? 1) + 1;
  const looked = lookAhead(samples, depth, (sample) =>
    lookAtSample(services, trained, sample, signal).then(
      (found) => ({ sample, found }),
      (/** @type {Error} */ error) => ({ sample, error }),
    ),
  );
  const counts = run.classNames.map(() => 0);
  /** @type {ReturnType<typeof createSum>[]} */
  let sums = [];
  let whyNone = 'None of the photographs could be read again; choose their folder again.';
  let skipped = 0;
  for (let done = 0; ; done++) {
    onProgress?.({ stage: 'embed', done, total: samples.length, secondsLeft: secondsLeft(done) });
    const next = await orAbort(looked.next(), signal);
    if (next.done) break;
    const { sample } = next.value;
    if ('error' in next.value) {
      if (isServiceFailure(next.value.error)) throw next.value.error;
      skipped += 1;
      continue;
    }
    const { found } = next.value;
    counts[sample.classIndex] = (counts[sample.classIndex] ?? 0) + 1;
    if (sums.length === 0) sums = found.map(({ look }) => createSum(look.backbone, run.classNames.length));
    for (const [index, sum] of sums.entries()) {
      const one = found[index];
      if (one?.maps) sum.add(sample.classIndex, one.look, one.maps, one.shares);
      else whyNone = one?.whyNoMap ?? whyNone;
    }
  }
  const parts = sums.flatMap((sum) => sum.mean(counts) ?? []);
  if (parts.length === 0) throw new AgelensError('no-map', whyNone);
  return { startedAt: run.startedAt, classNames: run.classNames, counts, parts, skipped };
}

/**
 * @param {ExplainServices} services
 * @param {Trained} trained
 * @param {Sample} sample
 * @param {AbortSignal | undefined} signal
 */
async function lookAtSample(services, trained, sample, signal) {
  const bytes = await readSample(sample);
  return withPicture(services.core, bytes, signal, async (seen) => {
    const request = { seen, run: trained.run, chosenFace: sample.chosenFace };
    const looked = await lookThrough(services, request, signal);
    const maps = await mapsOf(services.core, trained, looked, signal);
    const face = looked.faces?.faces[looked.faces.chosen];
    return looked.looks.map((look, index) => {
      const { map = null, whyNoMap = null } = maps[index] ?? {};
      const shares = map && look.crop && face ? onFace(map, sample.classIndex, look.crop, face.box) : null;
      return { look, maps: map, whyNoMap, shares };
    });
  });
}

/** Sums over the photographs of each class, of one backbone. @param {Backbone} backbone @param {number} classCount */
function createSum({ title, inputSize, normalization }, classCount) {
  const step = Math.ceil(inputSize / PICTURE_SIDE);
  const size = Math.floor(inputSize / step);
  const pictures = new Float32Array(classCount * 3 * size * size);
  const faces = Array.from({ length: classCount }, () => ({ share: 0, area: 0, count: 0 }));
  /** @type {ClassMaps | null} */
  let sum = null;

  return {
    /**
     * @param {number} index of the class
     * @param {Look} look
     * @param {ClassMaps} maps
     * @param {{ share: number, area: number } | null} shares
     */
    add(index, { image }, maps, shares) {
      sum ??= { ...maps, values: new Float32Array(maps.values.length) };
      const into = mapOfClass(sum, index);
      for (const [place, value] of mapOfClass(maps, index).entries()) into[place] = (into[place] ?? 0) + value;
      const first = index * 3 * size * size;
      for (let pixel = 0; pixel < 3 * size * size; pixel++) {
        const [channel, y, x] = [Math.floor(pixel / size ** 2), Math.floor(pixel / size) % size, pixel % size];
        const from = channel * inputSize ** 2 + y * step * inputSize + x * step;
        pictures[first + pixel] = (pictures[first + pixel] ?? 0) + (image[from] ?? 0);
      }
      const face = faces[index];
      if (!face || !shares) return;
      face.share += shares.share;
      face.area += shares.area;
      face.count += 1;
    },

    /** @param {number[]} counts photographs of each class */
    mean(counts) {
      if (!sum) return null;
      const places = sum.height * sum.width;
      const values = sum.values.map((value, index) => value / Math.max(1, counts[Math.floor(index / places)] ?? 0));
      const plane = size * size;
      const rgba = new Uint8ClampedArray(classCount * plane * 4);
      for (let index = 0; index < rgba.length; index++) {
        const channel = index % 4;
        const pixel = Math.floor(index / 4);
        const name = Math.floor(pixel / plane);
        const value = (pictures[(name * 3 + channel) * plane + (pixel % plane)] ?? 0) / Math.max(1, counts[name] ?? 0);
        const { scale, mean } = normalization;
        rgba[index] = channel === 3 ? 255 : value * (scale[channel] ?? 1) + (mean[channel] ?? 0);
      }
      const onFaces = faces.map(({ share, area, count }) =>
        count > 0 ? { share: share / count, area: area / count } : null,
      );
      return { backbone: title, maps: { ...sum, values }, pictures: rgba, size, onFace: onFaces };
    },
  };
}
