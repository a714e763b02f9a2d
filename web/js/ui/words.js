// The sentences in which the page speaks of protocols, stages and devices.
/** @import {Answer, AppState, Backbone, Dataset, Device, Features, ProtocolName, Run, Settings} from '../types.d.ts' */
import { strings } from '../strings.js';
import { count, duration, percent, whole } from './format.js';
import { partsOf } from './joined-name.js';
import { METHODS } from './method-words.js';

export const OPTIMISTIC = 'optimistic: copies of one photo are on both sides';

/** @type {Record<ProtocolName, {title: string, sentence: string}>} */
export const PROTOCOLS = {
  'leave-one-person-out': {
    title: 'Leave one person out',
    sentence: 'Each person in turn is kept out of training and tested. The honest choice for a small dataset.',
  },
  'grouped-k-fold': {
    title: 'Grouped k-fold',
    sentence: 'The persons are divided into folds; each fold in turn is kept out of training and tested.',
  },
  holdout: {
    title: 'Hold-out',
    sentence: 'Some persons are kept out of training and tested once. Quick, but a small test is a noisy one.',
  },
  seed: {
    title: 'Random split of copies',
    sentence: `The result is ${OPTIMISTIC}. Use it only to compare with figures measured that way.`,
  },
};

/**
 * What 'auto' stands for with this dataset.
 * @param {Settings['protocol']} protocol
 * @param {Dataset | null} dataset
 * @returns {ProtocolName}
 */
export function resolvedProtocol(protocol, dataset) {
  if (protocol !== 'auto') return protocol;
  return dataset?.personsRecur ? 'leave-one-person-out' : 'grouped-k-fold';
}

/** @param {Dataset} dataset */
export function personsSentence(dataset) {
  if (!dataset.personsRecur) return 'each photograph counts as a person of its own';
  const persons = count(dataset.personNames.length, 'person', 'persons');
  return `${persons}, recognised by file names that recur in several classes`;
}

/** What the headline figure is, for somebody who knows no protocol. @param {Run} run */
export function accuracySentence(run) {
  if (run.protocol === 'seed') return 'Accuracy on altered copies, most of whose photographs were also trained on';
  const unseen = run.persons < run.samples ? 'persons' : 'photographs';
  return `Accuracy on ${unseen} the classifier has never seen`;
}

/** @param {Run} run */
export function protocolSentence(run) {
  const tested = `${whole(run.metrics.count)} predictions`;
  switch (run.protocol) {
    case 'leave-one-person-out':
      return `${count(run.folds, 'training')}, each tested on the one person it has not seen; ${tested} together.`;
    case 'grouped-k-fold':
      return `${count(run.folds, 'fold')}, each tested by a classifier without its persons; ${tested} together.`;
    case 'holdout':
      return `${percent(run.settings.testFraction, 0)} of the persons kept out of training; ${tested}.`;
    case 'seed':
      return `${percent(run.settings.testFraction, 0)} of all copies, drawn at random, tested; ${tested}.`;
  }
}

/** What the ranges beside the figures are. @param {Run} run */
export function intervalSentence({ intervals, resamples, persons, samples }) {
  const known = persons < samples;
  if (!intervals) return 'No 95% intervals: they need at least two persons.';
  const drawn = known ? 'persons' : 'photographs, each counted as a person';
  return `Each range is a 95% interval, by resampling ${drawn} (${count(resamples, 'time')}).`;
}

/** "70 photographs": what was tested. @param {number} n @param {ProtocolName} protocol */
export function testedCount(n, protocol) {
  return protocol === 'seed' ? count(n, 'copy', 'copies') : count(n, 'photograph');
}

/** The page says “not sure” below this. */
const SURE = 0.5;

/** What answering only when sure would bring. @param {Run} run */
export function coverageSentence({ predictions, protocol }) {
  const all = testedCount(predictions.length, protocol);
  const answered = predictions.filter(({ probabilities }) => Math.max(...probabilities) >= SURE);
  if (answered.length === 0) return `It is never at least ${percent(SURE, 0)} sure, so it would answer none of ${all}.`;
  const right = answered.filter(({ classIndex, predictedIndex }) => classIndex === predictedIndex).length;
  return (
    `If it only answered when at least ${percent(SURE, 0)} sure, it would answer ${whole(answered.length)} of ${all} ` +
    `and be right in ${percent(right / answered.length, 0)} of them.`
  );
}

export const UNFAMILIAR = 'This photograph is unlike those that were trained on; the answer may mean little.';

/** How sure an answer is, without its full stop. @param {Answer} answer */
export function sureSentence({ sure, classNames, probabilities, predictedIndex }) {
  const belief = `${percent(probabilities[predictedIndex], 0)} sure`;
  return sure ? belief : `Most likely ${classNames[predictedIndex]}, but only ${belief}`;
}

/**
 * @param {NonNullable<AppState['job']>} job
 * @param {ProtocolName} protocol
 */
