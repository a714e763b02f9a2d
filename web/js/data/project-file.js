// A project as one file that can be read without Agelens: a zip of project.json, the classifier's parts and the same as
// ONNX, the photographs as they were and README.txt. Written and read part by part, so that no more than one photograph is in memory.

/** @import { CoreService, KeptPhotograph, Model, Project, Run, Trained } from '../types.d.ts' */
/** @import { ZipEntry } from './zip-reader.js' */

import { AgelensError } from '../app/errors.js';
import { checkProject, FORMAT_VERSION, isModel, isRun, photographsOf } from './project-check.js';
import { writeZip } from './zip-writer.js';

export const DESCRIPTION = 'project.json';
const PHOTOGRAPHS = 'photographs/';

// Larger than any; what claims more is not inflated.
const LARGEST_PART_BYTES = 512 * 2 ** 20;
const MOST_MEMBERS = 100;

/**
 * @param {Project} project
 * @param {{ withPhotographs: boolean, networks: string[], problem: string | null }} what
 */
function readme({ name, savedAt, trained }, { withPhotographs, networks, problem }) {
  const classifier = trained
    ? [
        ...networks.map((network) => `${network.padEnd(20)} ${NETWORKS[network] ?? ''}`.trimEnd()),
        ...(problem === null ? [] : [problem]),
        'classifier-N.bin     the trained classifiers; their probabilities are averaged',
        ...(trained.model.album
          ? ['album-N.bin          the networks that read albums; their probabilities are averaged']
          : []),
        'reference.npy        the embeddings of the photographs trained on, float32 (photographs, embedding size)',
        'distances.npy        the distance of each to the nearest of another person, float32 (photographs)',
        '',
        `Classes: ${trained.run.classNames.join(', ')}.`,
        ...trained.run.backbones.map(({ title, sha256 }) => `Backbone: ${title}, SHA-256 ${sha256}.`),
        'Classify with it: agelens classify THIS.zip PHOTO',
      ]
    : [];
  return [
    `Agelens project “${name}”, saved ${savedAt}.`,
    '',
    'project.json         settings, photographs by their SHA-256, and the runs with their metrics and predictions',
    ...(withPhotographs ? ['photographs/         CLASS/FILE as it was chosen, unchanged'] : []),
    ...classifier,
    '',
  ].join('\n');
}

/** What each is, for README.txt. @type {Record<string, string>} */
const NETWORKS = {
  'model.onnx':
    'backbone and classifier as one network for any ONNX runtime; its metadata says what it takes and answers',
  'model-face-detector.onnx': 'finds the faces that model.onnx looks at',
};

/**
 * @typedef {object} Writing
 * @property {Pick<CoreService, 'writeNpy'>} core
 * @property {((photograph: KeptPhotograph) => Promise<Uint8Array>) | null} readPhotograph null leaves them out
 * @property {(trained: Trained) => Promise<Map<string, Uint8Array>>} networkFiles the classifier as other programs take it, by
 *   file name
 * @property {(done: number) => void} [onPhotograph]
 * @property {(sentence: string) => void} [onProblem] what could not be put into the file
 */

/**
 * What is read of a photograph only when its turn comes; one that cannot be read any more goes to the project's rejected
 * photographs, and the others are saved. The file is whole without the networks too: Agelens reads the classifier's own parts.
 *
 * @param {Project} project
 * @param {Writing} writing
 * @returns {ReadableStream<Uint8Array>} the zip
 */
export function writeProjectFile(project, writing) {
  return writeZip(partsOf(project, writing));
}

/** @param {Project} project @param {Writing} writing */
async function* partsOf(project, { core, readPhotograph, networkFiles, onPhotograph, onProblem }) {
  const { trained, dataset } = project;
  const modified = new Date(project.savedAt);
  const part = (/** @type {string} */ name, /** @type {Uint8Array} */ bytes) => ({ name, bytes, modified });
  const text = (/** @type {string} */ name, /** @type {string} */ content) =>
    part(name, new TextEncoder().encode(content));
  const rejected = [...(dataset?.rejected ?? [])];
  const unread = new Set();
  let done = 0;
  for (const photograph of photographsOf(dataset)) {
    const { path } = photograph;
    try {
      if (readPhotograph) yield part(`${PHOTOGRAPHS}${path}`, await readPhotograph(photograph));
    } catch {
      unread.add(photograph);
      rejected.push({ path, reason: 'The photograph could not be read when the project was saved to a file.' });
    }
    onPhotograph?.(++done);
  }
  const kept = (/** @type {KeptPhotograph[]} */ all) => all.filter((photograph) => !unread.has(photograph));
  /** @type {Map<string, Uint8Array>} */
  let networks = new Map();
  let problem = null;
  if (trained) {
    try {
      networks = await networkFiles(trained);
    } catch (error) {
      if (!(error instanceof AgelensError)) throw error;
      problem = `The file is without model.onnx. ${error.message}`;
      onProblem?.(problem);
    }
    for (const [name, bytes] of networks) yield part(name, bytes);
    const { members, reference, distances, album } = trained.model;
    for (const [index, member] of members.entries()) yield part(memberName(index), member);
    for (const [index, member] of (album?.members ?? []).entries()) yield part(albumName(index), member);
    const columns = distances.length > 0 ? reference.length / distances.length : 0;
    yield part('reference.npy', await core.writeNpy(reference, [distances.length, columns]));
    yield part('distances.npy', await core.writeNpy(distances, [distances.length]));
  }
  const description = {
    ...project,
    dataset: dataset && {
      ...dataset,
      photographs: kept(dataset.photographs),
      ...(dataset.excluded && { excluded: kept(dataset.excluded) }),
      rejected,
    },
    trained: trained && {
      startedAt: trained.run.startedAt,
      members: trained.model.members.length,
      temperature: trained.model.temperature,
      photographs: trained.model.photographs,
      album: trained.model.album?.members.length ?? 0,
      albumEvaluation: trained.model.album?.evaluation ?? null,
    },
  };
  yield text(DESCRIPTION, JSON.stringify(description, null, 2));
  const withPhotographs = readPhotograph !== null && dataset !== null;
  yield text('README.txt', readme(project, { withPhotographs, networks: [...networks.keys()], problem }));
}

