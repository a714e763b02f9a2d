/** @import { AppState, Augmentation, Dataset, Factors, LossName, ProtocolName, Settings } from '../types.d.ts' */

import { AgelensError } from './errors.js';

/**
 * Every copy equals its photograph. A project from before an option was there has it so.
 * @type {Readonly<Augmentation>}
 */
export const noAugmentation = Object.freeze({
  rotationDegrees: 0,
  zoom: 0,
  widthShift: 0,
  heightShift: 0,
  horizontalFlip: false,
  shearDegrees: 0,
  verticalFlip: false,
  fillMode: 'nearest',
  fillValue: 0,
  channelShift: 0,
  brightness: 0,
  contrast: 0,
  saturation: 0,
  blur: 0,
  greyscale: 0,
  erasing: 0,
});

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

/** @returns {AppState} */
export function initialState() {
  return {
    job: null,
    dataset: null,
    settings: defaultSettings,
    deviceChoice: 'auto',
    manifest: { backbones: [], faceDetector: null },
    device: null,
    history: [],
    project: null,
    runs: [],
    comparison: null,
    search: null,
    backboneComparison: null,
    ownBackbones: { checking: null, error: null },
    cacheBytes: null,
    faces: [],
    preview: null,
    answer: null,
    errors: { intake: null, train: null, classify: null },
    offline: { state: 'preparing', message: '' },
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
const strengths = /** @type {const} */ ([
  ['rotationDegrees', 'Rotation', 0, 180],
  ['widthShift', 'Width shift', 0, 100],
  ['heightShift', 'Height shift', 0, 100],
  ['shearDegrees', 'Shear', 0, 45],
  ['fillValue', 'The fill value', 0, 255],
  ['channelShift', 'Channel shift', 0, 255],
  ['contrast', 'Contrast', 0, 1],
  ['saturation', 'Saturation', 0, 1],
  ['blur', 'Blur', 0, 10],
  ['greyscale', 'The probability of greyscale', 0, 1],
  ['erasing', 'The probability of erasing', 0, 1],
]);
/** The greatest strength, then the bounds of a pair. */
const factors = /** @type {const} */ ([
  ['zoom', 'Zoom', 0.9, 0.1, 2],
  ['brightness', 'Brightness', 1, 0, 5],
]);
/** @type {Augmentation['fillMode'][]} */
export const fillModes = ['nearest', 'reflect', 'wrap', 'constant'];

/** Whether an option of the augmentation is Factors. @param {string} name */
export const isFactors = (name) => factors.some(([key]) => key === name);

/** @param {string} message */
const badSetting = (message) => new AgelensError('bad-setting', message);

/**
 * @param {unknown} value
 * @param {string} label
 * @param {number} low
 * @param {number} high
 */
function checkRange(value, label, low, high) {
  if (typeof value !== 'number' || !(value >= low && value <= high)) {
    throw badSetting(`${label} must be a number from ${low} to ${high}.`);
  }
}

/**
 * @param {Factors} value
 * @param {string} label
 * @param {number} strongest
 * @param {number} least
 * @param {number} most
 */
function checkFactors(value, label, strongest, least, most) {
  const [low, high] = Array.isArray(value) ? value : [value, value];
  const allowed = Array.isArray(value)
    ? value.every(Number.isFinite) && value.length === 2 && low >= least && low <= high && high <= most
    : Number.isFinite(value) && value >= 0 && value <= strongest;
  if (!allowed) {
    throw badSetting(
      `${label} must be a number from 0 to ${strongest}, or two from ${least} to ${most} with the lower first.`,
    );
  }
}

/**
 * Throws an AgelensError that names the first option out of its range.
 * @param {Augmentation} augmentation
 */
export function checkAugmentation(augmentation) {
  for (const [key, label, low, high] of strengths) checkRange(augmentation[key], label, low, high);
  for (const [key, label, strongest, least, most] of factors) {
    checkFactors(augmentation[key], label, strongest, least, most);
  }
  if (!fillModes.includes(augmentation.fillMode)) {
    throw badSetting(`“${augmentation.fillMode}” is no fill mode; choose ${fillModes.join(', ')}.`);
  }
}

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
