// The small parts of js/app.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orAbort } from '../../web/js/app/cancel.js';
import { checkSettings, chooseProtocol, defaultSettings } from '../../web/js/app/defaults.js';
import { createEmbedder } from '../../web/js/app/embedder.js';
import { indexOfLargest } from '../../web/js/app/evaluate.js';
import { lookAhead } from '../../web/js/app/look-ahead.js';
import { createMeanHistory } from '../../web/js/app/mean-history.js';
import { prepareRequest } from '../../web/js/app/picture.js';
import { createStore } from '../../web/js/app/store.js';
import { createTimeLeft } from '../../web/js/app/time-left.js';
import { backbone, deferred, fakeEmbed, nextTurn } from './fakes.mjs';

test('orAbort settles as the promise does, or rejects when the signal aborts', async () => {
  const { signal } = new AbortController();
  assert.equal(await orAbort(Promise.resolve(1), signal), 1);
  await assert.rejects(orAbort(Promise.reject(new Error('no')), signal), /no/);
  const controller = new AbortController();
  const waiting = orAbort(new Promise(() => {}), controller.signal);
  controller.abort();
  await assert.rejects(waiting, { name: 'AbortError' });
  await assert.rejects(orAbort(Promise.resolve(1), AbortSignal.abort()), { name: 'AbortError' });
});

test('lookAhead keeps the order and never runs further ahead than its depth', async () => {
  const started = [];
  /** @type {number[]} */
  const got = [];
  const results = lookAhead([3, 1, 2, 0, 5], 2, async (item) => {
    started.push(item);
    for (let turn = 0; turn < item; turn++) await nextTurn();
    return item;
  });
  for await (const item of results) {
    got.push(item);
    assert.ok(started.length <= got.length + 2, `${started.length} started, ${got.length} consumed`);
  }
  assert.deepEqual(got, [3, 1, 2, 0, 5]);
});

test('lookAhead passes a failure on in its turn, and a consumer that stops leaves no unhandled rejection', async () => {
  const results = lookAhead([1, 2, 3], 3, async (item) => {
    if (item > 1) throw new Error(`failed ${item}`);
    return item;
  });
  assert.deepEqual(await results.next(), { done: false, value: 1 });
  await assert.rejects(results.next(), /failed 2/);
  await nextTurn();
});

test('the store replaces its state and tells listeners until they leave', () => {
  const store = createStore({ a: 1, b: 2 });
  /** @type {object[]} */
  const seen = [];
  const leave = store.subscribe((state) => seen.push(state));
  store.update({ b: 3 });
  leave();
  store.update({ b: 4 });
  assert.deepEqual(seen, [
    { a: 1, b: 2 },
    { a: 1, b: 3 },
  ]);
  assert.deepEqual(store.state, { a: 1, b: 4 });
});

test('the time left follows the mean rate and is unknown at first', () => {
  let now = 0;
  const secondsLeft = createTimeLeft(10, () => now);
  assert.equal(secondsLeft(0), null);
  now = 400;
  assert.equal(secondsLeft(1), null);
  now = 2000;
  assert.equal(secondsLeft(4), 3);
});

test('each setting out of its range is named', () => {
  checkSettings(defaultSettings);
  const refused = (/** @type {object} */ patch, /** @type {RegExp} */ message) =>
    assert.throws(() => checkSettings({ ...defaultSettings, ...patch }), { code: 'bad-setting', message });
  refused({ copies: -1 }, /copies .* 0 to 1000/);
  refused({ epochs: 1.5 }, /epochs must be a whole number/);
  refused({ learningRate: Number.NaN }, /learning rate/);
  refused({ dropout: 1 }, /Dropout/);
  refused({ seed: 2 ** 32 }, /seed/);
  refused({ hiddenUnits: [0] }, /Hidden units/);
  refused({ protocol: 'best' }, /“best” is no protocol/);
});

test('each option of the copies out of its range is named', () => {
  const check = (/** @type {object} */ patch) =>
    checkSettings({ ...defaultSettings, augmentation: { ...defaultSettings.augmentation, ...patch } });
  for (const [patch, message] of /** @type {[object, RegExp][]} */ ([
    [{ rotationDegrees: 181 }, /^Rotation must be a number from 0 to 180\.$/],
    [{ zoom: 1 }, /^Zoom must be a number from 0 to 0\.9, or two from 0\.1 to 2 with the lower first\.$/],
    [{ zoom: [1.2, 0.8] }, /^Zoom/],
    [{ zoom: [0, 1] }, /^Zoom/],
    [{ zoom: [0.8, 1, 1.2] }, /^Zoom/],
    [{ zoom: ['0.8', Number.NaN] }, /^Zoom/],
    [{ brightness: [-0.1, 1] }, /^Brightness must be a number from 0 to 1, or two from 0 to 5/],
    [{ brightness: undefined }, /^Brightness/],
    [{ widthShift: 101 }, /^Width shift .* 0 to 100/],
    [{ heightShift: -1 }, /^Height shift/],
    [{ shearDegrees: 46 }, /^Shear .* 0 to 45/],
    [{ fillMode: 'mirror' }, /^“mirror” is no fill mode; choose nearest, reflect, wrap, constant\.$/],
    [{ fillValue: 256 }, /^The fill value .* 0 to 255/],
    [{ channelShift: 256 }, /^Channel shift/],
    [{ contrast: 1.1 }, /^Contrast/],
    [{ saturation: Number.NaN }, /^Saturation/],
    [{ blur: 11 }, /^Blur .* 0 to 10/],
    [{ greyscale: 2 }, /^The probability of greyscale/],
    [{ erasing: 2 }, /^The probability of erasing/],
  ])) {
    assert.throws(() => check(patch), { code: 'bad-setting', message }, JSON.stringify(patch));
  }
  check({ zoom: [0.5, 0.5], brightness: [0.7, 1.3], widthShift: 12, fillMode: 'wrap', erasing: 1, blur: 10 });
});

