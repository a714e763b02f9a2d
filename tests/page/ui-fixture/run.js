// A run with every figure of the contract, made up.
/** @import {Backbone, CoveragePoint, Dataset, Device, EpochResult, FaceDetector, Interval, Intervals} from '../../../web/js/types.d.ts' */
/** @import {Metrics, Prediction, Trained, Run, Settings} from '../../../web/js/types.d.ts' */

import { noAugmentation } from '../../../web/js/app/augmentation.js';

/** @type {Settings} */
export const settings = {
  backbone: 'mobilenet-v2',
  crop: 'face',
  protocol: 'auto',
  folds: 5,
  testFraction: 0.2,
  copies: 8,
  augmentation: {
    ...noAugmentation,
    rotationDegrees: 15,
    zoom: 0.1,
    widthShift: 0.1,
    heightShift: 0.1,
    horizontalFlip: true,
  },
  method: 'network',
  loss: 'auto',
  scaling: 'standard',
  hiddenUnits: [256],
  activation: 'relu',
  inputDropout: 0,
  dropout: 0.5,
  optimizer: 'adam',
  momentum: 0.9,
  learningRate: 0.001,
  schedule: 'constant',
  warmupEpochs: 0,
  epochs: 30,
  batchSize: 32,
  l2: 0,
  clipNorm: 0,
  labelSmoothing: 0,
  labelSpread: 0.5,
  classWeights: 'off',
  neighbours: 5,
  patience: 0,
  validationFraction: 0.2,
  ensemble: 1,
  testCopies: 0,
  calibration: 'off',
  seed: 1,
};

/** @param {number} epochs @returns {EpochResult[]} */
export function history(epochs) {
  return Array.from({ length: epochs }, (_, index) => ({
    epoch: index + 1,
    loss: 0.25 + 2 * Math.exp(-index / 7),
    accuracy: 0.96 - 0.8 * Math.exp(-index / 6),
    heldOutLoss: 1.05 + 1.1 * Math.exp(-index / 4) + 0.02 * Math.sin(index * 2),
    heldOutAccuracy: 0.6 - 0.45 * Math.exp(-index / 4) + 0.02 * Math.sin(index * 3),
  }));
}

/** Most answers right, some a class off. @param {number} classes @param {number} support @returns {number[][]} */
function confusionOf(classes, support) {
  return Array.from({ length: classes }, (_, truth) => {
    const row = Array(classes).fill(0);
    const off = (truth * 2 + 2) % 5;
    row[truth] = support - off;
    row[truth === classes - 1 ? truth - 1 : truth + 1] += off;
    return row;
  });
}

/** @param {Dataset} data @param {number} support @returns {Metrics} */
function metricsOf(data, support) {
  const classes = data.classNames.length;
  const ordinal = data.classValues !== null;
  return {
    count: classes * support,
    accuracy: 0.6142857142857143,
    logLoss: 1.0834921,
    ece: 0.0712,
    withinOne: ordinal ? 0.9571428571428572 : null,
    maeYears: ordinal ? 4.285714285714286 : null,
    quadraticWeightedKappa: ordinal ? 0.8912 : null,
    precision: { macro: 0.62431, weighted: 0.62432 },
    recall: { macro: 0.61428, weighted: 0.61429 },
    f1: { macro: 0.61212, weighted: 0.61213 },
    confusion: confusionOf(classes, support),
    perClass: Array.from({ length: classes }, (_, index) => ({
      precision: 0.5 + index * 0.05,
      recall: 0.6,
      f1: 0.55 + index * 0.02,
      support,
    })),
  };
}

/** @param {number} low @param {number} high @returns {Interval} */
const between = (low, high) => ({ low, high });

/** @param {Metrics} metrics @returns {Intervals} */
function intervalsOf(metrics) {
  const ordinal = metrics.maeYears !== null;
  return {
    accuracy: between(0.5428571428571428, 0.7428571428571429),
    logLoss: between(0.8123, 1.3911),
    ece: between(0.0512, 0.1489),
    withinOne: ordinal ? between(0.9142857142857143, 1) : null,
    maeYears: ordinal ? between(2.571428571428571, 5.857142857142857) : null,
    quadraticWeightedKappa: ordinal ? between(0.8311, 0.9423) : null,
    precision: { macro: between(0.5401, 0.7522), weighted: between(0.5402, 0.7523) },
    recall: { macro: between(0.5428, 0.7428), weighted: between(0.5428, 0.7428) },
    f1: { macro: between(0.5202, 0.7301), weighted: between(0.5203, 0.7302) },
    perClass: metrics.perClass.map(({ precision, recall, f1 }, index) => ({
      precision: between(precision - 0.2, precision + 0.15),
      recall: between(recall - 0.3, recall + 0.3),
      // A class that is never predicted in a resample has none.
      f1: index === 0 ? null : between(f1 - 0.25, f1 + 0.2),
    })),
  };
}

