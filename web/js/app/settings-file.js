/** @import { Settings, SettingsFile } from '../types.d.ts' */

import { isFactors, noAugmentation } from './augmentation.js';
import { changedSettings, checkSettings, defaultSettings } from './defaults.js';
import { AgelensError } from './errors.js';

/** @type {SettingsFile['formatVersion']} */
const FORMAT_VERSION = 1;

/** @param {string} message */
const badFile = (message) => new AgelensError('bad-settings', message);

/**
 * Settings with those of a file put over them; a file may name only some. Throws an AgelensError that names the file and
 * the first setting that is unknown, of the wrong type or out of its range.
 *
 * @param {string} text
 * @param {string} name of the file
 * @param {Settings} [base]
 * @returns {Settings}
 */
export function readSettingsFile(text, name, base = defaultSettings) {
  const { augmentation, ...patch } = checkFile(parse(text, name), name);
  const settings = changedSettings(base, { ...patch, augmentation: { ...base.augmentation, ...augmentation } });
  try {
    checkSettings(settings);
  } catch (error) {
    throw error instanceof AgelensError ? badFile(`“${name}”: ${error.message}`) : error;
  }
  return settings;
}

/**
 * @param {string} text
 * @param {string} name
 * @returns {unknown}
 */
function parse(text, name) {
  try {
    return JSON.parse(text);
  } catch {
    throw badFile(`“${name}” is not JSON; save the settings again.`);
  }
}

/**
 * @param {any} file
 * @param {string} name
 * @returns {Partial<Settings>}
 */
function checkFile(file, name) {
  if (file?.format !== 'agelens-settings' || typeof file.formatVersion !== 'number') {
    throw badFile(`“${name}” is no settings file of Agelens; save the settings in the page, under Export.`);
  }
  if (file.formatVersion > FORMAT_VERSION) {
    throw badFile(
      `“${name}” was written by a newer version of Agelens (format ${file.formatVersion}); update Agelens to use it.`,
    );
  }
  const { augmentation = {}, ...others } = isGroup(file.settings) ? file.settings : {};
  if (!isGroup(file.settings) || !isGroup(augmentation)) {
    throw badFile(`In “${name}”, the settings are no JSON object; save the settings again.`);
  }
  checkNames(others, defaultSettings, '', name);
  checkNames(augmentation, noAugmentation, 'augmentation.', name);
  return file.settings;
}

/** @param {unknown} value */
const isGroup = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * @param {Record<string, unknown>} group
 * @param {object} known with a value of the right type for each name
 * @param {string} prefix
 * @param {string} file
 */
function checkNames(group, known, prefix, file) {
  for (const [key, value] of Object.entries(group)) {
    if (!Object.hasOwn(known, key)) {
      throw badFile(
        `“${file}” names the setting “${prefix}${key}”, which Agelens does not know; correct or remove it.`,
      );
    }
    const expected = kindOf(/** @type {any} */ (known)[key]);
    const kind = kindOf(value);
    if (kind !== expected && !(isFactors(key) && kind === 'a list of numbers')) {
      throw badFile(`In “${file}”, “${prefix}${key}” must be ${expected}.`);
    }
  }
}

/** @param {unknown} value */
function kindOf(value) {
  if (typeof value === 'number') return 'a number';
  if (typeof value === 'boolean') return 'true or false';
  if (typeof value === 'string') return 'a text';
  return Array.isArray(value) && value.every((one) => typeof one === 'number') ? 'a list of numbers' : 'something else';
}
