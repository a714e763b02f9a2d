// The sentences in which the page speaks of protocols, stages and devices.
/** @import {Answer, AppState, Backbone, CropName, Dataset, Device, Features, ProtocolName, Run, Settings} from '../types.d.ts' */
import { strings } from '../strings.js';
import { duration, percent, whole } from './format.js';
import { partsOf } from './joined-name.js';
import { METHODS } from './method-words.js';
import { isRight } from './run-order.js';

const { results, classify, job: jobs, backbones: backboneWords } = strings;

export const OPTIMISTIC = results.optimisticBadge;

/** @type {Record<ProtocolName, {title: string, sentence: string}>} */
export const PROTOCOLS = strings.settings.protocols;

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
export function personsSentence({ personsRecur, personNames }) {
  return personsRecur ? strings.photographs.personsRecur(personNames.length) : strings.photographs.personsUnknown;
}

/** What the headline figure is, for somebody who knows no protocol. @param {Run} run */
export function accuracySentence({ protocol, persons, samples }) {
  const { accuracy } = results;
  if (protocol === 'seed') return accuracy.ofCopies;
  return persons < samples ? accuracy.ofPersons : accuracy.ofPhotographs;
}

/** @param {Run} run */
export function protocolSentence({ protocol, folds, metrics, settings }) {
  const { byProtocol } = results;
  const tested = whole(metrics.count);
  if (protocol === 'leave-one-person-out' || protocol === 'grouped-k-fold') return byProtocol[protocol](folds, tested);
  return byProtocol[protocol](percent(settings.testFraction, 0), tested);
}

/** What the ranges beside the figures are. @param {Run} run */
export function intervalSentence({ intervals, resamples, persons, samples }) {
  return intervals ? results.intervals(persons < samples, resamples) : results.noIntervals;
}

/** "70 photographs": what was tested. @param {number} n @param {ProtocolName} protocol */
export function testedCount(n, protocol) {
  return protocol === 'seed' ? results.copies(n) : results.photographs(n);
}

/** The page says “not sure” below this. */
const SURE = 0.5;

/** What answering only when sure would bring. @param {Run} run */
export function coverageSentence({ predictions, protocol }) {
  const all = testedCount(predictions.length, protocol);
  const answered = predictions.filter(({ probabilities }) => Math.max(...probabilities) >= SURE);
  if (answered.length === 0) return results.neverSure(percent(SURE, 0), all);
  const right = answered.filter(isRight).length;
  return results.ifSure(percent(SURE, 0), whole(answered.length), all, percent(right / answered.length, 0));
}

export const UNFAMILIAR = classify.unfamiliar;

/** How sure an answer is, without its full stop. @param {Answer} answer */
export function sureSentence({ sure, classNames, probabilities, predictedIndex }) {
  const belief = percent(probabilities[predictedIndex], 0);
  return sure ? classify.sure(belief) : classify.mostLikely(classNames[predictedIndex] ?? '', belief);
}

/**
 * @param {NonNullable<AppState['job']>} job
 * @param {ProtocolName} protocol
 */
export function stageTitle(job, protocol) {
  if (job.cancelling) return jobs.cancelling;
  const { titles } = jobs;
  const at = whole(Math.min(Math.floor(job.done) + 1, job.total));
  if (job.kind === 'intake') return titles.intake;
  if (job.kind === 'map' && job.stage !== 'embed') return titles.map;
  if (job.stage === 'load') return titles.load;
  if (job.kind === 'batch') return strings.batch.classifying;
  if (job.kind === 'live') return strings.batch.loadingLive;
  if (job.kind === 'classify' || job.kind === 'explain' || job.kind === 'mean-maps' || job.kind === 'album')
    return titles[job.kind];
  if (job.stage === 'album') return titles.measureAlbum;
  if (job.stage === 'train-album' || job.stage === 'embed' || job.stage === 'search') return titles[job.stage];
  if (job.stage === 'compare') return job.total < 2 ? titles.compare : titles.compareAt(at, whole(job.total));
  if (job.stage === 'train') return titles.train;
  const isParted = protocol === 'leave-one-person-out' || protocol === 'grouped-k-fold';
  return isParted && job.total > 1 ? titles.evaluateAt[protocol](at, whole(job.total)) : titles.evaluate;
}

/** How far the stage is: "230 of 630 images, about 2 min 5 s left". @param {NonNullable<AppState['job']>} job */
export function stageCount(job) {
  if (job.cancelling) return '';
  const parts = [];
  const { progress } = jobs;
  const [done, total] = [whole(Math.floor(job.done)), whole(job.total)];
  if (job.total > 0 && job.kind === 'intake') parts.push(progress.files(done, total));
  else if (job.total > 0 && (job.kind === 'album' || (job.kind === 'batch' && job.stage !== 'load')))
    parts.push(progress.photographs(done, total));
  else if (job.total > 0 && job.stage === 'embed' && job.kind !== 'classify') parts.push(progress.images(done, total));
  else if (job.total > 0 && ['evaluate', 'search', 'compare', 'album', 'train-album'].includes(job.stage))
    parts.push(percent(job.done / job.total, 0));
  else if (job.stage === 'map') parts.push(progress.step(done, total));
  else if (job.total > 1 && job.stage === 'train') parts.push(progress.epoch(done, total));
  if (job.secondsLeft !== null && Number.isFinite(job.secondsLeft))
    parts.push(progress.left(duration(job.secondsLeft)));
  return parts.join(', ');
}

/** What of the photograph was looked at. @param {Pick<Answer, 'faces'>} answer */
export function lookedSentence({ faces: found }) {
  const { looked } = classify;
  if (!found) return looked.whole;
  const { faces, chosen } = found;
  if (chosen < 0) return looked.faceless;
  if (faces.length === 1) return looked.face;
  const areas = faces.map(({ box }) => box.width * box.height);
  return looked.several(areas[chosen] === Math.max(...areas) ? null : chosen + 1, faces.length);
}

/** What is here instead of photographs. @param {Features} features */
export function featuresSentence({ made, copies }) {
  if (!made) return strings.photographs.features;
  const titles = made.backbones.map(({ title }) => title).join(' + ');
  return strings.photographs.featuresMadeBy(titles, CROPS[made.settings.crop].toLowerCase(), copies);
}

/** @type {Record<CropName, string>} */
export const CROPS = backboneWords.cropTitles;

/** @param {Run} run */
export function cropSentence({ settings, faceless }) {
  if (settings.crop === 'whole' || faceless.length === 0) return CROPS[settings.crop];
  return backboneWords.facesBut(faceless.join(', '));
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
  const { devices } = strings.page;
  if (!device) return devices.none;
  return device.kind === 'webgpu' ? devices.webgpu(device.adapter) : devices.wasm(device.threads);
}

/**
 * What a training runs with, in one line.
 * @param {Settings} settings
 * @param {ProtocolName} protocol
 * @param {Backbone[]} backbones
 */
export function settingsSentence(settings, protocol, backbones) {
  const { methods } = strings;
  return [
    PROTOCOLS[protocol].title,
    backboneTitle(settings.backbone, backbones),
    CROPS[settings.crop].toLowerCase(),
    methods.copies(settings.copies),
    METHODS[settings.method].title.toLowerCase(),
    ...(settings.method === 'neighbours' ? [] : [methods.epochs(settings.epochs)]),
    methods.seed(settings.seed),
  ].join(', ');
}
