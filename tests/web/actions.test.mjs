import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createActions } from '../../web/js/app/actions.js';
import { initialState, noAnswers, noErrors } from '../../web/js/app/defaults.js';
import { createEmbedder } from '../../web/js/app/embedder.js';
import { AgelensError } from '../../web/js/app/errors.js';
import { createStore } from '../../web/js/app/store.js';
import { createOwnBackbones } from '../../web/js/data/own-backbones.js';
import { writeAnswers } from '../../web/js/export/answers.js';
import { strings } from '../../web/js/strings.js';
import {
  backbone,
  datasets,
  deferred,
  entry,
  faceDetector,
  fakeCache,
  fakeCore,
  fakeEmbed,
  fakeFiles,
  fakeInspect,
  fakeKeeping,
  imports,
  nextTurn,
} from './fakes.mjs';

/** @param {Partial<Parameters<typeof createActions>[1]>} [overrides] @param {ReturnType<typeof fakeKeeping>} [keeping] */
function page(overrides = {}, keeping = fakeKeeping()) {
  const store = createStore(initialState());
  store.update({
    settings: { ...store.state.settings, backbone: 'tiny', crop: 'whole', copies: 1, testCopies: 1, epochs: 2 },
    manifest: { backbones: [backbone], faceDetector: null },
  });
  /** @type {[name: string, file: Blob][]} */
  const files = [];
  const file = (/** @type {string} */ ending, /** @type {string} */ text) => ({
    ending,
    type: 'x/y',
    bytes: new TextEncoder().encode(text),
  });
  const actions = createActions(store, {
    core: fakeCore(),
    embedder: createEmbedder(fakeEmbed(), async () => new Uint8Array(3)),
    datasets,
    imports,
    cache: fakeCache(),
    backbones: { loadManifest: async () => ({ backbones: [backbone], faceDetector: null }) },
    ownBackbones: createOwnBackbones(fakeFiles()),
    inspect: fakeInspect([null, 3, 8, 8], [['y', [1, 1]]]),
    ...keeping,
    drawSample: async () => folder(),
    exporters: {
      report: async ({ trained }) => file('report.html', `${trained.run.samples}`),
      predictions: async () => {
        throw new AgelensError('bad', 'It cannot be made.');
      },
      embeddings: async ({ embed }) => file('embeddings.zip', JSON.stringify((await embed()).count)),
      network: async () => file('network.zip', ''),
      settings: async () => file('settings.json', ''),
    },
    saveFile: (...saved) => files.push(saved),
    strings,
    writeAnswers: async (items, run) => writeAnswers(items, run),
    ...overrides,
  });
  return { store, actions, keeping, files };
}

const folder = () => ['20/a', '20/b', '30/a', '30/b'].map((path, index) => entry(`d/${path}.jpg`, String(index)));
const openFolder = (/** @type {ReturnType<typeof page>['actions']} */ actions) =>
  actions.openFolder(Promise.resolve(folder()));
const photo = (name = 'x.jpg', text = '1') => ({
  name,
  photo: new Blob([]),
  read: async () => new TextEncoder().encode(text),
});

test('from a folder to an answer, kept for the next visit', async () => {
  const { store, actions, keeping } = page();
  await actions.start();
  assert.equal(store.state.device, null, 'nothing to look at yet, so nothing is loaded');
  await openFolder(actions);
  assert.equal(store.state.dataset?.name, 'd');
  await actions.train();
  assert.equal(store.state.trained?.run.samples, 4);
  assert.equal(store.state.history.length, 2);
  await actions.classify(photo());
  assert.equal(store.state.answer?.predictedIndex, 1);
  assert.deepEqual(store.state.errors, noErrors());
  assert.equal(store.state.job, null);

  const next = page({}, keeping);
  await next.actions.start();
  assert.equal(next.store.state.device?.kind, 'wasm');
  assert.deepEqual(next.store.state.trained, store.state.trained);
  await next.actions.classify(photo());
  assert.equal(next.store.state.answer?.expectedAge, 27.5);
});

test('a run says that it was made of one picture under several persons', async () => {
  const { store, actions } = page();
  await actions.start();
  await openFolder(actions);
  const group = { paths: ['20/a.jpg', '30/b.jpg'], identical: false, acrossClasses: true, acrossPersons: true };
  store.update({ duplicates: { done: 4, total: 4, unread: 0, groups: [group] } });
  await actions.train();
  assert.match(store.state.trained?.run.cautions.join(' ') ?? '', /One picture is there under several persons/);
});

