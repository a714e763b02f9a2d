// How far a copy may differ from its photograph: what is typed, chosen and ticked, with one sentence each.
/** @import {Augmentation} from '../types.d.ts' */
/** @import {Field} from './field-rules.js' */
import { factorsField, numberField } from './field-rules.js';

/**
 * @typedef {{name: keyof Augmentation, field: Field<any>}} TypedOption
 * @typedef {{name: keyof Augmentation, tick: string, hint: string}} TickedOption
 * @typedef {{name: keyof Augmentation, label: string, options: {value: string, title: string}[], hint: string}} ChosenOption
 * @typedef {TypedOption | TickedOption | ChosenOption} Option
 */

/**
 * @param {keyof Augmentation} name
 * @param {string} label
 * @param {string} hint
 * @param {number} max
 * @param {number} [step]
 * @returns {TypedOption}
 */
const strength = (name, label, hint, max, step = 0.05) => ({
  name,
  field: numberField({ name, label, min: 0, max, step, whole: false, hint }),
});

/** @param {Parameters<typeof factorsField>[0] & {name: keyof Augmentation}} rule @returns {TypedOption} */
const factors = (rule) => ({ name: rule.name, field: factorsField(rule) });

/** @type {Option[]} */
export const USUAL_OPTIONS = [
  strength('rotationDegrees', 'Rotation', 'Degrees, to either side.', 180, 1),
  factors({
    name: 'zoom',
    label: 'Zoom',
    hint: '0.1 is up to 10% in or out. Or two factors, such as 0.8, 1.1; above 1 shows more.',
    strongest: 0.9,
    least: 0.1,
    most: 2,
  }),
  strength('widthShift', 'Shift sideways', 'Fraction of the width; from 1 on, pixels of what the backbone sees.', 100),
  strength('heightShift', 'Shift up and down', 'Fraction of the height; from 1 on, pixels.', 100),
  { name: 'horizontalFlip', tick: 'Mirror half of the copies', hint: 'Left becomes right.' },
];

/** @type {Option} */
const FILL_VALUE = strength('fillValue', 'Level beyond the photograph', '0 is black, 255 white.', 255, 5);

/** @type {{title: string, options: Option[]}[]} */
const FURTHER = [
  {
    title: 'Shape',
    options: [
      strength('shearDegrees', 'Shear', 'Degrees, to either side: upright lines lean.', 45, 1),
      { name: 'verticalFlip', tick: 'Turn half of the copies upside down', hint: 'Faces seldom are.' },
      {
        name: 'fillMode',
        label: 'Beyond the photograph',
        hint: 'What a copy shows where the photograph has ended.',
        options: [
          { value: 'nearest', title: 'Its edge, repeated' },
          { value: 'reflect', title: 'Its mirror image' },
          { value: 'wrap', title: 'It starts over' },
          { value: 'constant', title: 'One level of grey' },
        ],
      },
    ],
  },
  {
    title: 'Light and colour',
    options: [
      factors({
        name: 'brightness',
        label: 'Brightness',
        hint: '0.2 is up to 20% darker or brighter. Or two factors, such as 0.7, 1.1.',
        strongest: 1,
        least: 0,
        most: 5,
      }),
      strength('contrast', 'Contrast', '0.2 is up to 20% less or more.', 1),
      strength('saturation', 'Saturation', '0.2 is up to 20% paler or more colourful.', 1),
      strength('channelShift', 'Channel shift', 'Levels, of 255, added to or taken from every pixel.', 255, 5),
      strength('greyscale', 'Greyscale', 'Share of the copies without colour.', 1),
    ],
  },
  {
    title: 'Detail',
    options: [
      strength('blur', 'Blur', 'Pixels of what the backbone sees, at most.', 10, 0.5),
      strength('erasing', 'Erasing', 'Share of the copies of which a rectangle is replaced by noise.', 1),
    ],
  },
];

/** @param {Augmentation} augmentation */
export const furtherOptions = ({ fillMode }) =>
  FURTHER.map(({ title, options }) => ({
    title,
    options: title === 'Shape' && fillMode === 'constant' ? [...options, FILL_VALUE] : options,
  }));
