// What an exported network says of itself. Lists and tables are JSON, everything else is a sentence or a number.

/** @import { Backbone, Interval, Run } from '../../types.d.ts' */
/** @import { Input } from './inputs.js' */

import { exportCaution } from './caution.js';

/**
 * @param {object} exported
 * @param {Run} exported.run
 * @param {number} exported.temperature
 * @param {number} exported.members
 * @param {Input[]} exported.inputs
 * @returns {Record<string, string>}
 */
export function metadataOf({ run, temperature, members, inputs }) {
  const { classNames, classValues, settings, faceDetector, backbones } = run;
  return {
    classes: JSON.stringify(classNames),
    ...(classValues ? { class_values: JSON.stringify(classValues) } : {}),
    preprocessing: preprocessingOf(inputs),
    inputs: JSON.stringify(inputs),
    trained: run.startedAt,
    dataset: `${run.datasetName}: ${run.samples} photographs of ${run.persons} persons`,
    classifier: `${settings.method}, ${run.loss}; the mean of ${members} trained, temperature ${temperature}`,
    test_copies: String(settings.testCopies),
    answers: exportCaution(run) ?? 'The same as in Agelens: no copies of a photograph are averaged there.',
    metrics: JSON.stringify(metricsOf(run)),
    cautions: JSON.stringify(run.cautions),
    backbones: JSON.stringify(backbones.map(describeBackbone)),
    ...(faceDetector
      ? { face_detector: JSON.stringify({ ...nameOf(faceDetector), inputSize: faceDetector.inputSize }) }
      : {}),
    settings: JSON.stringify(settings),
  };
}

/** @param {Input[]} inputs */
function preprocessingOf(inputs) {
  const upright = 'Turn the photograph upright as its Exif orientation says.';
  const squares = inputs.map((input) => `${input.name}: ${squareOf(input)}`);
  const levels =
    'Levels are uint8, red green blue, from 0 to 255; normalisation, layout and scaling are part of the network.';
  return [upright, ...squares, levels].join(' ');
}

/** @param {Input} input */
function squareOf({ size, face }) {
  const target = `${size} x ${size} pixels`;
  const resize = 'antialiased as Pillow resizes (Image.resize, BILINEAR)';
  if (!face) return `stretch the whole picture to ${target}, ${resize}.`;
  const { scale, shiftUp, aligned } = face;
  const place = `its side ${scale} times the longer side of the box that the face detector finds`;
  const lower = shiftUp < 0 ? 'lower' : 'higher';
  const shift = `its centre ${Math.abs(shiftUp)} of the side ${lower} than the box's`;
  const turn = aligned ? ', turned so that the eyes are level' : '';
  return (
    `cut out the square around the largest face, ${place}, ${shift}${turn}, and bring it to ${target}, ${resize}; ` +
    'a photograph without a face is used whole, stretched.'
  );
}

/** @param {Run} run */
function metricsOf({ protocol, folds, metrics, intervals, resamples }) {
  const figure = (/** @type {number | null} */ value, /** @type {Interval | null | undefined} */ interval) =>
    value === null ? null : { value, interval: interval ? [interval.low, interval.high] : null };
  const mean = (/** @type {'precision' | 'recall' | 'f1'} */ name) =>
    figure(metrics[name].macro, intervals?.[name].macro);
  return {
    protocol,
    folds,
    predictions: metrics.count,
    intervals: intervals ? `95 %, by ${resamples} resamples of the persons` : null,
    accuracy: figure(metrics.accuracy, intervals?.accuracy),
    within_one: figure(metrics.withinOne, intervals?.withinOne),
    mae_years: figure(metrics.maeYears, intervals?.maeYears),
    quadratic_weighted_kappa: figure(metrics.quadraticWeightedKappa, intervals?.quadraticWeightedKappa),
    log_loss: figure(metrics.logLoss, intervals?.logLoss),
    expected_calibration_error: figure(metrics.ece, intervals?.ece),
    precision_macro: mean('precision'),
    recall_macro: mean('recall'),
    f1_macro: mean('f1'),
  };
}

/** @param {Backbone} backbone */
const describeBackbone = (backbone) => ({
  ...nameOf(backbone),
  trainedOn: backbone.trainedOn,
  notice: backbone.notice,
});

/** @param {Pick<Backbone, 'name' | 'title' | 'licence' | 'sha256' | 'source'>} network */
const nameOf = ({ name, title, licence, sha256, source }) => ({ name, title, licence, sha256, source });
