/** @import { Settings } from '../../web/js/types.d.ts' */

import { parseArgs } from 'node:util';
import { checkSettings, defaultSettings } from '../../web/js/app/defaults.js';
import { AgelensError } from '../../web/js/app/errors.js';

export const USAGE = `Usage:
  agelens evaluate DIR [options] [--json]       measure by the protocol
  agelens train DIR --out PROJECT.zip [options] measure, train on everything, save
  agelens classify PROJECT.zip PHOTO... [--json]
  agelens embed DIR --out FOLDER [options]      features.npy, labels.npy, samples.csv

DIR holds one folder of photographs for each class.

Options:
  --protocol P       auto, leave-one-person-out, grouped-k-fold, holdout or seed (auto)
  --backbone B       a backbone of models/backbones.json (${defaultSettings.backbone})
  --copies N         augmented copies of each photograph (${defaultSettings.copies})
  --epochs N         (${defaultSettings.epochs})
  --learning-rate X  (${defaultSettings.learningRate})
  --batch-size N     (${defaultSettings.batchSize})
  --hidden N[,N...]  units of the hidden layers; none for no hidden layer (${defaultSettings.hiddenUnits})
  --dropout X        (${defaultSettings.dropout})
  --folds N          of grouped-k-fold (${defaultSettings.folds})
  --seed N           (${defaultSettings.seed})
  --json             one JSON object on standard output
  --quiet            no progress on standard error
`;

const options = /** @type {const} */ ({
  protocol: { type: 'string' },
  backbone: { type: 'string' },
  copies: { type: 'string' },
  epochs: { type: 'string' },
  'learning-rate': { type: 'string' },
  'batch-size': { type: 'string' },
  hidden: { type: 'string' },
  dropout: { type: 'string' },
  folds: { type: 'string' },
  seed: { type: 'string' },
  crop: { type: 'string' },
  sequence: { type: 'boolean' },
  out: { type: 'string' },
  json: { type: 'boolean' },
  quiet: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
});

/** @param {string} message */
const usageError = (message) => new AgelensError('usage', `${message} See agelens --help.`);

/**
 * @param {string} flag
 * @param {string} text
 */
function toNumber(flag, text) {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isNaN(value)) throw usageError(`--${flag} needs a number, not “${text}”.`);
  return value;
}

/** @param {string} text */
function toUnits(text) {
  return text === 'none' ? [] : text.split(',').map((units) => toNumber('hidden', units));
}

/** @param {Record<string, string | boolean | undefined>} values */
function refuseLaterWork({ crop, sequence, backbone }) {
  const later = [
    crop !== undefined && crop !== 'whole' && `--crop ${crop}`,
    sequence && '--sequence',
    typeof backbone === 'string' && backbone.includes('+') && 'Joining backbones with +',
  ].find(Boolean);
  if (later) throw new AgelensError('not-available', `${later} is not available in this version of Agelens.`);
}

const COMMANDS = /** @type {const} */ (['evaluate', 'train', 'classify', 'embed']);

/**
 * @typedef {object} Arguments
 * @property {typeof COMMANDS[number] | 'help'} command
 * @property {string} input DIR, or PROJECT.zip
 * @property {string[]} photos
 * @property {string} out '' unless given
 * @property {boolean} json
 * @property {boolean} quiet
 * @property {Settings} settings
 * @property {boolean} backboneNamed whether the user chose the backbone
 */

/**
 * Throws an AgelensError with one sentence when the command line makes no sense.
 *
 * @param {string[]} argv without node and script
 * @returns {Arguments}
 */
export function parseArguments(argv) {
  let parsed;
  try {
    parsed = parseArgs({ args: argv, options, allowPositionals: true });
  } catch (error) {
    // Node's own sentence goes on to advise about "--"; its first one says what is wrong.
    throw usageError(`${/** @type {Error} */ (error).message.split(/\.\s/)[0]}.`);
  }
  const { values, positionals } = parsed;
  refuseLaterWork(values);

  /** @type {Settings} */
  const settings = { ...defaultSettings };
  if (values.protocol !== undefined) settings.protocol = /** @type {Settings['protocol']} */ (values.protocol);
  if (values.backbone !== undefined) settings.backbone = values.backbone;
  if (values.copies !== undefined) settings.copies = toNumber('copies', values.copies);
  if (values.epochs !== undefined) settings.epochs = toNumber('epochs', values.epochs);
  if (values['learning-rate'] !== undefined) {
    settings.learningRate = toNumber('learning-rate', values['learning-rate']);
  }
  if (values['batch-size'] !== undefined) settings.batchSize = toNumber('batch-size', values['batch-size']);
  if (values.hidden !== undefined) settings.hiddenUnits = toUnits(values.hidden);
  if (values.dropout !== undefined) settings.dropout = toNumber('dropout', values.dropout);
  if (values.folds !== undefined) settings.folds = toNumber('folds', values.folds);
  if (values.seed !== undefined) settings.seed = toNumber('seed', values.seed);
  checkSettings(settings);

  const [command, input = '', ...photos] = positionals;
  const out = values.out ?? '';
  const common = {
    input,
    photos,
    out,
    json: values.json ?? false,
    quiet: values.quiet ?? false,
    settings,
    backboneNamed: values.backbone !== undefined,
  };
  if (values.help) return { ...common, command: 'help' };
  const known = COMMANDS.find((name) => name === command);
  if (!known) {
    throw usageError(
      command === undefined ? 'Say what to do: evaluate, train, classify or embed.' : `“${command}” is no command.`,
    );
  }
  if (input === '') throw usageError(`agelens ${known} needs ${known === 'classify' ? 'a project file' : 'a folder'}.`);
  if (known === 'classify' && photos.length === 0) throw usageError('agelens classify needs at least one photograph.');
  if (known !== 'classify' && photos.length > 0) throw usageError(`agelens ${known} takes one folder.`);
  if (known === 'train' && out === '') throw usageError('agelens train needs --out PROJECT.zip.');
  if (known === 'embed' && out === '') throw usageError('agelens embed needs --out FOLDER.');
  return { ...common, command: known };
}
