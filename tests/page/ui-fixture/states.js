// Every state in which the page can be, made of plain data. The photographs are coloured squares.
/** @import {Answer, AppState, Backbone, BackboneRow, Dataset, Device, Face, FaceDetector, Likeness} from '../../../web/js/types.d.ts' */
/** @import {Comparison, Trained, Run, Sample, SearchReport, SearchRow} from '../../../web/js/types.d.ts' */
import { initialState, noErrors } from '../../../web/js/app/defaults.js';
import { albumOf } from './album.js';
import { history, runOf, settings, trainedOf } from './run.js';

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
  layout: 'nhwc',
  output: 'embedding',
  embeddingSize: 1280,
  faceCrop: { scale: 1.25, shiftUp: -0.04, aligned: true },
};

/** @type {Backbone} */
const weaker = {
  ...backbone,
  name: 'mobilenet-v2-npm',
  title: 'MobileNetV2 from npm',
  notice:
    'The usual backbone could not be had when this page was built, so a weaker one stands in: MobileNetV2 from npm.',
};

/** @type {Backbone} */
const ofAges = {
  ...backbone,
  name: 'face-age',
  title: 'face-api age network',
  trainedOn: 'Photographs of faces with age and sex: its features have been trained to estimate ages',
  bytes: 1_695_378,
  inputSize: 112,
  embeddingSize: 512,
};

/** @type {FaceDetector} */
const faceDetector = {
  name: 'blazeface',
  title: 'BlazeFace',
  source: 'npm',
  licence: 'Apache-2.0',
  file: 'blazeface-8c0c05f1.onnx',
  bytes: 564_125,
  sha256: '',
  inputSize: 256,
  normalization: { mean: [127.5, 127.5, 127.5], scale: [127.5, 127.5, 127.5] },
};

const seeing = { backbones: [backbone], faceDetector };

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

const GROUP = { width: 480, height: 320 };

/** @param {number} left @param {number} top @param {number} side @returns {Face} */
const faceAt = (left, top, side) => ({ score: 0.9, box: { left, top, width: side, height: side }, keypoints: [] });

/** The second is the largest. */
const GROUP_FACES = [faceAt(50, 90, 90), faceAt(190, 60, 110), faceAt(350, 120, 70)];

/** Three heads side by side, where GROUP_FACES are. */
async function drawnGroup() {
  const canvas = new OffscreenCanvas(GROUP.width, GROUP.height);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.fillStyle = 'hsl(200 25% 80%)';
  context.fillRect(0, 0, GROUP.width, GROUP.height);
  for (const [index, { box }] of GROUP_FACES.entries()) {
    context.fillStyle = `hsl(${20 + index * 15} 40% 55%)`;
    context.beginPath();
    context.ellipse(box.left + box.width / 2, box.top + box.height / 2, box.width / 2.4, box.height / 1.9, 0, 0, 7);
    context.fill();
  }
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
        const isGroup = classIndex === 2 && (personIndex === 1 || personIndex === 4);
        const photo = isGroup ? await drawnGroup() : await drawnPhoto(personIndex * 36, 78 - classIndex * 4);
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
  undo: null,
  duplicates: null,
  batch: null,
  live: null,
  dataset: null,
  settings,
  deviceChoice: 'auto',
  manifest: { backbones: [backbone, weaker, ofAges], faceDetector },
  projects: { ...initialState().projects, opened: true },
  device: null,
  opening: null,
  history: [],
  trained: null,
  runs: [],
  ownBackbones: { checking: null, error: null },
  comparison: null,
  search: null,
  backboneComparison: null,
  cacheBytes: 12_345_678,
  faces: [],
  preview: null,
  answer: null,
  explanation: null,
  meanMaps: null,
  exported: null,
  embeddingMap: initialState().embeddingMap,
  onlyShown: null,
  album: { photographs: [], answer: null },
  errors: noErrors(),
  hasThreads: true,
  offline: { state: 'preparing', message: 'Keeping 14 of 37 MB for offline use.', update: null },
};

/** @type {AppState['offline']} */
const ready = { state: 'ready', message: 'Everything is kept in this browser.', update: null };

/** @param {Dataset} data @param {Partial<Run>} [patch] @returns {Trained} */
const makeTrained = (data, patch) => trainedOf(runOf(data, seeing, device, patch));

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

