// What a run, and the answers of a classifier, look like in JSON and as text.

/** @import { AgeRange, Answer, Backbone, LikePhotograph, Rejected, Run, SearchReport, SearchRow } from '../../web/js/types.d.ts' */

import { rangeSentence } from '../../web/js/ui/age-words.js';
import { likenessSentence } from '../../web/js/ui/likeness-words.js';
import { formatTable, percent, range, snakeCased } from './format.mjs';

/** @param {Backbone[]} backbones */
export const backboneSource = (backbones) => backbones.map(sourceOf).join(' + ');

/** @param {Backbone} backbone */
function sourceOf({ source, notice }) {
  return notice ? `${source}. ${notice}` : source;
}

/**
 * The object of `evaluate --json`. Ratios are in 0..1; what needs ordinal classes is null without them.
 * @param {Run} run
 */
export function runToJson(run) {
  const { metrics, settings, classNames } = run;
  return {
    protocol: run.protocol,
    backbone: run.settings.backbone,
    backbone_source: backboneSource(run.backbones),
    crop: run.settings.crop,
    faceless: run.faceless,
    embedded: run.embedded,
    samples: run.samples,
    persons: run.persons,
    classes: classNames,
    folds: run.folds,
    accuracy: metrics.accuracy,
    optimistic_accuracy: run.optimistic?.accuracy ?? null,
    within_one: metrics.withinOne,
    mae_years: metrics.maeYears,
    quadratic_weighted_kappa: metrics.quadraticWeightedKappa,
    log_loss: metrics.logLoss,
    ece: metrics.ece,
    precision: metrics.precision,
    recall: metrics.recall,
    f1: metrics.f1,
    intervals: snakeCased(run.intervals),
    resamples: run.resamples,
    confusion: metrics.confusion,
    per_person: run.perPerson.map(({ personIndex, ...values }) => ({
      person: run.personNames[personIndex],
      .../** @type {object} */ (snakeCased(values)),
    })),
    reliability: snakeCased(run.reliability),
    coverage: snakeCased(run.coverage),
    per_class: metrics.perClass.map((values, index) => ({ class: classNames[index], ...values })),
    predictions: run.predictions.map(({ path, person, copy, fold, classIndex, predictedIndex, probabilities }) => ({
      path,
      person,
      copy,
      fold,
      class: classNames[classIndex],
      predicted: classNames[predictedIndex],
      probabilities,
    })),
    settings: snakeCased({ ...settings, loss: run.loss }),
    cautions: run.cautions,
    seconds: run.seconds,
    rejected: run.rejected,
  };
}

/** @param {Run} run */
function cropSentence({ settings, faceless, samples }) {
  if (settings.crop === 'whole') return 'whole pictures';
  return faceless.length === 0 ? 'faces' : `faces; the whole picture in ${faceless.length} of ${samples} without one`;
}

const OPTIMISTIC_NOTE = 'optimistic: copies of one photograph are on both sides';

/** @param {Run} run */
export function runToText(run) {
  const { metrics, intervals, classNames, seconds } = run;
  const headline = [
    ['Protocol', run.protocol === 'seed' ? `seed (${OPTIMISTIC_NOTE})` : run.protocol],
    ['Backbone', `${run.settings.backbone}: ${backboneSource(run.backbones)}`],
    ['Crop', cropSentence(run)],
    ['Data', `${run.samples} samples, ${run.persons} persons, ${run.folds} folds, ${metrics.count} predictions`],
    ['Classifier', `${run.settings.method}, ${run.loss}`],
    ['Accuracy', percent(metrics.accuracy) + range(intervals?.accuracy, percent)],
    ...(run.optimistic ? [['Random split', `${percent(run.optimistic.accuracy)}, ${OPTIMISTIC_NOTE}`]] : []),
    ...(metrics.withinOne === null
      ? []
      : [['Within one group', percent(metrics.withinOne) + range(intervals?.withinOne, percent)]]),
    ...(metrics.maeYears === null
      ? []
      : [['Mean error', `${metrics.maeYears.toFixed(2)} years${range(intervals?.maeYears, (v) => v.toFixed(2))}`]]),
    ['Precision', `${percent(metrics.precision.macro)} macro, ${percent(metrics.precision.weighted)} weighted`],
    ['Recall', `${percent(metrics.recall.macro)} macro, ${percent(metrics.recall.weighted)} weighted`],
    ['F1', `${percent(metrics.f1.macro)} macro, ${percent(metrics.f1.weighted)} weighted`],
    ['Time', `${seconds.total.toFixed(1)} s`],
  ];
  const labelWidth = Math.max(...headline.map(([label = '']) => label.length));
  const perClass = [
    ['class', 'precision', 'recall', 'f1', 'support'],
    ...metrics.perClass.map(({ precision, recall, f1, support }, index) => [
      classNames[index] ?? '',
      percent(precision),
      percent(recall),
      percent(f1),
      String(support),
    ]),
  ];
  const confusion = [
    ['true \\ predicted', ...classNames],
    ...metrics.confusion.map((counts, index) => [classNames[index] ?? '', ...counts.map(String)]),
  ];
  const rejected = run.rejected.map(({ path, reason }) => `  ${path}: ${reason}`);
  return [
    headline.map(([label = '', value]) => `${label.padEnd(labelWidth)}  ${value}`).join('\n'),
    formatTable(perClass),
    formatTable(confusion),
    ...(intervals ? ['In brackets: 95 % intervals, by resampling persons.'] : []),
    ...run.cautions,
    ...(rejected.length > 0 ? [['Refused:', ...rejected].join('\n')] : []),
  ].join('\n\n');
}

