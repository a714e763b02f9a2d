// Embeddings that came without their photographs: shards of a folder, and arrays of any make.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultSettings } from '../../web/js/app/defaults.js';
import { embedDataset } from '../../web/js/app/embed-dataset.js';
import { createEmbedder } from '../../web/js/app/embedder.js';
import { chooseTraining, whyNotClassify } from '../../web/js/app/obtain-embeddings.js';
import { runTraining } from '../../web/js/app/pipeline.js';
import { embedShard, readShard } from '../../web/js/app/shard.js';
import { createNodeCore } from '../../web/js/core/node.js';
import { readFeatures } from '../../web/js/data/feature-files.js';
import { isNamedAsPicture, whatWasChosen } from '../../web/js/data/what-was-chosen.js';
import { embeddingFiles } from '../../web/js/export/embedding-files.js';
import { backbone, datasetOf, datasets, entry, fakeCache, fakeCore, fakeEmbed, imports, seeing } from './fakes.mjs';

/** @import { FileEntry, Settings } from '../../web/js/types.d.ts' */

const arrays = await createNodeCore();
const { readNpy, writeNpy } = arrays;
const core = fakeCore({ readNpy, writeNpy });
const embedder = createEmbedder(fakeEmbed(), async () => new Uint8Array(3));
const services = { core, embedder, datasets, imports, cache: fakeCache(), isNamedAsPicture };
/** @type {Settings} */
const settings = { ...defaultSettings, backbone: 'tiny', crop: 'whole', copies: 2, testCopies: 1, epochs: 1 };

/** Eight photographs, and whatever else lies in a folder. */
const folder = () => [
  ...['20/a', '20/b', '20/c', '30/a', '30/b', '30/c', '40/a', '40/b'].map((path, index) =>
    entry(`photos/${path}.jpg`, String(index + 1)),
  ),
  entry('photos/40/c.jpg', 'undecodable'),
  entry('photos/30/bad.jpg', 'bad'),
  entry('photos/20/notes.txt', 'bad'),
  entry('photos/loose.jpg', '9'),
  entry('photos/.DS_Store', 'x'),
];

/** @param {string} path @param {Uint8Array} bytes @returns {FileEntry} */
const file = (path, bytes) => ({ path, size: bytes.length, read: async () => bytes });

/**
 * The files of one shard.
 * @param {number} number @param {number} of
 */
async function shardFiles(number, of, changed = {}, entries = folder()) {
  const read = await readShard(services, { entries, name: 'photos' }, { number, of });
  const request = { read, settings: { ...settings, ...changed }, ...seeing };
  const { embedded, description } = await embedShard(services, request, {});
  const files = await embeddingFiles(core, embedded, description);
  return [...files].map(([name, bytes]) => file(`out/${number}/${name}`, bytes));
}

/** @param {FileEntry[]} entries */
async function open(entries) {
  const chosen = await whatWasChosen(entries);
  assert.equal(chosen.kind, 'features');
  return readFeatures(core, chosen.kind === 'features' ? chosen.folders : []);
}

test('shards join to what the folder would have been at once', async () => {
  await embedder.open([backbone], 'wasm');
  const at = await embedDataset(services, { dataset: await datasetOf(folder()), settings, ...seeing });
  for (const of of [1, 3, 11]) {
    const files = [];
    for (let number = of; number >= 1; number--) files.push(...(await shardFiles(number, of)));
    const { features, ...joined } = await open(files);
    const plain = (/** @type {typeof at.dataset} */ { samples, ...rest }) => ({
      ...rest,
      samples: samples.map(({ entry: _, ...sample }) => sample),
    });
    assert.deepEqual(plain(joined), plain(at.dataset), `${of} shards`);
    assert.deepEqual(features?.embeddings, at.embeddings);
    assert.equal(features?.copies, 2);
  }
});

test('a shard reads only its own photographs', async () => {
  /** @type {string[]} */
  const read = [];
  const entries = folder().map((one) => ({
    ...one,
    read: () => {
      read.push(one.path);
      return one.read();
    },
  }));
  await shardFiles(2, 4, {}, entries);
  // Every fourth of the twelve files in order, from the second on.
  assert.deepEqual([...new Set(read)], ['photos/20/b.jpg', 'photos/30/b.jpg', 'photos/40/b.jpg']);
});

