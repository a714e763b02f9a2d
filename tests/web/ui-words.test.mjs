// What the interface says and allows, as plain functions.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backboneSentence, downloadOf, keptSentence } from '../../web/js/ui/backbone-words.js';
import { cornersOf } from '../../web/js/ui/face-overlay.js';
import { layersField, numberField } from '../../web/js/ui/field-rules.js';
import { count, decimal, duration, megabytes, moment, percent, range, signed } from '../../web/js/ui/format.js';
import { joinedName } from '../../web/js/ui/joined-name.js';
import { focusAfter } from '../../web/js/ui/keep-focus.js';
import { combinationSentence } from '../../web/js/ui/method-words.js';
import { outcomeOf, titleOf } from '../../web/js/ui/page-title.js';
import { createQueue } from '../../web/js/ui/queue.js';
import { pageAddress, routeOf } from '../../web/js/ui/route.js';
import { settingsGroups } from '../../web/js/ui/settings-groups.js';
import { stepsOf } from '../../web/js/ui/steps.js';
import {
  accuracySentence,
  coverageSentence,
  intervalSentence,
  lookedSentence,
  personsSentence,
  resolvedProtocol,
  stageCount,
  stageTitle,
  sureSentence,
} from '../../web/js/ui/words.js';

const words = { name: 'x', label: 'X', hint: '' };

/** @param {object} [patch] */
const trainJob = (patch) => ({
  kind: /** @type {const} */ ('train'),
  stage: /** @type {const} */ ('evaluate'),
  done: 2,
  total: 10,
  secondsLeft: 75,
  cancelling: false,
  ...patch,
});

/** @param {object} patch */
const stateWith = (patch) =>
  /** @type {import('../../web/js/types.d.ts').AppState} */ (
    /** @type {unknown} */ ({ job: null, dataset: null, trained: null, answer: null, errors: {}, ...patch })
  );

test('a number that is not finite is shown as a dash', () => {
  for (const text of [
    percent(Number.NaN),
    decimal(Number.POSITIVE_INFINITY),
    megabytes(Number.NaN),
    duration(Number.NaN),
  ]) {
    assert.equal(text, '–');
  }
});

test('numbers are written as people read them', () => {
  assert.equal(percent(0.6142857), '61.4%');
  assert.equal(count(1, 'person', 'persons'), '1 person');
  assert.equal(count(4900, 'photograph'), '4,900 photographs');
  assert.deepEqual([8, 75, 3700].map(duration), ['8 s', '1 min 15 s', '1 h 1 min']);
  assert.equal(moment('no date'), '');
});

test('an interval is its two ends, and a difference has its sign', () => {
  const one = (/** @type {number} */ value) => decimal(value, 1);
  assert.equal(range({ low: 2.57, high: 5.86 }, one), '2.6 to 5.9');
  assert.equal(range(null, one), '');
  assert.deepEqual(
    [4.29, -4.29, 0, -0.01, Number.NaN].map((value) => signed(value, one)),
    ['+4.3', '−4.3', '0.0', '0.0', '–'],
  );
});

test('a number field takes its limits and refuses what lies outside, with a sentence', () => {
  const epochs = numberField({ ...words, min: 1, max: 1000 });
  assert.deepEqual(epochs.parse('1'), { value: 1 });
  assert.deepEqual(epochs.parse('1000'), { value: 1000 });
  for (const text of ['', ' ', '0', '1001', '2.5', 'abc', 'NaN', '1e99']) {
    assert.deepEqual(epochs.parse(text), { problem: 'Enter a whole number from 1 to 1000.' }, text);
  }
  assert.deepEqual(numberField({ ...words, min: 0, max: 0.9, whole: false }).parse('0.5'), { value: 0.5 });
});

test('hidden units are one to four whole numbers', () => {
  const layers = layersField(words);
  assert.deepEqual(layers.parse('256, 64'), { value: [256, 64] });
  assert.equal(layers.format([256, 64]), '256, 64');
  for (const text of ['', '256,', '0', '1.5', '64 32', '5000', '1,1,1,1,1'])
    assert.ok('problem' in layers.parse(text), text);
});