/**
 * The object of `classify --json`.
 *
 * @param {Run} run
 * @param {Omit<Answer, 'photo'>[]} answers
 * @param {Rejected[]} rejected
 */
export function answersToJson({ backbones, settings, classNames }, answers, rejected) {
  return {
    backbone: settings.backbone,
    backbone_source: backboneSource(backbones),
    classes: classNames,
    answers: answers.map(
      ({ path, predictedIndex, expectedAge, ageRange, sure, familiarity, unfamiliar, ...answer }) => ({
        path,
        predicted: classNames[predictedIndex],
        expected_age: expectedAge,
        expected_age_range: ageRange,
        sure,
        familiarity,
        unfamiliar,
        probabilities: answer.probabilities,
        nearest: answer.likeness.nearest.map((photograph) => likeToJson(photograph, classNames)),
        nearest_other_person: answer.likeness.another && likeToJson(answer.likeness.another, classNames),
      }),
    ),
    rejected,
  };
}

/** @param {LikePhotograph} photograph @param {string[]} classNames */
const likeToJson = ({ path, person, classIndex, distance, same }, classNames) => ({
  path,
  person,
  class: classNames[classIndex],
  distance,
  same,
});

/** @param {number} age @param {AgeRange | null} range */
const rangedAge = (age, range) =>
  range ? `${age.toFixed(1)} (${range.low.toFixed(0)} to ${range.high.toFixed(0)})` : age.toFixed(1);

/**
 * @param {Run} run
 * @param {Omit<Answer, 'photo'>[]} answers
 */
export function answersToText({ classNames, classValues }, answers) {
  const age = classValues ? ['expected age'] : [];
  const table = formatTable([
    ['photo', 'class', ...age, ...classNames],
    ...answers.map(({ path, predictedIndex, expectedAge, ageRange, sure, unfamiliar, probabilities }) => [
      path,
      `${classNames[predictedIndex] ?? ''}${sure ? '' : ' (not sure)'}${unfamiliar ? ' (unlike the training photos)' : ''}`,
      ...(expectedAge === null ? [] : [rangedAge(expectedAge, ageRange)]),
      ...probabilities.map((probability) => probability.toFixed(3)),
    ]),
  ]);
  const likenesses = answers.flatMap((answer) => {
    const sentence = likenessSentence(answer);
    return sentence ? [`${answer.path}: ${sentence}`] : [];
  });
  const [ranged] = answers.flatMap(({ ageRange }) => ageRange ?? []);
  const ranges = ranged ? [`In brackets: ${rangeSentence(ranged)}`] : [];
  if (likenesses.length === 0) return [table, ...ranges].join('\n\n');
  return [table, ...ranges, ['Likeness, by the embeddings of the backbone:', ...likenesses].join('\n')].join('\n\n');
}

/**
 * The object of `search --json`.
 * @param {SearchReport} report
 */
export const searchToJson = (report) => snakeCased(report);

/** @param {SearchRow['settings']} settings */
function settingsToText({ method, loss, hiddenUnits, dropout, l2, copies, testCopies, scaling }) {
  const network = method === 'network' ? ` ${hiddenUnits.join('-') || 'no hidden layer'} dropout ${dropout}` : '';
  const penalty = method === 'linear' ? ` l2 ${l2}` : '';
  return `${method}${network}${penalty}, ${loss}, ${scaling}, copies ${copies}, averaged ${testCopies}`;
}

/** @param {SearchReport} report */
export function searchToText({ rows, outerFolds, innerFolds, nested: { metrics, intervals }, seconds }) {
  const table = [
    ['settings', 'accuracy', '95 % interval', 'years off', 'log loss', 'chosen', ''],
    ...rows.map((row) => [
      settingsToText(row.settings),
      percent(row.accuracy),
      row.accuracyInterval ? range(row.accuracyInterval, percent).slice(2, -1) : '',
      row.maeYears === null ? '' : row.maeYears.toFixed(2),
      row.logLoss.toFixed(3),
      `${row.chosenBy} of ${outerFolds}`,
      row.tied ? 'cannot be told apart from the first' : 'worse than the first',
    ]),
  ];
  const years = metrics.maeYears === null ? '' : `, ${metrics.maeYears.toFixed(2)} years off`;
  return [
    formatTable(table),
    `Choosing by ${innerFolds} inner folds and testing on persons never seen (${outerFolds} outer folds): ` +
      `${percent(metrics.accuracy)}${range(intervals?.accuracy, percent)}${years}. Took ${seconds.toFixed(0)} s.`,
  ].join('\n\n');
}
