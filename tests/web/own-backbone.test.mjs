// The user's own backbones: from an inspection to a description, kept, changed and removed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialState } from '../../web/js/app/defaults.js';
import { chooseOutput } from '../../web/js/app/embedding-output.js';
import { sha256Of } from '../../web/js/app/embedding-recipe.js';
import { AgelensError } from '../../web/js/app/errors.js';
import { inputFormOf } from '../../web/js/app/input-form.js';
import { nameOfFile, readOwnBackbone } from '../../web/js/app/own-backbone.js';
import { createOwnBackboneActions } from '../../web/js/app/own-backbone-actions.js';
import { createStore } from '../../web/js/app/store.js';
import { createUndo } from '../../web/js/app/undo.js';
import { createOwnBackbones } from '../../web/js/data/own-backbones.js';
import { createInspector } from '../../web/js/embed/inspector.js';
import { strings } from '../../web/js/strings.js';
import { backbone as built, fakeFiles, fakeInspect } from './fakes.mjs';

const inspect = fakeInspect(
  [null, 3, null, null],
  [
    ['y', [1, 8]],
    ['z', [1, 1000]],
  ],
);

/** @param {string} name @param {string} [text] */
const file = (name, text = name) => {
  const bytes = new TextEncoder().encode(text);
  return { name, size: bytes.length, read: async () => bytes };
};

function page(files = fakeFiles(), options = {}) {
  const store = createStore(initialState());
  store.update({ manifest: { backbones: [built], faceDetector: null } });
  store.update({ settings: { ...store.state.settings, backbone: 'tiny' } });
  const ownBackbones = createOwnBackbones(files);
  const undo = createUndo(store);
  const actions = createOwnBackboneActions(store, {
    inspect,
    ownBackbones,
    undo,
    strings,
    isBusy: () => false,
    ...options,
  });
  const names = () => store.state.manifest.backbones.map(({ name }) => name);
  const named = (/** @type {string} */ name) => store.state.manifest.backbones.find((one) => one.name === name);
  return { store, actions, names, named, ownBackbones, files, undo };
}

test('a file name becomes a name of letters, digits and hyphens, whatever it was', () => {
  const names = {
    'ResNet 50.onnx': 'own-resnet-50',
    '../../etc/passwd.onnx': 'own-etc-passwd',
    'Größe+é.ONNX': 'own-gro-e-e',
    '顔.onnx': 'own-backbone',
    '.onnx': 'own-onnx',
    [`${'long'.repeat(40)}.onnx`]: `own-${'long'.repeat(10)}`,
  };
  for (const [fileName, name] of Object.entries(names)) assert.equal(nameOfFile(fileName), name);
});

test('the layout is found from what is known of the shape, and asked where nothing is', () => {
  const form = (/** @type {(number | null)[]} */ shape, options = {}) => {
    const signature = { inputs: [{ name: 'x', type: 'float32', shape }], outputs: [] };
    const { layout, layoutFixed, inputSize, sizeFixed } = inputFormOf(signature, options);
    return [layout, layoutFixed, inputSize, sizeFixed];
  };
  assert.deepEqual(form([1, 3, 160, 160]), ['nchw', true, 160, true]);
  assert.deepEqual(form([null, 299, 299, 3]), ['nhwc', true, 299, true]);
  assert.deepEqual(form([null, 3, null, null]), ['nchw', true, 224, false]);
  assert.deepEqual(form([null, null, 96, 96]), ['nchw', true, 96, true]);
  assert.deepEqual(form([null, 96, 96, null]), ['nhwc', true, 96, true]);
  assert.deepEqual(form([null, 3, 128, null]), ['nchw', true, 128, true]);
  assert.deepEqual(form([null, null, null, null]), ['nchw', false, 224, false]);
  assert.deepEqual(form([null, null, null, null], { layout: 'nhwc', inputSize: 32 }), ['nhwc', false, 32, false]);
});