test('shards that do not make a whole are refused in a sentence', async () => {
  const [one, two] = [await shardFiles(1, 2), await shardFiles(2, 2)];
  const again = one.map((entry) => ({ ...entry, path: entry.path.replace('out/1', 'again') }));
  const copies = await shardFiles(2, 2, { copies: 1 });
  const third = await shardFiles(2, 3);
  const other = await shardFiles(2, 2, {}, [...folder(), entry('photos/20/z.jpg', '7')]);
  const csv = two.map((file) =>
    file.path.endsWith('samples.csv') ? { ...file, read: async () => new TextEncoder().encode('path\r\n') } : file,
  );
  for (const [files, sentence] of /** @type {[FileEntry[], RegExp][]} */ ([
    [one, /^Shard 2 of 2 is missing/],
    [[...one, ...two, ...again], /^Shard 1 of 2 is given twice, as “out\/1” and “again”/],
    [[...one, ...copies], /^“out\/2” was embedded with another number of copies than “out\/1” \(1, not 2\)/],
    [[...one, ...third], /another number of shards than “out\/1” \(3, not 2\)/],
    [[...one, ...other], /another folder, or the folder with other files/],
    [[...one, ...csv], /samples\.csv” describes 0 rows/],
    [[...one, ...two.filter(({ path }) => !path.endsWith('.json'))], /“out\/2” holds no embedding\.json/],
    [[...one, ...two.filter(({ path }) => !path.endsWith('labels.npy'))], /features\.npy” needs labels\.npy beside it/],
  ])) {
    await assert.rejects(open(files), { name: 'AgelensError', message: sentence });
  }
  await assert.rejects(shardFiles(2, 40), { code: 'bad-shard', message: /holds 12 files, too few for 40 shards/ });
});

/**
 * Arrays of another make.
 * @param {number[][]} rows @param {number[]} labels @param {string} [csv]
 */
const plain = async (rows, labels, csv) => [
  file('f/features.npy', await writeNpy(Float32Array.from(rows.flat()), [rows.length, rows[0]?.length ?? 0])),
  file('f/labels.npy', await writeNpy(Int32Array.from(labels), [labels.length])),
  ...(csv === undefined ? [] : [file('f/samples.csv', new TextEncoder().encode(csv))]),
];

test('arrays of any make are samples of their own, or as samples.csv says', async () => {
  const bare = await open(
    await plain(
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      [30, 20, 30],
    ),
  );
  assert.deepEqual([bare.name, bare.classNames, bare.classValues], ['f', ['20', '30'], [20, 30]]);
  assert.deepEqual([...(bare.features?.embeddings ?? [])], [3, 4, 1, 2, 5, 6]);
  assert.deepEqual([bare.personNames.length, bare.personsRecur, bare.features?.copies], [3, false, 0]);

  const csv = 'path,class,person,copy\n"x,1",old,ann,1\n"x,1",old,ann,0\ny,new,"the ""b""",0\ny,new,"the ""b""",1\n';
  const told = await open(await plain([[1], [2], [3], [4]], [0, 0, 1, 1], csv));
  assert.deepEqual(told.classNames, ['new', 'old']);
  assert.deepEqual([...(told.features?.embeddings ?? [])], [3, 4, 2, 1]);
  assert.deepEqual(
    told.samples.map(({ path, person }) => [path, person]),
    [
      ['y', 'the "b"'],
      ['x,1', 'ann'],
    ],
  );
  await assert.rejects(async () => told.samples[0]?.entry.read(), { code: 'no-photograph' });
});