test('an album is put in order, answered, and better answered by a network that is kept with the classifier', async () => {
  const { store, actions, keeping } = page();
  const { album } = actions;
  await actions.start();
  await album.read();
  assert.match(store.state.errors.album ?? '', /Train a classifier first/);
  await openFolder(actions);
  await actions.train();
  const paths = () => store.state.album.photographs.map(({ entry }) => entry.path);
  album.add([entry('10.jpg', '1'), entry('9.jpg', '0')]);
  album.add([entry('1.jpg', '3')]);
  assert.deepEqual(paths(), ['9.jpg', '10.jpg', '1.jpg']);
  const [first, , last] = store.state.album.photographs.map(({ id }) => id);
  album.move(Number(last), 0);
  assert.deepEqual(paths(), ['1.jpg', '9.jpg', '10.jpg']);
  album.remove(Number(first));
  await album.read();
  assert.deepEqual(
    store.state.album.answer?.said.photographs.map(({ own }) => own.path),
    ['1.jpg', '10.jpg'],
  );
  assert.equal(store.state.album.answer?.said.method, 'ordered');

  await album.train();
  const { trained } = store.state;
  assert.equal(trained?.model.album?.members.length, 3);
  assert.equal(trained?.model.album?.evaluation?.persons, 2);
  assert.notEqual(store.state.album.answer?.by, trained?.model);
  await album.read();
  const { answer } = store.state.album;
  assert.deepEqual([answer?.by === trained?.model, answer?.said.method], [true, 'gru']);
  album.move(Number(last), 1);
  assert.deepEqual([paths(), store.state.album.answer], [['10.jpg', '1.jpg'], null]);

  const next = page({}, keeping);
  await next.actions.start();
  assert.deepEqual(next.store.state.trained?.model.album, trained?.model.album);
});

test('an album that is changed while it is read has no answers of another', async () => {
  const { store, actions } = page();
  await openFolder(actions);
  await actions.train();
  actions.album.add([entry('1.jpg', '1'), entry('2.jpg', '2'), entry('3.jpg', '3')]);
  const { album } = store.state;
  actions.album.remove(Number(album.photographs[0]?.id));
  const reading = actions.album.read();
  await actions.undo();
  await reading;
  assert.deepEqual(store.state.album, album);
});

test('an album that cannot be trained or read is a sentence', async () => {
  const { store, actions } = page();
  await openFolder(actions);
  await actions.train();
  const said = () => store.state.errors.album ?? '';
  await actions.openFolder(Promise.resolve(folder().slice(0, 3)));
  await actions.album.train();
  assert.match(said(), /needs the photographs that the classifier was trained on/);
  actions.album.add([entry('a.jpg', '1')]);
  assert.equal(said(), '');
  await actions.album.read();
  assert.match(said(), /at least two photographs/);
  actions.album.add([{ ...entry('gone.jpg', '1'), read: () => Promise.reject(new Error('NotFoundError')) }]);
  await actions.album.read();
  assert.match(said(), /“gone\.jpg” could not be read/);
  assert.deepEqual([store.state.errors.classify, store.state.job], [null, null]);
  actions.album.add(Array.from({ length: 60 }, (_, index) => entry(`${index}.jpg`, '1')));
  await actions.album.read();
  assert.match(said(), /at most 60/);
});

test('a folder that cannot be used is a sentence at the intake, and what was there stays', async () => {
  const { store, actions } = page();
  await openFolder(actions);
  await actions.openFolder(Promise.resolve([]));
  assert.match(store.state.errors.intake ?? '', /holds no photographs/);
  assert.equal(store.state.dataset?.samples.length, 4);
  await openFolder(actions);
  assert.equal(store.state.errors.intake, null);
});

test('the sample has a name of its own', async () => {
  const { store, actions } = page();
  await actions.openSample();
  assert.equal(store.state.dataset?.name, 'sample dataset');
});

test('training without photographs, settings or backbone is a sentence each', async () => {
  const { store, actions } = page();
  await actions.train();
  assert.match(store.state.errors.train ?? '', /Choose a folder/);
  await openFolder(actions);
  actions.changeSettings({ epochs: 0 });
  assert.match(store.state.errors.train ?? '', /epochs/);
  await actions.train();
  assert.match(store.state.errors.train ?? '', /epochs/);
  actions.changeSettings({ epochs: 1, backbone: 'huge' });
  await actions.train();
  assert.match(store.state.errors.train ?? '', /“huge” is not available; available: tiny/);
  assert.equal(store.state.trained, null);
});

