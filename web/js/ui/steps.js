// The one path of the page, how far along it the user is, and what leads on.
/** @import {Answer, AppState} from '../types.d.ts' */
import { strings } from '../strings.js';
import { percent } from './format.js';
import { shareDone } from './job-share.js';

const words = strings.page;

/**
 * @typedef {'photographs' | 'train' | 'results' | 'classify'} StepId
 * @typedef {{href: string | null, title: string}} Lead Where the path goes on; without an address it is right here.
 * @typedef {object} Step
 * @property {StepId} id
 * @property {string} title
 * @property {string} note beside the title, a word or two
 * @property {boolean} done
 * @property {boolean} current the work stands here
 * @property {boolean} isNext what there is to do now
 * @property {string} needs
 * @property {boolean} isReady what it needs is there
 * @property {string | null} did
 * @property {Lead | null} next
 */

/** In their order. */
export const STEPS = /** @type {const} */ (['photographs', 'train', 'results', 'classify']);

/** The step that a job belongs to. @param {NonNullable<AppState['job']>} job @returns {StepId} */
export function stepOf({ kind }) {
  if (kind === 'intake') return 'photographs';
  if (kind === 'export' || kind === 'map' || kind === 'mean-maps') return 'results';
  return ['classify', 'batch', 'live', 'explain', 'album', 'train-album'].includes(kind) ? 'classify' : 'train';
}

/** @param {AppState} state */
const isTrainedOnThese = ({ dataset, trained }) => trained !== null && trained.run.datasetName === dataset?.name;

/** @param {AppState} state @returns {StepId} */
function currentStep(state) {
  const { job, dataset, trained, answer } = state;
  if (job) return stepOf(job);
  if (answer) return 'classify';
  if (!dataset) return trained ? 'classify' : 'photographs';
  return isTrainedOnThese(state) ? 'results' : 'train';
}

/** Nothing is next while something runs, nor at the end of the path. @param {AppState} state @returns {StepId | null} */
function nextStep(state) {
  const { job, dataset, trained, answer } = state;
  if (job) return null;
  if (!trained) return dataset ? 'train' : 'photographs';
  if (dataset && !isTrainedOnThese(state)) return 'train';
  return answer ? null : 'classify';
}

/** @param {StepId | 'exports-title'} id @returns {Lead} */
const leadTo = (id) => ({ href: `#${id}`, title: words.goTo[id] });

/** @param {AppState} state @returns {Step[]} */
export function stepsOf(state) {
  const { job, dataset, trained, answer } = state;
  const current = currentStep(state);
  const next = nextStep(state);
  const training = job !== null && stepOf(job) === 'train';
  const missing = training ? { href: '#train', title: words.goTo.running } : leadTo(dataset ? 'train' : 'photographs');
  const accuracy = trained ? percent(trained.run.metrics.accuracy, 0) : '';
  /** @type {Omit<Step, 'current' | 'isNext' | 'title' | 'needs'>[]} */
  const steps = [
    {
      id: 'photographs',
      note: dataset ? words.photographs(dataset.samples.length) : words.notes.photographs,
      done: dataset !== null,
      isReady: dataset !== null,
      did: dataset ? words.did.photographs(dataset.samples.length, dataset.classNames.length) : null,
      next: isTrainedOnThese(state)
        ? leadTo('results')
        : dataset
          ? leadTo('train')
          : trained
            ? leadTo('classify')
            : null,
    },
    {
      id: 'train',
      note: trainNote(state, training),
      done: trained !== null && !training,
      isReady: dataset !== null,
      did: trained && !training ? words.did.train(trained.run.datasetName) : null,
      next: training ? null : nextOfTraining(state),
    },
    {
      id: 'results',
      note: trained ? words.accurate(accuracy) : words.notes.results,
      done: trained !== null,
      isReady: trained !== null,
      did: trained ? words.did.results(accuracy) : null,
      next: trained ? leadTo('classify') : missing,
    },
    {
      id: 'classify',
      note: answer ? answerNote(answer) : words.notes.classify,
      done: answer !== null,
      isReady: trained !== null,
      did: answer ? words.did.classify : null,
      next: !trained ? missing : answer ? leadTo('exports-title') : { href: null, title: words.dropPhoto },
    },
  ];
  return steps.map((step) => ({
    ...step,
    title: words.stepTitles[step.id],
    needs: words.needed[step.id],
    current: step.id === current,
    isNext: step.id === next,
  }));
}

/** @param {AppState} state @returns {Lead} */
function nextOfTraining(state) {
  if (!state.dataset) return leadTo(state.trained ? 'results' : 'photographs');
  return isTrainedOnThese(state) ? leadTo('results') : { href: null, title: words.pressTrain };
}

/** @param {AppState} state @param {boolean} training */
function trainNote(state, training) {
  const share = state.job && shareDone(state.job);
  if (training) return words.running(share === null ? '' : percent(share, 0));
  if (!state.trained) return words.notes.train;
  return state.dataset && !isTrainedOnThese(state) ? words.notes.outdated : words.notes.trained;
}

/** @param {Answer} answer */
function answerNote({ sure, classNames, predictedIndex }) {
  return sure ? words.answered(classNames[predictedIndex] ?? '') : words.notSure;
}

/**
 * Those that say the same stay the same objects, and so does the list where all do, so that only what has changed is drawn anew.
 * @param {Step[]} before
 * @param {Step[]} after
 */
export function steadySteps(before, after) {
  const steady = after.map((step, index) => {
    const earlier = before[index];
    // Plain data, made by the same lines.
    return JSON.stringify(earlier) === JSON.stringify(step) ? earlier : step;
  });
  return steady.length === before.length && steady.every((step, index) => step === before[index]) ? before : steady;
}
