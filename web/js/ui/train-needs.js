// What a training needs of the photographs, said before anybody presses Train.
/** @import {Dataset, Settings} from '../types.d.ts' */
import { strings } from '../strings.js';
import { resolvedProtocol } from './words.js';

const words = strings.train.needs;

/**
 * Why a training of these photographs cannot be, a sentence; null where it can. What is wrong with a setting its field says.
 * @param {Dataset} dataset
 * @param {Pick<Settings, 'protocol' | 'folds'>} settings
 * @returns {string | null}
 */
export function missingSentence(dataset, { protocol, folds }) {
  const { classNames, samples } = dataset;
  const classes = [...new Set(samples.map(({ classIndex }) => classIndex))];
  if (classes.length === 0) return words.noClasses;
  if (classes.length === 1) return words.oneClass(classNames[classes[0] ?? 0] ?? '');
  const persons = new Set(samples.map(({ personIndex }) => personIndex)).size;
  const resolved = resolvedProtocol(protocol, dataset);
  if (resolved === 'grouped-k-fold' && persons < folds) return words.fewForFolds(persons, folds);
  if (resolved !== 'seed' && persons < 2) return words.onePerson;
  return null;
}

/**
 * What will weaken the figures of this training, a sentence; null where nothing is known to.
 * @param {Dataset} dataset
 * @param {Pick<Settings, 'protocol'>} settings
 * @returns {string | null}
 */
export function weakSentence(dataset, { protocol }) {
  if (resolvedProtocol(protocol, dataset) === 'seed') return null;
  const persons = dataset.classNames.map(() => /** @type {Set<number>} */ (new Set()));
  for (const { classIndex, personIndex } of dataset.samples) persons[classIndex]?.add(personIndex);
  const lone = dataset.classNames.filter((_, index) => persons[index]?.size === 1);
  return lone.length > 0 ? words.onlyOne(lone.join(', ')) : null;
}
