/** @import { Settings } from '../../web/js/types.d.ts' */

import { parseArgs } from 'node:util';
import { changedSettings, checkSettings, defaultSettings } from '../../web/js/app/defaults.js';
import { AgelensError } from '../../web/js/app/errors.js';

export const USAGE = `Usage:
  agelens evaluate DIR [options] [--json]       measure by the protocol
  agelens search DIR [options] [--json]         try settings by nested validation
  agelens train DIR --out PROJECT.zip [options] measure, train on everything, save
  agelens classify PROJECT.zip PHOTO... [--json]
  agelens embed DIR --out FOLDER [options]      features.npy, labels.npy, samples.csv

DIR holds one folder of photographs for each class.

Options:
  --protocol P       auto, leave-one-person-out, grouped-k-fold, holdout or seed (auto)
  --backbone B       a backbone of models/backbones.json (${defaultSettings.backbone})
  --method M         network, linear or neighbours (${defaultSettings.method})
  --loss L           auto, softmax, label-distribution, cumulative-link, corn or ridge (${defaultSettings.loss})
  --copies N         augmented copies of each photograph (${defaultSettings.copies})
  --test-copies N    copies averaged with the photograph when it is tested (${defaultSettings.testCopies})
  --epochs N         of the network; the most iterations of the linear method (${defaultSettings.epochs})
  --learning-rate X  (${defaultSettings.learningRate})
  --batch-size N     (${defaultSettings.batchSize})
  --hidden N[,N...]  units of the network's hidden layers; none for no hidden layer (${defaultSettings.hiddenUnits})
  --dropout X        (${defaultSettings.dropout})
  --folds N          of grouped-k-fold (${defaultSettings.folds})
  --seed N           (${defaultSettings.seed})
  --set NAME=VALUE   any setting by the name that evaluate --json prints, such as l2=0.1 or augmentation.zoom=0.2;
                     may be given more than once
  --json             one JSON object on standard output
  --quiet            no progress on standard error
`;

const options = /** @type {const} */ ({
  protocol: { type: 'string' },
  backbone: { type: 'string' },
  copies: { type: 'string' },
  method: { type: 'string' },
  loss: { type: 'string' },
  'test-copies': { type: 'string' },
  set: { type: 'string', multiple: true },
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

/** Flags that set one setting each; those averaged at test time come after those made. */
const FLAGS = /** @type {const} */ ([
  ['protocol', 'protocol'],
  ['backbone', 'backbone'],
  ['method', 'method'],
  ['loss', 'loss'],
  ['copies', 'copies'],
  ['test-copies', 'testCopies'],
  ['epochs', 'epochs'],
  ['learning-rate', 'learningRate'],
  ['batch-size', 'batchSize'],
  ['hidden', 'hiddenUnits'],
  ['dropout', 'dropout'],
  ['folds', 'folds'],
  ['seed', 'seed'],
]);

/** @param {string} name as `evaluate --json` prints it */
const camelCase = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());

/**
 * @param {string} flag
 * @param {string} text
 */
function toNumber(flag, text) {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isNaN(value)) throw usageError(`${flag} needs a number, not “${text}”.`);
  return value;
}

/**
 * A text as the type that the default has.
 *
 * @param {unknown} current
 * @param {string} text
 * @param {string} flag
 */
function parseLike(current, text, flag) {
  if (Array.isArray(current)) return text === 'none' ? [] : text.split(',').map((units) => toNumber(flag, units));
  if (typeof current === 'number') return toNumber(flag, text);
  if (typeof current === 'boolean') {
    if (text !== 'true' && text !== 'false') throw usageError(`${flag} needs true or false, not “${text}”.`);
    return text === 'true';
  }
  return text;
}

/**
 * @param {Settings} settings
 * @param {string} name with a dot for what is inside `augmentation`
 * @param {string} text
 * @param {string} flag for the sentence
 * @returns {Settings}
 */
function withSetting(settings, name, text, flag) {
  const [outer = '', inner] = name.split('.');
  const group = /** @type {any} */ (inner === undefined ? settings : settings.augmentation);
  const key = inner ?? outer;
  const known = Object.hasOwn(group, key) && (inner === undefined ? key !== 'augmentation' : outer === 'augmentation');
  if (!known) throw usageError(`${flag} names no setting.`);
  const value = parseLike(group[key], text, flag);
  const patch = inner === undefined ? { [key]: value } : { augmentation: { ...settings.augmentation, [key]: value } };
  return changedSettings(settings, patch);
}

/** @param {Record<string, string | string[] | boolean | undefined>} values */
function refuseLaterWork({ crop, sequence, backbone }) {
  const later = [
    crop !== undefined && crop !== 'whole' && `--crop ${crop}`,
    sequence && '--sequence',
    typeof backbone === 'string' && backbone.includes('+') && 'Joining backbones with +',
  ].find(Boolean);
  if (later) throw new AgelensError('not-available', `${later} is not available in this version of Agelens.`);
}

const COMMANDS = /** @type {const} */ (['evaluate', 'search', 'train', 'classify', 'embed']);

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

  let settings = changedSettings(defaultSettings, {});
  for (const [flag, name] of FLAGS) {
    const text = values[flag];
    if (text !== undefined) settings = withSetting(settings, name, text, `--${flag}`);
  }
  for (const assignment of values.set ?? []) {
    const [name = '', text] = assignment.split('=');
    if (text === undefined) throw usageError(`--set needs NAME=VALUE, not “${assignment}”.`);
    settings = withSetting(settings, camelCase(name), text, `--set ${name}`);
  }
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
      command === undefined
        ? 'Say what to do: evaluate, search, train, classify or embed.'
        : `“${command}” is no command.`,
    );
  }
  if (input === '') throw usageError(`agelens ${known} needs ${known === 'classify' ? 'a project file' : 'a folder'}.`);
  if (known === 'classify' && photos.length === 0) throw usageError('agelens classify needs at least one photograph.');
  if (known !== 'classify' && photos.length > 0) throw usageError(`agelens ${known} takes one folder.`);
  if (known === 'train' && out === '') throw usageError('agelens train needs --out PROJECT.zip.');
  if (known === 'embed' && out === '') throw usageError('agelens embed needs --out FOLDER.');
  return { ...common, command: known };
}
