// The settings that are typed, with their limits.
import { strings } from '../strings.js';
import { layersField, numberField } from './field-rules.js';

const { fields } = strings.settings;

export const COPIES_FIELD = numberField({
  name: 'copies',
  ...fields.copies,
  min: 0,
  max: 64,
});

/** Of the training as a whole, by name. */
export const RUN_FIELDS = {
  epochs: numberField({
    name: 'epochs',
    ...fields.epochs,
    min: 1,
    max: 1000,
  }),
  seed: numberField({
    name: 'seed',
    ...fields.seed,
    min: 0,
    max: 4294967295,
  }),
};

/** Of the learning method, by name; settings-groups.js says when each counts. */
export const METHOD_FIELDS = {
  hiddenUnits: layersField({
    name: 'hiddenUnits',
    ...fields.hiddenUnits,
  }),
  neighbours: numberField({
    name: 'neighbours',
    ...fields.neighbours,
    min: 1,
    max: 1000,
  }),
  learningRate: numberField({
    name: 'learningRate',
    ...fields.learningRate,
    min: 0.000001,
    max: 1,
    step: 0.0001,
    whole: false,
  }),
  momentum: numberField({
    name: 'momentum',
    ...fields.momentum,
    min: 0,
    max: 0.99,
    step: 0.05,
    whole: false,
  }),
  warmupEpochs: numberField({
    name: 'warmupEpochs',
    ...fields.warmupEpochs,
    min: 0,
    max: 1000,
  }),
  batchSize: numberField({
    name: 'batchSize',
    ...fields.batchSize,
    min: 1,
    max: 1024,
  }),
  patience: numberField({
    name: 'patience',
    ...fields.patience,
    min: 0,
    max: 1000,
  }),
  validationFraction: numberField({
    name: 'validationFraction',
    ...fields.validationFraction,
    min: 0.05,
    max: 0.5,
    step: 0.05,
    whole: false,
  }),
};

/** Of what keeps a classifier from learning its photographs by heart. */
export const REGULARISATION_FIELDS = {
  dropout: numberField({
    name: 'dropout',
    ...fields.dropout,
    min: 0,
    max: 0.9,
    step: 0.05,
    whole: false,
  }),
  inputDropout: numberField({
    name: 'inputDropout',
    ...fields.inputDropout,
    min: 0,
    max: 0.95,
    step: 0.05,
    whole: false,
  }),
  l2: numberField({
    name: 'l2',
    ...fields.l2,
    min: 0,
    max: 1000,
    step: 0.001,
    whole: false,
  }),
  clipNorm: numberField({
    name: 'clipNorm',
    ...fields.clipNorm,
    min: 0,
    max: 1000,
    step: 0.5,
    whole: false,
  }),
  labelSmoothing: numberField({
    name: 'labelSmoothing',
    ...fields.labelSmoothing,
    min: 0,
    max: 0.9,
    step: 0.05,
    whole: false,
  }),
  labelSpread: numberField({
    name: 'labelSpread',
    ...fields.labelSpread,
    min: 0.05,
    max: 10,
    step: 0.05,
    whole: false,
  }),
};

/** Of how answers are given. */
export const ANSWER_FIELDS = {
  ensemble: numberField({
    name: 'ensemble',
    ...fields.ensemble,
    min: 1,
    max: 20,
  }),
  testCopies: numberField({
    name: 'testCopies',
    ...fields.testCopies,
    min: 0,
    max: 64,
  }),
};

export const FOLDS_FIELD = numberField({
  name: 'folds',
  ...fields.folds,
  min: 2,
  max: 20,
});

export const TEST_FIELD = numberField({
  name: 'testFraction',
  ...fields.testFraction,
  min: 0.05,
  max: 0.5,
  step: 0.05,
  whole: false,
});
