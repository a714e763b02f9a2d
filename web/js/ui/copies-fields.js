// How far a copy may differ from its photograph: what is typed, chosen and ticked, with one sentence each.
/** @import {Augmentation} from '../types.d.ts' */
/** @import {Field} from './field-rules.js' */
import { strings } from '../strings.js';
import { factorsField, numberField } from './field-rules.js';
import { optionsOf } from './titled-options.js';

const words = strings.settings.augmentation;

/**
 * @typedef {{name: keyof Augmentation, field: Field<any>}} TypedOption
 * @typedef {{name: keyof Augmentation, tick: string, hint: string}} TickedOption
 * @typedef {{name: keyof Augmentation, label: string, options: {value: string, title: string}[], hint: string}} ChosenOption
 * @typedef {TypedOption | TickedOption | ChosenOption} Option
 */

/**
 * @param {Exclude<keyof typeof words, 'groups'>} name
 * @param {number} max
 * @param {number} [step]
 * @returns {TypedOption}
 */
const strength = (name, max, step = 0.05) => ({
  name,
  field: numberField({ name, ...words[name], min: 0, max, step, whole: false }),
});

/** @param {'zoom' | 'brightness'} name @param {{strongest: number, least: number, most: number}} limits @returns {TypedOption} */
const factors = (name, limits) => ({ name, field: factorsField({ name, ...words[name], ...limits }) });

/** @param {'horizontalFlip' | 'verticalFlip'} name @returns {TickedOption} */
const flip = (name) => ({ name, tick: words[name].label, hint: words[name].hint });

/** @type {Option[]} */
export const USUAL_OPTIONS = [
  strength('rotationDegrees', 180, 1),
  factors('zoom', { strongest: 0.9, least: 0.1, most: 2 }),
  strength('widthShift', 100),
  strength('heightShift', 100),
  flip('horizontalFlip'),
];

const FILL_VALUE = strength('fillValue', 255, 5);

const { fillMode: FILL_MODE } = words;

/** @type {Option[]} */
const SHAPE = [
  strength('shearDegrees', 45, 1),
  flip('verticalFlip'),
  { name: 'fillMode', label: FILL_MODE.label, hint: FILL_MODE.hint, options: optionsOf(FILL_MODE.titles) },
];

/** @type {Option[]} */
const LIGHT = [
  factors('brightness', { strongest: 1, least: 0, most: 5 }),
  strength('contrast', 1),
  strength('saturation', 1),
  strength('channelShift', 255, 5),
  strength('greyscale', 1),
];

/** @type {Option[]} */
const DETAIL = [strength('blur', 10, 0.5), strength('erasing', 1)];

/** @param {Augmentation} augmentation @returns {{title: string, options: Option[]}[]} */
export const furtherOptions = ({ fillMode }) => [
  { title: words.groups.shape, options: fillMode === 'constant' ? [...SHAPE, FILL_VALUE] : SHAPE },
  { title: words.groups.light, options: LIGHT },
  { title: words.groups.detail, options: DETAIL },
];
