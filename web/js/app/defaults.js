/** @import { AppState, Dataset, ProtocolName, Settings } from '../types.d.ts' */

import { AgelensError } from './errors.js';

/** @type {Readonly<Settings>} */
export const defaultSettings = Object.freeze({
  backbone: 'mobilenet-v2',
  protocol: 'auto',
  folds: 5,
  testFraction: 0.2,
  copies: 8,
  augmentation: { rotationDegrees: 30, zoom: 0.15, widthShift: 0.12, heightShift: 0.12, horizontalFlip: true },
  epochs: 40,
  learningRate: 0.001,
  batchSize: 32,
  hiddenUnits: [256, 128],
  dropout: 0.5,
  seed: 1,
});

/** @type {ProtocolName[]} */
export const protocolNames = ['leave-one-person-out', 'grouped-k-fold', 'holdout', 'seed'];

/** @returns {AppState} */
export function initialState() {
  return {
    job: null,
    dataset: null,
    settings: defaultSettings,
    deviceChoice: 'auto',
    backbones: [],
    device: null,
    history: [],
    project: null,
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
  ['seed', 'The seed', 0, 4294967295],
]);
const numbers = /** @type {const} */ ([
  ['testFraction', 'The test fraction', 0.01, 0.99],
  ['learningRate', 'The learning rate', 1e-8, 10],
  ['dropout', 'Dropout', 0, 0.95],
]);
const strengths = /** @type {const} */ ([
  ['rotationDegrees', 'Rotation', 0, 180],
  ['zoom', 'Zoom', 0, 0.9],
  ['widthShift', 'Width shift', 0, 1],
  ['heightShift', 'Height shift', 0, 1],
]);

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
  for (const [key, label, low, high] of strengths) checkRange(settings.augmentation[key], label, low, high);
  if (settings.protocol !== 'auto' && !protocolNames.includes(settings.protocol)) {
    throw badSetting(`“${settings.protocol}” is no protocol; choose auto, ${protocolNames.join(', ')}.`);
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
