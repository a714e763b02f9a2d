// Keeping what is on the page as it changes, by stores in memory; tests/page/projects.test.mjs has the browser's own.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { initialState } from '../../web/js/app/defaults.js';
import { createProjectKeeper } from '../../web/js/app/project-keeper.js';
import { createStore } from '../../web/js/app/store.js';
import { entryOfFile } from '../../web/js/data/file-entries.js';
import { createKeptPhotographs } from '../../web/js/data/kept-photographs.js';
import { storageError } from '../../web/js/data/storage-error.js';
import { datasetOf, datasets, deferred, entry, fakeFiles, fakeKeeping } from './fakes.mjs';

/** A page with a project of four photographs, or with what was kept. @param {ReturnType<typeof fakeKeeping>} keeping */
async function visit(keeping) {
  const store = createStore(initialState());
  const keeper = createProjectKeeper(store, { ...keeping, datasets }, async () => {});
  await keeper.start();
  return { store, keeper };
}

/** Waits for what files and hashes take, however slow the machine. @param {() => unknown} condition */
async function until(condition) {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** @param {Awaited<ReturnType<typeof visit>>} visited */
async function kept({ store, keeper }) {
  await until(() => store.state.projects.photographsKept);
  await keeper.settle();
}

const texts = ['20/a', '20/b', '30/a', '30/b'];
const photographs = () => datasetOf(texts.map((name) => entry(`d/${name}.jpg`, name)));
const hashOf = (/** @type {string} */ text) => createHash('sha256').update(text).digest('hex');

/** The photograph of this text is kept when the promise is resolved. @param {ReturnType<typeof fakeKeeping>} keeping @param {string} text */
function slowToKeep(keeping, text) {
  const slow = deferred();
  keeping.photographs = createKeptPhotographs({
    ...keeping.files,
    write: async (folder, name, bytes) => {
      if (name === hashOf(text)) await slow.promise;
      await keeping.files.write(folder, name, bytes);
    },
  });
  return slow;
}

test('photographs are kept by the SHA-256 of their files, and come back with classes, persons and chosen faces', async () => {
  const keeping = fakeKeeping();
  const { store, keeper } = await visit(keeping);
  const dataset = await photographs();
  store.update({ dataset });
  await kept({ store, keeper });
  assert.deepEqual(
    [...keeping.files.kept.keys()].sort(),
    texts.map((text) => `${hashOf(text).slice(0, 2)}/${hashOf(text)}`).sort(),
  );
  const samples = dataset.samples.map((sample, index) => (index === 2 ? { ...sample, chosenFace: 1 } : sample));
  store.update({ dataset: { ...dataset, samples } });
  await kept({ store, keeper });

  const { dataset: again } = (await visit(keeping)).store.state;
  const plain = ({ samples: all, ...rest } = dataset) => [rest, all.map(({ entry: _, ...sample }) => sample)];
  assert.deepEqual(again && plain(again), plain({ ...dataset, samples }));
  assert.equal(new TextDecoder().decode(await again?.samples[3]?.entry.read()), '30/b');
});

test('a photograph that was moved after it was kept is read from the browser', async () => {
  const { store, keeper } = await visit(fakeKeeping());
  let moved = false;
  const files = texts.map((name) => {
    const file = entry(`d/${name}.jpg`, name);
    return { ...file, read: () => (moved ? Promise.reject(new Error('NotFoundError')) : file.read()) };
  });
  const dataset = await datasetOf(files);
  store.update({ dataset });
  await kept({ store, keeper });
  moved = true;
  assert.equal(new TextDecoder().decode(await store.state.dataset?.samples[0]?.entry.read()), '20/a');
});

test('the dataset is recorded only when all its photographs are kept', async () => {
  const keeping = fakeKeeping();
  const slow = slowToKeep(keeping, '30/b');
  const { store, keeper } = await visit(keeping);
  store.update({ dataset: await photographs() });
  await until(() => store.state.projects.copying?.done === 3);
  await keeper.settle();
  const record = () => [...keeping.projectStore.state.kept.values()][0];
  assert.deepEqual([store.state.projects.copying, record()?.dataset], [{ done: 3, total: 4 }, null]);
  slow.resolve();
  await kept({ store, keeper });
  assert.equal(record()?.dataset?.photographs.length, 4);
});

/** @param {import('../../web/js/types.d.ts').Dataset} dataset @param {string} path */
function excluding(dataset, path) {
  const isIt = (/** @type {{ path: string }} */ sample) => sample.path === path;
  return datasets.arrangeDataset({
    ...dataset,
    images: dataset.samples.filter((sample) => !isIt(sample)),
    excluded: dataset.samples.filter(isIt).map(({ entry: file }) => ({ path, entry: file, chosenFace: 2 })),
  });
}

test('an excluded photograph comes back with the project, also from a file, and its copy is not removed', async () => {
  const keeping = fakeKeeping();
  const { store, keeper } = await visit(keeping);
  store.update({ dataset: excluding(await photographs(), '30/b.jpg') });
  await kept({ store, keeper });
  const next = await visit(keeping);
  const shown = ({ store: { state } } = next) => [
    state.dataset?.samples.map(({ path }) => path),
    state.dataset?.excluded?.map(({ path, chosenFace }) => [path, chosenFace]),
  ];
  const expected = [['20/a.jpg', '20/b.jpg', '30/a.jpg'], [['30/b.jpg', 2]]];
  assert.deepEqual(shown(next), expected);
  await keeping.photographs.removeExcept(await keeping.projectStore.photographs());
  assert.equal(new TextDecoder().decode(await next.store.state.dataset?.excluded?.[0]?.entry.read()), '30/b');

  await next.keeper.actions.saveToFile(true);
  const [[name, file] = ['', new Blob()]] = keeping.downloads;
  const other = await visit(fakeKeeping());
  await other.keeper.actions.openFile(entryOfFile(name, new File([file], name)));
  assert.deepEqual([shown(other), other.store.state.projects.notice], [expected, null]);
});

test('while an added photograph is being kept, the record has the others', async () => {
  const keeping = fakeKeeping();
  const slow = slowToKeep(keeping, 'new');
  const { store, keeper } = await visit(keeping);
  const dataset = await photographs();
  store.update({ dataset });
  await kept({ store, keeper });
  const images = [...dataset.samples, { path: '30/new.jpg', entry: entry('new.jpg', 'new') }];
  store.update({ dataset: datasets.arrangeDataset({ ...dataset, images }) });
  await keeper.settle();
  const recorded = () => [...keeping.projectStore.state.kept.values()][0]?.dataset?.photographs.map(({ path }) => path);
  const before = texts.map((text) => `${text}.jpg`);
  assert.deepEqual(recorded(), before);
  slow.resolve();
  await kept({ store, keeper });
  assert.deepEqual(recorded(), [...before, '30/new.jpg']);
});

test('photographs that are added while others are being kept are kept as well', async () => {
  const { store, keeper } = await visit(fakeKeeping());
  const dataset = await photographs();
  store.update({ dataset });
  const images = [...dataset.samples, { path: '30/new.jpg', entry: entry('new.jpg', 'new') }];
  store.update({ dataset: datasets.arrangeDataset({ ...dataset, images }) });
  await kept({ store, keeper });
  assert.equal(
    store.state.dataset?.samples.every(({ entry: { sha256 } }) => sha256),
    true,
  );
});

test('keeping photographs can be stopped, and taken up again', async () => {
  const keeping = fakeKeeping();
  const { store, keeper } = await visit(keeping);
  store.update({ dataset: await photographs() });
  keeper.actions.stopCopying();
  await until(() => store.state.projects.error);
  assert.match(store.state.projects.error ?? '', /was stopped/);
  await keeper.actions.create();
  assert.equal(store.state.dataset?.samples.length, 4, 'a project that is not all kept is not left');
  await keeper.actions.retry();
  assert.deepEqual([store.state.projects.error, store.state.projects.photographsKept], [null, true]);
  const [project] = keeping.projectStore.state.kept.values();
  assert.equal(project?.dataset?.photographs.length, 4);
});

test('a full disk is a sentence, and the photographs stay in the tab', async () => {
  const keeping = fakeKeeping();
  const full = new DOMException('no room', 'QuotaExceededError');
  keeping.photographs = createKeptPhotographs({ ...keeping.files, write: () => Promise.reject(full) });
  const { store } = await visit(keeping);
  store.update({ dataset: await photographs() });
  await until(() => store.state.projects.error);
  assert.match(store.state.projects.error ?? '', /is full: the photographs are not kept\..*free some disk space/);
  assert.equal(new TextDecoder().decode(await store.state.dataset?.samples[0]?.entry.read()), '20/a');
});

test('what changes while it is being written is written afterwards, and nothing else is', async () => {
  const keeping = fakeKeeping();
  const { store, keeper } = await visit(keeping);
  store.update({ dataset: await photographs() });
  await kept({ store, keeper });
  const { state } = keeping.projectStore;
  const before = state.saves;
  for (let copies = 1; copies <= 20; copies++) store.update({ settings: { ...store.state.settings, copies } });
  await keeper.settle();
  assert.equal([...state.kept.values()][0]?.settings.copies, 20);
  assert.ok(state.saves - before <= 2, `${state.saves - before} writes`);
  const after = state.saves;
  store.update({ cacheBytes: 1 });
  await keeper.settle();
  assert.equal(state.saves, after);
});

test('nothing is kept before there are photographs', async () => {
  const keeping = fakeKeeping();
  const { store, keeper } = await visit(keeping);
  store.update({ settings: { ...store.state.settings, copies: 3 } });
  await keeper.settle();
  assert.deepEqual([keeping.projectStore.state.saves, store.state.projects.current], [0, null]);
});

test('where a browser window keeps nothing, a sentence says so and the page works', async () => {
  const keeping = fakeKeeping();
  keeping.projectStore.opening = () =>
    Promise.reject(storageError('projects are', new DOMException('not allowed', 'SecurityError')));
  const { store } = await visit(keeping);
  assert.match(store.state.projects.error ?? '', /This browser window keeps nothing \(not allowed\).*Private/);
});

test('a damaged copy is written again, and what no project names is removed', async () => {
  const files = fakeFiles();
  const photographs = createKeptPhotographs(files);
  const hash = await photographs.keep(new TextEncoder().encode('one'));
  const path = `${hash.slice(0, 2)}/${hash}`;
  files.kept.set(path, new Uint8Array());
  await assert.rejects(photographs.read(hash), { code: 'unreadable' });
  await photographs.keep(new TextEncoder().encode('one'));
  assert.equal(new TextDecoder().decode(await photographs.read(hash)), 'one');
  await photographs.keep(new TextEncoder().encode('two'));
  await photographs.removeExcept(new Set([hash]));
  assert.deepEqual([...files.kept.keys()], [path]);
});

test('a project goes to a file and into another browser, photographs and all, or those that it can read', async () => {
  const keeping = fakeKeeping();
  const { store, keeper } = await visit(keeping);
  const dataset = await photographs();
  store.update({ dataset, settings: { ...store.state.settings, copies: 7 } });
  await kept({ store, keeper });
  await keeper.actions.rename('faces: “first” / try');
  await keeper.actions.saveToFile(true);
  const [[name, file] = ['', new Blob()]] = keeping.downloads;
  assert.equal(name, 'faces “first” try.agelens.zip');
  assert.match(store.state.projects.notice ?? '', /^Saved as “faces “first” try.agelens.zip”/);

  const other = fakeKeeping();
  const next = await visit(other);
  await next.keeper.actions.openFile(entryOfFile(name, new File([file], name)));
  const { projects, settings, dataset: taken } = next.store.state;
  assert.deepEqual([projects.error, projects.notice, projects.copying], [null, null, null]);
  assert.deepEqual([projects.current?.name, settings.copies], ['faces: “first” / try', 7]);
  assert.deepEqual(
    taken?.samples.map(({ path, person }) => [path, person]),
    dataset.samples.map(({ path, person }) => [path, person]),
  );
  assert.deepEqual([...other.files.kept.keys()].sort(), [...keeping.files.kept.keys()].sort());

  await keeper.actions.saveToFile(false);
  const bare = await visit(fakeKeeping());
  await bare.keeper.actions.openFile(entryOfFile(name, new File([[...keeping.downloads.values()][0] ?? ''], name)));
  assert.equal(bare.store.state.dataset, null);
  assert.match(bare.store.state.projects.notice ?? '', /saved without its photographs; choose their folder/);
});

test('a file that is no project changes nothing, and nor does one that is stopped', async () => {
  const { store, keeper } = await visit(fakeKeeping());
  store.update({ dataset: await photographs() });
  await kept({ store, keeper });
  const { current } = store.state.projects;
  await keeper.actions.openFile(entryOfFile('x.zip', new File(['no zip'], 'x.zip')));
  assert.match(store.state.projects.error ?? '', /“x\.zip” is not a whole zip file/);
  assert.deepEqual(store.state.projects.current, current);

  store.subscribe(({ projects }) => projects.saving && keeper.actions.stopCopying());
  await keeper.actions.saveToFile(true);
  assert.deepEqual([store.state.projects.notice, store.state.projects.saving], ['Stopped; nothing has changed.', null]);
});
