import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AgelensError } from '../../web/js/app/errors.js';
import { readDataset } from '../../web/js/app/intake.js';
import { arrangeDataset, nameOfEntries, withoutSamples } from '../../web/js/data/dataset.js';
import { datasetOf as build, datasets, entry, inspectImage } from './fakes.mjs';

/** @param {{ samples: { path: string }[] }} dataset */
const paths = ({ samples }) => samples.map(({ path }) => path);

test('wrapper folders are stripped and the folder below them is the class', async () => {
  const dataset = await build([entry('a/b/30/y.jpg'), entry('a/b/20/x.jpg'), entry('a/b/20/more/z.jpg')]);
  assert.deepEqual(dataset.classNames, ['20', '30']);
  assert.deepEqual(paths(dataset), ['20/more/z.jpg', '20/x.jpg', '30/y.jpg']);
});

test('class folders without a wrapper need no stripping', async () => {
  assert.deepEqual((await build([entry('20/x.jpg'), entry('30/y.jpg')])).classNames, ['20', '30']);
});

test('a wrapper is found although other files lie beside it', async () => {
  const dataset = await build([
    entry('w/README.txt', 'bad'),
    entry('w/in/loose.jpg'),
    entry('w/in/20/x.jpg'),
    entry('w/in/30/y.jpg'),
  ]);
  assert.deepEqual(dataset.classNames, ['20', '30']);
  assert.deepEqual(dataset.rejected, [
    {
      path: 'loose.jpg',
      reason: 'The photograph lies outside the class folders; move it into the folder of its class.',
    },
    { path: 'w/README.txt', reason: 'The file is no image.' },
  ]);
});

test('classes are ordered by value when every name is a number', async () => {
  const dataset = await build([entry('100/x.jpg'), entry('20/x.jpg'), entry('9.5/x.jpg')]);
  assert.deepEqual(dataset.classNames, ['9.5', '20', '100']);
  assert.deepEqual(dataset.classValues, [9.5, 20, 100]);
  assert.deepEqual(
    dataset.samples.map(({ classIndex }) => classIndex),
    [0, 1, 2],
  );
});

test('classes are ordered by name when one name is no number, or two mean the same number', async () => {
  const named = await build([entry('old/x.jpg'), entry('100/x.jpg'), entry('20/x.jpg')]);
  assert.deepEqual(named.classNames, ['100', '20', 'old']);
  assert.equal(named.classValues, null);
  assert.equal((await build([entry('20/x.jpg'), entry('20.0/x.jpg')])).classValues, null);
});

test('system files are ignored and counted, other files are refused with their reason', async () => {
  const dataset = await build([
    entry('d/.DS_Store'),
    entry('d/20/Thumbs.db'),
    entry('d/20/desktop.ini'),
    entry('d/__MACOSX/20/._x.jpg'),
    entry('d/20/x.jpg'),
    entry('d/20/notes.txt', 'bad'),
    entry('d/30/y.jpg'),
  ]);
  assert.equal(dataset.ignored, 4);
  assert.deepEqual(dataset.rejected, [{ path: '20/notes.txt', reason: 'The file is no image.' }]);
});

test('a file that cannot be read is refused and the others stay', async () => {
  const gone = { path: 'd/20/gone.jpg', size: 1, read: () => Promise.reject(new Error('NotFoundError')) };
  const dataset = await build([gone, entry('d/20/x.jpg'), entry('d/30/y.jpg')]);
  assert.equal(dataset.samples.length, 2);
  assert.match(dataset.rejected[0]?.reason ?? '', /could not be read; it may have been moved or deleted/);
});

test('a huge file is refused without being read', async () => {
  const film = { path: 'd/20/film.mov', size: 2 ** 31, read: () => assert.fail('read') };
  const dataset = await build([film, entry('d/20/x.jpg'), entry('d/30/y.jpg')]);
  assert.match(dataset.rejected[0]?.reason ?? '', /larger than 100 MB/);
});

test('an empty folder, a folder without photographs and a single class are each a sentence', async () => {
  await assert.rejects(build([]), { code: 'empty-folder', message: /“photos” holds no photographs/ });
  await assert.rejects(build([entry('d/.DS_Store')]), { code: 'empty-folder' });
  await assert.rejects(build([entry('d/20/x.jpg', 'bad')]), {
    code: 'no-images',
    message: /no usable photographs\. Refused: d\/20\/x\.jpg: The file is no image\./,
  });
  await assert.rejects(build([entry('d/20/x.jpg'), entry('d/20/y.jpg')]), {
    code: 'one-class',
    message: /only the class “20”; training needs a folder that holds at least two class folders/,
  });
  await assert.rejects(build([entry('x.jpg'), entry('y.jpg')]), { code: 'one-class', message: /no class/ });
});

