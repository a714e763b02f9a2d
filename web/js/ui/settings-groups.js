// Which settings stand together under "More settings", and which of them the chosen method and loss look at.
/** @import {LossName, ProtocolName, Settings} from '../types.d.ts' */
/** @import {Field} from './field-rules.js' */
/** @import {ChoiceRule} from './settings-choices.js' */
import { strings } from '../strings.js';
import * as choices from './settings-choices.js';
import {
  ANSWER_FIELDS,
  FOLDS_FIELD,
  METHOD_FIELDS,
  REGULARISATION_FIELDS,
  RUN_FIELDS,
  TEST_FIELD,
} from './settings-fields.js';

/**
 * @typedef {(settings: Settings, loss: LossName, protocol: ProtocolName) => boolean} Counts `loss` and `protocol`: what 'auto' stands for
 * @typedef {{name: string, counts: Counts} & ({field: Field<any>} | {choice: ChoiceRule})} Entry
 */

/** @type {Counts} */
const always = () => true;
/** @type {Counts} */
const learns = ({ method }) => method !== 'neighbours';
/** @type {Counts} */
const network = ({ method }) => method === 'network';
/** @type {Counts} */
const hidden = ({ method, hiddenUnits }) => method === 'network' && hiddenUnits.length > 0;
/** @type {LossName[]} */
const SMOOTHED = ['softmax', 'cumulative-link', 'corn'];

/** @param {Field<any>} field @param {Counts} counts @returns {Entry} */
const typed = (field, counts) => ({ name: field.name, field, counts });
/** @param {ChoiceRule} choice @param {Counts} counts @returns {Entry} */
const chosen = (choice, counts) => ({ name: choice.name, choice, counts });

/** @type {Entry[]} */
const CLASSIFIER = [
  chosen(choices.METHOD_CHOICE, always),
  chosen(choices.LOSS_CHOICE, learns),
  chosen(choices.SCALING_CHOICE, always),
  typed(METHOD_FIELDS.hiddenUnits, network),
  chosen(choices.ACTIVATION_CHOICE, hidden),
  typed(METHOD_FIELDS.neighbours, ({ method }) => method === 'neighbours'),
];

/** @type {Entry[]} */
const TRAINING = [
  typed(RUN_FIELDS.epochs, learns),
  typed(RUN_FIELDS.seed, always),
  chosen(choices.OPTIMIZER_CHOICE, network),
  typed(METHOD_FIELDS.momentum, ({ method, optimizer }) => method === 'network' && optimizer === 'sgd'),
  typed(METHOD_FIELDS.learningRate, network),
  chosen(choices.SCHEDULE_CHOICE, network),
  typed(METHOD_FIELDS.warmupEpochs, network),
  typed(METHOD_FIELDS.batchSize, network),
  typed(METHOD_FIELDS.patience, learns),
  typed(METHOD_FIELDS.validationFraction, ({ method, patience }) => method !== 'neighbours' && patience > 0),
];

/** @type {Entry[]} */
const REGULARISATION = [
  typed(REGULARISATION_FIELDS.dropout, hidden),
  typed(REGULARISATION_FIELDS.inputDropout, network),
  typed(REGULARISATION_FIELDS.l2, learns),
  typed(REGULARISATION_FIELDS.clipNorm, network),
  typed(REGULARISATION_FIELDS.labelSmoothing, ({ method }, loss) => method !== 'neighbours' && SMOOTHED.includes(loss)),
  typed(
    REGULARISATION_FIELDS.labelSpread,
    ({ method }, loss) => method !== 'neighbours' && loss === 'label-distribution',
  ),
  chosen(choices.WEIGHTS_CHOICE, learns),
];

/** @type {Entry[]} */
const EVALUATION = [
  typed(FOLDS_FIELD, (_settings, _loss, protocol) => protocol === 'grouped-k-fold'),
  typed(TEST_FIELD, (_settings, _loss, protocol) => protocol === 'holdout' || protocol === 'seed'),
  chosen(choices.CALIBRATION_CHOICE, always),
  // The other methods learn the same from every seed.
  typed(ANSWER_FIELDS.ensemble, network),
  typed(ANSWER_FIELDS.testCopies, ({ copies }) => copies > 0),
];

/** @typedef {'classifier' | 'training' | 'regularisation' | 'evaluation'} GroupName */

/** In their order. @type {{name: GroupName, entries: Entry[]}[]} */
const GROUPS = [
  { name: 'classifier', entries: CLASSIFIER },
  { name: 'training', entries: TRAINING },
  { name: 'regularisation', entries: REGULARISATION },
  { name: 'evaluation', entries: EVALUATION },
];

/** All of them, whatever counts. */
export const ENTRIES = GROUPS.flatMap(({ entries }) => entries);

/**
 * @param {Settings} settings
 * @param {LossName} loss What 'auto' stands for.
 * @param {ProtocolName} protocol Likewise.
 * @returns {{name: GroupName, title: string, entries: Entry[]}[]}
 */
export function settingsGroups(settings, loss, protocol) {
  return GROUPS.map(({ name, entries }) => ({
    name,
    title: strings.settings.groups[name],
    entries: entries.filter(({ counts }) => counts(settings, loss, protocol)),
  })).filter(({ entries }) => entries.length > 0);
}
