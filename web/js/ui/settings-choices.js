// The settings that are chosen from a list.
/** @import {LossName, Settings} from '../types.d.ts' */
import { strings } from '../strings.js';
import { LOSSES, METHODS } from './method-words.js';
import { optionsOf } from './titled-options.js';

const words = strings.settings;

/**
 * @typedef {{
 *   name: keyof Settings, label: string, options: (ordinal: boolean, value: string) => {value: string, title: string}[],
 *   hint: (value: string) => string,
 * }} ChoiceRule
 */

/** @param {keyof typeof words.choices} name @returns {ChoiceRule} */
function choice(name) {
  const { label, hint, titles } = words.choices[name];
  return { name, label, hint: () => hint, options: () => optionsOf(titles) };
}

/** @type {ChoiceRule} */
export const METHOD_CHOICE = {
  name: 'method',
  label: words.method,
  options: () => Object.entries(METHODS).map(([value, { title }]) => ({ value, title })),
  hint: (value) => METHODS[/** @type {Settings['method']} */ (value)].sentence,
};

/** All but softmax need classes that are ages; where they are not, the others are left out. @type {ChoiceRule} */
export const LOSS_CHOICE = {
  name: 'loss',
  label: words.loss,
  options: (ordinal, value) => [
    { value: 'auto', title: words.autoLoss.title },
    ...Object.entries(LOSSES)
      .filter(([name]) => ordinal || name === 'softmax' || name === value)
      .map(([name, { title }]) => ({ value: name, title })),
  ],
  hint: (value) => (value === 'auto' ? words.autoLoss : LOSSES[/** @type {LossName} */ (value)]).sentence,
};

export const SCALING_CHOICE = choice('scaling');
export const ACTIVATION_CHOICE = choice('activation');
export const OPTIMIZER_CHOICE = choice('optimizer');
export const SCHEDULE_CHOICE = choice('schedule');
export const WEIGHTS_CHOICE = choice('classWeights');
export const CALIBRATION_CHOICE = choice('calibration');