const trained = async () => ({ ...base, dataset, device, offline: ready, trained: makeTrained(dataset) });

/** One person four times among six. @returns {Likeness} */
function likeness() {
  const nearest = [43, 53, 42, 33, 63, 47].map((index, place) => {
    const { path, person, classIndex } = dataset.samples[index];
    return { path, person, classIndex, distance: 0.31 + place / 40, same: false };
  });
  return { nearest, another: nearest[2] };
}

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
    ageRange: { low: 50.7, high: 65.3, years: 7.3, share: 57 / 70, photographs: 70, persons: 10 },
    sure: true,
    familiarity: 0.62,
    unfamiliar: false,
    likeness: likeness(),
    faces: { faces: [{ ...faceAt(80, 75, 160), box: { left: 80, top: 75, width: 160, height: 210 } }], chosen: 0 },
    crop: { centreX: 160, centreY: 170, side: 262.5, angleDegrees: 8 },
    width: 320,
    height: 400,
    ...patch,
  };
  return { ...base, device, offline: ready, trained: makeTrained(dataset), answer };
}

const answered = () => answeredWith(BELIEF);

/** A classifier of the photographs that are on the page. */
function trainedHere() {
  const { run, model } = makeTrained(dataset);
  return { run, model: { ...model, photographs: dataset.samples } };
}

/** Of a photograph trained on, whose folder is on the page. */
async function likened() {
  const state = await answered();
  const [first, ...others] = state.answer.likeness.nearest;
  const nearest = [{ ...first, distance: 0, same: true }, ...others];
  return {
    ...state,
    dataset,
    trained: trainedHere(),
    answer: { ...state.answer, likeness: { ...state.answer.likeness, nearest } },
  };
}

/** Of a classifier whose photographs are on the page. */
async function albumed() {
  const state = await likened();
  return { ...state, ...albumOf(dataset, state.trained, state.answer) };
}

const doubtful = () =>
  answeredWith([0.02, 0.05, 0.11, 0.25, 0.36, 0.17, 0.04], {
    sure: false,
    familiarity: 0.01,
    unfamiliar: true,
    ageRange: null,
  });

const BELIEF = [0.01, 0.02, 0.05, 0.19, 0.56, 0.15, 0.02];

/** Several photographs, of which one could not be read and one is still to come; the second is shown. */
async function several() {
  const state = await answered();
  const answerOf = (/** @type {Partial<Answer>} */ patch) => ({ ...state.answer, photo: null, ...patch });
  const doubt = {
    sure: false,
    unfamiliar: true,
    familiarity: 0.01,
    ageRange: null,
    expectedAge: 44.25,
    predictedIndex: 2,
  };
  const said = [
    { answer: answerOf({ probabilities: [...BELIEF] }), problem: null },
    { answer: answerOf({ ...doubt, probabilities: [0.1, 0.2, 0.3, 0.2, 0.1, 0.05, 0.05] }), problem: null },
    { answer: null, problem: 'This is text, not a photograph. Remove it, or save the photograph as JPEG or PNG.' },
    { answer: answerOf({ probabilities: [0, 0, 0, 0.05, 0.9, 0.05, 0], expectedAge: 60 }), problem: null },
    { answer: null, problem: null },
  ];
  const names = ['IMG_10.jpg', 'IMG_9.jpg', 'letter.pdf', 'holiday at the lake/IMG_11.jpg', 'IMG_12.jpg'];
  const items = names.map((name, index) => ({
    id: index + 1,
    name,
    entry: /** @type {Sample} */ (dataset.samples[index * 9]).entry,
    .../** @type {(typeof said)[number]} */ (said[index]),
  }));
  const shown = said[1]?.answer ?? null;
  return { ...state, batch: { items }, answer: shown && { ...shown, photo: state.answer.photo } };
}

/** Row by row the place's number less its class's times ten; of another shape where two are compared. @param {number} side */
const numberedMaps = (side) => ({
  values: Float32Array.from({ length: 7 * side * side }, (_, index) => {
    const place = index % side ** 2;
    return (place - 10 * Math.floor(index / side ** 2)) / 40;
  }),
  height: side,
  width: side,
});