test('the order of the files does not matter', async () => {
  const entries = ['d/20/b.jpg', 'd/30/a.jpg', 'd/20/a.jpg', 'd/30/c.jpg'].map((path) => entry(path));
  const strip = (/** @type {object} */ dataset) => JSON.parse(JSON.stringify(dataset));
  assert.deepEqual(strip(await build(entries)), strip(await build([...entries].reverse())));
});

test('only a few files are in memory at once', async () => {
  let open = 0;
  let most = 0;
  const slow = Array.from({ length: 40 }, (_, index) => ({
    path: `d/${20 + (index % 2)}/${index}.jpg`,
    size: 1,
    async read() {
      most = Math.max(most, ++open);
      await new Promise((resolve) => setImmediate(resolve));
      return new Uint8Array(1);
    },
  }));
  const core = {
    inspectImage: async (/** @type {Uint8Array} */ bytes) => {
      open -= 1;
      return inspectImage(bytes);
    },
  };
  await readDataset({ core, datasets }, { entries: slow, name: 'photos' });
  assert.ok(most > 1 && most <= 4, `${most} files at once`);
});

test('cancelling the intake rejects at once', async () => {
  const controller = new AbortController();
  const never = { path: 'd/20/x.jpg', size: 1, read: () => new Promise(() => {}) };
  const building = readDataset(
    { core: { inspectImage }, datasets },
    { entries: [never], name: 'photos' },
    { signal: controller.signal },
  );
  controller.abort();
  await assert.rejects(building, { name: 'AbortError' });
});

test('a failure of the core itself is not mistaken for a bad file', async () => {
  for (const failure of [new TypeError('x is undefined'), new AgelensError('core-failed', 'The worker is gone.')]) {
    const core = { inspectImage: () => Promise.reject(failure) };
    const folder = { entries: [entry('d/20/x.jpg')], name: 'photos' };
    await assert.rejects(readDataset({ core, datasets }, folder), failure);
  }
});

test('dropping samples renumbers classes and persons, and refuses to leave one class', async () => {
  const dataset = await build(['20/a', '20/b', '30/a', '30/b', '40/c'].map((path) => entry(`d/${path}.jpg`)));
  const smaller = withoutSamples(dataset, [
    { path: '20/a.jpg', reason: 'x' },
    { path: '20/b.jpg', reason: 'x' },
  ]);
  assert.deepEqual(smaller.classNames, ['30', '40']);
  assert.deepEqual(
    smaller.samples.map(({ classIndex, personIndex }) => [classIndex, personIndex]),
    [
      [0, 0],
      [0, 1],
      [1, 2],
    ],
  );
  assert.equal(smaller.rejected.length, 2);
  assert.throws(() => withoutSamples(smaller, [{ path: '40/c.jpg', reason: 'x' }]), { code: 'one-class' });
});

test('dropping samples keeps the faces that were chosen in the others', async () => {
  const dataset = await build(['20/a', '20/b', '30/a'].map((path) => entry(`d/${path}.jpg`)));
  const samples = dataset.samples.map((sample) => (sample.path === '20/b.jpg' ? { ...sample, chosenFace: 1 } : sample));
  const smaller = withoutSamples({ ...dataset, samples }, [{ path: '20/a.jpg', reason: 'x' }]);
  assert.deepEqual(
    smaller.samples.map(({ chosenFace }) => chosenFace),
    [1, undefined],
  );
});

test('what is excluded is no sample, makes no person and stays when others are dropped', () => {
  const excluded = [{ path: '30/a.jpg', entry: entry('30/a.jpg'), chosenFace: 1 }];
  const images = ['20/a', '20/b', '30/b'].map((name) => ({ path: `${name}.jpg`, entry: entry(`${name}.jpg`) }));
  const dataset = arrangeDataset({ name: 'd', images, excluded, rejected: [], ignored: 0 });
  assert.deepEqual(
    dataset.samples.map(({ path, person }) => [path, person]),
    [
      ['20/a.jpg', '20/a.jpg'],
      ['20/b.jpg', 'b'],
      ['30/b.jpg', 'b'],
    ],
  );
  assert.deepEqual(withoutSamples(dataset, [{ path: '20/a.jpg', reason: 'x' }]).excluded, excluded);
});

test('a change may leave one class or none, and a lone class is no wrapper', () => {
  const images = [{ path: '20/more/a.jpg', entry: entry('20/more/a.jpg') }];
  const one = arrangeDataset({ name: 'd', images, rejected: [], ignored: 0 });
  assert.deepEqual([one.classNames, paths(one)], [['20'], ['20/more/a.jpg']]);
  assert.deepEqual(arrangeDataset({ name: 'd', images: [], rejected: [], ignored: 0 }).classNames, []);
});

test('the name is that of the one top folder', () => {
  assert.equal(nameOfEntries([entry('d/20/x.jpg'), entry('d/30/x.jpg')]), 'd');
  assert.equal(nameOfEntries([entry('20/x.jpg'), entry('30/x.jpg')]), 'photographs');
  assert.equal(nameOfEntries([]), 'photographs');
});
