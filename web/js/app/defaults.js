/** @import { AppState, Dataset, LossName, ProtocolName, Settings } from '../types.d.ts' */

import { checkAugmentation, noAugmentation } from './augmentation.js';
import { badSetting, checkRange } from './setting-range.js';

/** @type {Readonly<Settings>} */
export const defaultSettings = Object.freeze({
  backbone: 'mobilenet-v2',
  crop: 'face',
  protocol: 'auto',
  folds: 5,
  testFraction: 0.2,
  copies: 16,
  augmentation: {
    ...noAugmentation,
    rotationDegrees: 20,
    zoom: 0.15,
    widthShift: 0.1,
    heightShift: 0.1,
    horizontalFlip: true,
  },
  method: 'linear',
  loss: 'auto',
  scaling: 'l2',
  hiddenUnits: [256, 128],
  activation: 'relu',
  inputDropout: 0,
  dropout: 0.5,
  optimizer: 'adam',
  momentum: 0.9,
  learningRate: 0.001,
  schedule: 'constant',
  warmupEpochs: 0,
  epochs: 40,
  batchSize: 32,
  l2: 0.01,
  clipNorm: 0,
  labelSmoothing: 0,
  labelSpread: 0.5,
  classWeights: 'off',
  neighbours: 5,
  patience: 0,
  validationFraction: 0.2,
  ensemble: 1,
  testCopies: 3,
  calibration: 'temperature',
  seed: 1,
});

/**
 * Settings after a change. Fewer copies lower the number of those that are averaged at test time, unless that is
 * changed too.
 *
 * @param {Settings} settings
 * @param {Partial<Settings>} patch
 * @returns {Settings}
 */
export function changedSettings(settings, patch) {
  const changed = { ...settings, ...patch };
  if (patch.copies === undefined || patch.testCopies !== undefined) return changed;
  return { ...changed, testCopies: Math.min(changed.testCopies, changed.copies) };
}

/** @type {ProtocolName[]} */
export const protocolNames = ['leave-one-person-out', 'grouped-k-fold', 'holdout', 'seed'];

/**
 * Nothing has been found out about the photographs yet.
 * @returns {Pick<AppState, 'history' | 'runs' | 'comparison' | 'search' | 'backboneComparison' | 'faces' | 'onlyShown' | 'duplicates'>}
 */
export const noFindings = () => ({
  history: [],
  runs: [],
  comparison: null,
  search: null,
  backboneComparison: null,
  faces: [],
  onlyShown: null,
  duplicates: null,
});

/** @returns {AppState['embeddingMap']} */
export const noMap = () => ({ map: null, neighbourhood: null, course: null, problem: null });

/**
 * What was made with one classifier, and goes with it.
 * @returns {Pick<AppState, 'answer' | 'batch' | 'live' | 'explanation' | 'meanMaps' | 'exported' | 'embeddingMap'>}
 */
export const noAnswers = () => ({
  answer: null,
  batch: null,
  live: null,
  explanation: null,
  meanMaps: null,
  exported: null,
  embeddingMap: noMap(),
});

/** @returns {AppState['errors']} */
export const noErrors = () => ({
  intake: null,
  train: null,
  classify: null,
  album: null,
  export: null,
  map: null,
  meanMaps: null,
});

/** @returns {AppState['album']} */
export const emptyAlbum = () => ({ photographs: [], answer: null });

/** @returns {AppState} */
export function initialState() {
  return {
    job: null,
    projects: {
      opened: false,
      list: [],
      current: null,
      elsewhere: false,
      copying: null,
      saving: null,
      photographsKept: true,
      deleted: null,
      notice: null,
      error: null,
      storage: null,
    },
    undo: null,
    dataset: null,
    settings: defaultSettings,
    deviceChoice: 'auto',
    manifest: { backbones: [], faceDetector: null },
    device: null,
    opening: null,
    ...noFindings(),
    trained: null,
    ownBackbones: { checking: null, error: null },
    cacheBytes: null,
    preview: null,
    ...noAnswers(),
    album: emptyAlbum(),
    errors: noErrors(),
    hasThreads: true,
    offline: { state: 'preparing', message: '', update: null },
  };
}