test('the automatic protocol leaves one person out only when persons recur', () => {
  const dataset = (/** @type {boolean} */ personsRecur) =>
    /** @type {any} */ ({ personsRecur, personNames: ['a', 'b'] });
  assert.equal(resolvedProtocol('auto', dataset(true)), 'leave-one-person-out');
  assert.equal(resolvedProtocol('auto', dataset(false)), 'grouped-k-fold');
  assert.equal(resolvedProtocol('seed', dataset(true)), 'seed');
  assert.match(personsSentence(dataset(true)), /^2 persons, recognised by file names/);
  assert.match(personsSentence(dataset(false)), /each photograph counts as a person/);
});

test('the headline never claims unseen persons for the seed protocol or for unknown persons', () => {
  const run = (/** @type {object} */ patch) =>
    /** @type {any} */ ({ protocol: 'leave-one-person-out', samples: 70, persons: 10, ...patch });
  assert.match(accuracySentence(run({})), /persons the classifier has never seen/);
  assert.match(accuracySentence(run({ persons: 70 })), /photographs the classifier has never seen/);
  assert.doesNotMatch(accuracySentence(run({ protocol: 'seed' })), /never seen/);
});

test('the intervals are said to come from what was resampled', () => {
  const run = (/** @type {object} */ patch) =>
    /** @type {any} */ ({ intervals: {}, resamples: 2000, samples: 70, persons: 10, ...patch });
  assert.match(intervalSentence(run({})), /95% interval, by resampling persons \(2,000 times\)/);
  assert.match(intervalSentence(run({ persons: 70 })), /resampling photographs/);
  assert.match(intervalSentence(run({ intervals: null })), /at least two persons/);
});

test('what answering only when sure brings is counted from the predictions', () => {
  /** @param {[number, number][]} beliefs Belief in class 0, and the true class. */
  const run = (beliefs, protocol = 'holdout') =>
    /** @type {any} */ ({
      protocol,
      predictions: beliefs.map(([belief, classIndex]) => ({
        classIndex,
        predictedIndex: 0,
        probabilities: [belief, (1 - belief) / 2, (1 - belief) / 2],
      })),
    });
  assert.equal(
    coverageSentence(
      run([
        [0.9, 0],
        [0.5, 1],
        [0.45, 0],
      ]),
    ),
    'If it only answered when at least 50% sure, it would answer 2 of 3 photographs and be right in 50% of them.',
  );
  assert.match(coverageSentence(run([[0.4, 0]])), /would answer none of 1 photograph/);
  assert.match(coverageSentence(run([[0.6, 0]], 'seed')), /1 of 1 copy/);
});

test('an answer says how sure it is, and when it is not', () => {
  const answer = { classNames: ['20', '30', '40'], probabilities: [0.4, 0.35, 0.25], predictedIndex: 0 };
  assert.equal(sureSentence(/** @type {any} */ ({ ...answer, sure: false })), 'Most likely 20, but only 40% sure');
  assert.equal(sureSentence(/** @type {any} */ ({ ...answer, sure: true })), '40% sure');
});

test('what was looked at is said of every number of faces', () => {
  const face = (/** @type {number} */ width) => ({
    score: 1,
    box: { left: 0, top: 0, width, height: 10 },
    keypoints: [],
  });
  const looked = (/** @type {any} */ faces) => lookedSentence({ faces });
  assert.equal(looked(null), 'Looked at the whole picture.');
  assert.equal(looked({ faces: [], chosen: -1 }), 'No face found: the whole picture was used.');
  assert.equal(looked({ faces: [face(10)], chosen: 0 }), 'Looked at the face.');
  const faces = [face(10), face(30), face(20)];
  assert.equal(looked({ faces, chosen: 1 }), 'Looked at the largest of 3 faces; choose another.');
  assert.equal(looked({ faces, chosen: 2 }), 'Looked at face 3 of 3 faces; choose another.');
});

test('the corners of a crop turn with it', () => {
  const crop = { centreX: 50, centreY: 40, side: 20, angleDegrees: 0 };
  assert.equal(cornersOf(crop), '40.00,30.00 60.00,30.00 60.00,50.00 40.00,50.00');
  // A quarter turn: what was the upper left corner is now the upper right one.
  assert.equal(cornersOf({ ...crop, angleDegrees: 90 }), '60.00,30.00 60.00,50.00 40.00,50.00 40.00,30.00');
});

