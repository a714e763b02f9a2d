// The user changes the photographs of the dataset, and has back what was removed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import { initialState } from '../../web/js/app/defaults.js';
import { createEditActions } from '../../web/js/app/edit-photographs.js';
import { createStore } from '../../web/js/app/store.js';
import { createUndo } from '../../web/js/app/undo.js';
import { entryOfFile } from '../../web/js/data/file-entries.js';
import { strings } from '../../web/js/strings.js';
import { datasetOf, datasets, deferred, entry, imports, inspectImage } from './fakes.mjs';

/** @import { Dataset, JobKind } from '../../web/js/types.d.ts' */

const PATHS = ['20/ada.jpg', '20/ben.jpg', '30/ada.jpg', '30/ben.jpg'];

/** @param {Dataset | null} dataset */
function page(dataset, core = { inspectImage }) {
  const store = createStore({ ...initialState(), dataset });
  const undo = createUndo(store);
  /** @type {JobKind[]} */
  const jobs = [];
  const edit = createEditActions(
    store,
    { core, datasets, imports, strings },
    {
      undo,
      runJob: async (kind, work) => {
        jobs.push(kind);
        await work({ signal: new AbortController().signal, onProgress: () => {} });
      },
    },
  );
  return {
    store,
    edit,
    jobs,
    ...undo.actions,
    paths: () => store.state.dataset?.samples.map(({ path }) => path),
    excluded: () => store.state.dataset?.excluded?.map(({ path }) => path) ?? [],
    persons: () => store.state.dataset?.samples.map(({ person }) => person),
    said: () => store.state.undo?.sentence,
    failed: () => store.state.errors.intake ?? '',
  };
}

const opened = () => datasetOf(PATHS.map((path) => entry(`d/${path}`, path)));

test('removed photographs are gone until that is undone, and the face that was chosen stays', async () => {
  const dataset = await opened();
  const samples = dataset.samples.map((sample) =>
    sample.path === '30/ben.jpg' ? { ...sample, chosenFace: 1 } : sample,
  );
  const { store, edit, undo, paths, said } = page({ ...dataset, samples });
  edit.remove(['20/ada.jpg', '30/ada.jpg', 'no/such.jpg']);
  assert.deepEqual([paths(), said()], [['20/ben.jpg', '30/ben.jpg'], '2 photographs are removed.']);
  assert.deepEqual(
    store.state.dataset?.samples.map(({ chosenFace }) => chosenFace),
    [undefined, 1],
  );
  await undo();
  assert.deepEqual([paths(), said()], [PATHS, undefined]);
});

test('excluded photographs stay, are no samples, and can be put back', async () => {
  const { edit, undo, paths, excluded, said } = page(await opened());
  edit.exclude(['30/ben.jpg']);
  assert.deepEqual([paths(), excluded()], [PATHS.slice(0, 3), ['30/ben.jpg']]);
  assert.match(said() ?? '', /“30\/ben\.jpg” is excluded/);
  edit.exclude(['30/ben.jpg']);
  edit.putBack(['30/ben.jpg', '20/ada.jpg']);
  assert.deepEqual([paths(), excluded(), said()], [PATHS, [], '“30/ben.jpg” is back in the dataset.']);
  await undo();
  assert.deepEqual(excluded(), ['30/ben.jpg']);
});

test('a photograph that is moved changes its class, and overwrites none that is there', async () => {
  const { store, edit, paths, persons, said } = page(await opened());
  edit.move(['20/ada.jpg', '30/ben.jpg'], ' 30 ');
  assert.deepEqual(paths(), ['20/ben.jpg', '30/ada (2).jpg', '30/ada.jpg', '30/ben.jpg']);
  assert.deepEqual(persons(), ['ben', '30/ada (2).jpg', '30/ada.jpg', 'ben']);
  assert.match(said() ?? '', /“20\/ada\.jpg” is in class “30” now\. .*“ada\.jpg” became “ada \(2\)\.jpg”/);
  edit.move(['20/ben.jpg'], '5');
  assert.deepEqual(store.state.dataset?.classNames, ['5', '30']);
});

test('a person follows from the name, and a name without an ending keeps it', async () => {
  const { edit, paths, persons } = page(await opened());
  edit.rename('30/ben.jpg', 'cleo');
  assert.deepEqual(paths(), ['20/ada.jpg', '20/ben.jpg', '30/ada.jpg', '30/cleo.jpg']);
  assert.deepEqual(persons(), ['20/ada.jpg', '20/ben.jpg', '30/ada.jpg', '30/cleo.jpg'], 'one of three names recurs');
  edit.rename('20/ben.jpg', 'cleo.jpg');
  assert.deepEqual(persons(), ['ada', 'cleo', 'ada', 'cleo']);
  edit.rename('20/cleo.jpg', 'ada.jpg');
  assert.deepEqual(paths()?.slice(0, 2), ['20/ada (2).jpg', '20/ada.jpg']);
});

