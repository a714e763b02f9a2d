// Every state in which the page can be, made of plain data. The photographs are coloured squares.
/** @import {Answer, AppState, Backbone, Dataset, Device} from '../../../web/js/types.d.ts' */
/** @import {Comparison, Project, Run, Sample, SearchReport, SearchRow} from '../../../web/js/types.d.ts' */
import { history, projectOf, runOf, settings } from './run.js';

const AGES = [20, 30, 40, 50, 60, 70, 80];

/** @type {Backbone} */
const backbone = {
  name: 'mobilenet-v2',
  title: 'MobileNetV2',
  source: 'TensorFlow 2, from the local cache',
  notice: null,
  licence: 'Apache-2.0',
  trainedOn: 'ImageNet',
  file: 'mobilenet-v2-5d313724.onnx',
  bytes: 8_930_000,
  sha256: '',
  inputSize: 224,
  normalization: { mean: [127.5, 127.5, 127.5], scale: [127.5, 127.5, 127.5] },
  embeddingSize: 1280,
};

/** @type {Backbone} */
const weaker = {
  ...backbone,
  name: 'mobilenet-v2-npm',
  title: 'MobileNetV2 from npm',
  notice:
    'The usual backbone could not be had when this page was built, so a weaker one stands in: MobileNetV2 from npm.',
};

/** @type {Device} */
const device = { kind: 'webgpu', adapter: 'Apple M1', threads: 1, notice: null };

/** @param {number} hue @param {number} lightness */
async function drawnPhoto(hue, lightness) {
  const canvas = new OffscreenCanvas(320, 400);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.fillStyle = `hsl(${hue} 30% ${lightness}%)`;
  context.fillRect(0, 0, 320, 400);
  context.fillStyle = `hsl(${hue} 45% ${lightness - 25}%)`;
  context.beginPath();
  context.ellipse(160, 180, 80, 105, 0, 0, 7);
  context.ellipse(160, 420, 150, 110, 0, 0, 7);
  context.fill();
  return canvas.convertToBlob({ type: 'image/jpeg' });
}

/**
 * @param {string[]} classNames
 * @param {number} persons
 * @returns {Dataset}
 */
function makeDataset(classNames, persons) {
  /** @type {Sample[]} */
  const samples = [];
  for (const [classIndex, name] of classNames.entries()) {
    for (let personIndex = 0; personIndex < persons; personIndex += 1) {
      const path = `${name}/image${personIndex + 1}.jpg`;
      const read = async () => {
        if (classIndex === 1 && personIndex === 2) return new Uint8Array([1, 2, 3]);
        const photo = await drawnPhoto(personIndex * 36, 78 - classIndex * 4);
        return new Uint8Array(await photo.arrayBuffer());
      };
      samples.push({
        path,
        classIndex,
        person: `image${personIndex + 1}`,
        personIndex,
        entry: { path, size: 1000, read },
      });
    }
  }
  const values = classNames.map(Number);
  return {
    name: 'assessment-data',
    classNames,
    classValues: values.every(Number.isFinite) ? values : null,
    personNames: Array.from({ length: persons }, (_, index) => `image${index + 1}`),
    personsRecur: true,
    samples,
    rejected: [],
    ignored: 0,
  };
}

const dataset = makeDataset(AGES.map(String), 10);

/** @type {AppState} */
const base = {
  job: null,
  dataset: null,
  settings,
  deviceChoice: 'auto',
  backbones: [backbone, weaker],
  device: null,
  history: [],
  project: null,
  runs: [],
  comparison: null,
  search: null,
  answer: null,
  errors: { intake: null, train: null, classify: null },
  offline: { state: 'preparing', message: 'Keeping 14 of 37 MB for offline use.' },
};

/** @type {AppState['offline']} */
const ready = { state: 'ready', message: 'Everything is kept in this browser.' };

/** @param {Dataset} data @param {Partial<Run>} [patch] @returns {Project} */
const project = (data, patch) => projectOf(runOf(data, backbone, device, patch));

const start = async () => base;

