// What the classifier is for, what it is not for, and what its figures cannot show.
/** @import {Run} from '../types.d.ts' */
import { count, percent } from '../ui/format.js';
import { personsAreKnown } from '../ui/run-order.js';
import { PROTOCOLS, testedCount } from '../ui/words.js';

/** @param {Run} run @returns {{title: string, sentences: string[]}[]} */
export function modelCardOf(run) {
  return [
    { title: 'Intended use', sentences: intendedUse(run) },
    { title: 'Not for', sentences: NOT_FOR },
    { title: 'Limits', sentences: limits(run) },
    { title: 'What the figures can and cannot show', sentences: whatFiguresShow(run) },
  ];
}

/** @param {Run} run */
function intendedUse({ classNames, classValues }) {
  const groups = `${count(classNames.length, classValues ? 'age group' : 'class', classValues ? 'age groups' : 'classes')}`;
  return [
    'Teaching and research: to learn how such classifiers are made and measured, and to try them out.',
    `It sorts photographs of the kind it was trained on into ${groups}: ${classNames.join(', ')}. It gives a group with a ` +
      'probability, not the age of a person.',
  ];
}

const NOT_FOR = [
  'Decisions about people: not for checking whether somebody is old enough, not for hiring, policing, insurance, medicine or ' +
    'identification.',
  'Photographs of people who have not agreed to it.',
];

/** @param {Run} run */
function limits(run) {
  const { samples, persons, backbones } = run;
  const of = persons < samples ? `${count(persons, 'person', 'persons')}` : 'persons that are not known';
  return [
    `It was trained on ${count(samples, 'photograph')} of ${of}. Whether these stand for anybody else, Agelens cannot know: ` +
      'they may be synthetic, of few origins, or taken in one way. Faces, light and cameras of other kinds may be judged ' +
      'much worse.',
    'The classes are the names of the folders that the photographs were in; nobody has checked them. How old a face looks is ' +
      'not how old a person is.',
    ...unequalErrors(run),
    ...backbones.map(
      ({ title, trainedOn }) =>
        `It sees through ${title}, which others trained on: ${trainedOn}. What was unbalanced there is carried over.`,
    ),
  ];
}

/** @param {Run} run */
function unequalErrors(run) {
  const { classNames, personNames, metrics, perPerson } = run;
  const classes = metrics.perClass.flatMap(({ recall, support }, index) =>
    support > 0 ? [{ share: recall, name: `of class ${classNames[index]}` }] : [],
  );
  const persons = perPerson.map(({ accuracy, personIndex }) => ({
    share: accuracy,
    name: `${personNames[personIndex]}`,
  }));
  const ofPersons = personsAreKnown(run) ? `, and for persons from ${spread(persons)}` : '';
  return [
    `Its errors are unequal over groups: the share of right answers goes from ${spread(classes)}${ofPersons}. Groups that no ` +
      'folder names, such as sex or origin, were not measured at all.',
  ];
}

/** @param {{share: number, name: string}[]} groups not empty */
function spread(groups) {
  const [worst, ...others] = [...groups].sort((a, b) => a.share - b.share);
  const best = others.at(-1) ?? worst;
  const words = (/** @type {typeof worst} */ group) =>
    `${percent(group?.share ?? Number.NaN, 0)} (${group?.name ?? ''})`;
  return `${words(worst)} to ${words(best)}`;
}

/** @param {Run} run */
function whatFiguresShow({ protocol, persons, samples, metrics }) {
  const { title, sentence } = PROTOCOLS[protocol];
  const unseen = persons < samples ? 'persons' : 'photographs';
  const shown =
    protocol === 'seed'
      ? 'They show how well altered copies of photographs are recognised whose other copies were trained on. They cannot ' +
        'show how it does on new photographs or new persons.'
      : `They show how it does on ${unseen} like these that it has not seen. They cannot show how it does on photographs ` +
        'of another kind.';
  return [
    `Protocol: ${title}. ${sentence} ${shown}`,
    `They come from ${testedCount(metrics.count, protocol)}. The intervals say how much they could change with other ` +
      `${persons < samples ? 'persons' : 'photographs'} of the same kind.`,
    'The classifier that is kept is trained on everything, so it has no untouched photographs left: the figures are those of ' +
      'classifiers made in the same way without the photographs they were tested on.',
  ];
}