test('arrays that do not fit are refused in a sentence', async () => {
  const four = [[1], [2], [3], [4]];
  for (const [files, sentence] of /** @type {[FileEntry[], RegExp][]} */ ([
    [await plain([[1], [Number.NaN]], [0, 1]), /“f\/features\.npy” holds NaN in row 1, column 0/],
    [await plain([[1], [Number.POSITIVE_INFINITY]], [0, 1]), /holds Infinity in row 1/],
    [await plain(four, [0, 1]), /“f\/features\.npy” holds 4 rows and “f\/labels\.npy” 2/],
    [await plain(four, [1, 1, 1, 1]), /only the class “1”; training needs at least two/],
    [await plain(four, [0, 0, 1, 1], 'path,class\na,x\n'), /samples\.csv” describes 1 rows, and .* holds 4/],
    [
      await plain(four, [0, 0, 1, 1], 'class\nx\ny\nz\nz\n'),
      /label 0 is “x” in one row of samples\.csv and “y” in row 1/,
    ],
    [await plain(four, [0, 1, 2, 2], 'class\nx\nx\nz\nz\n'), /several labels of labels\.npy the same class name/],
    [await plain(four, [0, 0, 1, 1], 'path,copy\na,0\na,1\nb,0\nc,0\n'), /the same copies; “b” has others/],
    [
      await plain(four, [0, 0, 1, 1], 'path\na\na\nb\nc\n'),
      /row 1 of samples\.csv needs a path, and of a path that recurs/,
    ],
    [await plain(four, [0, 0, 1, 1], 'a\nb\n'), /needs a first line that names its columns/],
    [
      [file('f/features.npy', new Uint8Array(9)), ...(await plain(four, [0])).slice(1)],
      /^“f\/features\.npy”: This is not a NumPy/,
    ],
  ])) {
    await assert.rejects(open(files), { name: 'AgelensError', message: sentence });
  }
});

test('what made the features is settled, and photographs are classified only where that is here', async () => {
  const manifest = { backbones: [backbone], faceDetector: null };
  const dataset = await open(await shardFiles(1, 1));
  const chosen = chooseTraining(
    dataset,
    { ...settings, backbone: 'other', crop: 'face', copies: 9, testCopies: 9, l2: 3 },
    manifest,
  );
  assert.deepEqual(chosen.settings, { ...settings, copies: 2, testCopies: 2, l2: 3 });
  assert.deepEqual(chosen.backbones, [backbone]);
  assert.equal(whyNotClassify(chosen), null);
  const { trained } = await runTraining(services, { dataset, choice: 'wasm', ...chosen });
  assert.deepEqual([trained.run.samples, trained.run.embedded.computed, trained.run.settings.copies], [8, 0, 2]);

  const absent = chooseTraining(dataset, settings, { backbones: [], faceDetector: null });
  assert.match(whyNotClassify(absent) ?? '', /features of the network Tiny with SHA-256 039058c6/);
  const unknown = await open(await plain([[1], [2], [3], [4]], [0, 1, 0, 1]));
  const bare = chooseTraining(unknown, settings, manifest);
  assert.deepEqual([bare.settings.copies, bare.settings.testCopies, bare.settings.crop], [0, 0, 'whole']);
  assert.match(whyNotClassify(bare) ?? '', /nothing says which network made them/);
  const few = { ...bare, settings: { ...bare.settings, folds: 2 } };
  const run = await runTraining(services, { dataset: unknown, choice: 'wasm', ...few });
  assert.match(run.trained.run.cautions.join(' '), /which rows of the features show the same person/);
});

test('embedding.json that is newer or damaged is refused', async () => {
  const files = await shardFiles(1, 1);
  const made = JSON.parse(new TextDecoder().decode(await files.find(({ path }) => path.endsWith('.json'))?.read()));
  const withJson = (/** @type {unknown} */ content) =>
    files.map((one) =>
      one.path.endsWith('.json') ? file(one.path, new TextEncoder().encode(JSON.stringify(content))) : one,
    );
  await assert.rejects(open(withJson({ ...made, formatVersion: 2 })), { code: 'newer-features' });
  for (const broken of [null, [], { ...made, backbones: [] }, { ...made, shard: null }, { ...made, rejected: [{}] }]) {
    await assert.rejects(open(withJson(broken)), { code: 'bad-features', message: /embedding\.json” is damaged/ });
  }
});