/** @param {number} index */
const memberName = (index) => `classifier-${index + 1}.bin`;
/** @param {number} index */
const albumName = (index) => `album-${index + 1}.bin`;

/**
 * Throws an AgelensError whose sentence begins with the name when there is nothing to keep: the file is no project, its
 * description is damaged, or it is too new or too old. What else is damaged or missing is left out, with a sentence.
 *
 * @param {ZipEntry[]} entries of the zip
 * @param {string} name of the file, for the sentences
 * @param {Pick<CoreService, 'readNpy'>} core
 * @returns {Promise<{ project: Project, photographs: Map<string, ZipEntry>, problems: string[] }>} the photographs that
 *   the file holds by their path; whether one is whole is known when it is read
 */
export async function readProjectFile(entries, name, core) {
  const parts = new Map(entries.map((entry) => [entry.name, entry]));
  const description = await describe(parts, name);
  /** @type {string[]} */
  const problems = [];
  const runs = Array.isArray(description.runs) ? description.runs.filter(isRun) : [];
  if (runs.length < (description.runs?.length ?? 0)) problems.push('Some of its runs are damaged and were left out.');
  let trained = null;
  if (description.trained) {
    try {
      trained = await readTrained(parts, { ...description, runs }, core);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      problems.push(`Its classifier is damaged and was left out; train again. (${reason})`);
    }
  }
  const project = { ...description, runs, trained, dataset: description.dataset ?? null };
  checkProject(project, `“${name}”`);
  const photographs = new Map(
    photographsOf(project.dataset).flatMap(({ path }) => {
      const entry = parts.get(`${PHOTOGRAPHS}${path}`);
      return entry ? [[path, entry]] : [];
    }),
  );
  return { project, photographs, problems };
}

/**
 * @param {Map<string, ZipEntry>} parts
 * @param {string} name
 */
async function describe(parts, name) {
  if (!parts.has(DESCRIPTION)) {
    throw new AgelensError(
      'bad-project',
      `“${name}” is no project: ${DESCRIPTION} is missing. Save the project again.`,
    );
  }
  let description;
  try {
    description = JSON.parse(new TextDecoder().decode(await readPart(parts, DESCRIPTION)));
  } catch {
    throw new AgelensError('bad-project', `In “${name}”, ${DESCRIPTION} is damaged; save the project again.`);
  }
  // Said before anything is missed: another format may have other parts.
  if (description?.formatVersion !== FORMAT_VERSION) checkProject(description, `“${name}”`);
  return description;
}

/**
 * @param {Map<string, ZipEntry>} parts
 * @param {any} description
 * @param {Pick<CoreService, 'readNpy'>} core
 * @returns {Promise<{ run: Run, model: Model }>}
 */
async function readTrained(parts, { runs, trained }, core) {
  const {
    startedAt,
    members: count,
    temperature,
    photographs,
    album: albumCount = 0,
    albumEvaluation = null,
  } = trained;
  const run = runs.find((/** @type {Run} */ candidate) => candidate.startedAt === startedAt);
  if (!run) throw new Error('its run is missing');
  const readMembers = async (/** @type {number} */ members, /** @type {(index: number) => string} */ nameOf) => {
    const read = [];
    for (let index = 0; index < Math.min(members, MOST_MEMBERS); index++) {
      read.push(await readPart(parts, nameOf(index)));
    }
    return read;
  };
  const model = {
    members: await readMembers(count, memberName),
    temperature,
    ...(albumCount > 0 && {
      album: {
        members: await readMembers(albumCount, albumName),
        ...(albumEvaluation && { evaluation: albumEvaluation }),
      },
    }),
    reference: await readFloats(parts, 'reference.npy', core),
    distances: await readFloats(parts, 'distances.npy', core),
    photographs,
  };
  if (!isModel(model)) throw new Error('its parts do not belong together');
  return { run, model };
}

/**
 * @param {Map<string, ZipEntry>} parts
 * @param {string} name
 * @param {Pick<CoreService, 'readNpy'>} core
 */
async function readFloats(parts, name, core) {
  const { data } = await core.readNpy(await readPart(parts, name));
  if (!(data instanceof Float32Array)) throw new Error(`${name} holds no float32`);
  return data;
}

/** @param {Map<string, ZipEntry>} parts @param {string} name */
async function readPart(parts, name) {
  const entry = parts.get(name);
  if (!entry) throw new Error(`${name} is missing`);
  if (entry.size > LARGEST_PART_BYTES) throw new Error(`${name} is too large`);
  return entry.read();
}
