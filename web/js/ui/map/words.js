// What is said of a map, so that nobody needs to see it.
/** @import {Course, EmbeddingMap, Gathering, MapPoint, Neighbourhood, Trained} from '../../types.d.ts' */
import { strings } from '../../strings.js';
import { decimal, percent, whole } from '../format.js';
import { predictedOf } from './colouring.js';

const { gathering: gathered, drawn, point: ofPoint, course: ofCourse } = strings.map;

/** How much of the way from chance to the most it comes. @param {Gathering} gathering */
const strength = ({ share, chance, most }) => (most > chance ? (share - chance) / (most - chance) : 0);

/** @param {Gathering} gathering */
const beside = ({ share, chance }) => gathered.beside(percent(share, 0), percent(chance, 0));

/**
 * What gathers in the embeddings, and what that means for a random split.
 * @param {Neighbourhood} neighbourhood
 * @param {boolean} ages Whether classes are ages.
 * @param {number} photographs That were trained on.
 */
export function gatheringSentences({ neighbours, asked, person, class: byClass }, ages, photographs) {
  const words = ages ? gathered.ages : gathered.classes;
  const of = gathered.of(whole(neighbours), asked < photographs ? whole(asked) : null);
  if (!person) {
    const verdict = byClass.clear ? words.together : words.byChance;
    return { verdict, measured: words.measuredAlone(of, beside(byClass)) };
  }
  const measured = words.measured(of, beside(person), beside(byClass));
  const byPerson = person.clear && strength(person) > strength(byClass);
  if (byPerson) return { verdict: words.personsMore, measured };
  if (byClass.clear && person.clear) return { verdict: words.bothTogether, measured };
  return { verdict: byClass.clear ? words.groupsOnly : words.neither, measured };
}

/** What is drawn, and how far it is. @param {EmbeddingMap} map */
export function drawnSentence({ request, points, rows, steps, explained }) {
  const shown = drawn.shown(points.length, points.length < rows ? whole(rows) : null);
  if (steps) {
    const far =
      steps.done < steps.total ? drawn.after(whole(steps.done), whole(steps.total)) : drawn.afterAll(steps.total);
    const isLess = steps.perplexity < request.perplexity;
    return drawn.tsne(shown, far, decimal(steps.perplexity, 0), isLess, decimal(steps.cost, 3));
  }
  const [first = 0, second = 0] = explained ?? [];
  return drawn.pca(shown, percent(first, 0), percent(second, 0));
}

/** What a point is. @param {Trained} trained */
export function describer({ run, model }) {
  const predicted = predictedOf(run);
  return (/** @type {MapPoint} */ { photograph, copy }) => {
    const { path, person, classIndex } = model.photographs[photograph];
    const prediction = predicted(path, copy);
    return {
      path,
      copy,
      person: run.personsRecur ? person : null,
      className: run.classNames[classIndex],
      taken: prediction && run.classNames[prediction.predictedIndex],
      right: prediction && prediction.predictedIndex === prediction.classIndex,
    };
  };
}

/** @typedef {ReturnType<ReturnType<typeof describer>>} Described */

/** @param {Described} point */
export function pointSentence({ path, copy, person, className, taken, right }) {
  return [
    copy > 0 ? ofPoint.copy(path, copy) : path,
    ofPoint.class(className),
    ...(person === null ? [] : [ofPoint.person(person)]),
    taken === null ? strings.map.notTested : right ? ofPoint.right : ofPoint.wrong(taken),
  ].join(', ');
}

/** @param {Course} course @param {number} photographs that were trained on */
export function courseSentence({ person, steps, yearsOff, everyone }, photographs) {
  const mine = ofCourse.mine(photographs - steps.length, person, decimal(yearsOff, 1));
  if (!everyone) return mine;
  const all = ofCourse.all(everyone.persons, decimal(everyone.yearsOff, 1), decimal(everyone.yearsOffByMean, 1));
  return `${mine} ${all}`;
}

/** Why nobody's course can be shown, or null. @param {Trained} trained */
export function whyNoCourse({ run, model }) {
  if (!run.classValues) return ofCourse.needsAges;
  if (personsWithCourse(model.photographs).length > 0) return null;
  return ofCourse.needsPersons;
}

/** Persons at two ages or more. @param {Trained['model']['photographs']} photographs */
export function personsWithCourse(photographs) {
  /** @type {Map<string, Set<number>>} */
  const classes = new Map();
  for (const { person, classIndex } of photographs) {
    classes.set(person, (classes.get(person) ?? new Set()).add(classIndex));
  }
  return [...classes].flatMap(([person, own]) => (own.size > 1 ? person : []));
}
