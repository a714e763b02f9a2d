// Settings in words, to set two runs side by side.
/** @import {Augmentation, Run, Settings} from '../types.d.ts' */
import { sameSetting } from '../app/presets.js';
import { strings } from '../strings.js';
import { furtherOptions, USUAL_OPTIONS } from './copies-fields.js';
import { LOSSES } from './method-words.js';
import { COPIES_FIELD } from './settings-fields.js';
import { ENTRIES } from './settings-groups.js';
import { backboneTitle, CROPS, PROTOCOLS } from './words.js';

const words = strings.runs;

const FIELDS = [COPIES_FIELD, ...ENTRIES.flatMap((entry) => ('field' in entry ? entry.field : []))];
const CHOICES = ENTRIES.flatMap((entry) => ('choice' in entry ? entry.choice : []));
const OPTIONS = [
  ...USUAL_OPTIONS,
  // With the level that only counts for one of them.
  ...furtherOptions(/** @type {Augmentation} */ ({ fillMode: 'constant' })).flatMap(({ options }) => options),
];

/** @typedef {{ label: string, later: string, earlier: string }} Difference */

/**
 * The settings in which two runs differ, and only those; what 'auto' stood for is compared, not the word.
 * @param {Run} later
 * @param {Run} earlier
 * @returns {Difference[]}
 */
export function settingDifferences(later, earlier) {
  const names = /** @type {(keyof Settings)[]} */ (Object.keys(later.settings)).filter(
    (name) => name !== 'augmentation',
  );
  const both = (/** @type {(run: Run) => string} */ write) => ({ later: write(later), earlier: write(earlier) });
  const settings = names
    .map((name) => ({ label: labelOf(name), ...both((run) => settingText(name, run)) }))
    .filter((row) => row.later !== row.earlier);
  const options = OPTIONS.filter(
    ({ name }) => !sameSetting(later.settings.augmentation[name], earlier.settings.augmentation[name]),
  ).map((option) => ({ label: optionLabel(option), ...both((run) => optionText(option, run.settings.augmentation)) }));
  const photographs = { label: words.photographs, ...both((run) => `${run.samples}`) };
  return [...(photographs.later === photographs.earlier ? [] : [photographs]), ...settings, ...options];
}

/** @param {keyof Settings} name */
function labelOf(name) {
  if (name === 'protocol' || name === 'backbone' || name === 'crop') return words[name];
  return [...FIELDS, ...CHOICES].find((one) => one.name === name)?.label ?? name;
}

/** @param {keyof Settings} name @param {Run} run */
function settingText(name, { settings, protocol, loss, backbones }) {
  if (name === 'protocol') return PROTOCOLS[protocol].title;
  if (name === 'backbone') return backboneTitle(settings.backbone, backbones);
  if (name === 'crop') return CROPS[settings.crop];
  if (name === 'loss') return settings.method === 'neighbours' ? '–' : LOSSES[loss].title;
  const value = `${settings[name]}`;
  const choice = CHOICES.find((one) => one.name === name);
  return choice?.options(true, value).find((option) => option.value === value)?.title ?? value.replaceAll(',', ', ');
}

/** @param {typeof OPTIONS[number]} option */
function optionLabel(option) {
  if ('field' in option) return `${words.copies}: ${option.field.label}`;
  return `${words.copies}: ${'tick' in option ? option.tick : option.label}`;
}

/** @param {typeof OPTIONS[number]} option @param {Augmentation} augmentation */
function optionText(option, augmentation) {
  const value = augmentation[option.name];
  if ('field' in option) return option.field.format(value);
  if ('tick' in option) return value ? words.yes : words.no;
  return option.options.find((one) => one.value === value)?.title ?? `${value}`;
}
