// The words for methods, losses and the other settings of a classifier.
/** @import {LossName, Method, Run, SearchReport, SearchRow, Settings} from '../types.d.ts' */
import { strings } from '../strings.js';
import { percent, range } from './format.js';

const words = strings.methods;

/** @type {Record<Method, {title: string, sentence: string}>} */
export const METHODS = strings.settings.methods;

/** @type {Record<LossName, {title: string, short: string, sentence: string}>} */
export const LOSSES = strings.settings.losses;

/** @type {Record<Settings['scaling'], string>} */
export const SCALINGS = words.scalings;

/**
 * What 'auto' stands for.
 * @param {Settings['loss']} loss
 * @param {boolean} ordinal
 * @returns {LossName}
 */
export function resolvedLoss(loss, ordinal) {
  if (loss !== 'auto') return loss;
  return ordinal ? 'cumulative-link' : 'softmax';
}

/** "cumulative link": a loss in the middle of a sentence. @param {Settings['loss']} loss */
const shortLoss = (loss) => (loss === 'auto' ? words.autoLoss : LOSSES[loss].short);

/** "Network, cumulative link": what a run is told apart by. @param {Run} run */
export function methodSentence({ settings, loss }) {
  const { title } = METHODS[settings.method];
  return settings.method === 'neighbours' ? title : `${title}, ${shortLoss(loss)}`;
}

/** The settings of a tried combination in words. @param {SearchRow['settings']} settings */
export function combinationSentence({ method, loss, hiddenUnits, dropout, l2, copies, testCopies, scaling }) {
  const parts = [METHODS[method].title];
  if (method !== 'neighbours') parts.push(shortLoss(loss));
  if (method === 'network' && hiddenUnits.length > 0) {
    parts.push(words.hiddenUnits(words.and(hiddenUnits)), words.dropout(dropout));
  }
  if (method !== 'neighbours') parts.push(l2 > 0 ? words.l2(l2) : words.noL2);
  parts.push(words.shortScalings[scaling], copies > 0 ? words.copies(copies) : words.noCopies);
  if (testCopies > 0) parts.push(words.averagedOver(testCopies));
  return parts.join(', ');
}

/** How the classifier of a run was trained, as far as its method looks at it. @param {Settings} settings */
export function trainingSentence(settings) {
  const { method } = settings;
  const parts = [words.seed(settings.seed), words.copies(settings.copies)];
  if (method === 'neighbours') return [...parts, words.neighbours(settings.neighbours)].join(', ');
  parts.push(method === 'linear' ? words.iterations(settings.epochs) : words.epochs(settings.epochs));
  if (method === 'network') parts.push(...networkParts(settings));
  if (settings.l2 > 0) parts.push(words.l2(settings.l2));
  if (settings.labelSmoothing > 0) parts.push(words.labelSmoothing(settings.labelSmoothing));
  if (settings.classWeights === 'balanced') parts.push(words.balanced);
  return parts.join(', ');
}

/** @param {Settings} settings */
function networkParts({ optimizer, momentum, learningRate, schedule, batchSize, hiddenUnits, activation, ...rest }) {
  return [
    optimizer === 'sgd' ? words.withMomentum(OPTIMIZERS.sgd, momentum) : OPTIMIZERS[optimizer],
    words.learningRate(learningRate, words.schedules[schedule]),
    words.batch(batchSize),
    words.activatedUnits(hiddenUnits.join(', '), ACTIVATIONS[activation]),
    words.dropout(rest.dropout),
    ...(rest.warmupEpochs > 0 ? [words.warmUp(rest.warmupEpochs)] : []),
    ...(rest.inputDropout > 0 ? [words.inputDropout(rest.inputDropout)] : []),
    ...(rest.clipNorm > 0 ? [words.clipped(rest.clipNorm)] : []),
  ];
}

const { choices } = strings.settings;
/** @type {Record<Settings['optimizer'], string>} */
const OPTIMIZERS = choices.optimizer.titles;
/** @type {Record<Settings['activation'], string>} */
const ACTIVATIONS = choices.activation.titles;

/** @param {Settings} settings */
export function earlyStoppingSentence({ method, patience, validationFraction }) {
  if (method === 'neighbours' || patience === 0) return words.neverEarly;
  return words.early(patience, percent(validationFraction, 0));
}

export const SEARCH = strings.search.what;

/** What the whole search is worth. @param {SearchReport} report @param {'persons' | 'photographs'} unseen */
export function nestedSentence({ nested: { metrics, intervals } }, unseen) {
  const interval = range(intervals?.accuracy ?? null, (share) => percent(share, 0));
  return strings.search.nested(unseen, `${percent(metrics.accuracy, 0)}${interval && ` (${interval})`}`);
}