test('a project from before an option was there has it off', () => {
  const old = /** @type {any} */ ({
    rotationDegrees: 20,
    zoom: 0.15,
    widthShift: 0.1,
    heightShift: 0,
    horizontalFlip: true,
  });
  const backbone = /** @type {any} */ ({ inputSize: 224, normalization: { mean: [0, 0, 0], scale: [1, 1, 1] } });
  const { augmentation } = prepareRequest(backbone, { ...defaultSettings, augmentation: old }, 3, null);
  assert.deepEqual(augmentation, {
    ...old,
    shearDegrees: 0,
    verticalFlip: false,
    fillMode: 'nearest',
    fillValue: 0,
    channelShift: 0,
    brightness: 0,
    contrast: 0,
    saturation: 0,
    blur: 0,
    greyscale: 0,
    erasing: 0,
  });
});

test('auto is leave-one-person-out when persons recur, else grouped folds, for which there must be persons', () => {
  const dataset = (/** @type {boolean} */ personsRecur, /** @type {number} */ persons) =>
    /** @type {any} */ ({ personsRecur, personNames: Array(persons).fill('x') });
  assert.equal(chooseProtocol(defaultSettings, dataset(true, 3)), 'leave-one-person-out');
  assert.equal(chooseProtocol(defaultSettings, dataset(false, 5)), 'grouped-k-fold');
  assert.equal(chooseProtocol({ ...defaultSettings, protocol: 'seed' }, dataset(false, 3)), 'seed');
  assert.throws(() => chooseProtocol(defaultSettings, dataset(false, 4)), { message: /at least 5 persons.*are 4/ });
  assert.throws(() => chooseProtocol({ ...defaultSettings, protocol: 'leave-one-person-out' }, dataset(true, 1)), {
    message: /at least two persons/,
  });
});

test('history is the mean over the folds that have reached an epoch', () => {
  const result = (
    /** @type {number} */ epoch,
    /** @type {number} */ loss,
    /** @type {number | null} */ heldOutLoss,
  ) => ({
    epoch,
    loss,
    accuracy: loss / 2,
    heldOutLoss,
    heldOutAccuracy: null,
  });
  const history = createMeanHistory();
  history.add([result(1, 4, 8), result(2, 2, 6)]);
  const expected = [
    { epoch: 1, loss: 3, accuracy: 1.5, heldOutLoss: 8, heldOutAccuracy: null },
    { epoch: 2, loss: 2, accuracy: 1, heldOutLoss: 6, heldOutAccuracy: null },
  ];
  history.add([result(1, 2, null)]);
  assert.deepEqual(history.mean(), expected);
});

test('the predicted class is the first of the largest probabilities', () => {
  assert.equal(indexOfLargest([0.1, 0.4, 0.4, 0.1]), 1);
});

test('a backbone is opened once for a device, and again after the device failed', async () => {
  let loads = 0;
  let fail = false;
  const service = fakeEmbed({
    run: async () => {
      if (fail) throw new Error('device lost');
      return [new Float32Array(1)];
    },
  });
  const embedder = createEmbedder(service, async () => {
    loads += 1;
    return new Uint8Array();
  });
  await Promise.all([embedder.open([backbone], 'auto'), embedder.open([backbone], 'auto')]);
  assert.equal(loads, 1);
  await embedder.open([backbone], 'wasm');
  assert.equal(loads, 2);
  fail = true;
  await assert.rejects(embedder.run('x', new Float32Array(12), 1), /device lost/);
  await embedder.open([backbone], 'wasm');
  assert.equal(loads, 3);
});

test('the last of several opens wins, and none is left waiting', async () => {
  const slow = deferred();
  const service = fakeEmbed();
  const embedder = createEmbedder(service, async ({ name }) => {
    if (name === 'slow') await slow.promise;
    return new Uint8Array();
  });
  const first = embedder.open([{ ...backbone, name: 'slow', sha256: 'a' }], 'webgpu');
  const second = embedder.open([{ ...backbone, sha256: 'b' }], 'wasm');
  slow.resolve();
  await assert.rejects(first, { name: 'AbortError' });
  await second;
  assert.deepEqual(service.state.opened, ['wasm']);
});

test('a failed open is tried again', async () => {
  let attempts = 0;
  const embedder = createEmbedder(fakeEmbed(), async () => {
    attempts += 1;
    if (attempts === 1) throw new Error('offline');
    return new Uint8Array();
  });
  await assert.rejects(embedder.open([backbone], 'auto'), /offline/);
  await nextTurn();
  await embedder.open([backbone], 'auto');
  assert.equal(attempts, 2);
});

test('cancelling an open rejects at once while the loading goes on for the next time', async () => {
  const slow = deferred();
  let loads = 0;
  const embedder = createEmbedder(fakeEmbed(), async (_, { onProgress }) => {
    loads += 1;
    await slow.promise;
    onProgress?.(3);
    return new Uint8Array();
  });
  const controller = new AbortController();
  const cancelled = embedder.open([backbone], 'auto', { signal: controller.signal });
  controller.abort();
  await assert.rejects(cancelled, { name: 'AbortError' });
  let told = 0;
  const again = embedder.open([backbone], 'auto', {
    onProgress: () => {
      told += 1;
    },
  });
  slow.resolve();
  await again;
  assert.deepEqual([loads, told], [1, 1]);
});
