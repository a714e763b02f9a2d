// The settings of a command: the defaults or what features were made with, then a settings file, then the flags.

/** @import { Dataset, Manifest, Settings } from '../../web/js/types.d.ts' */
/** @import { Arguments } from './arguments.mjs' */

import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { checkSettings, defaultSettings } from '../../web/js/app/defaults.js';
import { AgelensError } from '../../web/js/app/errors.js';
import { chooseTraining } from '../../web/js/app/obtain-embeddings.js';
import { readSettingsFile } from '../../web/js/app/settings-file.js';

/**
 * @param {Pick<Arguments, 'settingsFile' | 'settingsOver'>} args
 * @param {Dataset} [dataset]
 * @returns {Promise<Settings>}
 */
export async function readSettings({ settingsFile, settingsOver }, dataset) {
  const made = dataset?.features?.made?.settings;
  const base = { ...defaultSettings, ...made };
  const start = dataset?.features ? chooseTraining(dataset, base, NOTHING_HERE).settings : base;
  if (settingsFile === null) return checked(settingsOver(start));
  const text = await readFile(settingsFile, 'utf8').catch(() => {
    throw new AgelensError('unreadable', `“${settingsFile}” could not be read; give the path of a settings file.`);
  });
  return checked(settingsOver(readSettingsFile(text, basename(settingsFile), start)));
}

/** @type {Manifest} */
const NOTHING_HERE = { backbones: [], faceDetector: null };

/** @param {Settings} settings */
function checked(settings) {
  checkSettings(settings);
  return settings;
}

/**
 * Throws where settings ask for what features do not hold.
 *
 * @param {Dataset} dataset
 * @param {Settings} asked
 */
export function checkAsked(dataset, asked) {
  if (!dataset.features) return;
  const { settings } = chooseTraining(dataset, asked, NOTHING_HERE);
  for (const key of /** @type {const} */ (['backbone', 'crop', 'augmentation', 'copies', 'testCopies'])) {
    const [held, wanted] = [JSON.stringify(settings[key]), JSON.stringify(asked[key])];
    if (held === wanted) continue;
    throw new AgelensError(
      'other-features',
      `These features hold ${key} ${held}, not ${wanted} as asked for; leave that out, or embed the photographs again.`,
    );
  }
}