test('backbones are joined by name, each once', () => {
  assert.equal(joinedName('a', ''), 'a');
  assert.equal(joinedName('a', 'b'), 'a+b');
  assert.equal(joinedName('b', 'b'), 'b');
  assert.equal(joinedName('b', 'a+b+c'), 'b+a+c');
});

test('a download counts each backbone, and the face detector only where faces are cut out', () => {
  const backbones = [
    { name: 'a', bytes: 5 },
    { name: 'b', bytes: 7 },
  ];
  const of = (/** @type {any} */ settings, /** @type {any} */ faceDetector = { bytes: 1 }) =>
    downloadOf(settings, /** @type {any} */ ({ backbones, faceDetector })).bytes;
  assert.equal(of({ backbone: 'a+b', crop: 'face' }), 13);
  assert.equal(of({ backbone: 'b', crop: 'whole' }), 7);
  assert.equal(of({ backbone: 'b', crop: 'face' }, null), 7);
});

test('a backbone says what it was trained on, also when it has a notice', () => {
  const backbone = /** @type {any} */ ({ notice: null, embeddingSize: 1280, trainedOn: 'faces' });
  assert.equal(backboneSentence(backbone), 'Makes 1,280 numbers of each photograph. Trained on: faces.');
  assert.match(backboneSentence({ ...backbone, notice: 'It is weaker.' }), /^It is weaker\. .*Trained on: faces\.$/);
});

test('kept embeddings are megabytes, none, or not kept at all', () => {
  assert.deepEqual([12_345_678, 2_345_678, 0, null].map(keptSentence), [
    '12 MB',
    '2.3 MB',
    'none',
    'not kept by this browser',
  ]);
});

test('a combination is said as far as its method looks at it', () => {
  const tried = /** @type {const} */ ({
    method: 'network',
    loss: 'cumulative-link',
    hiddenUnits: [128, 64],
    dropout: 0.5,
    l2: 0,
    copies: 8,
    testCopies: 4,
    scaling: 'standard',
  });
  const sentence = (/** @type {object} */ patch) => combinationSentence(/** @type {any} */ ({ ...tried, ...patch }));
  assert.equal(
    sentence({}),
    'Network, cumulative link, hidden units 128 and 64, dropout 0.5, no L2, standardised, 8 copies, ' +
      'answers averaged over 4 copies',
  );
  assert.equal(
    sentence({ method: 'linear', loss: 'corn', l2: 0.01, copies: 1, testCopies: 0 }),
    'Linear, CORN, L2 0.01, standardised, 1 copy',
  );
  assert.equal(
    sentence({ method: 'neighbours', scaling: 'l2', copies: 0, testCopies: 0 }),
    'Nearest neighbours, length 1, no copies',
  );
});

test('the settings that are shown are those that the method and the loss look at', () => {
  const names = (/** @type {object} */ patch, loss = 'softmax', protocol = 'holdout') =>
    settingsGroups(
      /** @type {any} */ ({ method: 'network', hiddenUnits: [8], optimizer: 'adam', patience: 0, copies: 8, ...patch }),
      /** @type {any} */ (loss),
      /** @type {any} */ (protocol),
    ).flatMap(({ entries }) => entries.map(({ name }) => name));
  const network = names({});
  for (const name of ['hiddenUnits', 'activation', 'dropout', 'learningRate', 'clipNorm', 'ensemble', 'testCopies'])
    assert.ok(network.includes(name), name);
  for (const name of ['momentum', 'validationFraction', 'neighbours', 'labelSpread'])
    assert.ok(!network.includes(name), name);
  assert.ok(names({ optimizer: 'sgd' }).includes('momentum'));
  assert.ok(network.includes('testFraction') && !network.includes('folds'));
  assert.ok(names({}, 'softmax', 'grouped-k-fold').includes('folds'));
  assert.ok(names({ patience: 5 }).includes('validationFraction'));
  assert.ok(!names({ copies: 0 }).includes('testCopies'));
  const distribution = names({}, 'label-distribution');
  assert.ok(distribution.includes('labelSpread') && !distribution.includes('labelSmoothing'));
  assert.deepEqual(names({ method: 'linear' }), [
    'method',
    'loss',
    'scaling',
    'epochs',
    'seed',
    'patience',
    'l2',
    'labelSmoothing',
    'classWeights',
    'testFraction',
    'calibration',
    'testCopies',
  ]);
  assert.deepEqual(names({ method: 'neighbours' }, 'softmax', 'leave-one-person-out'), [
    'method',
    'scaling',
    'neighbours',
    'seed',
    'calibration',
    'testCopies',
  ]);
});