export function stageTitle(job, protocol) {
  if (job.kind === 'intake') return 'Reading photographs';
  if (job.kind === 'map' && job.stage !== 'embed') return 'Drawing the embedding map';
  if (job.stage === 'load') return 'Loading the backbone';
  if (job.kind === 'batch') return strings.batch.classifying;
  if (job.kind === 'live') return strings.batch.loadingLive;
  if (job.kind === 'classify') return 'Classifying the photograph';
  if (job.kind === 'explain') return 'Covering parts of the photograph';
  if (job.kind === 'mean-maps') return 'Looking at every photograph';
  if (job.kind === 'album') return 'Looking at the photographs';
  if (job.stage === 'album') return 'Measuring the album, each person left out once';
  if (job.stage === 'train-album') return 'Training the album on everybody';
  if (job.stage === 'embed') return 'Computing embeddings';
  if (job.stage === 'search') return 'Trying settings';
  if (job.stage === 'compare') {
    if (job.total < 2) return 'Comparing backbones';
    return `Comparing backbones: ${whole(Math.min(Math.floor(job.done) + 1, job.total))} of ${whole(job.total)}`;
  }
  if (job.stage === 'train') return 'Training the final classifier';
  const part = { 'leave-one-person-out': 'person', 'grouped-k-fold': 'fold', holdout: '', seed: '' }[protocol];
  if (!part || job.total < 2) return 'Evaluating';
  return `Evaluating: ${part} ${whole(Math.min(Math.floor(job.done) + 1, job.total))} of ${whole(job.total)}`;
}

/** How far the stage is: "230 of 630 images, about 2 min 5 s left". @param {NonNullable<AppState['job']>} job */
export function stageCount(job) {
  const parts = [];
  const done = `${whole(Math.floor(job.done))} of ${whole(job.total)}`;
  if (job.total > 0 && job.kind === 'intake') parts.push(`${done} files`);
  else if (job.total > 0 && job.kind === 'batch' && job.stage !== 'load') parts.push(strings.batch.photographs(done));
  else if (job.total > 0 && job.kind === 'album') parts.push(`${done} photographs`);
  else if (job.total > 0 && job.stage === 'embed' && job.kind !== 'classify') parts.push(`${done} images`);
  else if (job.total > 0 && ['evaluate', 'search', 'compare', 'album', 'train-album'].includes(job.stage))
    parts.push(percent(job.done / job.total, 0));
  else if (job.stage === 'map') parts.push(`step ${done}`);
  else if (job.total > 1 && job.stage === 'train') parts.push(`epoch ${done}`);
  if (job.secondsLeft !== null && Number.isFinite(job.secondsLeft))
    parts.push(`about ${duration(job.secondsLeft)} left`);
  return parts.join(', ');
}

/** What of the photograph was looked at. @param {Pick<Answer, 'faces'>} answer */
export function lookedSentence({ faces: found }) {
  if (!found) return 'Looked at the whole picture.';
  const { faces, chosen } = found;
  if (chosen < 0) return 'No face found: the whole picture was used.';
  if (faces.length === 1) return 'Looked at the face.';
  const areas = faces.map(({ box }) => box.width * box.height);
  const which = areas[chosen] === Math.max(...areas) ? 'the largest' : `face ${chosen + 1}`;
  return `Looked at ${which} of ${faces.length} faces; choose another.`;
}

/** What is here instead of photographs. @param {Features} features */
export function featuresSentence({ made, copies }) {
  const passing = 'They are there until this tab is closed; what is trained on them is kept.';
  if (!made) {
    return (
      'Features without their photographs. Nothing says which network made them, so photographs cannot be classified with ' +
      `what is trained on them. ${passing}`
    );
  }
  const titles = made.backbones.map(({ title }) => title).join(' + ');
  return (
    `Features without their photographs, made by ${titles}: ${CROPS[made.settings.crop].toLowerCase()}, ` +
    `${count(copies, 'copy', 'copies')}. That is settled, whatever is chosen below. ${passing}`
  );
}

export const CROPS = { face: 'Faces', whole: 'Whole pictures' };

/** @param {Run} run */
export function cropSentence({ settings, faceless }) {
  if (settings.crop === 'whole' || faceless.length === 0) return CROPS[settings.crop];
  return `${CROPS.face}; the whole picture where there is none: ${faceless.join(', ')}`;
}

/**
 * @param {string} name of a backbone, or of several joined
 * @param {Backbone[]} backbones
 */
export function backboneTitle(name, backbones) {
  return partsOf(name)
    .map((one) => backbones.find((backbone) => backbone.name === one)?.title ?? one)
    .join(' + ');
}

/** @param {Device | null} device */
export function deviceName(device) {
  if (!device) return 'not started yet';
  if (device.kind === 'webgpu') return device.adapter ? `WebGPU, ${device.adapter}` : 'WebGPU';
  return `WASM, ${count(device.threads, 'worker')}`;
}

/**
 * What a training runs with, in one line.
 * @param {Settings} settings
 * @param {ProtocolName} protocol
 * @param {Backbone[]} backbones
 */
export function settingsSentence(settings, protocol, backbones) {
  return [
    PROTOCOLS[protocol].title,
    backboneTitle(settings.backbone, backbones),
    CROPS[settings.crop].toLowerCase(),
    count(settings.copies, 'copy', 'copies'),
    METHODS[settings.method].title.toLowerCase(),
    ...(settings.method === 'neighbours' ? [] : [count(settings.epochs, 'epoch')]),
    `seed ${settings.seed}`,
  ].join(', ');
}