/** @param {Dataset} data @param {number[][]} confusion @returns {Prediction[]} */
function predictionsOf(data, confusion) {
  const classes = data.classNames.length;
  return confusion.flatMap((row, classIndex) => {
    const predicted = row.flatMap((count, predictedIndex) => Array(count).fill(predictedIndex));
    return predicted.map((predictedIndex, index) => {
      // Every eighth photograph leaves the classifier in doubt.
      const sure = (classIndex * 3 + index) % 8 === 0 ? 0.42 : 0.62;
      return {
        path: `${data.classNames[classIndex]}/image${index + 1}.jpg`,
        person: `image${index + 1}`,
        copy: 0,
        fold: index,
        classIndex,
        predictedIndex,
        probabilities: Array.from({ length: classes }, (_, k) =>
          k === predictedIndex ? sure : (1 - sure) / (classes - 1),
        ),
      };
    });
  });
}

/** @param {boolean} ordinal @returns {CoveragePoint[]} */
function coverageOf(ordinal) {
  return Array.from({ length: 40 }, (_, index) => ({
    threshold: 0.98 - index * 0.0175,
    coverage: (index + 1) / 40,
    accuracy: 0.93 - 0.0081 * index + 0.02 * Math.sin(index),
    maeYears: ordinal ? 1 + 0.0842 * index : null,
  }));
}

/**
 * @param {Dataset} data
 * @param {{ backbones: Backbone[], faceDetector: FaceDetector | null }} seeing
 * @param {Device} device
 * @param {Partial<Run>} [patch]
 * @returns {Run}
 */
export function runOf(data, seeing, device, patch = {}) {
  const metrics = metricsOf(data, 10);
  const ordinal = metrics.maeYears !== null;
  const counts = [0, 0, 1, 5, 9, 14, 16, 13, 9, 3];
  return {
    startedAt: '2026-11-22T19:30:00Z',
    datasetName: data.name,
    classNames: data.classNames,
    classValues: data.classValues,
    personNames: data.personNames,
    personsRecur: data.personsRecur,
    samples: data.samples.length,
    persons: data.personsRecur ? data.personNames.length : data.samples.length,
    protocol: 'leave-one-person-out',
    loss: ordinal ? 'cumulative-link' : 'softmax',
    settings,
    ...seeing,
    faceless: [],
    embedded: { computed: 567, reused: 63 },
    device,
    folds: 10,
    metrics,
    intervals: intervalsOf(metrics),
    resamples: 2000,
    perPerson: data.personNames.map((_, personIndex) => ({
      personIndex,
      count: data.classNames.length,
      accuracy: ((personIndex * 3 + 2) % 8) / 7,
      withinOne: ordinal ? 1 : null,
      maeYears: ordinal ? ((personIndex * 5) % 7) * 1.5 : null,
    })),
    reliability: counts.map((count, index) => ({
      low: index / 10,
      high: (index + 1) / 10,
      count,
      meanProbability: count === 0 ? 0 : index / 10 + 0.05,
      accuracy: count === 0 ? 0 : Math.min(1, 0.08 + index * 0.09 + 0.06 * Math.sin(index * 2)),
    })),
    coverage: coverageOf(ordinal),
    optimistic: { accuracy: 0.865546218487395, count: 238 },
    predictions: predictionsOf(data, metrics.confusion),
    history: history(30),
    cautions: [],
    rejected: [],
    seconds: { decode: 3, augment: 5, embed: 41, train: 22, total: 71 },
    ...patch,
  };
}

/** @param {Run} run @param {number} [temperature] @returns {Trained} */
export function trainedOf(run, temperature = 1) {
  return {
    run,
    model: {
      members: [new Uint8Array(8)],
      temperature,
      reference: new Float32Array(0),
      distances: new Float32Array(0),
      photographs: [],
    },
  };
}
