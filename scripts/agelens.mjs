#!/usr/bin/env node
// `agelens`: the page's pipeline without a browser. Results go to standard output, progress to standard error; the exit
// status is 0, or 1 with one sentence.

/** @import { Arguments } from './cli/arguments.mjs' */

import { access, constants, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { embedDataset } from '../web/js/app/embed-dataset.js';
import { AgelensError } from '../web/js/app/errors.js';
import { readDataset } from '../web/js/app/intake.js';
import { classifyPhoto, runTraining } from '../web/js/app/pipeline.js';
import { findSettings } from '../web/js/app/search.js';
import * as datasets from '../web/js/data/dataset.js';
import { readProjectFile, writeProjectFile } from '../web/js/data/project-file.js';
import { embeddingFiles } from '../web/js/export/embedding-files.js';
import { parseArguments, USAGE } from './cli/arguments.mjs';
import { readFolder } from './cli/files.mjs';
import { createProgressLine } from './cli/progress.mjs';
import { answersToJson, answersToText, runToJson, runToText, searchToJson, searchToText } from './cli/report.mjs';
import { chooseBackbone, createServices } from './cli/services.mjs';

const progress = createProgressLine(process.stderr);

/** @param {string} line */
function log(line) {
  progress.clear();
  process.stderr.write(`${line}\n`);
}

/** @param {string} text */
function print(text) {
  progress.clear();
  process.stdout.write(`${text}\n`);
}

/** @param {Arguments} args */
async function prepare({ input, settings, backboneNamed, quiet }) {
  const entries = await readFolder(input);
  const { core, embedder, known } = await createServices(quiet ? () => {} : log);
  const backbone = chooseBackbone(known, settings.backbone, backboneNamed, log);
  const services = { core, embedder, datasets };
  const dataset = await readDataset(services, { entries, name: datasets.nameOfEntries(entries) });
  for (const { path, reason } of dataset.rejected) log(`Refused ${path}: ${reason}`);
  const context = quiet ? {} : { onProgress: progress.show };
  return { services, backbone, dataset, context };
}

/** @param {Arguments} args */
async function train(args) {
  const { services, backbone, dataset, context } = await prepare(args);
  const request = { dataset, settings: args.settings, backbone, choice: /** @type {const} */ ('wasm') };
  const { project } = await runTraining(services, request, context);
  return project;
}

const commands = {
  /** @param {Arguments} args */
  async evaluate(args) {
    const { run } = await train(args);
    print(args.json ? JSON.stringify(runToJson(run)) : runToText(run));
  },

  /** @param {Arguments} args */
  async search(args) {
    const { services, backbone, dataset, context } = await prepare(args);
    const request = { dataset, settings: args.settings, backbone, choice: /** @type {const} */ ('wasm') };
    const report = await findSettings(services, request, context);
    print(args.json ? JSON.stringify(searchToJson(report)) : searchToText(report));
  },

  /** @param {Arguments} args */
  async train(args) {
    await checkWritable(dirname(args.out));
    const project = await train(args);
    await save(args.out, writeProjectFile(project));
    print(args.json ? JSON.stringify(runToJson(project.run)) : `${runToText(project.run)}\n\nSaved ${args.out}`);
  },

  /** @param {Arguments} args */
  async embed(args) {
    await mkdir(args.out, { recursive: true }).catch((error) => refuseToWrite(args.out, error));
    const { services, backbone, dataset, context } = await prepare(args);
    await services.embedder.open(backbone, 'wasm', context);
    const request = { dataset, backbone, settings: args.settings };
    const embedded = await embedDataset(services, request, context);
    for (const [name, bytes] of await embeddingFiles(services.core, embedded)) await save(join(args.out, name), bytes);
    print(`Saved features.npy, labels.npy and samples.csv in ${args.out}`);
  },

  /** @param {Arguments} args */
  async classify({ input, photos, json, quiet }) {
    const project = readProjectFile(await readNamed(input), basename(input));
    const { core, embedder, known } = await createServices(quiet ? () => {} : log);
    const { backbone } = project.run;
    const built = known.find(({ sha256 }) => sha256 === backbone.sha256);
    if (!built) {
      throw new AgelensError(
        'no-backbone',
        `“${basename(input)}” needs the backbone ${backbone.name} with SHA-256 ${backbone.sha256}, which is not ` +
          'available here; build it, or train again.',
      );
    }
    if (built.notice) log(built.notice);

    const answers = [];
    const rejected = [];
    for (const path of photos) {
      try {
        const bytes = await readNamed(path);
        answers.push(await classifyPhoto({ core, embedder }, { project, path, bytes, choice: 'wasm' }));
      } catch (error) {
        if (!(error instanceof AgelensError)) throw error;
        rejected.push({ path, reason: error.message });
      }
    }
    if (json) print(JSON.stringify(answersToJson(project.run, answers, rejected)));
    else if (answers.length > 0) print(answersToText(project.run, answers));
    for (const { path, reason } of rejected) log(`“${path}”: ${reason}`);
    if (rejected.length > 0) process.exitCode = 1;
  },
};

/** @param {string} path */
async function readNamed(path) {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    throw new AgelensError('unreadable', `“${path}” could not be read (${causeOf(error)}).`);
  }
}

/**
 * Before the work, so that a mistyped folder does not cost a training.
 * @param {string} folder
 */
async function checkWritable(folder) {
  await access(folder, constants.W_OK).catch((error) => refuseToWrite(folder, error));
}

/**
 * @param {string} path
 * @param {Uint8Array} bytes
 */
async function save(path, bytes) {
  await writeFile(path, bytes).catch((error) => refuseToWrite(path, error));
}

/**
 * @param {string} path
 * @param {unknown} error
 */
function refuseToWrite(path, error) {
  throw new AgelensError('unwritable', `“${path}” cannot be written (${causeOf(error)}); choose another place.`);
}

/** @param {unknown} error */
function causeOf(error) {
  const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
  return code === 'ENOENT' ? 'it does not exist' : (code ?? message);
}

try {
  const args = parseArguments(process.argv.slice(2));
  if (args.command === 'help') print(USAGE.trimEnd());
  else await commands[args.command](args);
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  const expected = error instanceof AgelensError;
  log(expected ? reason : `Agelens met an error it did not expect: ${reason} (AGELENS_DEBUG=1 shows where)`);
  if (process.env.AGELENS_DEBUG) console.error(error);
  process.exitCode = 1;
}
