// A project as one file: a zip of project.json (everything but the classifier), classifier.bin and README.txt.

/** @import { Project } from '../types.d.ts' */

import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { AgelensError } from '../app/errors.js';
import { checkProject, FORMAT_VERSION } from './project-check.js';

// Larger than any project; a zip that claims more is not inflated.
const LARGEST_PART_BYTES = 512 * 2 ** 20;

/** @param {Project} project */
function readme({ name, savedAt, run }) {
  return [
    `Agelens project “${name}”, saved ${savedAt}.`,
    '',
    `project.json    settings, metrics (${run.protocol}) and predictions of the run`,
    'classifier.bin  the trained classifier',
    '',
    `Classes: ${run.classNames.join(', ')}. Backbone: ${run.backbone.title}, SHA-256 ${run.backbone.sha256}.`,
    'Classify with it: agelens classify THIS.zip PHOTO',
    '',
  ].join('\n');
}

/**
 * @param {Project} project
 * @returns {Uint8Array} the zip
 */
export function writeProjectFile(project) {
  const { classifier, ...rest } = project;
  return zipSync(
    {
      'project.json': strToU8(JSON.stringify(rest, null, 2)),
      'classifier.bin': classifier,
      'README.txt': strToU8(readme(project)),
    },
    { mtime: project.savedAt },
  );
}

/**
 * Throws an AgelensError whose sentence begins with `name` when the file is damaged, incomplete or too new.
 *
 * @param {Uint8Array} bytes
 * @param {string} name of the file, for the sentence
 * @returns {Project}
 */
export function readProjectFile(bytes, name) {
  let parts;
  try {
    parts = unzipSync(bytes, {
      filter: (part) =>
        ['project.json', 'classifier.bin'].includes(part.name) && part.originalSize <= LARGEST_PART_BYTES,
    });
  } catch {
    throw new AgelensError('bad-project', `“${name}” is not a whole zip file; copy or save the project again.`);
  }
  const description = parts['project.json'];
  const classifier = parts['classifier.bin'];
  if (!description) throw missing(name, 'project.json');
  let project;
  try {
    project = { ...JSON.parse(strFromU8(description)), classifier };
  } catch {
    throw new AgelensError('bad-project', `In “${name}”, project.json is damaged; save the project again.`);
  }
  // Said before anything is missed: a newer format may have other parts.
  if (project.formatVersion > FORMAT_VERSION) checkProject(project, `“${name}”`);
  if (!classifier) throw missing(name, 'classifier.bin');
  checkProject(project, `“${name}”`);
  return project;
}

/**
 * @param {string} name
 * @param {string} part
 */
function missing(name, part) {
  return new AgelensError('bad-project', `“${name}” is no whole project: ${part} is missing. Save the project again.`);
}