test('cancelling says so, ends the job without an error, and another can start', async () => {
  const core = fakeCore({ trainClassifier: () => new Promise(() => {}) });
  const { store, actions } = page({ core });
  await openFolder(actions);
  const training = actions.train();
  for (let turn = 0; turn < 30; turn++) await nextTurn();
  assert.equal(store.state.job?.kind, 'train');
  actions.cancel();
  assert.equal(store.state.job?.cancelling, true);
  await training;
  assert.equal(store.state.job, null);
  assert.equal(store.state.errors.train, null);
  core.trainClassifier = fakeCore().trainClassifier;
});

test('while training, other jobs are refused with a sentence and change nothing', async () => {
  const { store, actions } = page();
  await openFolder(actions);
  const training = actions.train();
  await actions.openFolder(Promise.resolve([]));
  assert.match(store.state.errors.intake ?? '', /busy/);
  await actions.classify(photo());
  assert.match(store.state.errors.classify ?? '', /busy/);
  await actions.train();
  actions.clearDataset();
  assert.equal(store.state.job?.kind, 'train');
  await training;
  assert.equal(store.state.trained?.run.samples, 4);
});

test('the latest photograph wins', async () => {
  const slow = deferred();
  const { store, actions } = page();
  await openFolder(actions);
  await actions.train();
  const first = actions.classify({
    ...photo('first.jpg'),
    read: async () => {
      await slow.promise;
      return new TextEncoder().encode('1');
    },
  });
  const second = actions.classify(photo('second.jpg'));
  slow.resolve();
  await Promise.all([first, second]);
  assert.equal(store.state.answer?.path, 'second.jpg');
  assert.equal(store.state.errors.classify, null);
  assert.equal(store.state.job, null);
});

test('several photographs are one job, cancelled as any other, and go with the classifier', async () => {
  const { store, actions } = page();
  await actions.batch.add(Promise.resolve([entry('a.jpg', '1')]));
  assert.match(store.state.errors.classify ?? '', /Train a classifier first/);
  await openFolder(actions);
  await actions.train();
  const adding = actions.batch.add(Promise.resolve([entry('a.jpg', '1'), entry('b.jpg', '2')]));
  assert.equal(store.state.job?.kind, 'batch');
  await actions.live.start();
  assert.match(store.state.errors.classify ?? '', /busy/);
  actions.clearBatch();
  await adding;
  assert.equal(store.state.batch?.items.length, 2);

  const live = actions.live.start();
  assert.equal(store.state.job?.kind, 'live');
  await nextTurn();
  actions.cancel();
  await live;
  assert.deepEqual([store.state.job, store.state.errors.classify, store.state.live?.seen], [null, null, 0]);

  await actions.batch.show(Number(store.state.batch?.items[0]?.id));
  const before = store.state.batch?.items[0]?.answer;
  await actions.classifyFace(0);
  assert.notEqual(store.state.batch?.items[0]?.answer, before);
  assert.equal(store.state.batch?.items[0]?.answer?.probabilities, store.state.answer?.probabilities);
  await actions.clearClassifier();
  assert.deepEqual([store.state.batch, store.state.live], [null, null]);
});

test('a photograph that fails is named, and the last answer stays', async () => {
  const { store, actions } = page();
  await actions.classify(photo());
  assert.match(store.state.errors.classify ?? '', /Train a classifier first/);
  await openFolder(actions);
  await actions.train();
  await actions.classify(photo());
  await actions.classify(photo('torn.jpg', 'undecodable'));
  assert.equal(store.state.errors.classify, '“torn.jpg”: The picture is damaged.');
  assert.equal(store.state.answer?.path, 'x.jpg');
  await actions.classify({ ...photo('gone.jpg'), read: () => Promise.reject(new Error('NotFoundError')) });
  assert.match(store.state.errors.classify ?? '', /“gone\.jpg”: The file could not be read/);
});

