// Which colour and shape each point has, and what they mean. No two groups differ by colour alone where shapes are left.
/** @import {MapPoint, Run, Trained} from '../../types.d.ts' */
import { strings } from '../../strings.js';
import { byNumber } from '../by-number.js';

/** @typedef {'circle' | 'square' | 'diamond' | 'triangle' | 'ring'} Shape */
/** @typedef {{name: string, colour: string, shape: Shape, points: number[]}} Group */
/** @typedef {'class' | 'person' | 'right' | 'copy'} ColourBy */

/** Viridis (Smith and van der Walt 2015), even in lightness, so that its order is seen without colours, too. */
const ORDERED = ['#440154', '#46327e', '#365c8d', '#277f8e', '#1fa187', '#4ac16d', '#a0da39', '#fde725'];

/** Okabe and Ito 2008, told apart by the colour-blind; without yellow and black, which a page hides. */
const APART = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00'];

/** @type {Shape[]} */
const SHAPES = ['circle', 'square', 'diamond', 'triangle'];

const GREY = '#8b9199';

/**
 * The colour at a share of the ordered scale. The ends that a light or a dark page would hide are left out.
 * @param {number} share 0 to 1
 * @param {boolean} dark
 */
function orderedColour(share, dark) {
  const [from, to] = dark ? [0.25, 1] : [0, 0.93];
  const at = (from + share * (to - from)) * (ORDERED.length - 1);
  const low = Math.min(ORDERED.length - 2, Math.floor(at));
  const channels = [1, 3, 5].map((start) => {
    const [a, b] = [ORDERED[low], ORDERED[low + 1]].map((colour) =>
      Number.parseInt(colour.slice(start, start + 2), 16),
    );
    return Math.round(a + (at - low) * (b - a));
  });
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** @param {number} index */
const apart = (index) => ({
  colour: APART[index % APART.length],
  shape: SHAPES[Math.floor(index / APART.length) % SHAPES.length],
});

/**
 * What each photograph was taken for when it was left out: by path and copy, of a copy that was not tested by its
 * photograph's.
 * @param {Run} run
 */
export function predictedOf({ predictions }) {
  const byKey = new Map(predictions.map((prediction) => [`${prediction.copy} ${prediction.path}`, prediction]));
  return (/** @type {string} */ path, /** @type {number} */ copy) =>
    byKey.get(`${copy} ${path}`) ?? byKey.get(`0 ${path}`) ?? null;
}

/**
 * @param {ColourBy} by
 * @param {Trained} trained
 * @param {MapPoint[]} points
 * @param {boolean} dark
 * @returns {Group[]} those that have points
 */
export function groupsBy(by, { run, model }, points, dark) {
  const photographOf = (/** @type {MapPoint} */ { photograph }) => model.photographs[photograph];
  /** @type {Omit<Group, 'points'>[]} */
  let groups;
  /** @type {(point: MapPoint) => number} */
  let groupOf;
  if (by === 'class') {
    const last = Math.max(1, run.classNames.length - 1);
    groups = run.classNames.map((name, index) =>
      run.classValues
        ? { name, colour: orderedColour(index / last, dark), shape: 'circle' }
        : { name, ...apart(index) },
    );
    groupOf = (point) => photographOf(point).classIndex;
  } else if (by === 'person') {
    const persons = [...new Set(model.photographs.map(({ person }) => person))].sort(byNumber);
    const positions = new Map(persons.map((person, index) => [person, index]));
    groups = persons.map((name, index) => ({ name, ...apart(index) }));
    groupOf = (point) => positions.get(photographOf(point).person) ?? 0;
  } else if (by === 'right') {
    const predicted = predictedOf(run);
    groups = [
      { name: strings.map.right, colour: APART[0], shape: 'circle' },
      { name: strings.map.wrong, colour: APART[5], shape: 'diamond' },
      { name: strings.map.notTested, colour: GREY, shape: 'ring' },
    ];
    groupOf = (point) => {
      const prediction = predicted(photographOf(point).path, point.copy);
      return prediction ? Number(prediction.predictedIndex !== prediction.classIndex) : 2;
    };
  } else {
    groups = [
      { name: strings.map.aPhotograph, colour: APART[0], shape: 'circle' },
      { name: strings.map.aCopy, colour: APART[1], shape: 'ring' },
    ];
    groupOf = ({ copy }) => Math.min(1, copy);
  }
  const filled = groups.map((group) => ({ ...group, points: /** @type {number[]} */ ([]) }));
  for (const [index, point] of points.entries()) filled[groupOf(point)].points.push(index);
  return filled.filter((group) => group.points.length > 0);
}
