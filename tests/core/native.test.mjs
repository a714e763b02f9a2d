// The native core (build/native-debug, which `npm test` builds) and the wasm core that ships must compute the same,
// byte for byte: decoding, resizing, recognising, cropping, augmentation, a whole training with dropout, the album's,
// evaluation, and maps.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { noAugmentation } from '../../web/js/app/augmentation.js';
import { createNodeCore } from '../../web/js/core/node.js';
import { readGoldenJson } from './golden.mjs';
import { makeExif, makeJpeg, pattern, withJpegExif } from './pictures.mjs';
import { example, exampleArguments, trainSettings } from './training-example.mjs';

const program = fileURLToPath(new URL('../../build/native-debug/wasm/tests/native_digest', import.meta.url));
const skip = !existsSync(program) && 'build/native-debug is not built; npm test builds it';

const core = await createNodeCore();
const folder = mkdtempSync(join(tmpdir(), 'agelens-native-'));
after(() => rmSync(folder, { recursive: true }));

/** @import { PrepareRequest } from '../../web/js/types.d.ts' */

/** @type {PrepareRequest} */
const prepare = {
  inputSize: 64,
  crop: null,
  normalization: { mean: [127.5, 110, 99.25], scale: [127.5, 60, 33.3] },
  augmentation: {
    ...noAugmentation,
    rotationDegrees: 25,
    zoom: 0.2,
    widthShift: 0.1,
    heightShift: 0.15,
    horizontalFlip: true,
  },
  copies: 6,
  seed: 42,
};

/** All that is off above. @type {PrepareRequest['augmentation']} */
const everyOption = {
  ...prepare.augmentation,
  zoom: [0.8, 1.4],
  widthShift: 3,
  shearDegrees: 15,
  verticalFlip: true,
  fillMode: 'constant',
  fillValue: 90,
  channelShift: 30,
  brightness: [0.7, 1.2],
  contrast: 0.3,
  saturation: 0.5,
  blur: 1.5,
  greyscale: 0.3,
  erasing: 0.5,
};

const augmentations = [prepare.augmentation, everyOption];

const crop = { centreX: 90.3, centreY: 250, side: 180.7, angleDegrees: 21.5 };

const mapSettings = { perplexity: 10, iterations: 20, seed: 3 };
/** More rows than are mapped exactly. */
const many = Float32Array.from({ length: 3 * 1010 }, (_, i) => ((i * i) % 1009) / 1009 + (i % 4));
/** Three photographs each of twenty persons. @type {Omit<import('../../web/js/types.d.ts').SequenceTrainRequest, 'data'>} */
const album = {
  ...{ loss: 'cumulative-link', scaling: 'l2', projected: 5, units: 4, inputDropout: 0.1, dropout: 0.3 },
  ...{ learningRate: 0.01, epochs: 2, batchSize: 16, l2: 1, clipNorm: 1, labelSpread: 0.5, shortest: 2, longest: 5 },
  seed: 3,
  firstRows: Int32Array.from({ length: 60 }, (_, row) => row),
  persons: Int32Array.from({ length: 60 }, (_, row) => Math.floor(row / 3)),
  copies: 0,
};
/** Of the albums that the same rows are read as. */
const lengths = Int32Array.of(1, 2, 3, 3, 51);

/** @type {[title: string, change: Partial<import('../../web/js/types.d.ts').TrainerSettings>][]} */
const trainings = [
  ['a network with dropout', {}],
  [
    'a network of every other kind',
    {
      loss: 'corn',
      scaling: 'l2',
      activation: 'gelu',
      inputDropout: 0.1,
      optimizer: 'adamw',
      schedule: 'cosine',
      warmupEpochs: 2,
      l2: 0.01,
      clipNorm: 0.5,
      labelSmoothing: 0.05,
      classWeights: 'balanced',
    },
  ],
  ['a network by descent with momentum', { loss: 'label-distribution', optimizer: 'sgd', scaling: 'raw' }],
  ['cumulative link by L-BFGS', { method: 'linear', loss: 'cumulative-link', l2: 0.01 }],
  ['ridge regression', { method: 'linear', loss: 'ridge', l2: 0.01 }],
  ['nearest neighbours', { method: 'neighbours' }],
];

for (const [title, change] of trainings) {
  test(`native and wasm agree byte for byte: ${title}`, { skip }, () => compare({ ...trainSettings, ...change }));
}

/**
 * Prepared rows, a trained classifier and the evaluation of a run.
 * @param {typeof trainSettings} settings
 */
