// A project as one file: a zip of project.json (everything but the model's arrays), the model's parts and README.txt.
// Floats are little-endian, as in memory on every machine that a browser runs on.

/** @import { Model, Project, Run } from '../types.d.ts' */

import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { AgelensError } from '../app/errors.js';
import { checkProject, FORMAT_VERSION } from './project-check.js';

// Larger than any project; a zip that claims more is not inflated.
const LARGEST_PART_BYTES = 512 * 2 ** 20;
const MOST_MEMBERS = 100;
const PARTS = /^(project\.json|classifier-\d+\.bin|(reference|distances)\.f32)$/;

/** @param {Project} project */
function readme({ name, savedAt, trained }) {
  const classifier = trained
    ? [
        'classifier-N.bin     the trained classifiers; their probabilities are averaged',
        'reference.f32        the embeddings of the photographs trained on, float32 (photographs, embedding size)',
        'distances.f32        the distance of each to the nearest of another person, float32',
        '',
        `Classes: ${trained.run.classNames.join(', ')}.`,
        ...trained.run.backbones.map(({ title, sha256 }) => `Backbone: ${title}, SHA-256 ${sha256}.`),
        'Classify with it: agelens classify THIS.zip PHOTO',
      ]
    : [];
  return [
    `Agelens project “${name}”, saved ${savedAt}.`,
    '',
    'project.json         settings, photographs, and the runs with their metrics and predictions',
    ...classifier,
    '',
  ].join('\n');
}

/**
 * @param {Project} project
 * @returns {Uint8Array} the zip
 */
export function writeProjectFile(project) {
  const { trained, ...rest } = project;
  const described = trained && {
    startedAt: trained.run.startedAt,
    members: trained.model.members.length,
    temperature: trained.model.temperature,
  };
  return zipSync(
    {
      'project.json': strToU8(JSON.stringify({ ...rest, trained: described }, null, 2)),
      ...(trained && modelParts(trained.model)),
      'README.txt': strToU8(readme(project)),
    },
    { mtime: project.savedAt },
  );
}

/** @param {Model} model @returns {Record<string, Uint8Array>} */
function modelParts({ members, reference, distances }) {
  return {
    ...Object.fromEntries(members.map((member, index) => [memberName(index), member])),
    'reference.f32': bytesOf(reference),
    'distances.f32': bytesOf(distances),
  };
}

/** @param {number} index */
const memberName = (index) => `classifier-${index + 1}.bin`;

/** @param {Float32Array} values */
const bytesOf = ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength);

/**
 * Throws an AgelensError whose sentence begins with `name` when the file is damaged, incomplete or too new.
 *
 * @param {Uint8Array} bytes
 * @param {string} name of the file, for the sentence
 * @returns {Project}
 */
export function readProjectFile(bytes, name) {
  /** @type {Record<string, Uint8Array>} */
  let parts;
  try {
    parts = unzipSync(bytes, {
      filter: (part) => PARTS.test(part.name) && part.originalSize <= LARGEST_PART_BYTES,
    });
  } catch {
    throw new AgelensError('bad-project', `“${name}” is not a whole zip file; copy or save the project again.`);
  }
  const partOf = (/** @type {string} */ part) => {
    const content = parts[part];
    if (content) return content;
    throw new AgelensError('bad-project', `“${name}” is no whole project: ${part} is missing. Save the project again.`);
  };
  const description = partOf('project.json');
  let project;
  try {
    project = JSON.parse(strFromU8(description));
  } catch {
    throw new AgelensError('bad-project', `In “${name}”, project.json is damaged; save the project again.`);
  }
  // Said before anything is missed: another format may have other parts.
  if (project?.formatVersion !== FORMAT_VERSION) checkProject(project, `“${name}”`);
  const whole = { ...project, trained: project.trained && readTrained(project, partOf) };
  checkProject(whole, `“${name}”`);
  return whole;
}

/**
 * @param {any} project as its JSON
 * @param {(part: string) => Uint8Array} partOf
 */
function readTrained({ runs, trained }, partOf) {
  const { startedAt, members, temperature } = trained;
  const count = Number.isInteger(members) && members >= 1 && members <= MOST_MEMBERS ? members : 0;
  return {
    run: runs?.find((/** @type {Partial<Run> | null} */ run) => run?.startedAt === startedAt),
    model: {
      temperature,
      members: Array.from({ length: count }, (_, index) => partOf(memberName(index))),
      reference: floatsOf(partOf('reference.f32')),
      distances: floatsOf(partOf('distances.f32')),
    },
  };
}

/**
 * A copy, since floats must lie at a multiple of four; a rest of less than four bytes is left out.
 * @param {Uint8Array} bytes
 */
const floatsOf = (bytes) => new Float32Array(bytes.slice(0, bytes.length - (bytes.length % 4)).buffer);