/** Why, of two backbones: the second has no map. */
const explained = async () => {
  const state = await answered();
  const part = {
    backbone: 'MobileNetV2',
    crop: state.answer.crop,
    map: numberedMaps(7),
    whyNoMap: null,
    occlusion: numberedMaps(7),
    agreement: [0.9, 0.8, 0.1, null, 0.55, 0.2, -0.3],
    onFace: AGES.map(() => ({ share: 0.75, area: 0.6 })),
  };
  const without = {
    ...part,
    backbone: 'dlib ResNet',
    map: null,
    whyNoMap: 'It has no map.',
    onFace: AGES.map(() => null),
  };
  const size = 16;
  return {
    ...state,
    dataset,
    trained: trainedHere(),
    explanation: { answer: state.answer, probabilities: BELIEF, parts: [part, without] },
    meanMaps: {
      startedAt: state.trained.run.startedAt,
      classNames: dataset.classNames,
      counts: AGES.map(() => 10),
      parts: [
        {
          backbone: 'MobileNetV2',
          maps: numberedMaps(7),
          pictures: new Uint8ClampedArray(7 * 4 * size * size).fill(160),
          size,
          onFace: part.onFace,
        },
      ],
      skipped: 1,
    },
  };
};

/** Of three faces the largest was looked at. */
const answeredAmong = async () =>
  answeredWith(BELIEF, {
    path: 'three at the lake.jpg',
    photo: await drawnGroup(),
    ...GROUP,
    faces: { faces: GROUP_FACES, chosen: 1 },
    crop: { centreX: 245, centreY: 111, side: 137.5, angleDegrees: -6 },
  });

const answeredFaceless = () => answeredWith(BELIEF, { faces: { faces: [], chosen: -1 }, crop: null });

/** A photograph that the core reads and the browser does not show. */
const answeredUnseen = async () =>
  answeredWith(BELIEF, {
    photo: new Blob(['x']),
    ...GROUP,
    faces: { faces: GROUP_FACES, chosen: 0 },
    crop: { centreX: 95, centreY: 131, side: 112.5, angleDegrees: 0 },
  });

/** After a training: two photographs with three faces, one that the browser cannot show, two without any. */
const faced = async () => ({
  ...(await trained()),
  faces: [
    { path: '20/image4.jpg', found: { faces: [], chosen: -1 } },
    { path: '60/image7.jpg', found: { faces: [], chosen: -1 } },
    { path: '30/image3.jpg', found: { faces: GROUP_FACES.slice(0, 2), chosen: 1 } },
    { path: '40/image2.jpg', found: { faces: GROUP_FACES, chosen: 1 } },
    { path: '40/image5.jpg', found: { faces: GROUP_FACES, chosen: 1 } },
  ],
});

/** Of one picture in two classes, of one file under two names, and of one twice in a class. */
const duplicated = async () => ({
  ...base,
  dataset,
  duplicates: {
    done: 70,
    total: 70,
    unread: 1,
    groups: [
      { paths: ['20/image5.jpg', '30/image5.jpg'], identical: false, acrossClasses: true, acrossPersons: false },
      {
        paths: ['40/image2.jpg', '40/image6.jpg', '60/image2.jpg'],
        identical: true,
        acrossClasses: true,
        acrossPersons: true,
      },
      { paths: ['70/image8.jpg', '70/image9.jpg'], identical: false, acrossClasses: false, acrossPersons: false },
    ],
  },
});

/** With all that can be said about a run: cautions, many persons, calibration, early stopping. */
const assessed = async () => {
  const data = makeDataset(AGES.map(String), 16);
  const cautions = [
    'Only 16 persons were tested, so the true accuracy may lie anywhere in the interval.',
    'Class “20” has fewer photographs than the others; its figures are the least certain.',
  ];
  const run = runOf(data, seeing, device, {
    cautions,
    settings: { ...settings, patience: 8, ensemble: 5, testCopies: 4, calibration: 'temperature', l2: 0.001 },
  });
  return { ...base, dataset: data, device, offline: ready, trained: trainedOf(run, 1.3712) };
};