test('the embedding is chosen by name, then by kind, then by size', () => {
  const pick = (/** @type {[string, number, boolean?][]} */ ...outputs) =>
    chooseOutput(outputs.map(([output, embeddingSize, isMap = false]) => ({ output, embeddingSize, isMap }))).output;
  assert.equal(pick(['features', 128], ['y', 4096]), 'features');
  assert.equal(pick(['pooled', 128], ['embedding', 512]), 'embedding');
  assert.equal(pick(['y', 10], ['map', 512, true]), 'y');
  assert.equal(pick(['logits', 7], ['map', 512, true]), 'map');
  assert.equal(pick(['a', 1000], ['b', 2048]), 'b');
  assert.equal(pick(['first', 64], ['second', 64]), 'second');
  assert.equal(pick(['probabilities', 1000]), 'probabilities');
});

test('files that are too large or cannot be read are refused before anything is loaded', async () => {
  const never = /** @type {any} */ (() => assert.fail('was inspected'));
  await assert.rejects(readOwnBackbone(never, { ...file('big.onnx'), size: 500_000_001 }), {
    code: 'too-large',
    message: '“big.onnx”: The file has 501 MB; a backbone may have 500 MB, so choose a smaller network.',
  });
  const read = () => Promise.reject(new Error('gone'));
  await assert.rejects(readOwnBackbone(never, { ...file('gone.onnx'), read }), { code: 'unreadable' });
});

test('a worker that dies or never answers is one sentence, and is ended', async () => {
  let closed = 0;
  const client = (/** @type {Promise<any>} */ answer) =>
    /** @type {any} */ ({ inspect: () => answer, close: () => void closed++ });
  const died = createInspector(() => client(Promise.reject(new AgelensError('embed-failed', 'The backbone stopped.'))));
  await assert.rejects(readOwnBackbone(died, file('a.onnx')), { message: '“a.onnx”: The backbone stopped.' });
  const silent = createInspector(() => client(new Promise(() => {})), 5);
  await assert.rejects(readOwnBackbone(silent, file('a.onnx')), {
    code: 'no-answer',
    message: /^“a\.onnx”: The network did not answer an image within/,
  });
  assert.equal(closed, 2);
});

test('a file is tried, kept, chosen, and there again at the next visit', async () => {
  const { store, actions, names, named, files } = page();
  await actions.add(file('Net.onnx'));
  assert.deepEqual(store.state.ownBackbones, { checking: null, error: null });
  assert.deepEqual(names(), ['tiny', 'own-net']);
  assert.equal(store.state.settings.backbone, 'own-net');
  assert.equal(named('own-net')?.output, 'y');

  await actions.add(file('net.onnx', 'another file'));
  assert.deepEqual(names(), ['tiny', 'own-net', 'own-net-2']);
  await actions.add(file('Net.onnx'));
  assert.equal(names().length, 3, 'the same file again is the same backbone');

  const next = page(files);
  await next.actions.restore();
  assert.deepEqual(next.names().sort(), ['own-net', 'own-net-2', 'tiny']);
  const kept = next.named('own-net');
  assert.deepEqual(await next.ownBackbones.loadModel(/** @type {any} */ (kept)), new TextEncoder().encode('Net.onnx'));
});

