#!/usr/bin/env node
// `agelens`: the page's pipeline without a browser. Results go to standard output, progress to standard error; the exit
// status is 0, or 1 with one sentence.

/** @import { Dataset, Settings } from '../web/js/types.d.ts' */
/** @import { Arguments } from './cli/arguments.mjs' */

import { access, constants, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { classifyAlbum, trainAlbum, whyNoAlbum } from '../web/js/app/album.js';
import { compareBackbones } from '../web/js/app/compare-backbones.js';
import { chooseProtocol } from '../web/js/app/defaults.js';
import { AgelensError } from '../web/js/app/errors.js';
import { evaluateSequence, whyNoSequence } from '../web/js/app/evaluate-sequence.js';
import { networksOf } from '../web/js/app/find-backbone.js';
import { openDataset } from '../web/js/app/intake.js';
import { checkClassifies, chooseTraining } from '../web/js/app/obtain-embeddings.js';
import { classifyPhoto, runTraining } from '../web/js/app/pipeline.js';
import { findSettings } from '../web/js/app/search.js';
import { embedShard, readShard } from '../web/js/app/shard.js';
import { isNamedAsPicture, whatWasChosen } from '../web/js/data/what-was-chosen.js';
import { embeddingFiles } from '../web/js/export/embedding-files.js';
import { exportCaution, exportOnnx, networkFiles } from '../web/js/export/onnx.js';
import { writePredictions } from '../web/js/export/predictions.js';
import { albumToJson, albumToText, sequenceToJson, sequenceToText } from './cli/album-report.mjs';
import { parseArguments, USAGE } from './cli/arguments.mjs';
import { comparisonToJson, comparisonToText } from './cli/comparison-report.mjs';
import { causeOf, readFolders } from './cli/files.mjs';
import { checkNetworks, readModel, readOwn, withOwn } from './cli/own-backbone.mjs';
import { createProgressLine } from './cli/progress.mjs';
import { readClassifier, saveProject } from './cli/project-file.mjs';
import { answersToJson, answersToText, runToJson, runToText, searchToJson, searchToText } from './cli/report.mjs';
import { chooseSeeing, createServices } from './cli/services.mjs';
import { checkAsked, readSettings } from './cli/settings.mjs';

const { version } = createRequire(import.meta.url)('../package.json');
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

/** Ends what would keep the process alive. @type {() => Promise<void>} */
let close = async () => {};

/** @param {boolean} quiet @param {Parameters<typeof createServices>[1]} own */
async function start(quiet, own) {
  const started = await createServices(quiet ? () => {} : log, own);
  close = started.close;
  return started;
}

/**
 * The services, and the networks that are here, the user's own among them.
 * @param {Arguments} args
 */
async function begin({ own: file, quiet }) {
  const own = file && (await readOwn(file));
  const { manifest: built, ...started } = await start(quiet, own && { ...own, sha256: own.backbone.sha256 });
  return { ...started, built, own: own?.backbone, context: quiet ? {} : { onProgress: progress.show } };
}

/** @param {Arguments} args */
async function prepare(args) {
  const chosen = await whatWasChosen(await readFolders(args.inputs));
  if (args.inputs.length > 1 && chosen.kind !== 'features') {
    throw new AgelensError(
      'usage',
      `agelens ${args.command} takes one folder of photographs, or what embed saved of all shards.`,
    );
  }
  const { services, loadModel, built, own, context } = await begin(args);
  const dataset = await openDataset(services, { chosen });
  for (const { path, reason } of dataset.rejected) log(`Refused ${path}: ${reason}`);
  const asked = await readSettings(args, dataset);
  // Features need no network.
  const { manifest, settings } =
    dataset.features && !own ? { manifest: built, settings: asked } : withOwn(built, asked, own);
  checkAsked(dataset, settings);
  const seeing = dataset.features
    ? chooseTraining(dataset, settings, manifest)
    : chooseSeeing(manifest, settings, args.backboneNamed, log);
  const request = { dataset, choice: /** @type {const} */ ('wasm'), ...seeing };
  return { services, loadModel, manifest, request, context };
}

/** @param {Arguments} args */
async function train(args) {
  for (const file of [args.out, args.report, args.predictions]) if (file !== '') await checkWritable(dirname(file));
  const { services, loadModel, manifest, request, context } = await prepare(args);
  if (args.sequence) checkAlbums(args, request);
  const { trained, embedded } = await runTraining(services, { ...request, optimistic: true }, context);
  await services.cache.trim();
  const { faceless } = trained.run;
  if (faceless.length > 0) log(`No face was found, so the whole picture is used, in: ${faceless.join(', ')}`);
  if (args.report !== '') {
    // Its charts take a while to load.
    const { writeReport } = await import('../web/js/report/report.js');
    await save(args.report, writeReport(trained, version));
  }
  if (args.predictions !== '') await save(args.predictions, writePredictions(trained.run));
  return { services, loadModel, manifest, trained, embedded, context };
}

/**
 * Before the work, as far as can be known then.
 * @param {Arguments} args
 * @param {{ dataset: Dataset, settings: Settings }} request
 */
function checkAlbums({ command }, { dataset, settings }) {
  const reason =
    command === 'evaluate' ? whyNoSequence(dataset, chooseProtocol(settings, dataset)) : whyNoAlbum(dataset);
  if (reason) throw new AgelensError('no-album', reason);
}

const commands = {
  /** @param {Arguments} args */
  async evaluate(args) {
    const {
      services,
      trained: { run },
      embedded,
      context,
    } = await train(args);
    const sequence = args.sequence ? await evaluateSequence(services, { embedded, run }, context) : null;
    if (args.json)
      print(JSON.stringify({ ...runToJson(run), ...(sequence && { sequence: sequenceToJson(sequence) }) }));
    else print([runToText(run), ...(sequence ? [sequenceToText(sequence)] : [])].join('\n\n'));
  },

  /** @param {Arguments} args */
  async search(args) {
    const { services, request, context } = await prepare(args);
    const report = await findSettings(services, request, context);
    print(args.json ? JSON.stringify(searchToJson(report)) : searchToText(report));
  },

  /** @param {Arguments} args */
  async compare(args) {
    const { services, manifest, request, context } = await prepare(args);
    const seeds = Array.from({ length: args.seeds }, (_, index) => request.settings.seed + index);
    const comparison = await compareBackbones(services, { ...request, manifest, seeds }, context);
    await services.cache.trim();
    print(args.json ? JSON.stringify(comparisonToJson(comparison)) : comparisonToText(comparison));
  },

  /** @param {Arguments} args */
  async train(args) {
    const { services, loadModel, manifest, trained, embedded, context } = await train(args);
    const { core } = services;
    const { run } = trained;
    if (args.sequence) trained.model.album = await trainAlbum(services, { embedded, settings: run.settings }, context);
    const project = { trained, dataset: embedded.dataset, photographs: args.withPhotographs };
    const networks = async () => {
      checkClassifies(run);
      checkNetworks(basename(args.out), run, manifest);
      return networkFiles(core, loadModel, trained);
    };
    const making = { core, networkFiles: networks, onProblem: log };
    await saveProject(args.out, project, making).catch((error) => refuseToWrite(args.out, error));
    print(args.json ? JSON.stringify(runToJson(run)) : `${runToText(run)}\n\nSaved ${args.out}`);
  },

  /** @param {Arguments} args */
  async embed(args) {
    await mkdir(args.out, { recursive: true }).catch((error) => refuseToWrite(args.out, error));
    const entries = await readFolders(args.inputs);
    const chosen = await whatWasChosen(entries);
    if (chosen.kind !== 'photographs')
      throw new AgelensError('no-photographs', `“${args.input}” holds no photographs.`);
    const { services, built, own, context } = await begin(args);
    const { manifest, settings } = withOwn(built, await readSettings(args), own);
    const seeing = chooseSeeing(manifest, settings, args.backboneNamed, log);
    const read = await readShard({ ...services, isNamedAsPicture }, chosen, args.shard);
    await services.embedder.open(networksOf(seeing), 'wasm', context);
    const { embedded, description } = await embedShard(services, { read, ...seeing }, context);
    for (const { path, reason } of [...description.rejected, ...description.undecodable])
      log(`Refused ${path}: ${reason}`);
    const files = await embeddingFiles(services.core, embedded, description);
    for (const [name, bytes] of files) await save(join(args.out, name), bytes);
    await services.cache.trim();
    print(`Saved ${[...files.keys()].join(', ')} in ${args.out}`);
  },

  /** @param {Arguments} args */
  async export(args) {
    await checkWritable(dirname(args.out));
    const { trained, services, loadModel } = await openProject(args);
    const { faceDetector } = trained.run;
    await save(args.out, await exportOnnx(services.core, loadModel, trained));
    const detector = args.out.replace(/(\.onnx)?$/i, '-face-detector.onnx');
    if (faceDetector) await save(detector, await loadModel(faceDetector));
    const caution = exportCaution(trained.run);
    if (caution) log(caution);
    print(`Saved ${args.out}${faceDetector ? ` and ${detector}` : ''}`);
  },

  /** @param {Arguments} args */
  async classify(args) {
    const { photos, json } = args;
    const { trained, services } = await openProject(args);
    const { run } = trained;
    if (args.album) {
      const album = [];
      for (const path of photos) album.push({ path, bytes: await readNamed(path) });
      const answer = await classifyAlbum(services, { trained, photographs: album, choice: 'wasm' });
      print(json ? JSON.stringify(albumToJson(run, answer)) : albumToText(run, answer));
      return;
    }

    const answers = [];
    const rejected = [];
    for (const path of photos) {
      try {
        const bytes = await readNamed(path);
        answers.push(await classifyPhoto(services, { trained, path, bytes, choice: 'wasm' }));
      } catch (error) {
        if (!(error instanceof AgelensError)) throw error;
        rejected.push({ path, reason: error.message });
      }
    }
    if (json) print(JSON.stringify(answersToJson(run, answers, rejected)));
    else if (answers.length > 0) print(answersToText(run, answers));
    for (const { path, reason } of rejected) log(`“${path}”: ${reason}`);
    if (rejected.length > 0) process.exitCode = 1;
  },
};

/**
 * The project of a file, and what its networks run on.
 * @param {Arguments} args
 */
async function openProject({ input, own: file, quiet }) {
  const own = file && (await readModel(file));
  const started = await start(quiet, own);
  const trained = await readClassifier(input, started.services.core, log);
  checkClassifies(trained.run);
  checkNetworks(basename(input), trained.run, started.manifest, own?.sha256);
  for (const { notice } of trained.run.backbones) if (notice) log(notice);
  return { trained, ...started };
}

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
} finally {
  await close();
}
