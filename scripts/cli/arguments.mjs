/** @import { OwnOptions, Settings } from '../../web/js/types.d.ts' */

import { parseArgs } from 'node:util';
import { isFactors } from '../../web/js/app/augmentation.js';
import { changedSettings, checkSettings, defaultSettings } from '../../web/js/app/defaults.js';
import { AgelensError } from '../../web/js/app/errors.js';
import { checkNormalization, NORMALIZATIONS } from '../../web/js/app/normalizations.js';
import { presetNames, presets } from '../../web/js/app/presets.js';

const DEFAULT_SEEDS = 5;
const MOST_SEEDS = 100;
const MOST_SHARDS = 100_000;

export const USAGE = `Usage:
  agelens evaluate DIR [options] [--json]       measure by the protocol
  agelens search DIR [options] [--json]         try settings by nested validation
  agelens compare DIR [options] [--json]        every backbone and crop, and the best joined, over several seeds
  agelens train DIR --out PROJECT.zip [options] measure, train on everything, save
  agelens classify PROJECT.zip PHOTO... [--album] [--json]
  agelens embed DIR --out FOLDER [--shard I/N]  features.npy, labels.npy, samples.csv, embedding.json
  agelens export PROJECT.zip --out MODEL.onnx   backbone and classifier as one ONNX network

DIR holds one folder of photographs for each class, or is a zip of such folders. For evaluate, search and train it may also
be what embed saved, or any features.npy with labels.npy; of a collection that was embedded in shards give all FOLDERs.

Options:
  --preset P         settings for a purpose: ${presetNames.join(', ')}; the other options come after them
  --protocol P       auto, leave-one-person-out, grouped-k-fold, holdout or seed (auto)
  --backbone B[+B]   a backbone of models/backbones.json, or several joined (${defaultSettings.backbone})
  --backbone FILE.onnx   your own network of images; classify and export need it again. What its file leaves open:
    --backbone-size N      side of its images in pixels (224)
    --normalization NAME   ${Object.keys(NORMALIZATIONS).join(', ')}
                           (imagenet where channels come first, else minus-one-to-one)
    --layout L             nchw or nhwc, where the file does not say (nchw)
    --output NAME          the output that is the embedding (the likeliest)
  --crop C           face, or whole for the whole picture (${defaultSettings.crop})
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
  --seeds N          of compare: how many, from --seed on (${DEFAULT_SEEDS})
  --shard I/N        of embed: only every N-th photograph, from the I-th on; evaluate, search and train join them
  --settings FILE    settings as the page saves them, in JSON; the other options come after them
  --set NAME=VALUE   any setting by the name that evaluate --json prints, such as l2=0.1, augmentation.zoom=0.2 or
                     augmentation.brightness=0.8,1.3; may be given more than once
  --sequence         of evaluate: also measure albums, several photographs of one person in the order in which they were
                     taken ("sequence" in the JSON); of train: keep what reads them in PROJECT.zip
  --album            of classify: the photographs are of one person, in the order in which they were taken
  --with-photographs train puts the photographs into PROJECT.zip too
  --report FILE.html       of evaluate and train: the run as one file, with charts and a model card
  --predictions FILE.csv   of evaluate and train: the answer to each photograph
  --json             one JSON object on standard output
  --quiet            no progress on standard error
`;