test('normalisation, output and size can be changed, and the change is kept', async () => {
  const { store, actions, named, files } = page();
  await actions.add(file('net.onnx'));
  await actions.change('own-net', { normalization: 'raw' });
  await actions.change('own-net', { output: 'z' });
  await actions.change('own-net', { inputSize: 96 });
  const changed = named('own-net');
  assert.deepEqual(
    [changed?.own?.normalizationName, changed?.output, changed?.embeddingSize, changed?.inputSize],
    ['raw', 'z', 1000, 96],
  );
  assert.match(changed?.notice ?? '', /classifier's answer/);
  const next = page(files);
  await next.actions.restore();
  assert.deepEqual(next.named('own-net'), changed);
  await actions.change('own-net', { inputSize: 5 });
  assert.match(store.state.ownBackbones.error ?? '', /whole number from 16 to 1024 pixels, not 5/);
  assert.equal(named('own-net'), changed, 'what was there stays');
});

test('a removed backbone is gone with its file, and the settings go back to the first', async () => {
  const { store, actions, names, named, files, ownBackbones } = page();
  await actions.add(file('net.onnx'));
  const removed = /** @type {any} */ (named('own-net'));
  await actions.remove('own-net');
  assert.deepEqual(names(), ['tiny']);
  assert.equal(store.state.settings.backbone, 'tiny');
  assert.equal(files.kept.size, 0);
  await assert.rejects(ownBackbones.loadModel(removed), {
    code: 'no-backbone',
    message: /Add the file “net\.onnx” again/,
  });
  await actions.remove('tiny');
  assert.match(store.state.ownBackbones.error ?? '', /not a backbone of your own/);
});

test('a damaged network is not used, and a damaged description is not listed', async () => {
  const { actions, named, files, ownBackbones } = page();
  await actions.add(file('net.onnx'));
  const sha256 = await sha256Of(new TextEncoder().encode('net.onnx'));
  files.kept.set(`${sha256}/network.onnx`, new Uint8Array(3));
  await assert.rejects(ownBackbones.loadModel(/** @type {any} */ (named('own-net'))), { code: 'wrong-hash' });
  files.kept.set(`${sha256}/description.json`, new TextEncoder().encode('{"half'));
  assert.deepEqual(await ownBackbones.list(), []);
});

test('a full disk, a running job and a file that is no network are a sentence each', async () => {
  const full = { ...fakeFiles(), write: () => Promise.reject(new Error('quota')) };
  const first = page(/** @type {any} */ (full));
  await first.actions.add(file('net.onnx'));
  assert.match(first.store.state.ownBackbones.error ?? '', /could not be kept in this browser.*\(quota\)/);
  assert.deepEqual(first.names(), ['tiny']);

  const busy = page(fakeFiles(), { isBusy: () => true });
  await busy.actions.add(file('net.onnx'));
  assert.match(busy.store.state.ownBackbones.error ?? '', /Agelens is busy/);

  const refusing = async () => {
    throw new AgelensError('not-onnx', 'The file is no ONNX network.');
  };
  const bad = page(fakeFiles(), { inspect: refusing });
  await bad.actions.add(file('text.onnx'));
  assert.equal(bad.store.state.ownBackbones.error, '“text.onnx”: The file is no ONNX network.');
  assert.equal(bad.store.state.settings.backbone, 'tiny');
});

test('a removed backbone can be had back with its file, and is chosen again', async () => {
  const { store, actions, names, files, undo } = page();
  await actions.add(file('net.onnx'));
  const before = new Map(files.kept);
  await actions.remove('own-net');
  assert.deepEqual([names(), files.kept.size, store.state.settings.backbone], [['tiny'], 0, 'tiny']);
  assert.equal(store.state.undo?.sentence, '“net” is removed from this browser.');
  await undo.actions.undo();
  assert.deepEqual([names(), store.state.settings.backbone], [['tiny', 'own-net'], 'own-net']);
  assert.deepEqual(files.kept, before);
});

test('what could not be had back is offered again', async () => {
  let isBusy = false;
  const { store, actions, names, undo } = page(fakeFiles(), { isBusy: () => isBusy });
  await actions.add(file('net.onnx'));
  await actions.remove('own-net');
  isBusy = true;
  await undo.actions.undo();
  assert.match(store.state.ownBackbones.error ?? '', /busy/);
  isBusy = false;
  await undo.actions.undo();
  assert.deepEqual([names(), store.state.undo], [['tiny', 'own-net'], null]);
});
