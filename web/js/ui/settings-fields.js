// The settings that are typed, with their limits and one sentence each.
import { layersField, numberField } from './field-rules.js';

export const MAIN_FIELDS = [
  numberField({
    name: 'copies',
    label: 'Copies',
    min: 0,
    max: 64,
    hint: 'Altered versions made of each photograph, besides the photograph itself.',
  }),
  numberField({
    name: 'epochs',
    label: 'Epochs',
    min: 1,
    max: 1000,
    hint: 'How often training goes through all copies.',
  }),
  numberField({
    name: 'seed',
    label: 'Seed',
    min: 0,
    max: 4294967295,
    hint: 'The same seed on the same photographs gives the same classifier.',
  }),
];

export const MORE_FIELDS = [
  numberField({
    name: 'learningRate',
    label: 'Learning rate',
    min: 0.000001,
    max: 1,
    step: 0.0001,
    whole: false,
    hint: 'How far each step moves. Too high and the loss jumps about.',
  }),
  numberField({
    name: 'batchSize',
    label: 'Batch size',
    min: 1,
    max: 1024,
    hint: 'Copies looked at before each step.',
  }),
  numberField({
    name: 'dropout',
    label: 'Dropout',
    min: 0,
    max: 0.9,
    step: 0.05,
    whole: false,
    hint: 'Share of hidden units switched off at random while training.',
  }),
];

export const HIDDEN_FIELD = layersField({
  name: 'hiddenUnits',
  label: 'Hidden units',
  hint: 'Units of each hidden layer, such as 256 or 256, 64.',
});

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

/** How far a copy may differ from its photograph. */
export const AUGMENTATION_FIELDS = [
  numberField({
    name: 'rotationDegrees',
    label: 'Rotation',
    min: 0,
    max: 180,
    whole: false,
    hint: 'Degrees, to either side.',
  }),
  numberField({
    name: 'zoom',
    label: 'Zoom',
    min: 0,
    max: 0.9,
    step: 0.05,
    whole: false,
    hint: '0.1 is up to 10% in or out.',
  }),
  numberField({
    name: 'widthShift',
    label: 'Shift sideways',
    min: 0,
    max: 0.5,
    step: 0.05,
    whole: false,
    hint: 'Fraction of the width.',
  }),
  numberField({
    name: 'heightShift',
    label: 'Shift up and down',
    min: 0,
    max: 0.5,
    step: 0.05,
    whole: false,
    hint: 'Fraction of the height.',
  }),
];