const options = /** @type {const} */ ({
  preset: { type: 'string' },
  protocol: { type: 'string' },
  backbone: { type: 'string' },
  'backbone-size': { type: 'string' },
  normalization: { type: 'string' },
  layout: { type: 'string' },
  output: { type: 'string' },
  copies: { type: 'string' },
  method: { type: 'string' },
  loss: { type: 'string' },
  'test-copies': { type: 'string' },
  set: { type: 'string', multiple: true },
  settings: { type: 'string' },
  shard: { type: 'string' },
  epochs: { type: 'string' },
  'learning-rate': { type: 'string' },
  'batch-size': { type: 'string' },
  hidden: { type: 'string' },
  dropout: { type: 'string' },
  folds: { type: 'string' },
  seed: { type: 'string' },
  seeds: { type: 'string' },
  crop: { type: 'string' },
  sequence: { type: 'boolean' },
  album: { type: 'boolean' },
  out: { type: 'string' },
  'with-photographs': { type: 'boolean' },
  report: { type: 'string' },
  predictions: { type: 'string' },
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
  ['crop', 'crop'],
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
 * A strength, or the lowest factor and the highest.
 *
 * @param {string} text
 * @param {string} flag
 */
function parseFactors(text, flag) {
  const numbers = text.split(',').map((number) => toNumber(flag, number));
  return numbers.length === 1 ? numbers[0] : numbers;
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
  const value = isFactors(key) ? parseFactors(text, flag) : parseLike(group[key], text, flag);
  const patch = inner === undefined ? { [key]: value } : { augmentation: { ...settings.augmentation, [key]: value } };
  return changedSettings(settings, patch);
}

/** @param {string | undefined} name */
function presetPatch(name) {
  if (name === undefined) return {};
  const known = presetNames.find((one) => one === name);
  if (!known) throw usageError(`“${name}” is no preset; choose ${presetNames.join(', ')}.`);
  return presets[known];
}

/**
 * @param {Settings} base
 * @param {{ [flag in typeof FLAGS[number][0]]?: string } & { preset?: string, set?: string[] }} values
 */
function withFlags(base, values) {
  let settings = { ...base, ...presetPatch(values.preset) };
  for (const [flag, name] of FLAGS) {
    const text = values[flag];
    if (text !== undefined) settings = withSetting(settings, name, text, `--${flag}`);
  }
  for (const assignment of values.set ?? []) {
    const [name = '', text] = assignment.split('=');
    if (text === undefined) throw usageError(`--set needs NAME=VALUE, not “${assignment}”.`);
    settings = withSetting(settings, camelCase(name), text, `--set ${name}`);
  }
  return settings;
}

/** @param {{ backbone?: string, 'backbone-size'?: string, normalization?: string, layout?: string, output?: string }} values */
function ownBackbone({ backbone, 'backbone-size': size, normalization, layout, output }) {
  if (!backbone?.toLowerCase().endsWith('.onnx')) {
    const flags = { '--backbone-size': size, '--normalization': normalization, '--layout': layout, '--output': output };
    const [flag] = Object.entries(flags).find(([, value]) => value !== undefined) ?? [];
    if (flag) throw usageError(`${flag} is about a network of your own; name it with --backbone FILE.onnx.`);
    return null;
  }
  if (layout !== undefined && layout !== 'nchw' && layout !== 'nhwc') {
    throw usageError(`--layout must be nchw or nhwc, not “${layout}”.`);
  }
  const options = {
    inputSize: size === undefined ? undefined : toNumber('--backbone-size', size),
    normalization: normalization === undefined ? undefined : checkNormalization(normalization),
    layout: /** @type {OwnOptions['layout']} */ (layout),
    output,
  };
  return { path: backbone, options };
}

/** @param {string | undefined} text such as 2/8; all of it unless given */
function parseShard(text) {
  if (text === undefined) return { number: 1, of: 1 };
  const [number = 0, of = 0] = (/^\d+\/\d+$/.test(text) ? text : '').split('/').map(Number);
  if (number >= 1 && number <= of && of <= MOST_SHARDS) return { number, of };
  throw usageError(`--shard needs I/N, such as 2/8, with I from 1 to N and N up to ${MOST_SHARDS}, not “${text}”.`);
}

const COMMANDS = /** @type {const} */ (['evaluate', 'search', 'compare', 'train', 'classify', 'embed', 'export']);

/**
 * @typedef {object} Arguments
 * @property {typeof COMMANDS[number] | 'help'} command
 * @property {string} input DIR, or PROJECT.zip
 * @property {string[]} inputs DIR, or several folders of features
 * @property {{ number: number, of: number }} shard
 * @property {string[]} photos
 * @property {string} out '' unless given
 * @property {boolean} sequence whether albums are measured, or learnt
 * @property {boolean} album whether the photographs are one
 * @property {boolean} withPhotographs whether the project file holds them
 * @property {string} report '' unless given, as are predictions
 * @property {string} predictions
 * @property {boolean} json
 * @property {boolean} quiet
 * @property {Settings} settings the defaults, changed by the flags
 * @property {(base: Settings) => Settings} settingsOver others, changed by the flags
 * @property {string | null} settingsFile
 * @property {number} seeds
 * @property {boolean} backboneNamed whether the user chose the backbone
 * @property {{ path: string, options: OwnOptions } | null} own a network of the user's own
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

  const settingsOver = (/** @type {Settings} */ base) => withFlags(base, values);
  const settings = settingsOver(defaultSettings);
  // Over those of a file they may be right.
  if (values.settings === undefined) checkSettings(settings);

  const [command, input = '', ...photos] = positionals;
  const out = values.out ?? '';
  const seeds = toNumber('--seeds', values.seeds ?? String(DEFAULT_SEEDS));
  if (!Number.isInteger(seeds) || seeds < 1 || seeds > MOST_SEEDS) {
    throw usageError(`--seeds must be a whole number from 1 to ${MOST_SEEDS}.`);
  }
  const common = {
    input,
    inputs: [input, ...photos],
    shard: parseShard(values.shard),
    photos,
    out,
    sequence: values.sequence ?? false,
    album: values.album ?? false,
    withPhotographs: values['with-photographs'] ?? false,
    report: values.report ?? '',
    predictions: values.predictions ?? '',
    json: values.json ?? false,
    quiet: values.quiet ?? false,
    settings,
    settingsOver,
    settingsFile: values.settings ?? null,
    seeds,
    backboneNamed: values.backbone !== undefined,
    own: ownBackbone(values),
  };
  if (values.help) return { ...common, command: 'help' };
  const known = COMMANDS.find((name) => name === command);
  if (!known) {
    throw usageError(
      command === undefined
        ? 'Say what to do: evaluate, search, compare, train, classify, embed or export.'
        : `“${command}” is no command.`,
    );
  }
  const source = known === 'classify' || known === 'export' ? 'project file' : 'folder';
  if (input === '') throw usageError(`agelens ${known} needs a ${source}.`);
  if (known === 'classify' && photos.length === 0) throw usageError('agelens classify needs at least one photograph.');
  if ((known === 'embed' || known === 'compare' || known === 'export') && photos.length > 0) {
    throw usageError(`agelens ${known} takes one ${source}.`);
  }
  if (known !== 'embed' && values.shard !== undefined) throw usageError('--shard is an option of agelens embed.');
  if (known === 'train' && out === '') throw usageError('agelens train needs --out PROJECT.zip.');
  for (const flag of /** @type {const} */ (['report', 'predictions'])) {
    if (common[flag] !== '' && known !== 'evaluate' && known !== 'train') {
      throw usageError(`--${flag} is of evaluate and train.`);
    }
  }
  if (common.sequence && known !== 'evaluate' && known !== 'train') {
    throw usageError('--sequence is of evaluate and train.');
  }
  if (common.album && known !== 'classify') throw usageError('--album is an option of agelens classify.');
  if (common.album && photos.length < 2) throw usageError('--album needs at least two photographs of one person.');
  if (known === 'export' && out === '') throw usageError('agelens export needs --out MODEL.onnx.');
  if (known === 'embed' && out === '') throw usageError('agelens embed needs --out FOLDER.');
  return { ...common, command: known };
}