test('a class is renamed with what is excluded of it, or merged into another', async () => {
  const { store, edit, paths, excluded, said } = page(await opened());
  edit.exclude(['20/ada.jpg']);
  edit.renameClass('20', 'young');
  assert.deepEqual([store.state.dataset?.classNames, excluded()], [['30', 'young'], ['young/ada.jpg']]);
  assert.equal(said(), 'Class “20” is called “young” now.');
  edit.renameClass('young', '30');
  assert.deepEqual([paths(), excluded()], [['30/ada.jpg', '30/ben (2).jpg', '30/ben.jpg'], ['30/ada (2).jpg']]);
  assert.match(said() ?? '', /of class “young” are in class “30” now.*and 1 other likewise/);
});

test('names that would be lost, or would be folders, are refused with a sentence', async () => {
  const { edit, paths, failed } = page(await opened());
  for (const name of ['', ' ', '.hidden', 'a/b', 'a\\b', 'Thumbs.db']) {
    edit.rename('20/ada.jpg', name);
    assert.match(failed(), /cannot be the name of a photograph/);
    edit.move(['20/ada.jpg'], name);
    assert.match(failed(), /cannot be the name of a class/);
  }
  assert.deepEqual(paths(), PATHS);
  edit.remove(['20/ada.jpg']);
  assert.equal(failed(), '');
});

test('what was found out goes with its photographs, or is gone', async () => {
  const { store, edit, undo } = page(await opened());
  const found = { faces: [], chosen: -1 };
  const search = /** @type {any} */ ({});
  const group = (/** @type {string[]} */ paths) => ({
    paths,
    identical: true,
    acrossClasses: true,
    acrossPersons: true,
  });
  store.update({
    faces: PATHS.slice(0, 2).map((path) => ({ path, found })),
    onlyShown: ['20/ada.jpg', '20/ben.jpg'],
    search,
    duplicates: {
      done: 4,
      total: 4,
      unread: 0,
      groups: [group(['20/ben.jpg', '30/ada.jpg']), group(['20/ada.jpg', '30/ben.jpg'])],
    },
  });
  edit.remove(['20/ada.jpg']);
  assert.deepEqual([store.state.faces, store.state.onlyShown], [[{ path: '20/ben.jpg', found }], ['20/ben.jpg']]);
  assert.deepEqual([store.state.duplicates?.groups, store.state.search], [[group(['20/ben.jpg', '30/ada.jpg'])], null]);
  edit.move(['20/ben.jpg'], '30');
  const [left] = store.state.duplicates?.groups ?? [];
  assert.deepEqual([left?.paths, left?.acrossClasses], [['30/ben (2).jpg', '30/ada.jpg'], false]);
  await edit.add([entry('new.jpg')], '20');
  assert.equal(store.state.duplicates, null);
  await undo();
  assert.notEqual(store.state.duplicates, null);
});

test('files are added to a class: inspected, none overwritten, and what a clipboard calls them tells no person', async () => {
  const { edit, paths, persons, said, store } = page(await opened());
  await edit.add(
    [entry('x/ada.jpg', '1'), entry('image.png', '2'), entry('notes.txt', 'bad'), entry('.DS_Store')],
    '30',
  );
  await edit.add([entry('image.png', '3')], '20');
  assert.deepEqual(
    paths()?.filter((path) => !PATHS.includes(path)),
    ['20/pasted 2.png', '30/ada (2).jpg', '30/pasted 1.png'],
  );
  assert.equal(persons()?.includes('pasted 1'), false);
  assert.deepEqual(store.state.dataset?.rejected, [{ path: '30/notes.txt', reason: 'The file is no image.' }]);
  assert.equal(said(), '1 photograph added to class “20”.');
});

test('a burst begins a dataset, and none of it is lost while another job runs', async () => {
  const slow = deferred();
  const core = {
    inspectImage: async (/** @type {Uint8Array} */ bytes) => {
      await slow.promise;
      return inspectImage(bytes);
    },
  };
  const { store, edit, paths } = page(null, core);
  store.update({ job: { kind: 'classify', stage: 'load', done: 0, total: 0, secondsLeft: null, cancelling: false } });
  const adding = ['1.jpg', '2.jpg', '1.jpg'].map((name) => edit.add([entry(name)], 'me'));
  slow.resolve();
  await Promise.all(adding);
  assert.deepEqual([store.state.dataset?.name, paths()], ['photographs', ['me/1 (2).jpg', 'me/1.jpg', 'me/2.jpg']]);
});

