// Builds the networks that models/backbones.json and models/face-detector.json describe into models/built/:
// <name>-<hash>.onnx, and manifest.json, which the page and the command line read. Does nothing when all is up to date.
//
//   node scripts/models/build.mjs
//   node scripts/models/build.mjs --with-classifier FILE [NAME]    the default, or another backbone, with what it was
//                                                                  trained to answer as a third output

import { realpathSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AgelensError } from '../../web/js/app/errors.js';
import { convert } from './convert.mjs';
import { makeManifest } from './manifest.mjs';
import { findSource, readIfPresent, sha256, writeWhole } from './source.mjs';

/**
 * @import {Manifest} from '../../web/js/types.d.ts'
 * @import {BackboneDescription, Description, DetectorDescription} from './convert.mjs'
 * @import {Places} from './source.mjs'
 */

/**
 * What is known of a built file. `recipe` is a hash of all that went into it: sources are pinned by their hashes, so the
 * description and the converters' code say everything, and a file once built stays good if its source goes away.
 * @typedef {{recipe: string, file: string, bytes: number, sha256: string, place: string}} Stamp
 * @typedef {Partial<Places> & {
 *   log?: (line: string) => void,
 *   modelsFolder?: string,      // has the descriptions; gets cache/ and built/
 * }} Options
 */

const CODE_FOLDER = fileURLToPath(new URL('.', import.meta.url));
const ONNX_FORMAT = fileURLToPath(new URL('../../web/js/export/onnx/onnx_pb.js', import.meta.url));
const MODELS_FOLDER = fileURLToPath(new URL('../../models/', import.meta.url));

/**
 * Builds what is missing or out of date. A network whose source cannot be had is left out, and the backbone that stands
 * in for it says so in its notice.
 * @param {Options} [options]
 * @returns {Promise<Manifest>} Rejects with code `wrong-hash` when a source is not the
 *   pinned file, and `no-backbone` when no source at all was found.
 */
export async function buildBackbones(options = {}) {
  const { log = console.log, modelsFolder = MODELS_FOLDER } = options;
  const builtFolder = join(modelsFolder, 'built');
  const { backbones, faceDetector } = await readDescriptions(modelsFolder);
  const code = await hashCode();
  const stamps = await readStamps(builtFolder);
  /** @type {Record<string, Stamp>} */
  const current = {};
  /** Why a network is left out. @type {Map<string, string>} */
  const missing = new Map();

  for (const description of [...backbones, faceDetector]) {
    const { name } = description;
    const recipe = sha256(JSON.stringify(description) + code);
    const stamp = stamps[name];
    if (stamp?.recipe === recipe && (await isWhole(builtFolder, stamp))) {
      current[name] = stamp;
      continue;
    }
    try {
      const { files, place } = await findFiles(description, options);
      current[name] = { recipe, place, ...(await writeNetwork(description, files, builtFolder)) };
      log(`${name}: built ${current[name].file} from ${place}.`);
    } catch (error) {
      if (!(error instanceof AgelensError) || error.code !== 'source-not-found') throw error;
      missing.set(name, error.message);
      log(`${name}: left out. ${error.message}`);
    }
  }

  const manifest = makeManifest(backbones, faceDetector, current, missing);
  const [first] = manifest.backbones;
  if (!first) {
    throw new AgelensError(
      'no-backbone',
      `No backbone could be built. ${[...missing.values()].join(' ')} Run npm install, or put a source file into models/cache.`,
    );
  }
  await writeIfChanged(join(builtFolder, 'stamps.json'), current);
  await writeIfChanged(join(builtFolder, 'manifest.json'), manifest);
  await removeStale(builtFolder, Object.values(current));
  log(`Backbones ready: ${manifest.backbones.map(({ name }) => name).join(', ')}.`);
  if (first.notice) log(`${first.name}: ${first.notice}`);
  return manifest;
}

/**
 * Converts a backbone with its own answer as a third output: a check of the conversion, and a figure to compare with.
 * @param {Options & {name?: string}} [options]  name: of another backbone than the default
 */
export async function convertWithClassifier(options = {}) {
  const { backbones } = await readDescriptions(options.modelsFolder ?? MODELS_FOLDER);
  const description = options.name ? backbones.find(({ name }) => name === options.name) : backbones[0];
  if (!description) throw new AgelensError('usage', `There is no backbone ${options.name}.`);
  const { files } = await findFiles(description, options);
  return convert(description, files, { withClassifier: true });
}

/**
 * @param {string} modelsFolder
 * @returns {Promise<{backbones: BackboneDescription[], faceDetector: DetectorDescription}>}
 */
async function readDescriptions(modelsFolder) {
  const [backbones, faceDetector] = await Promise.all(
    ['backbones.json', 'face-detector.json'].map((file) => readFile(join(modelsFolder, file), 'utf8')),
  );
  return { backbones: JSON.parse(backbones), faceDetector: JSON.parse(faceDetector) };
}

/** @param {Description} description @param {Options} options */
async function findFiles(description, options) {
  const places = {
    ...options,
    cacheFolder: options.cacheFolder ?? join(options.modelsFolder ?? MODELS_FOLDER, 'cache'),
    modelFolder: 'modelFolder' in options ? options.modelFolder : process.env.AGELENS_MODEL_DIR,
  };
  const found = [];
  for (const file of description.files) found.push(await findSource(file, places));
  const place = [...new Set(found.map(({ place }) => place))].join(' and ');
  return { files: found.map(({ bytes }) => bytes), place };
}

/** @param {Description} description @param {Uint8Array[]} files @param {string} folder */
async function writeNetwork(description, files, folder) {
  const onnx = convert(description, files);
  const hash = sha256(onnx);
  const file = `${description.name}-${hash.slice(0, 8)}.onnx`;
  await writeWhole(join(folder, file), onnx);
  return { file, bytes: onnx.length, sha256: hash };
}

/** @param {string} folder @param {Stamp} stamp */
async function isWhole(folder, stamp) {
  const bytes = await readIfPresent(join(folder, stamp.file));
  return bytes !== null && sha256(bytes) === stamp.sha256;
}

/** @param {string} folder @returns {Promise<Record<string, Stamp>>} */
async function readStamps(folder) {
  const bytes = await readIfPresent(join(folder, 'stamps.json'));
  return bytes ? JSON.parse(Buffer.from(bytes).toString()) : {};
}

async function hashCode() {
  const files = (await readdir(CODE_FOLDER)).sort().map((file) => join(CODE_FOLDER, file));
  const texts = await Promise.all([...files, ONNX_FORMAT].map((file) => readFile(file, 'utf8')));
  return sha256(texts.join('\0'));
}

/** @param {string} path @param {unknown} value */
async function writeIfChanged(path, value) {
  const text = `${JSON.stringify(value, null, 2)}\n`;
  const present = await readIfPresent(path);
  if (!present || Buffer.from(present).toString() !== text) await writeWhole(path, text);
}

/** @param {string} folder @param {Stamp[]} current */
async function removeStale(folder, current) {
  const used = new Set(current.map(({ file }) => file));
  for (const file of await readdir(folder)) {
    if (file.endsWith('.onnx') && !used.has(file)) await rm(join(folder, file), { force: true });
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [option, path, name] = process.argv.slice(2);
  try {
    if (option === '--with-classifier' && path) {
      await writeWhole(path, await convertWithClassifier(name ? { name } : {}));
    } else if (option === undefined) await buildBackbones();
    else throw new AgelensError('usage', 'Usage: node scripts/models/build.mjs [--with-classifier FILE [NAME]]');
  } catch (error) {
    if (!(error instanceof AgelensError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