const intake = async () => ({
  ...base,
  job: /** @type {AppState['job']} */ ({
    kind: 'intake',
    stage: 'load',
    done: 31,
    total: 70,
    secondsLeft: 3,
    cancelling: false,
  }),
});

const chosen = async () => ({
  ...base,
  dataset: {
    ...dataset,
    ignored: 3,
    rejected: [
      {
        path: '20/notes.jpg',
        reason: 'This is text, not a photograph. Remove it, or save the photograph as JPEG or PNG.',
      },
      { path: '60/image11.jpg', reason: 'The file ends in the middle of the picture. Copy it again from the camera.' },
    ],
  },
});

const embedding = async () => ({
  ...base,
  dataset,
  device,
  job: /** @type {AppState['job']} */ ({
    kind: 'train',
    stage: 'embed',
    done: 230,
    total: 630,
    secondsLeft: 75,
    cancelling: false,
  }),
});

const evaluating = async () => ({
  ...base,
  dataset,
  device,
  history: history(17),
  job: /** @type {AppState['job']} */ ({
    kind: 'train',
    stage: 'evaluate',
    done: 2,
    total: 10,
    secondsLeft: 12,
    cancelling: false,
  }),
});

const trained = async () => ({ ...base, dataset, device, offline: ready, project: project(dataset) });

/** @param {number[]} probabilities @param {Partial<Answer>} [patch] */
async function answeredWith(probabilities, patch) {
  /** @type {Answer} */
  const answer = {
    path: 'grandfather at the lake.jpg',
    photo: await drawnPhoto(30, 70),
    classNames: dataset.classNames,
    probabilities,
    predictedIndex: 4,
    expectedAge: probabilities.reduce((sum, probability, index) => sum + probability * AGES[index], 0),
    sure: true,
    familiarity: 0.62,
    unfamiliar: false,
    ...patch,
  };
  return { ...base, device, offline: ready, project: project(dataset), answer };
}

const answered = () => answeredWith([0.01, 0.02, 0.05, 0.19, 0.56, 0.15, 0.02]);

const doubtful = () =>
  answeredWith([0.02, 0.05, 0.11, 0.25, 0.36, 0.17, 0.04], { sure: false, familiarity: 0.01, unfamiliar: true });

/** With all that can be said about a run: cautions, many persons, calibration, early stopping. */
const assessed = async () => {
  const data = makeDataset(AGES.map(String), 16);
  const cautions = [
    'Only 16 persons were tested, so the true accuracy may lie anywhere in the interval.',
    'Class “20” has fewer photographs than the others; its figures are the least certain.',
  ];
  const run = runOf(data, backbone, device, {
    cautions,
    settings: { ...settings, patience: 8, ensemble: 5, testCopies: 4, calibration: 'temperature', l2: 0.001 },
  });
  return { ...base, dataset: data, device, offline: ready, project: projectOf(run, 1.3712) };
};

/** With one person there is nothing to resample. */
const withoutIntervals = async () => ({
  ...base,
  dataset,
  device,
  project: project(dataset, { intervals: null, resamples: 0 }),
});

/** @type {Comparison} */
const undecided = {
  count: 70,
  onlyFirstRight: 6,
  onlySecondRight: 9,
  mcNemarP: 0.6072,
  accuracy: { value: 0.04285714285714286, interval: { low: -0.0428, high: 0.1285 } },
  logLoss: { value: -0.0412, interval: { low: -0.142, high: 0.051 } },
  maeYears: { value: -0.42857, interval: { low: -1.2857, high: 0.4285 } },
};

/** @param {Comparison} result */
function comparedBy(result) {
  const latest = runOf(dataset, backbone, device);
  const earlier = runOf(dataset, backbone, device, {
    startedAt: '2026-11-22T19:10:00Z',
    loss: 'softmax',
    settings: { ...settings, method: 'linear', loss: 'softmax', l2: 0.01 },
  });
  const otherData = runOf(makeDataset(['20', '30'], 10), backbone, device, { startedAt: '2026-11-22T19:00:00Z' });
  return {
    ...base,
    dataset,
    device,
    offline: ready,
    project: projectOf(latest),
    runs: [latest, earlier, otherData],
    comparison: { with: earlier.startedAt, result },
  };
}