test('what was still being read is not added to a project that was opened meanwhile', async () => {
  const slow = deferred();
  const { store, edit, paths, failed } = page(await opened(), {
    inspectImage: async (bytes) => {
      await slow.promise;
      return inspectImage(bytes);
    },
  });
  const open = (/** @type {string} */ id) =>
    store.update({ projects: { ...store.state.projects, current: { id, name: id, savedAt: '' } } });
  open('one');
  const adding = edit.add([entry('x.jpg')], '20');
  open('other');
  slow.resolve();
  await adding;
  assert.deepEqual([paths(), failed()], [PATHS, strings.edit.busy]);
});

test('a zip is opened for what it holds, and one of something else is refused', async () => {
  const { store, edit, jobs, paths } = page(await opened());
  const zip = (/** @type {string} */ name, /** @type {string[]} */ files) =>
    entryOfFile(name, new File([zipSync(Object.fromEntries(files.map((file) => [file, strToU8(file)])))], name));
  await edit.add([zip('more.zip', ['a/x.jpg', 'b/y.jpg', 'b/.DS_Store']), zip('p.zip', ['project.json'])], '40');
  assert.deepEqual([jobs, paths()?.slice(4)], [['intake'], ['40/x.jpg', '40/y.jpg']]);
  assert.deepEqual(store.state.dataset?.rejected, [{ path: '40/p.zip', reason: strings.edit.noPhotographs }]);
});

test('where no file is usable, a sentence says so', async () => {
  const { store, edit, failed } = page(null);
  await edit.add([entry('a.txt', 'bad'), entry('b.txt', 'bad')], 'me');
  assert.equal(failed(), 'Nothing was added. “me/a.txt” (and 1 other file): The file is no image.');
  await edit.add([], 'me');
  assert.match(failed(), /no photograph in what was to be added/);
  assert.equal(store.state.dataset, null);
});

test('much at once is a job with progress', async () => {
  const { edit, jobs, paths } = page(null);
  await edit.add(
    Array.from({ length: 25 }, (_, index) => entry(`${index}.jpg`)),
    'me',
  );
  assert.deepEqual([jobs, paths()?.length], [['intake'], 25]);
});

test('what trains is not changed under it, and embeddings without photographs not at all', async () => {
  const dataset = await opened();
  const { store, edit, failed, paths } = page(dataset);
  store.update({ job: { kind: 'train', stage: 'load', done: 0, total: 0, secondsLeft: null, cancelling: false } });
  edit.remove(['20/ada.jpg']);
  await edit.add([entry('new.jpg')], '20');
  assert.deepEqual([paths(), failed()], [PATHS, strings.edit.busy]);
  store.update({ job: null, dataset: { ...dataset, features: /** @type {any} */ ({}) } });
  edit.remove(['20/ada.jpg']);
  assert.deepEqual([paths(), failed()], [PATHS, strings.edit.features]);
});

test('the last photograph leaves no dataset, and can be had back', async () => {
  const { store, edit, undo, paths } = page(await opened());
  edit.remove(PATHS);
  assert.equal(store.state.dataset, null);
  await undo();
  assert.deepEqual(paths(), PATHS);
});

test('what can no longer be put back is not offered', async () => {
  const { store, edit, undo, dismissUndo, said, paths } = page(await opened());
  edit.remove(['20/ada.jpg']);
  store.update({ dataset: await opened() });
  assert.equal(said(), undefined);
  edit.remove(['20/ada.jpg']);
  store.update({ undo: null });
  await undo();
  assert.equal(paths()?.length, 3, 'another project was opened');
  edit.remove(['20/ben.jpg']);
  dismissUndo();
  await undo();
  assert.deepEqual([said(), paths()?.length], [undefined, 2]);
});

test('a folder of several classes is added as one change, which one undo takes back', async () => {
  const { edit, paths, said, undo } = page(await opened());
  await edit.addAll([
    { entries: [entry('eva.jpg', '1')], className: '20' },
    { entries: [entry('eva.jpg', '2'), entry('fay.jpg', '3')], className: '70' },
  ]);
  assert.deepEqual(
    paths()?.filter((path) => !PATHS.includes(path)),
    ['20/eva.jpg', '70/eva.jpg', '70/fay.jpg'],
  );
  assert.equal(said(), '3 photographs added to 2 classes.');
  await undo();
  assert.deepEqual(paths(), PATHS);
});