test('when the project cannot be kept a sentence says so, the classifier works, and trying again keeps it', async () => {
  const { store, actions, keeping } = page();
  await actions.start();
  keeping.projectStore.state.failure = new AgelensError('disk-full', 'It could not be kept.');
  await openFolder(actions);
  await actions.train();
  assert.equal(store.state.projects.error, 'It could not be kept.');
  await actions.classify(photo());
  assert.equal(store.state.answer?.path, 'x.jpg');
  await actions.projects.create();
  assert.match(store.state.projects.error ?? '', /not all kept/);
  assert.equal(store.state.trained?.run.samples, 4, 'nothing is lost by leaving');
  keeping.projectStore.state.failure = null;
  await actions.projects.retry();
  assert.equal(store.state.projects.error, null);
  const [kept] = keeping.projectStore.state.kept.values();
  assert.deepEqual(kept?.trained, store.state.trained);
});

test('where the default backbone is missing, the one that stands in for it is set', async () => {
  const { store, actions } = page();
  actions.changeSettings({ backbone: 'mobilenet-v2' });
  await actions.start();
  assert.equal(store.state.settings.backbone, 'tiny');
});

test('an unexpected failure is a sentence too', async () => {
  const { store, actions } = page({
    core: fakeCore({ inspectImage: () => Promise.reject(new TypeError('x is undefined')) }),
  });
  await openFolder(actions);
  assert.match(store.state.errors.intake ?? '', /did not expect: x is undefined\. Reload the page/);
});

test('choosing another device opens the backbone there and shows it', async () => {
  const { store, actions } = page();
  await actions.start();
  await actions.changeDevice('wasm');
  assert.equal(store.state.deviceChoice, 'wasm');
  assert.equal(store.state.device?.kind, 'wasm');
});

test('choosing another device while training does not disturb the training', async () => {
  const { store, actions } = page();
  await openFolder(actions);
  const training = actions.train();
  await actions.changeDevice('wasm');
  await training;
  assert.equal(store.state.trained?.run.samples, 4);
  assert.equal(store.state.deviceChoice, 'wasm');
});

/** @param {{ name: string, text: string }} answered @param {Partial<Parameters<typeof createActions>[1]>} [overrides] */
async function trainedOnFaces({ name, text }, overrides) {
  const made = page(overrides);
  const { store, actions } = made;
  // By the fake core, 7 has two faces, an odd number none, an even one has one.
  const files = [...folder().slice(0, 3), entry('d/30/b.jpg', '7')];
  await actions.openFolder(Promise.resolve(files));
  store.update({ manifest: { backbones: [backbone], faceDetector } });
  actions.changeSettings({ crop: 'face' });
  await actions.train();
  await actions.classify({ ...photo(name, text), photo: new Blob([text]) });
  return made;
}

test('after a training the photographs without a face and with several are known, until another folder', async () => {
  const { store, actions } = await trainedOnFaces({ name: 'x.jpg', text: '2' });
  assert.deepEqual(
    store.state.faces.map(({ path, found }) => [path, found.faces.length, found.chosen]),
    [
      ['20/b.jpg', 0, -1],
      ['30/b.jpg', 2, 1],
    ],
  );
  actions.chooseFace('30/b.jpg', 0);
  await actions.train();
  assert.equal(store.state.faces.find(({ path }) => path === '30/b.jpg')?.found.chosen, 0);
  await openFolder(actions);
  assert.deepEqual(store.state.faces, []);
});

test('another face of the answered photograph is classified from the photograph that is kept', async () => {
  const { store, actions } = await trainedOnFaces({ name: 'two.jpg', text: '7' });
  assert.deepEqual([store.state.answer?.faces?.chosen, store.state.answer?.crop?.side], [1, 200]);
  await actions.classifyFace(0);
  assert.equal(store.state.errors.classify, null);
  assert.deepEqual([store.state.answer?.faces?.chosen, store.state.answer?.crop?.side], [0, 100]);
  assert.equal(store.state.answer?.path, 'two.jpg');
});

test('without a face detector the page looks at whole pictures', async () => {
  const { store, actions } = page();
  actions.changeSettings({ crop: 'face' });
  await actions.start();
  assert.equal(store.state.settings.crop, 'whole');
});

test('clearing the classifier forgets it here and in the browser', async () => {
  const { store, actions, keeping } = page();
  await actions.start();
  await openFolder(actions);
  await actions.train();
  await actions.clearClassifier();
  const [kept] = keeping.projectStore.state.kept.values();
  assert.deepEqual([store.state.trained, store.state.answer, kept?.trained], [null, null, null]);
});

