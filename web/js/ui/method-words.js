// The words for methods, losses and the other settings of a classifier.
/** @import {LossName, Method, Run, SearchReport, SearchRow, Settings} from '../types.d.ts' */
import { count, percent, range } from './format.js';

/** @type {Record<Method, {title: string, sentence: string}>} */
export const METHODS = {
  network: { title: 'Network', sentence: 'Layers of small units, trained step by step. It can learn the most.' },
  linear: {
    title: 'Linear',
    sentence: 'One weighted sum for each answer. Quick, and hard to beat with few photographs.',
  },
  neighbours: {
    title: 'Nearest neighbours',
    sentence: 'Nothing is learnt: the most similar photographs have the say.',
  },
};

/** @type {Record<LossName, {title: string, sentence: string}>} */
export const LOSSES = {
  softmax: { title: 'Softmax', sentence: 'Every wrong class counts as equally wrong.' },
  'label-distribution': { title: 'Label distribution', sentence: 'Neighbouring ages count as nearly right.' },
  'cumulative-link': {
    title: 'Cumulative link (one threshold after another)',
    sentence: 'Asks “older than this?” at every boundary between classes.',
  },
  corn: {
    title: 'CORN (thresholds on condition)',
    sentence: 'Asks “older than this?” only of those who passed the boundary before.',
  },
  ridge: { title: 'Ridge (one number)', sentence: 'Predicts the age as a number and takes the nearest class.' },
};

export const AUTO_LOSS = 'Automatic: ordered ages use the cumulative link, other classes softmax.';

/** @type {Record<Settings['scaling'], string>} */
export const SCALINGS = {
  standard: 'each number standardised',
  l2: 'each photograph to length 1',
  raw: 'as they are',
};

/** @type {Record<Settings['scaling'], string>} */
const SHORT_SCALINGS = { standard: 'standardised', l2: 'length 1', raw: 'unscaled' };

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
function shortLoss(loss) {
  if (loss === 'auto') return 'automatic loss';
  const [short = ''] = LOSSES[loss].title.split(' (');
  return loss === 'corn' ? short : short.toLowerCase();
}

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
    parts.push(`hidden units ${hiddenUnits.join(' and ')}`, `dropout ${dropout}`);
  }
  if (method !== 'neighbours') parts.push(l2 > 0 ? `L2 ${l2}` : 'no L2');
  parts.push(SHORT_SCALINGS[scaling], copies > 0 ? count(copies, 'copy', 'copies') : 'no copies');
  if (testCopies > 0) parts.push(`answers averaged over ${count(testCopies, 'copy', 'copies')}`);
  return parts.join(', ');
}

/** How the classifier of a run was trained, as far as its method looks at it. @param {Settings} settings */
export function trainingSentence(settings) {
  const { method } = settings;
  const parts = [`seed ${settings.seed}`, count(settings.copies, 'copy', 'copies')];
  if (method === 'neighbours') return [...parts, count(settings.neighbours, 'neighbour')].join(', ');
  parts.push(method === 'linear' ? `at most ${count(settings.epochs, 'iteration')}` : count(settings.epochs, 'epoch'));
  if (method === 'network') {
    const momentum = settings.optimizer === 'sgd' ? ` with momentum ${settings.momentum}` : '';
    parts.push(
      `${OPTIMIZERS[settings.optimizer]}${momentum}`,
      `learning rate ${settings.learningRate} (${settings.schedule})`,
      `batch ${settings.batchSize}`,
      `hidden units ${settings.hiddenUnits.join(', ') || 'none'} (${settings.activation})`,
      `dropout ${settings.dropout}`,
    );
    if (settings.warmupEpochs > 0) parts.push(`warm-up ${count(settings.warmupEpochs, 'epoch')}`);
    if (settings.inputDropout > 0) parts.push(`input dropout ${settings.inputDropout}`);
    if (settings.clipNorm > 0) parts.push(`gradients clipped at ${settings.clipNorm}`);
  }
  if (settings.l2 > 0) parts.push(`L2 ${settings.l2}`);
  if (settings.labelSmoothing > 0) parts.push(`label smoothing ${settings.labelSmoothing}`);
  if (settings.classWeights === 'balanced') parts.push('balanced class weights');
  return parts.join(', ');
}

/** @type {Record<Settings['optimizer'], string>} */
export const OPTIMIZERS = { adam: 'Adam', adamw: 'AdamW', sgd: 'SGD' };

/** @param {Settings} settings */
export function earlyStoppingSentence({ method, patience, validationFraction }) {
  if (method === 'neighbours' || patience === 0) return 'off';
  const share = `${Math.round(validationFraction * 100)}% of the training persons`;
  return `after ${count(patience, 'epoch')} without a better validation loss, measured on ${share}`;
}

export const SEARCH =
  'Tries a dozen combinations by nested, grouped validation; no photograph is used both to choose and to judge.';

/** What the whole search is worth. @param {SearchReport} report @param {string} unseen */
export function nestedSentence({ nested: { metrics, intervals } }, unseen) {
  const interval = range(intervals?.accuracy ?? null, (share) => percent(share, 0));
  const figure = `${percent(metrics.accuracy, 0)}${interval && ` (${interval})`}`;
  return `Choosing this way and testing on ${unseen} never seen: ${figure}.`;
}
