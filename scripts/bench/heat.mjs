// How far class activation maps agree with covering parts of the photograph, and how much of what speaks for the class
// lies on the face: over the photographs of AGELENS_DATA_DIR, each for the class that it is of, by the classifier that the
// page would keep, which was trained on them.

/** @import { CropName, ExplainedPart, Trained } from '../../web/js/types.d.ts' */

import { join } from 'node:path';
import { defaultSettings } from '../../web/js/app/defaults.js';
import { explainPhoto } from '../../web/js/app/explain.js';
import { findSeeing } from '../../web/js/app/find-backbone.js';
import { readDataset } from '../../web/js/app/intake.js';
import { runTraining } from '../../web/js/app/pipeline.js';
import { readFolders } from '../cli/files.mjs';
import { createServices } from '../cli/services.mjs';
import { StepError } from '../steps/command.mjs';

/** @param {string[]} asked what is looked through: BACKBONE or BACKBONE@CROP; nothing: the default, by both crops */
export async function run(asked) {
  const data = process.env.AGELENS_DATA_DIR;
  if (!data) throw new StepError('AGELENS_DATA_DIR is not set: this needs the real photographs.');
  const { services, manifest, close } = await createServices(console.error);
  const entries = await readFolders([join(data, 'assessment-data')]);
  const dataset = await readDataset(services, { entries, name: 'assessment-data' });
  console.log(
    '| backbone | crop | rank correlation, mean | lowest | for the class, on the face | the face, of the square |',
  );
  console.log('|---|---|---|---|---|---|');
  for (const name of asked.length > 0 ? asked : [defaultSettings.backbone]) {
    const [backbone = '', ...crops] = name.split('@');
    for (const crop of /** @type {CropName[]} */ (crops.length > 0 ? crops : ['face', 'whole'])) {
      // One fold, since only the final classifier is looked into.
      const settings = { ...defaultSettings, backbone, crop, protocol: /** @type {const} */ ('holdout') };
      const request = { dataset, settings, choice: /** @type {const} */ ('wasm'), ...findSeeing(manifest, settings) };
      const { trained } = await runTraining(services, request);
      for (const line of await explainAll(services, dataset.samples, trained)) console.log(line);
    }
  }
  await close();
}

/**
 * @param {Awaited<ReturnType<typeof createServices>>['services']} services
 * @param {import('../../web/js/types.d.ts').Sample[]} samples
 * @param {Trained} trained
 */
async function explainAll(services, samples, trained) {
  /** @type {{ part: ExplainedPart, index: number }[]} */
  const all = [];
  for (const { entry, classIndex: index } of samples) {
    const request = { answer: /** @type {any} */ ({ faces: null }), trained, bytes: await entry.read() };
    const { parts } = await explainPhoto(services, { ...request, choice: 'wasm' });
    all.push(...parts.map((part) => ({ part, index })));
  }
  return trained.run.backbones.map(({ title }) => {
    const mine = all.filter(({ part }) => part.backbone === title);
    const correlations = mine.flatMap(({ part, index }) => part.agreement[index] ?? []);
    const faces = mine.flatMap(({ part, index }) => part.onFace[index] ?? []);
    const columns = [
      mean(correlations),
      Math.min(...correlations),
      mean(faces.map(({ share }) => share)),
      mean(faces.map(({ area }) => area)),
    ];
    const { crop } = trained.run.settings;
    const byClass = trained.run.classNames.map((name, own) => {
      const same = mine.filter(({ index }) => index === own).flatMap(({ part }) => part.agreement[own] ?? []);
      return `${name}: ${mean(same).toFixed(2)}`;
    });
    console.error(`${title}, ${crop}, mean rank correlation by class: ${byClass.join(', ')}`);
    return `| ${title} | ${crop} | ${columns.map((value) => (Number.isFinite(value) ? value.toFixed(2) : '-')).join(' | ')} |`;
  });
}

/** @param {number[]} values */
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