const compared = async () => comparedBy(undecided);

const better = async () =>
  comparedBy({
    ...undecided,
    onlySecondRight: 15,
    mcNemarP: 0.0784,
    accuracy: { value: 0.12857142857142856, interval: { low: 0.0285, high: 0.2285 } },
  });

/** @param {Partial<SearchRow['settings']>} change @param {Partial<SearchRow>} [figures] @returns {SearchRow} */
const row = (change, figures) => ({
  settings: {
    method: 'network',
    loss: 'cumulative-link',
    hiddenUnits: [256],
    dropout: 0.5,
    l2: 0,
    copies: 8,
    testCopies: 0,
    scaling: 'standard',
    ...change,
  },
  accuracy: 0.6857142857142857,
  accuracyInterval: { low: 0.5857142857142857, high: 0.7857142857142857 },
  maeYears: 3.2857,
  logLoss: 0.9312,
  chosenBy: 0,
  tied: false,
  ...figures,
});

const searched = async () => {
  const { metrics, intervals } = runOf(dataset, backbone, device);
  /** @type {SearchReport} */
  const search = {
    rows: [
      row({ method: 'linear', l2: 0.01, hiddenUnits: [] }, { chosenBy: 4 }),
      row({ testCopies: 4 }, { chosenBy: 1, tied: true, accuracy: 0.6714285714285714 }),
      row({ loss: 'softmax', hiddenUnits: [128, 64], dropout: 0.3 }, { tied: true, accuracy: 0.6428571428571429 }),
      row({ method: 'neighbours', scaling: 'l2', copies: 0 }, { accuracy: 0.5142857142857142, maeYears: 6.1 }),
    ],
    outerFolds: 5,
    innerFolds: 4,
    nested: { metrics: { ...metrics, accuracy: 0.66 }, intervals },
    seconds: 94,
  };
  return { ...base, dataset, device, offline: ready, search };
};

const searching = async () => ({
  ...base,
  dataset,
  device,
  job: /** @type {AppState['job']} */ ({
    kind: 'search',
    stage: 'search',
    done: 31,
    total: 120,
    secondsLeft: 48,
    cancelling: false,
  }),
});

const optimistic = async () => ({
  ...base,
  dataset,
  device,
  settings: { ...base.settings, protocol: /** @type {const} */ ('seed') },
  project: project(dataset, { protocol: 'seed', folds: 1 }),
});

const withoutYears = async () => {
  const data = { ...makeDataset(['child', 'grown-up', 'old'], 8), personsRecur: false };
  return { ...base, dataset: data, device, project: project(data, { protocol: 'grouped-k-fold', folds: 5 }) };
};

const failed = async () => ({
  ...base,
  dataset,
  settings: { ...base.settings, backbone: weaker.name },
  backbones: [weaker],
  device: {
    ...device,
    kind: /** @type {const} */ ('wasm'),
    adapter: null,
    threads: 4,
    notice: 'This browser has no WebGPU adapter, so the processor does the work.',
  },
  offline: {
    state: /** @type {const} */ ('incomplete'),
    message: 'The browser gave no room for the backbone; free some disk space and reload.',
  },
  project: project(dataset),
  errors: {
    intake:
      'The folder "holiday" has no photographs in class folders. Choose one that holds a folder for each age group.',
    train: 'The graphics card gave up in the middle of a batch. Train again, or choose WASM under More settings.',
    classify: '"letter.pdf" is not a photograph. Choose a JPEG or PNG file.',
  },
});

/** Thousands of photographs, and curves that hold nothing drawable. */
const thousands = async () => ({
  ...base,
  dataset: makeDataset(AGES.map(String), 700),
  device,
  project: project(dataset, {
    history: [{ epoch: 1, loss: Number.NaN, accuracy: Number.NaN, heldOutLoss: null, heldOutAccuracy: null }],
  }),
});

export const states = {
  start,
  intake,
  chosen,
  embedding,
  evaluating,
  trained,
  answered,
  doubtful,
  assessed,
  withoutIntervals,
  compared,
  better,
  searched,
  searching,
  optimistic,
  withoutYears,
  failed,
  thousands,
};
