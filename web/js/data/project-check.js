/** @import { Album, KeptPhotograph, Model, Project, Run } from '../types.d.ts' */

import { AgelensError } from '../app/errors.js';

/** @type {Project['formatVersion']} */
export const FORMAT_VERSION = 5;

/**
 * Throws unless `value` is a project this version can use; `origin` begins the sentence ("The project file …").
 *
 * @param {unknown} value
 * @param {string} origin
 * @returns {asserts value is Project}
 */
export function checkProject(value, origin) {
  const project = /** @type {Partial<Project> | null} */ (typeof value === 'object' ? value : null);
  const version = project?.formatVersion;
  if (typeof version === 'number' && version > FORMAT_VERSION) {
    throw new AgelensError(
      'newer-project',
      `${origin} was written by a newer version of Agelens (format ${version}); update Agelens to open it.`,
    );
  }
  if (typeof version === 'number' && version < FORMAT_VERSION) {
    throw new AgelensError(
      'older-project',
      `${origin} was written by an earlier version of Agelens (format ${version}), whose classifiers this one cannot ` +
        'use; train again.',
    );
  }
  const trained = project?.trained;
  const whole =
    version === FORMAT_VERSION &&
    isObject(project?.settings) &&
    Array.isArray(project.runs) &&
    project.runs.every(isRun) &&
    (trained === null || (isRun(trained?.run) && isModel(trained?.model))) &&
    (project.dataset === null || Array.isArray(project.dataset?.photographs)) &&
    (project.dataset?.excluded === undefined || Array.isArray(project.dataset.excluded));
  if (!whole) {
    throw new AgelensError('bad-project', `${origin} is damaged or not a project of Agelens; train again.`);
  }
}

/** @param {unknown} value */
const isObject = (value) => typeof value === 'object' && value !== null;

/** @param {Partial<Run> | undefined} run */
export function isRun(run) {
  return (
    typeof run?.startedAt === 'string' &&
    Array.isArray(run.classNames) &&
    Array.isArray(run.backbones) &&
    run.backbones.length > 0 &&
    run.backbones.every((backbone) => typeof backbone?.sha256 === 'string') &&
    isObject(run.settings) &&
    isObject(run.metrics) &&
    (!run.optimistic || Number.isFinite(run.optimistic.accuracy))
  );
}

/** @param {Uint8Array[] | undefined} members */
const areClassifiers = (members) =>
  Array.isArray(members) &&
  members.length > 0 &&
  members.every((member) => member instanceof Uint8Array && member.length > 0);

/** @param {Partial<Album>} album */
const isAlbum = ({ members, evaluation }) =>
  areClassifiers(members) &&
  (!evaluation ||
    (Array.isArray(evaluation.rows) && Array.isArray(evaluation.differences) && isObject(evaluation.settings)));

/** @param {Partial<Model> | undefined} model @returns {model is Model} */
export function isModel(model) {
  return (
    areClassifiers(model?.members) &&
    (!model?.album || isAlbum(model.album)) &&
    typeof model?.temperature === 'number' &&
    model.temperature > 0 &&
    model.reference instanceof Float32Array &&
    model.distances instanceof Float32Array &&
    Array.isArray(model.photographs) &&
    model.photographs.length === model.distances.length
  );
}

/**
 * All photographs of a project, excluded or not.
 * @param {Project['dataset']} dataset
 * @returns {KeptPhotograph[]}
 */
export const photographsOf = (dataset) => [...(dataset?.photographs ?? []), ...(dataset?.excluded ?? [])];