// Bounds are inclusive. Seeds are 32-bit so that they are exact wherever they travel.
const integers = /** @type {const} */ ([
  ['folds', 'The number of folds', 2, 1000],
  ['copies', 'The number of copies', 0, 1000],
  ['epochs', 'The number of epochs', 1, 100000],
  ['batchSize', 'The batch size', 1, 65536],
  ['warmupEpochs', 'The number of warm-up epochs', 0, 1000],
  ['neighbours', 'The number of neighbours', 1, 1000],
  ['patience', 'Patience', 0, 1000],
  ['ensemble', 'The size of the ensemble', 1, 20],
  ['testCopies', 'The number of copies averaged at test time', 0, 1000],
  ['seed', 'The seed', 0, 4294967295],
]);
const numbers = /** @type {const} */ ([
  ['testFraction', 'The test fraction', 0.01, 0.99],
  ['learningRate', 'The learning rate', 1e-8, 10],
  ['inputDropout', 'Input dropout', 0, 0.95],
  ['dropout', 'Dropout', 0, 0.95],
  ['momentum', 'Momentum', 0, 0.99],
  ['l2', 'L2', 0, 1000],
  ['clipNorm', 'The largest gradient norm', 0, 1000],
  ['labelSmoothing', 'Label smoothing', 0, 0.9],
  ['labelSpread', 'The label spread', 0.05, 10],
  ['validationFraction', 'The validation fraction', 0.05, 0.5],
]);
/** What can be chosen by name. */
export const choices = /** @type {const} */ ({
  crop: ['face', 'whole'],
  method: ['network', 'linear', 'neighbours'],
  loss: ['auto', 'softmax', 'label-distribution', 'cumulative-link', 'corn', 'ridge'],
  scaling: ['standard', 'l2', 'raw'],
  activation: ['relu', 'gelu'],
  optimizer: ['adam', 'adamw', 'sgd'],
  schedule: ['constant', 'cosine'],
  classWeights: ['off', 'balanced'],
  calibration: ['off', 'temperature'],
});
/**
 * Throws an AgelensError that names the first setting out of its range.
 * @param {Settings} settings
 */
export function checkSettings(settings) {
  for (const [key, label, low, high] of integers) {
    if (!Number.isInteger(settings[key]) || settings[key] < low || settings[key] > high) {
      throw badSetting(`${label} must be a whole number from ${low} to ${high}.`);
    }
  }
  for (const [key, label, low, high] of numbers) checkRange(settings[key], label, low, high);
  checkAugmentation(settings.augmentation);
  if (settings.protocol !== 'auto' && !protocolNames.includes(settings.protocol)) {
    throw badSetting(`“${settings.protocol}” is no protocol; choose auto, ${protocolNames.join(', ')}.`);
  }
  for (const [key, known] of Object.entries(choices)) {
    const value = settings[/** @type {keyof typeof choices} */ (key)];
    if (!(/** @type {readonly string[]} */ (known).includes(value))) {
      throw badSetting(`“${value}” is no ${key}; choose ${known.join(', ')}.`);
    }
  }
  if (settings.testCopies > settings.copies) {
    throw badSetting(
      `Only copies that are made can be averaged at test time: ${settings.testCopies} are asked for, ` +
        `${settings.copies} are made.`,
    );
  }
  const { hiddenUnits } = settings;
  if (hiddenUnits.length > 8 || !hiddenUnits.every((units) => Number.isInteger(units) && units >= 1 && units <= 8192)) {
    throw badSetting('Hidden units must be up to 8 whole numbers from 1 to 8192, one for each hidden layer.');
  }
}

/**
 * What 'auto' stands for on this dataset; throws where the dataset cannot be divided as asked.
 *
 * @param {Settings} settings
 * @param {Dataset} dataset
 * @returns {ProtocolName}
 */
export function chooseProtocol(settings, dataset) {
  const persons = dataset.personNames.length;
  const automatic = dataset.personsRecur ? 'leave-one-person-out' : 'grouped-k-fold';
  const protocol = settings.protocol === 'auto' ? automatic : settings.protocol;
  if (protocol === 'grouped-k-fold' && persons < settings.folds) {
    throw badSetting(
      `${settings.folds} folds need at least ${settings.folds} persons, and there are ${persons}; ` +
        'add photographs, lower the number of folds or choose another protocol.',
    );
  }
  if (protocol === 'leave-one-person-out' && persons < 2) {
    throw badSetting('Leaving one person out needs at least two persons, and there is one; choose another protocol.');
  }
  return protocol;
}

/**
 * What 'auto' stands for on this dataset; throws where the classes do not allow the loss asked for.
 *
 * @param {Settings} settings
 * @param {Dataset} dataset
 * @returns {LossName}
 */
export function chooseLoss({ loss, method }, { classValues }) {
  if (loss === 'auto') return classValues ? 'cumulative-link' : 'softmax';
  if (loss !== 'softmax' && !classValues && method !== 'neighbours') {
    throw badSetting(`The loss “${loss}” needs classes that are numbers, such as ages; choose softmax or auto.`);
  }
  return loss;
}