test('what came of a training is saved under its name, and embeddings come from the cache', async () => {
  const { store, actions, files } = page();
  await actions.start();
  await actions.openFolder(Promise.resolve(folder()));
  await actions.export('report');
  assert.equal(store.state.errors.export, 'Train a classifier first.');
  await actions.train();
  await actions.export('report');
  assert.deepEqual(store.state.exported, { name: 'report', file: 'd-report.html' });
  await actions.export('embeddings');
  assert.deepEqual(await Promise.all(files.map(async ([name, saved]) => [name, saved.type, await saved.text()])), [
    ['d-report.html', 'x/y', '4'],
    ['d-embeddings.zip', 'x/y', '{"computed":0,"reused":8}'],
  ]);
  await actions.export('predictions');
  assert.deepEqual([store.state.exported, store.state.job], [{ name: 'predictions', file: null }, null]);
  assert.equal(store.state.errors.export, 'It cannot be made.');
});

test('embeddings are of the photographs that were trained on, or are refused with a sentence', async () => {
  const { store, actions, files } = page();
  await actions.start();
  await openFolder(actions);
  await actions.train();
  actions.clearDataset();
  await actions.export('embeddings');
  assert.match(store.state.errors.export ?? '', /need the photographs that were trained on: choose “d”/);
  const others = folder().map((one) => ({ ...one, path: one.path.replace('a.jpg', 'c.jpg') }));
  await actions.openFolder(Promise.resolve(others));
  await actions.export('embeddings');
  assert.match(store.state.errors.export ?? '', /need the photographs that were trained on: choose “d”/);
  await actions.openFolder(Promise.resolve([...folder(), entry('d/20/z.jpg', 'z')]));
  await actions.export('embeddings');
  assert.match(store.state.errors.export ?? '', /“d” has 5 photographs now and had 4/);
  await openFolder(actions);
  await actions.export('embeddings');
  assert.deepEqual([store.state.errors.export, files.length], [null, 1]);
});

test('a map is drawn of what was trained on, and forgotten with it; which photographs are shown is forgotten with them', async () => {
  const { store, actions } = page();
  await actions.start();
  await openFolder(actions);
  const request = { method: /** @type {const} */ ('tsne'), perplexity: 5, copies: true };
  await actions.drawMap(request);
  assert.equal(store.state.errors.map, 'Train a classifier first.');
  await actions.train();
  await actions.drawMap(request);
  assert.deepEqual([store.state.errors.map, store.state.job], [null, null]);
  assert.equal(store.state.embeddingMap.map?.points.length, 8);
  await actions.followPerson('a');
  assert.equal(store.state.embeddingMap.course?.steps.length, 2);
  actions.showOnly(['20/a.jpg']);
  actions.clearDataset();
  assert.equal(store.state.onlyShown, null);
  await actions.drawMap(request);
  assert.match(store.state.errors.map ?? '', /need the photographs that were trained on: choose “d”/);
});

test('what was made with a classifier goes with it, however it goes, and stays while its album is trained', async () => {
  const { store, actions, keeping } = page();
  const made = async () => {
    await actions.classify(photo());
    await actions.explain();
    await actions.averageMaps();
    await actions.export('report');
    await actions.drawMap({ method: 'pca', perplexity: 5, copies: false });
    await actions.export('predictions');
    const { answer, explanation, meanMaps, exported, embeddingMap, errors } = store.state;
    assert.ok(answer && explanation?.answer === answer && meanMaps && exported && embeddingMap.map && errors.export);
  };
  const assertGone = () => {
    const kept = Object.entries(noAnswers()).map(([name]) => [name, Reflect.get(store.state, name)]);
    assert.deepEqual(Object.fromEntries(kept), noAnswers());
    assert.deepEqual(store.state.errors, noErrors());
  };
  await actions.start();
  await openFolder(actions);
  await actions.train();
  await made();
  await actions.album.train();
  assert.ok(store.state.trained?.model.album && store.state.embeddingMap.map && store.state.meanMaps);

  await actions.train();
  assertGone();
  await made();
  await actions.classify(photo('y.jpg', '2'));
  assert.equal(store.state.explanation, null);
  await actions.clearClassifier();
  assertGone();
  await actions.train();
  await made();
  await actions.projects.create();
  assertGone();
  const [id] = keeping.projectStore.state.kept.keys();
  await actions.projects.open(String(id));
  await made();
});