test('progress names the stage, the count and the time left', () => {
  assert.equal(stageTitle(trainJob(), 'leave-one-person-out'), 'Evaluating: person 3 of 10');
  assert.equal(stageTitle(trainJob({ done: 10 }), 'grouped-k-fold'), 'Evaluating: fold 10 of 10');
  assert.equal(stageTitle(trainJob({ total: 1, done: 0 }), 'holdout'), 'Evaluating');
  const cancelled = trainJob({ cancelling: true });
  assert.deepEqual([stageTitle(cancelled, 'holdout'), stageCount(cancelled)], ['Cancelling', '']);
  assert.equal(
    stageCount(trainJob({ stage: 'embed', done: 230, total: 630 })),
    '230 of 630 images, about 1 min 15 s left',
  );
  const search = trainJob({ kind: 'search', stage: 'search', done: 30, total: 120, secondsLeft: null });
  assert.equal(stageTitle(search, 'leave-one-person-out'), 'Trying settings');
  assert.equal(stageCount(search), '25%');
  assert.equal(stageCount({ ...search, stage: 'embed', done: 23 }), '23 of 120 images');
  const compare = trainJob({ kind: 'compare', stage: 'compare', done: 3.4, total: 13, secondsLeft: null });
  assert.equal(stageTitle(compare, 'leave-one-person-out'), 'Comparing backbones: 4 of 13');
  assert.equal(stageTitle({ ...compare, done: 13 }, 'holdout'), 'Comparing backbones: 13 of 13');
  assert.equal(stageCount(compare), '26%');
  assert.equal(stageCount(trainJob({ stage: 'load', total: 0, secondsLeft: null })), '');
});

test('exactly one step is the current one, what is next follows the work, and every step leads on', () => {
  const dataset = { name: 'a', samples: [], classNames: [] };
  const trained = { run: { datasetName: 'a', metrics: { accuracy: 0.5 } } };
  const answer = { classNames: ['20'], predictedIndex: 0, sure: true };
  /** @type {[object, string, string | null][]} */
  const cases = [
    [{}, 'photographs', 'photographs'],
    [{ dataset }, 'train', 'train'],
    [{ dataset, job: trainJob() }, 'train', null],
    [{ dataset, trained, job: trainJob({ kind: 'search' }) }, 'train', null],
    [{ dataset, trained, job: trainJob({ kind: 'compare' }) }, 'train', null],
    [{ dataset, trained }, 'results', 'classify'],
    [{ dataset: { ...dataset, name: 'b' }, trained }, 'train', 'train'],
    [{ trained }, 'classify', 'classify'],
    [{ dataset, trained, answer }, 'classify', null],
  ];
  for (const [patch, current, next] of cases) {
    const state = stateWith(patch);
    const steps = stepsOf(state);
    const ids = (/** @type {'current' | 'isNext'} */ which) => steps.filter((step) => step[which]).map(({ id }) => id);
    assert.deepEqual(ids('current'), [current]);
    assert.deepEqual(ids('isNext'), next ? [next] : []);
    for (const step of steps) {
      const isAtWork = step.id === 'photographs' || (state.job && step.id === 'train');
      assert.ok(step.next || isAtWork, `${step.id} leads nowhere`);
    }
  }
  const empty = stepsOf(stateWith({})).slice(1);
  assert.deepEqual(
    empty.map(({ next }) => next?.href),
    ['#photographs', '#photographs', '#photographs'],
  );
});

