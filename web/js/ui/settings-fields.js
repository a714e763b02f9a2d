// The settings that are typed, with their limits and one sentence each.
import { layersField, numberField } from './field-rules.js';

export const COPIES_FIELD = numberField({
  name: 'copies',
  label: 'Copies',
  min: 0,
  max: 64,
  hint: 'Altered versions made of each photograph, besides the photograph itself.',
});

/** Of the training as a whole, by name. */
export const RUN_FIELDS = {
  epochs: numberField({
    name: 'epochs',
    label: 'Epochs',
    min: 1,
    max: 1000,
    hint: 'How often training goes through all copies; for the linear method, the most iterations.',
  }),
  seed: numberField({
    name: 'seed',
    label: 'Seed',
    min: 0,
    max: 4294967295,
    hint: 'The same seed on the same photographs gives the same classifier.',
  }),
};

/** Of the learning method, by name; settings-groups.js says when each counts. */
export const METHOD_FIELDS = {
  hiddenUnits: layersField({
    name: 'hiddenUnits',
    label: 'Hidden units',
    hint: 'Units of each hidden layer, such as 256 or 256, 64.',
  }),
  neighbours: numberField({
    name: 'neighbours',
    label: 'Neighbours',
    min: 1,
    max: 1000,
    hint: 'How many of the most similar photographs have a say.',
  }),
  learningRate: numberField({
    name: 'learningRate',
    label: 'Learning rate',
    min: 0.000001,
    max: 1,
    step: 0.0001,
    whole: false,
    hint: 'How far each step moves. Too high and the loss jumps about.',
  }),
  momentum: numberField({
    name: 'momentum',
    label: 'Momentum',
    min: 0,
    max: 0.99,
    step: 0.05,
    whole: false,
    hint: 'Share of the last step that goes on into the next.',
  }),
  warmupEpochs: numberField({
    name: 'warmupEpochs',
    label: 'Warm-up epochs',
    min: 0,
    max: 1000,
    hint: 'The learning rate rises from 0 over so many epochs.',
  }),
  batchSize: numberField({
    name: 'batchSize',
    label: 'Batch size',
    min: 1,
    max: 1024,
    hint: 'Copies looked at before each step.',
  }),
  patience: numberField({
    name: 'patience',
    label: 'Stop early after',
    min: 0,
    max: 1000,
    hint: 'Epochs without a better validation loss; the best epoch is kept. 0: never.',
  }),
  validationFraction: numberField({
    name: 'validationFraction',
    label: 'Validation fraction',
    min: 0.05,
    max: 0.5,
    step: 0.05,
    whole: false,
    hint: 'Share of the training persons that decides when to stop.',
  }),
};

/** Of what keeps a classifier from learning its photographs by heart. */
export const REGULARISATION_FIELDS = {
  dropout: numberField({
    name: 'dropout',
    label: 'Dropout',
    min: 0,
    max: 0.9,
    step: 0.05,
    whole: false,
    hint: 'Share of hidden units switched off at random while training.',
  }),
  inputDropout: numberField({
    name: 'inputDropout',
    label: 'Input dropout',
    min: 0,
    max: 0.95,
    step: 0.05,
    whole: false,
    hint: 'Share of the backbone’s numbers hidden at random while training.',
  }),
  l2: numberField({
    name: 'l2',
    label: 'L2',
    min: 0,
    max: 1000,
    step: 0.001,
    whole: false,
    hint: 'Large weights cost something; more makes a simpler classifier.',
  }),
  clipNorm: numberField({
    name: 'clipNorm',
    label: 'Clip gradients at',
    min: 0,
    max: 1000,
    step: 0.5,
    whole: false,
    hint: 'Longer gradients are shortened to this. 0: never.',
  }),
  labelSmoothing: numberField({
    name: 'labelSmoothing',
    label: 'Label smoothing',
    min: 0,
    max: 0.9,
    step: 0.05,
    whole: false,
    hint: 'Share of the belief that is spread evenly over all classes.',
  }),
  labelSpread: numberField({
    name: 'labelSpread',
    label: 'Label spread',
    min: 0.05,
    max: 10,
    step: 0.05,
    whole: false,
    hint: 'How far an age reaches to its neighbours, in age groups.',
  }),
};

/** Of how answers are given. */
export const ANSWER_FIELDS = {
  ensemble: numberField({
    name: 'ensemble',
    label: 'Ensemble',
    min: 1,
    max: 20,
    hint: 'Classifiers trained from different seeds, whose answers are averaged.',
  }),
  testCopies: numberField({
    name: 'testCopies',
    label: 'Copies when answering',
    min: 0,
    max: 64,
    hint: 'Copies of a photograph whose answers are averaged with its own, at most as many as are made. More are a little better, and an answer takes longer.',
  }),
};

export const FOLDS_FIELD = numberField({
  name: 'folds',
  label: 'Folds',
  min: 2,
  max: 20,
  hint: 'Parts that the persons are divided into.',
});

export const TEST_FIELD = numberField({
  name: 'testFraction',
  label: 'Test fraction',
  min: 0.05,
  max: 0.5,
  step: 0.05,
  whole: false,
  hint: 'Share that is kept out of training.',
});
