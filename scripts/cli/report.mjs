// What a run, and the answers of a classifier, look like in JSON and as text.

/** @import { Answer, Backbone, Rejected, Run } from '../../web/js/types.d.ts' */

/** @param {Backbone} backbone */
export function backboneSource({ source, notice }) {
  return notice ? `${source}. ${notice}` : source;
}

/**
 * The object of `evaluate --json`. Ratios are in 0..1; what needs ordinal classes is null without them.
 * @param {Run} run
 */
export function runToJson(run) {
  const { metrics, settings, classNames } = run;
  const { augmentation } = settings;
  return {
    protocol: run.protocol,
    backbone: run.backbone.name,
    backbone_source: backboneSource(run.backbone),
    samples: run.samples,
    persons: run.persons,
    classes: classNames,
    folds: run.folds,
    accuracy: metrics.accuracy,
    within_one: metrics.withinOne,
    mae_years: metrics.maeYears,
    quadratic_weighted_kappa: metrics.quadraticWeightedKappa,
    log_loss: metrics.logLoss,
    ece: metrics.ece,
    precision: metrics.precision,
    recall: metrics.recall,
    f1: metrics.f1,
    confusion: metrics.confusion,
    per_class: metrics.perClass.map((values, index) => ({ class: classNames[index], ...values })),
    predictions: run.predictions.map(({ path, person, copy, classIndex, predictedIndex, probabilities }) => ({
      path,
      person,
      copy,
      class: classNames[classIndex],
      predicted: classNames[predictedIndex],
      probabilities,
    })),
    settings: {
      protocol: settings.protocol,
      backbone: settings.backbone,
      folds: settings.folds,
      test_fraction: settings.testFraction,
      copies: settings.copies,
      augmentation: {
        rotation_degrees: augmentation.rotationDegrees,
        zoom: augmentation.zoom,
        width_shift: augmentation.widthShift,
        height_shift: augmentation.heightShift,
        horizontal_flip: augmentation.horizontalFlip,
      },
      epochs: settings.epochs,
      learning_rate: settings.learningRate,
      batch_size: settings.batchSize,
      hidden_units: settings.hiddenUnits,
      dropout: settings.dropout,
      seed: settings.seed,
    },
    seconds: run.seconds,
    rejected: run.rejected,
  };
}

/** @param {number} ratio */
const percent = (ratio) => `${(100 * ratio).toFixed(1)} %`;

/**
 * Columns as wide as their widest cell; the first is aligned left, numbers right.
 * @param {string[][]} rows
 */
function formatTable(rows) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** @param {Run} run */
export function runToText(run) {
  const { metrics, classNames, seconds } = run;
  const headline = [
    ['Protocol', run.protocol === 'seed' ? 'seed (optimistic: copies of one photo are on both sides)' : run.protocol],
    ['Backbone', `${run.backbone.name}: ${backboneSource(run.backbone)}`],
    ['Data', `${run.samples} samples, ${run.persons} persons, ${run.folds} folds, ${metrics.count} predictions`],
    ['Accuracy', percent(metrics.accuracy)],
    ...(metrics.withinOne === null ? [] : [['Within one group', percent(metrics.withinOne)]]),
    ...(metrics.maeYears === null ? [] : [['Mean error', `${metrics.maeYears.toFixed(2)} years`]]),
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
export function answersToJson({ backbone, classNames }, answers, rejected) {
  return {
    backbone: backbone.name,
    backbone_source: backboneSource(backbone),
    classes: classNames,
    answers: answers.map(({ path, predictedIndex, expectedAge, probabilities }) => ({
      path,
      predicted: classNames[predictedIndex],
      expected_age: expectedAge,
      probabilities,
    })),
    rejected,
  };
}

/**
 * @param {Run} run
 * @param {Omit<Answer, 'photo'>[]} answers
 */
export function answersToText({ classNames, classValues }, answers) {
  const age = classValues ? ['expected age'] : [];
  return formatTable([
    ['photo', 'class', ...age, ...classNames],
    ...answers.map(({ path, predictedIndex, expectedAge, probabilities }) => [
      path,
      classNames[predictedIndex] ?? '',
      ...(expectedAge === null ? [] : [expectedAge.toFixed(1)]),
      ...probabilities.map((probability) => probability.toFixed(3)),
    ]),
  ]);
}