/** With one person there is nothing to resample. */
const withoutIntervals = async () => ({
  ...base,
  dataset,
  device,
  trained: makeTrained(dataset, { intervals: null, resamples: 0 }),
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
  const latest = runOf(dataset, seeing, device);
  const earlier = runOf(dataset, seeing, device, {
    startedAt: '2026-11-22T19:10:00Z',
    loss: 'softmax',
    settings: { ...settings, method: 'linear', loss: 'softmax', l2: 0.01 },
  });
  const otherData = runOf(makeDataset(['20', '30'], 10), seeing, device, { startedAt: '2026-11-22T19:00:00Z' });
  return {
    ...base,
    dataset,
    device,
    offline: ready,
    trained: trainedOf(latest),
    runs: [latest, earlier, otherData],
    comparison: { of: latest.startedAt, with: earlier.startedAt, result },
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
  const { metrics, intervals } = runOf(dataset, seeing, device);
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

/** @param {number} value */
const figure = (value) => ({ mean: value, low: value, high: value, values: [value] });

/** @param {Partial<BackboneRow>} change @returns {BackboneRow} */
const backboneRow = (change) => ({
  backbone: backbone.name,
  title: backbone.title,
  crop: 'face',
  accuracy: figure(0.7571428571428571),
  accuracyInterval: { low: 0.6714285714285714, high: 0.8428571428571429 },
  withinOne: figure(1),
  maeYears: figure(2.43),
  embeddingSize: 1280,
  bytes: 9_494_125,
  msPerImage: 6.42,
  ...change,
});

const backbonesCompared = async () => ({
  ...base,
  dataset,
  device,
  offline: ready,
  backboneComparison: {
    protocol: /** @type {const} */ ('leave-one-person-out'),
    seeds: [1],
    rows: [
      backboneRow({
        backbone: 'mobilenet-v2+face-age',
        title: `${backbone.title} + ${ofAges.title}`,
        accuracy: figure(0.8),
        embeddingSize: 1792,
        bytes: 11_189_503,
        msPerImage: 11.7,
      }),
      backboneRow({}),
      backboneRow({ backbone: ofAges.name, title: ofAges.title, embeddingSize: 512, accuracy: figure(0.7) }),
      backboneRow({ crop: 'whole', accuracy: figure(0.6714285714285714), bytes: 8_930_000 }),
    ],
    device,
    seconds: 182,
  },
});

const comparing = async () => ({
  ...base,
  dataset,
  device,
  job: /** @type {AppState['job']} */ ({
    kind: 'compare',
    stage: 'compare',
    done: 3.4,
    total: 13,
    secondsLeft: 95,
    cancelling: false,
  }),
});

const joined = async () => ({
  ...base,
  dataset,
  device,
  settings: { ...base.settings, backbone: `${backbone.name}+${ofAges.name}` },
});

const optimistic = async () => ({
  ...base,
  dataset,
  device,
  settings: { ...base.settings, protocol: /** @type {const} */ ('seed') },
  trained: makeTrained(dataset, { protocol: 'seed', folds: 1, optimistic: null }),
});

const withoutYears = async () => {
  const data = { ...makeDataset(['child', 'grown-up', 'old'], 8), personsRecur: false };
  return { ...base, dataset: data, device, trained: makeTrained(data, { protocol: 'grouped-k-fold', folds: 5 }) };
};

const failed = async () => ({
  ...base,
  dataset,
  settings: { ...base.settings, backbone: weaker.name, crop: /** @type {const} */ ('whole') },
  manifest: { backbones: [weaker], faceDetector: null },
  device: {
    ...device,
    kind: /** @type {const} */ ('wasm'),
    adapter: null,
    threads: 4,
    notice: 'This browser has no WebGPU adapter, so the processor does the work.',
  },
  hasThreads: false,
  offline: {
    state: /** @type {const} */ ('incomplete'),
    message: 'The browser gave no room for the backbone; free some disk space and reload.',
    update: { isTaking: false, problem: 'Agelens is open in another tab or window, too: close it there, then update.' },
  },
  trained: makeTrained(dataset),
  exported: { name: /** @type {const} */ ('embeddings'), file: null },
  errors: {
    intake:
      'The folder "holiday" has no photographs in class folders. Choose one that holds a folder for each age group.',
    train: 'The graphics card gave up in the middle of a batch. Train again, or choose WASM under More settings.',
    album: null,
    classify: '"letter.pdf" is not a photograph. Choose a JPEG or PNG file.',
    export:
      'The embeddings need the photographs that were trained on: choose “assessment-data” under Photographs first.',
    map: 'The map needs more memory than this browser gives; draw it without the copies.',
    meanMaps:
      'The mean maps need the photographs that the classifier was trained on; choose their folder, or train again.',
  },
});

/** A map of ten persons in rings: each person is a direction, each age a distance. */
const mapped = async () => {
  const trained = makeTrained(dataset);
  const photographs = dataset.samples.map(({ path, person, classIndex }) => ({ path, person, classIndex }));
  const coordinates = Float32Array.from(
    dataset.samples.flatMap(({ classIndex, personIndex }) => {
      const angle = (personIndex / 10) * 2 * Math.PI;
      return [(4 + classIndex) * Math.cos(angle), (4 + classIndex) * Math.sin(angle)];
    }),
  );
  const map = {
    request: { method: /** @type {const} */ ('tsne'), perplexity: 15, copies: false },
    points: photographs.map((_, photograph) => ({ photograph, copy: 0 })),
    rows: 70,
    coordinates,
    steps: { done: 1000, total: 1000, perplexity: 15, cost: 0.4 },
    explained: null,
  };
  const neighbourhood = {
    neighbours: 7,
    asked: 70,
    person: { share: 0.62, chance: 6 / 69, most: 6 / 7, clear: true },
    class: { share: 0.21, chance: 9 / 69, most: 1, clear: true },
  };
  return {
    ...base,
    dataset,
    device,
    offline: ready,
    trained: { ...trained, model: { ...trained.model, photographs } },
    embeddingMap: { map, neighbourhood, course: null, problem: null },
  };
};

/** Thousands of photographs, and curves that hold nothing drawable. */
const thousands = async () => ({
  ...base,
  dataset: makeDataset(AGES.map(String), 700),
  device,
  trained: makeTrained(dataset, {
    history: [{ epoch: 1, loss: Number.NaN, accuracy: Number.NaN, heldOutLoss: null, heldOutAccuracy: null }],
  }),
});

/** @type {AppState['projects']} */
const projects = {
  opened: true,
  list: [
    { id: 'a', name: 'Family', savedAt: '2026-11-22T19:30:00Z' },
    { id: 'b', name: 'Sample dataset', savedAt: '2026-11-21T19:30:00Z' },
  ],
  current: { id: 'a', name: 'Family', savedAt: '2026-11-22T19:30:00Z' },
  elsewhere: false,
  copying: null,
  saving: null,
  photographsKept: true,
  deleted: { id: 'c', name: 'Old faces', savedAt: '2026-11-20T19:30:00Z' },
  notice: null,
  error: null,
  storage: { used: 123_456_789, quota: 10_765_832_192, persisted: false },
};

/** A second project, one deleted a moment ago. */
const kept = async () => ({ ...(await trained()), projects });

const keeping = async () => ({
  ...base,
  dataset,
  device,
  projects: { ...projects, deleted: null, photographsKept: false, copying: { done: 12, total: 70 } },
});

const keptElsewhere = async () => ({ ...(await kept()), projects: { ...projects, deleted: null, elsewhere: true } });

const unkept = async () => ({
  ...(await kept()),
  projects: {
    ...projects,
    photographsKept: false,
    error: 'The disk, or this page’s share of it, is full: the photographs are not kept.',
  },
});

const undoable = async () => ({
  ...(await trained()),
  undo: {
    sentence:
      '3 photographs are in class “thirty-something” now. Because the name was taken, “ada.jpg” became “ada (2).jpg”, and 1 ' +
      'other likewise; that counts as the same person.',
  },
});
/** After the training one photograph was moved into another class, and one excluded. */
const changed = async () => {
  const state = await trained();
  const classIndex = 1;
  const samples = dataset.samples
    .filter(({ path }) => path !== '30/image2.jpg')
    .map((sample) => (sample.path === '20/image9.jpg' ? { ...sample, classIndex, path: '30/image9-2.jpg' } : sample));
  const excluded = dataset.samples.filter(({ path }) => path === '30/image2.jpg');
  return { ...state, dataset: { ...dataset, samples, excluded } };
};

export const states = {
  start,
  changed,
  intake,
  chosen,
  embedding,
  evaluating,
  trained,
  answered,
  explained,
  doubtful,
  several,
  likened,
  albumed,
  answeredAmong,
  answeredFaceless,
  answeredUnseen,
  duplicated,
  faced,
  mapped,
  assessed,
  withoutIntervals,
  compared,
  better,
  searched,
  searching,
  backbonesCompared,
  comparing,
  joined,
  optimistic,
  withoutYears,
  failed,
  kept,
  keeping,
  keptElsewhere,
  unkept,
  undoable,
  thousands,
};
