// What is said of a map, so that nobody needs to see it.
/** @import {Course, EmbeddingMap, Gathering, MapPoint, Neighbourhood, Trained} from '../../types.d.ts' */
import { count, decimal, percent, whole } from '../format.js';
import { predictedOf } from './colouring.js';

/** How much of the way from chance to the most it comes. @param {Gathering} gathering */
const strength = ({ share, chance, most }) => (most > chance ? (share - chance) / (most - chance) : 0);

/** @param {Gathering} gathering */
const beside = ({ share, chance }) => `${percent(share, 0)} (by chance ${percent(chance, 0)})`;

/**
 * What gathers in the embeddings, and what that means for a random split.
 * @param {Neighbourhood} neighbourhood
 * @param {boolean} ages Whether classes are ages.
 * @param {number} photographs That were trained on.
 */
export function gatheringSentences({ neighbours, asked, person, class: byClass }, ages, photographs) {
  const group = ages ? 'age' : 'class';
  const of = `Of the ${whole(neighbours)} photographs nearest to each${asked < photographs ? ` of ${whole(asked)}` : ''}`;
  if (!person) {
    const verdict = byClass.clear
      ? `Photographs of one ${group} lie together.`
      : `Photographs of one ${group} lie together no more than chance would have it.`;
    return {
      verdict,
      measured: `${of}, ${beside(byClass)} are of the same ${group}. Who is the same person is not known.`,
    };
  }
  const measured = `${of}, ${beside(person)} are of the same person and ${beside(byClass)} of the same ${group}.`;
  const lie = 'A random split would put the same person on both sides, and its figure would lie.';
  const byPerson = person.clear && strength(person) > strength(byClass);
  if (byPerson) {
    return {
      verdict: `Photographs of one person lie together more than photographs of one ${group}. ${lie}`,
      measured,
    };
  }
  if (byClass.clear && person.clear) {
    const verdict = `Photographs of one ${group} lie together, and those of one person, too. ${lie}`;
    return { verdict, measured };
  }
  if (byClass.clear) {
    return {
      verdict: `Photographs of one ${group} lie together, those of one person no more than by chance.`,
      measured,
    };
  }
  return { verdict: `Neither photographs of one person nor of one ${group} clearly lie together.`, measured };
}

/** What is drawn, and how far it is. @param {EmbeddingMap} map */
export function drawnSentence({ request, points, rows, steps, explained }) {
  const some = points.length < rows ? ` of ${whole(rows)}, evenly chosen` : '';
  const shown = `${count(points.length, 'point')}${some}.`;
  if (steps) {
    const far =
      steps.done < steps.total
        ? `after ${whole(steps.done)} of ${whole(steps.total)} steps`
        : `after ${count(steps.total, 'step')}`;
    const less = steps.perplexity < request.perplexity ? ', as there are few points' : '';
    return (
      `${shown} t-SNE ${far}, perplexity ${decimal(steps.perplexity, 0)}${less}; its cost (Kullback-Leibler divergence) is ` +
      `${decimal(steps.cost, 3)}. ` +
      'What is near is alike; how far apart groups lie, and how large they are, means nothing.'
    );
  }
  const [first = 0, second = 0] = explained ?? [];
  return (
    `${shown} The two directions in which the embeddings vary most; they hold ${percent(first, 0)} and ` +
    `${percent(second, 0)} of all that varies. What else differs is not seen.`
  );
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
    copy > 0 ? `${path}, copy ${copy}` : path,
    `class ${className}`,
    ...(person === null ? [] : [`person ${person}`]),
    taken === null ? 'not tested' : right ? 'taken for that' : `taken for ${taken}`,
  ].join(', ');
}

/** @param {Course} course @param {number} photographs that were trained on */
export function courseSentence({ person, steps, yearsOff, everyone }, photographs) {
  const own = `Fitted on the ${count(photographs - steps.length, 'photograph')} of the others, it places ${person} `;
  const mine = `${own}${decimal(yearsOff, 1)} years off on average.`;
  if (!everyone) return mine;
  return (
    `${mine} Over all ${count(everyone.persons, 'person', 'persons')}, each left out: ${decimal(everyone.yearsOff, 1)} years; ` +
    `taking everybody for as old as the others are on average, ${decimal(everyone.yearsOffByMean, 1)}.`
  );
}

/** Why nobody's course can be shown, or null. @param {Trained} trained */
export function whyNoCourse({ run, model }) {
  if (!run.classValues) return 'A course needs classes that are ages.';
  if (personsWithCourse(model.photographs).length > 0) return null;
  return 'A course needs a person with photographs at several ages; names of files that recur in several classes tell who is who.';
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