async function compare(settings) {
  const photo = withJpegExif(makeJpeg(301, 203, pattern), makeExif(6, false));
  const input = (/** @type {string} */ name, /** @type {string | Uint8Array} */ content) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const golden = readGoldenJson('evaluation.json');
  const labels = Int32Array.from(golden.labels);
  const scores = Float32Array.from(golden.first.flat());
  const request = {
    photo: input('photo.jpg', photo),
    prepare,
    augmentations,
    crop,
    embeddings: input('embeddings.npy', await core.writeNpy(example.embeddings, [example.embeddings.length])),
    labels: input('labels.npy', await core.writeNpy(example.labels, [example.labels.length])),
    classCount: example.classCount,
    classValues: [20, 30, 40],
    train: { ...settings, trainRows: [...settings.trainRows], testRows: [...settings.testRows] },
    album: { ...album, firstRows: [...album.firstRows], persons: [...album.persons], lengths: [...lengths] },
    evaluate: { ...golden, probabilities: [...scores] },
    map: {
      ...mapSettings,
      components: 4,
      dimension: example.dimension,
      many: input('many.npy', await core.writeNpy(many, [many.length])),
    },
  };
  execFileSync(program, [input('request.json', JSON.stringify(request)), folder], { stdio: 'inherit' });
  const native = (/** @type {string} */ name) => new Uint8Array(readFileSync(join(folder, name)));

  const { picture } = await core.openPicture(photo);
  /** @type {Float32Array[]} */
  const prepared = [];
  for (const augmentation of augmentations) {
    for (const shown of [null, crop]) {
      prepared.push((await core.preparePicture(picture, { ...prepare, augmentation, crop: shown })).images);
    }
  }
  const pixels = /** @type {PrepareRequest['normalization']} */ ({ mean: [0, 0, 0], scale: [1, 1, 1] });
  const boxed = await core.prepareDetection(picture, { inputSize: 256, normalization: pixels });
  await core.closePicture(picture);
  // The native program writes the detector's pixels as they lie, channels last.
  const channelsLast = boxed.map((_, index) => boxed[(index % 3) * 256 * 256 + Math.floor(index / 3)]);
  const images = Float32Array.from([...prepared, channelsLast].flatMap((values) => [...values]));
  assert.deepEqual(native('prepared.npy'), await core.writeNpy(images, [images.length]));

  const { imprint, thumbnail } = await core.describePhotograph(photo, 30);
  assert.deepEqual(native('look.bin'), Uint8Array.of(...imprint, ...thumbnail));

  const data = await core.loadTrainingData(...exampleArguments);
  const { classifier, history, probabilities } = await core.trainClassifier({ data, ...settings });
  const figures = history.flatMap((epoch) => [epoch.loss, epoch.accuracy, epoch.heldOutLoss, epoch.heldOutAccuracy]);
  assert.deepEqual(native('figures.bin'), new Uint8Array(Float64Array.from(figures, Number).buffer));
  assert.deepEqual(native('classifier.bin'), classifier);
  assert.deepEqual(native('probabilities.npy'), await core.writeNpy(probabilities, [probabilities.length]));

  const { network } = await core.trainSequence({ ...album, data });
  assert.deepEqual(native('album.bin'), network);
  const said = await core.predictSequences(network, example.embeddings, lengths);
  const ordered = await core.decodeOrdered(said, lengths, example.classCount);
  const albums = Float64Array.of(...said, ...ordered.classes, ...ordered.probabilities);
  assert.deepEqual(native('albums.bin'), new Uint8Array(albums.buffer));

  const { classValues, seed, resamples } = golden;
  const persons = Int32Array.from(golden.persons);
  const assessment = { labels, persons, probabilities: scores, classCount: 4, classValues, seed, resamples };
  const { intervals } = await core.assess(assessment);
  const evaluated = [intervals?.accuracy, intervals?.logLoss, intervals?.quadraticWeightedKappa]
    .flatMap((interval) => [Number(interval?.low), Number(interval?.high)])
    .concat(await core.fitTemperature(labels, scores, 4))
    .concat(...(await core.leaveOutDistances(example.embeddings, example.dimension, example.labels)));
  assert.deepEqual(native('evaluation.bin'), new Uint8Array(Float64Array.from(evaluated).buffer));

  const pca = await core.computePca(example.embeddings, example.dimension, 4);
  const maps = [];
  for (const [rows, dimension] of /** @type {[Float32Array, number][]} */ ([
    [example.embeddings, example.dimension],
    [many, 3],
  ])) {
    const { coordinates, cost } = await core.drawTsne({ embeddings: rows, dimension, ...mapSettings });
    maps.push(...coordinates, cost);
  }
  const mapped = Float32Array.of(...pca.coordinates, ...pca.axes, ...pca.explained, ...maps);
  assert.deepEqual(native('maps.bin'), new Uint8Array(mapped.buffer));
}
