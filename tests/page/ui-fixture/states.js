// Every state in which the page can be, made of plain data. The photographs are coloured squares.
/** @import {Answer, AppState, Backbone, Dataset, Device} from '../../../web/js/types.d.ts' */
/** @import {EpochResult, Metrics, Project, Run, Sample} from '../../../web/js/types.d.ts' */

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
  settings: {
    backbone: 'mobilenet-v2',
    protocol: 'auto',
    folds: 5,
    testFraction: 0.2,
    copies: 8,
    augmentation: { rotationDegrees: 15, zoom: 0.1, widthShift: 0.1, heightShift: 0.1, horizontalFlip: true },
    epochs: 30,
    learningRate: 0.001,
    batchSize: 32,
    hiddenUnits: [256],
    dropout: 0.5,
    seed: 1,
  },
  deviceChoice: 'auto',
  backbones: [backbone, weaker],
  device: null,
  history: [],
  project: null,
  answer: null,
  errors: { intake: null, train: null, classify: null },
  offline: { state: 'preparing', message: 'Keeping 14 of 37 MB for offline use.' },
};

/** @type {AppState['offline']} */
const ready = { state: 'ready', message: 'Everything is kept in this browser.' };

/** @param {number} epochs @returns {EpochResult[]} */
function history(epochs) {
  return Array.from({ length: epochs }, (_, index) => ({
    epoch: index + 1,
    loss: 0.25 + 2 * Math.exp(-index / 7),
    accuracy: 0.96 - 0.8 * Math.exp(-index / 6),
    heldOutLoss: 1.05 + 1.1 * Math.exp(-index / 4) + 0.02 * Math.sin(index * 2),
    heldOutAccuracy: 0.6 - 0.45 * Math.exp(-index / 4) + 0.02 * Math.sin(index * 3),
  }));
}

/** Most answers right, some a class off. @param {number} classes @param {number} support @returns {number[][]} */
function confusionOf(classes, support) {
  return Array.from({ length: classes }, (_, truth) => {
    const row = Array(classes).fill(0);
    const off = (truth * 2 + 2) % 5;
    row[truth] = support - off;
    row[truth === classes - 1 ? truth - 1 : truth + 1] += off;
    return row;
  });
}

/** @param {Dataset} data @param {number} support @returns {Metrics} */
function metricsOf(data, support) {
  const classes = data.classNames.length;
  const ordinal = data.classValues !== null;
  return {
    count: classes * support,
    accuracy: 0.6142857142857143,
    logLoss: 1.0834921,
    ece: 0.0712,
    withinOne: ordinal ? 0.9571428571428572 : null,
    maeYears: ordinal ? 4.285714285714286 : null,
    quadraticWeightedKappa: ordinal ? 0.8912 : null,
    precision: { macro: 0.62431, weighted: 0.62432 },
    recall: { macro: 0.61428, weighted: 0.61429 },
    f1: { macro: 0.61212, weighted: 0.61213 },
    confusion: confusionOf(classes, support),
    perClass: Array.from({ length: classes }, (_, index) => ({
      precision: 0.5 + index * 0.05,
      recall: 0.6,
      f1: 0.55 + index * 0.02,
      support,
    })),
  };
}

/** @param {Dataset} data @param {Partial<Run>} [patch] @returns {Project} */
function project(data, patch = {}) {
  const metrics = metricsOf(data, 10);
  const classes = data.classNames.length;
  const predictions = metrics.confusion.flatMap((row, classIndex) =>
    row.flatMap((count, predictedIndex) =>
      Array.from({ length: count }, (_, index) => ({
        path: `${data.classNames[classIndex]}/image${index + 1}.jpg`,
        person: `image${index + 1}`,
        copy: 0,
        classIndex,
        predictedIndex,
        probabilities: Array.from({ length: classes }, (_, k) => (k === predictedIndex ? 0.62 : 0.38 / (classes - 1))),
      })),
    ),
  );
  /** @type {Run} */
  const run = {
    startedAt: '2026-11-22T19:30:00Z',
    datasetName: data.name,
    classNames: data.classNames,
    classValues: data.classValues,
    samples: data.samples.length,
    persons: data.personNames.length,
    protocol: 'leave-one-person-out',
    settings: base.settings,
    backbone,
    device,
    folds: 10,
    metrics,
    predictions,
    history: history(30),
    rejected: [],
    seconds: { decode: 3, augment: 5, embed: 41, train: 22, total: 71 },
    ...patch,
  };
  return { formatVersion: 1, name: data.name, savedAt: run.startedAt, run, classifier: new Uint8Array(8) };
}

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

const answered = async () => {
  const probabilities = [0.01, 0.02, 0.05, 0.19, 0.56, 0.15, 0.02];
  /** @type {Answer} */
  const answer = {
    path: 'grandfather at the lake.jpg',
    photo: await drawnPhoto(30, 70),
    classNames: dataset.classNames,
    probabilities,
    predictedIndex: 4,
    expectedAge: probabilities.reduce((sum, probability, index) => sum + probability * AGES[index], 0),
  };
  return { ...base, device, offline: ready, project: project(dataset), answer };
};

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
  optimistic,
  withoutYears,
  failed,
  thousands,
};
