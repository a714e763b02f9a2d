// The one path of the page, and how far along it the user is.
/** @import {Answer, AppState} from '../types.d.ts' */
import { count, percent } from './format.js';

/**
 * @typedef {'photographs' | 'train' | 'results' | 'classify'} StepId
 * @typedef {{id: StepId, title: string, note: string, done: boolean, current: boolean}} Step
 */

/** The step that a job belongs to. @param {NonNullable<AppState['job']>} job @returns {StepId} */
export function stepOf({ kind }) {
  if (kind === 'intake') return 'photographs';
  if (kind === 'export' || kind === 'map' || kind === 'mean-maps') return 'results';
  return ['classify', 'batch', 'live', 'explain', 'album', 'train-album'].includes(kind) ? 'classify' : 'train';
}

/** @param {AppState} state @returns {StepId} */
function currentStep({ job, dataset, trained, answer }) {
  if (job) return stepOf(job);
  if (answer) return 'classify';
  if (!dataset) return trained ? 'classify' : 'photographs';
  return trained && trained.run.datasetName === dataset.name ? 'results' : 'train';
}

/** @param {AppState} state @returns {Step[]} */
export function stepsOf(state) {
  const { job, dataset, trained, answer } = state;
  const current = currentStep(state);
  /** @type {Omit<Step, 'current'>[]} */
  const steps = [
    {
      id: 'photographs',
      title: 'Photographs',
      note: dataset ? count(dataset.samples.length, 'photograph') : 'choose a folder',
      done: dataset !== null,
    },
    {
      id: 'train',
      title: 'Train',
      note: job && stepOf(job) === 'train' ? 'running' : trained ? 'done' : 'one button',
      done: trained !== null && !(job && stepOf(job) === 'train'),
    },
    {
      id: 'results',
      title: 'Results',
      note: trained ? `${percent(trained.run.metrics.accuracy, 0)} accurate` : 'honest figures',
      done: trained !== null,
    },
    {
      id: 'classify',
      title: 'Classify',
      note: answer ? answerNote(answer) : trained ? 'ready' : 'any photograph',
      done: answer !== null,
    },
  ];
  return steps.map((step) => ({ ...step, current: step.id === current }));
}

/** @param {Answer} answer */
function answerNote({ sure, classNames, predictedIndex }) {
  return sure ? `answer: ${classNames[predictedIndex]}` : 'not sure';
}