test('an address names a page and a part of it, or the work', () => {
  assert.deepEqual(routeOf('#/numbers/accuracy'), { page: 'numbers', part: 'accuracy' });
  assert.deepEqual(routeOf(pageAddress('privacy')), { page: 'privacy', part: null });
  for (const hash of ['', '#', '#train', '#/', '#/elsewhere', '#work']) assert.equal(routeOf(hash), null, hash);
});

test('the title of the window says how far a job is and that it is done', () => {
  const idle = stateWith({});
  const training = stateWith({ job: trainJob({ done: 42, total: 100 }) });
  assert.match(titleOf(null, null, null), /^Agelens – train/);
  assert.equal(titleOf(training.job, null, null), '42% – Agelens');
  assert.equal(titleOf(training.job, 'privacy', null), '42% – Privacy – Agelens');
  assert.equal(titleOf(null, null, 'done'), 'Done – Agelens');
  assert.equal(outcomeOf(training, idle), 'done');
  assert.equal(outcomeOf(training, training), null);
  assert.equal(outcomeOf(training, stateWith({ errors: { train: 'No.' } })), 'failed');
  const cancelled = stateWith({ job: { ...trainJob(), cancelling: true } });
  assert.equal(outcomeOf(cancelled, idle), null, 'who cancels knows');
  assert.equal(outcomeOf(stateWith({ job: trainJob({ kind: 'classify' }) }), idle), null, 'a moment is no news');
});

test('the keyboard goes from Train to Cancel to the results, and back to Train when training gave none', () => {
  const trained = {};
  const idle = stateWith({ trained });
  const training = stateWith({ trained, job: trainJob() });
  assert.equal(focusAfter(idle, training), '#train .job button');
  assert.equal(focusAfter(training, training), null);
  assert.equal(focusAfter(training, stateWith({ trained: {} })), '#results-title');
  assert.equal(focusAfter(training, idle), '#train .train-action button');
  const searching = stateWith({ trained, job: trainJob({ kind: 'search' }) });
  assert.equal(focusAfter(idle, searching), '#train .job button');
  assert.equal(focusAfter(searching, idle), '#train .search-action button');
  assert.equal(focusAfter(searching, stateWith({ trained, search: {} })), '#search-title');
  const comparing = stateWith({ trained, job: trainJob({ kind: 'compare' }) });
  assert.equal(focusAfter(comparing, idle), '#train .compare-action button');
  assert.equal(focusAfter(comparing, stateWith({ trained, backboneComparison: {} })), '#backbones-title');
});

test('after an answer the keyboard is at the chooser, or at the face that was chosen in the same photograph', () => {
  const photo = new Blob([]);
  const job = trainJob({ kind: 'classify' });
  const classifying = stateWith({ job, answer: { photo } });
  assert.equal(focusAfter(classifying, stateWith({ answer: { photo } })), '#classify [data-face][aria-pressed=true]');
  for (const after of [classifying.answer, { photo: new Blob([]) }, null])
    assert.equal(focusAfter(classifying, stateWith({ answer: after })), '#classify .photo-drop button');
});

test('what a job made may be in the state before the job ends', () => {
  const photo = new Blob([]);
  const idle = stateWith({ answer: { photo }, trained: {} });
  const ending = (/** @type {string} */ kind, /** @type {object} */ made) =>
    focusAfter(stateWith({ ...idle, job: trainJob({ kind }), ...made }), stateWith({ ...idle, ...made }), idle);
  assert.equal(ending('classify', { answer: { photo } }), '#classify [data-face][aria-pressed=true]');
  assert.equal(ending('train', { trained: {} }), '#results-title');
  assert.equal(ending('compare', { backboneComparison: {} }), '#backbones-title');
  assert.equal(ending('search', { search: {} }), '#search-title');
});

test('the queue keeps to its limit, in order, and leaves out what was withdrawn', async () => {
  const queue = createQueue(2);
  /** @type {number[]} */
  const started = [];
  let running = 0;
  let most = 0;
  const task = (/** @type {number} */ id) => async () => {
    started.push(id);
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 2));
    running -= 1;
  };
  const withdraw = [0, 1, 2, 3, 4].map((id) => queue.add(task(id)));
  withdraw[3]?.();
  await new Promise((resolve) => setTimeout(resolve, 40));
  assert.deepEqual(started, [0, 1, 2, 4]);
  assert.equal(most, 2);
});