test('a dataset, a classifier, a run, an album and a table of answers that are removed can be had back', async () => {
  const { store, actions, keeping } = page();
  await actions.start();
  await openFolder(actions);
  await actions.train();
  await actions.train();
  const said = () => store.state.undo?.sentence;
  const { dataset, trained, runs } = store.state;
  assert.equal(said(), undefined);

  actions.clearDataset();
  assert.deepEqual(
    [store.state.dataset, store.state.runs, said()],
    [null, [], '“d” is removed from the page, with its runs.'],
  );
  await actions.undo();
  assert.deepEqual([store.state.dataset, store.state.runs], [dataset, runs]);

  await actions.openSample();
  assert.match(said() ?? '', /“sample dataset” is open in the place of “d”; 2 earlier runs left the list\./);
  await actions.undo();
  assert.deepEqual([store.state.dataset, store.state.runs], [dataset, runs]);

  await actions.classify(photo());
  const { answer } = store.state;
  await actions.clearClassifier();
  assert.deepEqual([store.state.trained, store.state.answer], [null, null]);
  await actions.undo();
  assert.deepEqual([store.state.trained, store.state.answer], [trained, answer]);

  actions.removeRun(runs[1]?.startedAt ?? '');
  assert.deepEqual(store.state.runs, runs.slice(0, 1));
  await actions.undo();
  actions.removeRun(runs[0]?.startedAt ?? '');
  assert.deepEqual([store.state.runs, store.state.errors.train], [runs, strings.edit.runOfClassifier]);

  actions.album.add([entry('a.jpg'), entry('b.jpg')]);
  const { album } = store.state;
  actions.album.remove(album.photographs[0]?.id ?? 0);
  assert.equal(said(), '“a.jpg” is out of the album.');
  await actions.undo();
  actions.album.clear();
  await actions.undo();
  assert.equal(store.state.album, album);

  const batch = { items: [] };
  store.update({ batch });
  actions.clearBatch();
  await actions.undo();
  assert.equal(store.state.batch, batch);
  actions.clearBatch();
  store.update({ trained: store.state.trained && { ...store.state.trained } });
  assert.equal(said(), undefined);
  store.update({ trained });

  await actions.projects.retry();
  const next = page({}, keeping);
  await next.actions.start();
  assert.deepEqual([next.store.state.runs, next.store.state.trained, next.store.state.undo], [runs, trained, null]);
});

test('what was removed of one project is not put back into another', async () => {
  const { store, actions } = page();
  await actions.start();
  await openFolder(actions);
  await actions.train();
  await actions.clearClassifier();
  while (!store.state.projects.photographsKept) await nextTurn();
  await actions.projects.create();
  await actions.undo();
  assert.deepEqual([store.state.projects.error, store.state.undo, store.state.trained], [null, null, null]);
});

test('a classifier that was trained meanwhile is not replaced by the one that was deleted', async () => {
  const { store, actions } = page();
  await openFolder(actions);
  await actions.train();
  await actions.clearClassifier();
  await actions.train();
  const { trained } = store.state;
  assert.equal(store.state.undo, null);
  await actions.undo();
  assert.equal(store.state.trained, trained);
});

test('photographs of one class are kept, and training says what is missing', async () => {
  const { store, actions, keeping } = page();
  await actions.start();
  await actions.photographs.add([entry('a.jpg', '1'), entry('b.jpg', '2')], '20');
  await actions.train();
  assert.match(store.state.errors.train ?? '', /All photographs are of the class “20”/);
  actions.photographs.exclude(['20/a.jpg', '20/b.jpg']);
  await actions.train();
  assert.match(store.state.errors.train ?? '', /no photograph to train on/);
  while (!store.state.projects.photographsKept) await nextTurn();
  await actions.projects.retry();

  const next = page({}, keeping);
  await next.actions.start();
  const { dataset } = next.store.state;
  assert.deepEqual([dataset?.samples, dataset?.excluded?.map(({ path }) => path)], [[], ['20/a.jpg', '20/b.jpg']]);
});

test('any run is compared with any other of the project, and with none', async () => {
  const { store, actions } = page();
  await actions.start();
  await openFolder(actions);
  await actions.train();
  const [run] = store.state.runs;
  store.update({ runs: ['c', 'b', 'a'].map((startedAt) => ({ .../** @type {any} */ (run), startedAt })) });
  const compared = () => [store.state.comparison?.of, store.state.comparison?.with];
  await actions.compareWith('b');
  assert.deepEqual(compared(), ['c', 'b']);
  await actions.compareWith('a', 'b');
  assert.deepEqual(compared(), ['b', 'a']);
  await actions.compareWith(null, 'b');
  assert.equal(store.state.comparison, null);
  await actions.compareWith('gone', 'b');
  assert.equal(store.state.comparison, null);
});
