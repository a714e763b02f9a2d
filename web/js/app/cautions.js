/** @import { Dataset, DuplicateGroup, ProtocolName, Settings } from '../types.d.ts' */
/** @import { Unit } from './units.js' */

/** With fewer samples of a class, a single photograph decides a fifth of its figures or more. */
const FEW_SAMPLES = 5;
const FEW_PERSONS = 3;

/**
 * What the figures of an evaluation can and cannot mean, a sentence each, the gravest first.
 *
 * @param {object} evaluation
 * @param {Dataset} evaluation.dataset
 * @param {ProtocolName} evaluation.protocol
 * @param {{ train: Unit[], test: Unit[] }[]} evaluation.folds
 * @param {number} evaluation.persons
 * @param {Settings} evaluation.settings
 * @param {DuplicateGroup[] | undefined} [evaluation.lookAlikes]
 * @returns {string[]}
 */
export function cautionsOf({ dataset, protocol, folds, persons, settings, lookAlikes = [] }) {
  const { classNames, personNames, personsRecur, samples, features, excluded = [] } = dataset;
  /** @type {string[]} */
  const cautions = [];
  if (protocol === 'seed') {
    cautions.push(
      'Copies of one photograph are on both sides of this split, so these figures say how well photographs are ' +
        'recognised that were trained on; they say nothing about new photographs or new persons.',
    );
  }
  if (features && !features.made && personNames.length === samples.length && protocol !== 'seed') {
    cautions.push(
      'Nothing says which rows of the features show the same person, so every row counts as a person of its own. If some ' +
        'show the same person, the figures are too good: name the persons in samples.csv.',
    );
  } else if (!personsRecur && protocol !== 'seed') {
    cautions.push(
      'No file name recurs in another class folder, so every photograph counts as a person of its own. If some show the ' +
        'same person, the figures are too good: name the files after the persons.',
    );
  }
  const leaks = lookAlikes.filter(({ acrossPersons }) => acrossPersons).length;
  if (leaks > 0 && protocol !== 'seed') {
    cautions.push(
      `${leaks === 1 ? 'One picture is there' : `${leaks} pictures are there`} under several persons, so the same picture ` +
        'was trained on and tested, and the figures are too good. Look at the photographs that look alike, exclude all but ' +
        'one of each, and train again.',
    );
  }
  if (persons < FEW_PERSONS) {
    cautions.push(
      `There ${persons === 1 ? 'is one person' : `are ${persons} persons`}: the figures cannot tell how the classifier ` +
        'does on others. Add photographs of more persons.',
    );
  }
  const absent = classNames.filter((_, classIndex) =>
    folds.some(
      ({ train, test }) =>
        test.some((unit) => unit.classIndex === classIndex) && !train.some((unit) => unit.classIndex === classIndex),
    ),
  );
  if (absent.length > 0) {
    cautions.push(
      `${listOf(absent)}: in at least one fold no photograph of the class was left to train on, so its test photographs ` +
        'could only be answered wrongly. Add photographs of other persons to the class.',
    );
  }
  const counts = classNames.map((_, index) => samples.filter(({ classIndex }) => classIndex === index).length);
  const small = classNames.filter((_, index) => (counts[index] ?? 0) < FEW_SAMPLES);
  if (small.length > 0) {
    cautions.push(
      `${listOf(small)}: fewer than ${FEW_SAMPLES} photographs, so one photograph more or less changes the figures of the ` +
        'class a lot. Add photographs, or leave the class out.',
    );
  }
  if (excluded.length > 0) {
    cautions.push(
      `${excluded.length === 1 ? 'One photograph was' : `${excluded.length} photographs were`} excluded by hand. Where they ` +
        'are left out because they are hard to tell, the figures are too good.',
    );
  }
  if (settings.calibration !== 'off' && persons - 1 < 2 && protocol !== 'seed') {
    cautions.push('There are too few persons to calibrate how sure the classifier says it is.');
  }
  return cautions;
}

/** @param {string[]} names */
function listOf(names) {
  const classes = names.length === 1 ? 'Class' : 'Classes';
  return `${classes} ${names.slice(0, 5).join(', ')}${names.length > 5 ? ' and others' : ''}`;
}
