// The settings that are chosen from a list, with one sentence each.
/** @import {LossName, Settings} from '../types.d.ts' */
import { AUTO_LOSS, LOSSES, METHODS } from './method-words.js';

/**
 * @typedef {{
 *   name: keyof Settings, label: string, options: (ordinal: boolean, value: string) => {value: string, title: string}[],
 *   hint: (value: string) => string,
 * }} ChoiceRule
 */

/**
 * @param {keyof Settings} name
 * @param {string} label
 * @param {string} hint
 * @param {Record<string, string>} titles By value.
 * @returns {ChoiceRule}
 */
function choice(name, label, hint, titles) {
  const options = Object.entries(titles).map(([value, title]) => ({ value, title }));
  return { name, label, hint: () => hint, options: () => options };
}

/** @type {ChoiceRule} */
export const METHOD_CHOICE = {
  name: 'method',
  label: 'Method',
  options: () => Object.entries(METHODS).map(([value, { title }]) => ({ value, title })),
  hint: (value) => METHODS[/** @type {Settings['method']} */ (value)].sentence,
};

/** All but softmax need classes that are ages; where they are not, the others are left out. @type {ChoiceRule} */
export const LOSS_CHOICE = {
  name: 'loss',
  label: 'Loss',
  options: (ordinal, value) => [
    { value: 'auto', title: 'Automatic' },
    ...Object.entries(LOSSES)
      .filter(([name]) => ordinal || name === 'softmax' || name === value)
      .map(([name, { title }]) => ({ value: name, title })),
  ],
  hint: (value) => (value === 'auto' ? AUTO_LOSS : LOSSES[/** @type {LossName} */ (value)].sentence),
};

export const SCALING_CHOICE = choice(
  'scaling',
  'Scaling',
  'How the backbone’s numbers are prepared: each standardised, or each photograph brought to length 1.',
  {
    standard: 'Standardised',
    l2: 'Length 1',
    raw: 'As they are',
  },
);

export const ACTIVATION_CHOICE = choice('activation', 'Activation', 'What a hidden unit does with its sum.', {
  relu: 'ReLU',
  gelu: 'GELU',
});

export const OPTIMIZER_CHOICE = choice('optimizer', 'Optimizer', 'How a step follows from the gradients.', {
  adam: 'Adam',
  adamw: 'AdamW',
  sgd: 'SGD',
});

export const SCHEDULE_CHOICE = choice('schedule', 'Schedule', 'Whether steps become smaller towards the end.', {
  constant: 'Constant',
  cosine: 'Cosine, down to 0',
});

export const WEIGHTS_CHOICE = choice(
  'classWeights',
  'Class weights',
  'Balanced: classes with few photographs count as much as the others.',
  { off: 'Off', balanced: 'Balanced' },
);

export const CALIBRATION_CHOICE = choice(
  'calibration',
  'Calibration',
  'A temperature makes answers as sure as they are right; it is fitted inside the training part.',
  { off: 'Off', temperature: 'Temperature' },
);
