// Projects as files, and the files that are exported.
/** @import { Settings } from '../../web/js/types.d.ts' */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { albumSettings } from '../../web/js/app/album-settings.js';
import { defaultSettings } from '../../web/js/app/defaults.js';
import { createEmbedder } from '../../web/js/app/embedder.js';
import { AgelensError } from '../../web/js/app/errors.js';
import { runTraining } from '../../web/js/app/pipeline.js';
import { describeDataset, makeProject } from '../../web/js/app/project.js';
import { createNodeCore } from '../../web/js/core/node.js';
import { createBackbones, sha256 } from '../../web/js/data/backbones.js';
import { sourceOfBlob } from '../../web/js/data/blob-source.js';
import { readProjectFile, writeProjectFile } from '../../web/js/data/project-file.js';
import { openZip } from '../../web/js/data/zip-reader.js';
import { writeCsv } from '../../web/js/export/csv.js';
import { embeddingFiles } from '../../web/js/export/embedding-files.js';
import { backbone, datasetOf, datasets, entry, fakeCache, fakeCore, fakeEmbed, seeing } from './fakes.mjs';

/** @type {Settings} */
const settings = { ...defaultSettings, copies: 1, testCopies: 1, epochs: 1, backbone: 'tiny' };
settings.crop = 'whole';
const dataset = await datasetOf([entry('d/20/a.jpg', '0'), entry('d/30/a, "b".jpg', '1')]);
const embedder = createEmbedder(fakeEmbed(), async () => new Uint8Array(3));
const { trained, embedded } = await runTraining(
  { core: fakeCore(), embedder, datasets, cache: fakeCache() },
  { dataset, settings: { ...settings, protocol: 'seed' }, ...seeing, choice: 'auto' },
);
const { run } = trained;
const difference = { value: 0.1, interval: null };
/** @type {import('../../web/js/types.d.ts').SequenceEvaluation} */
const evaluation = {
  persons: 2,
  rows: [],
  differences: [{ size: null, accuracy: difference, maeYears: difference }],
  verdict: 'no clear difference',
  settings: albumSettings(settings, 'softmax'),
  members: 2,
  seconds: 1,
};
const model = {
  ...trained.model,
  reference: new Float32Array(8).map((_, at) => at / 3),
  distances: new Float32Array(2),
  album: { members: [Uint8Array.of(7, 8), Uint8Array.of(9)], evaluation },
};
const core = await createNodeCore();
const kept = await describeDataset(dataset, sha256);
const project = makeProject({ name: 'd', settings, dataset: kept, runs: [run], trained: { run, model } });
const photographs = new Map(dataset.samples.map(({ path, entry: { read } }) => [path, read]));
const readPhotograph = async (/** @type {{ path: string }} */ { path }) =>
  photographs.get(path)?.() ?? assert.fail(`${path} is no photograph`);

const networkFiles = async () => new Map([['model.onnx', Uint8Array.of(1, 2, 3)]]);

/** @param {Partial<Parameters<typeof writeProjectFile>[1]>} [writing] @param {typeof project} [what] */
const write = async (writing, what = project) =>
  new Uint8Array(
    await new Response(writeProjectFile(what, { core, readPhotograph, networkFiles, ...writing })).arrayBuffer(),
  );

/** @param {Uint8Array} bytes */
const read = async (bytes) =>
  readProjectFile(await openZip(sourceOfBlob(new Blob([/** @type {BlobPart} */ (bytes)])), 'p.zip'), 'p.zip', core);

const written = await write();

test('a project file gives back what was written, photographs and all', async () => {
  const { project: back, photographs: held, problems } = await read(written);
  assert.deepEqual(back, project);
  assert.deepEqual(problems, []);
  for (const { path, sha256: hash } of kept.photographs) {
    assert.equal(await sha256((await held.get(path)?.read()) ?? new Uint8Array()), hash);
  }
});

test('the same project is the same file', async () => {
  assert.deepEqual(await write(), written);
});

test('photographs are read one at a time, as the file is taken', async () => {
  let reading = 0;
  const stream = writeProjectFile(project, {
    core,
    networkFiles,
    readPhotograph: async (photograph) => {
      reading += 1;
      return readPhotograph(photograph);
    },
  });
  const reader = stream.getReader();
  await reader.read();
  assert.equal(reading, 1);
  await reader.cancel();
});

test('without photographs the file still names them; what cannot be read any more is said, and the rest is saved', async () => {
  const bare = await read(await write({ readPhotograph: null }));
  assert.deepEqual(bare.project, project);
  assert.equal(bare.photographs.size, 0);
  const gone = await read(
    await write({
      readPhotograph: async (photograph) => {
        if (photograph.path === '20/a.jpg') throw new Error('moved');
        return readPhotograph(photograph);
      },
    }),
  );
  assert.deepEqual([...gone.photographs.keys()], ['30/a, "b".jpg']);
  assert.match(gone.project.dataset?.rejected[0]?.reason ?? '', /could not be read when the project was saved/);
});

test('anything reads it: JSON, npy, images as they were', async () => {
  const parts = unzipSync(written);
  assert.deepEqual(Object.keys(parts), [
    ...['photographs/20/a.jpg', 'photographs/30/a, "b".jpg', 'model.onnx', 'classifier-1.bin', 'album-1.bin'],
    ...['album-2.bin', 'reference.npy', 'distances.npy', 'project.json', 'README.txt'],
  ]);
  assert.deepEqual(parts['model.onnx'], Uint8Array.of(1, 2, 3));
  assert.match(
    strFromU8(parts['README.txt'] ?? new Uint8Array()),
    /^model\.onnx +backbone and classifier as one network/m,
  );
  assert.deepEqual(parts['photographs/20/a.jpg'], strToU8('0'));
  assert.equal(
    JSON.parse(strFromU8(parts['project.json'] ?? new Uint8Array())).dataset.photographs[0].path,
    '20/a.jpg',
  );
  assert.deepEqual(
    model.photographs.map(({ path, person, classIndex }) => [path, person, classIndex]),
    [
      ['20/a.jpg', '20/a.jpg', 0],
      ['30/a, "b".jpg', '30/a, "b".jpg', 1],
    ],
  );
  const { data, shape } = await core.readNpy(parts['reference.npy'] ?? new Uint8Array());
  assert.deepEqual([data, shape], [model.reference, [2, 4]]);
});

test('a classifier whose network is not to be had is saved without it, and says so', async () => {
  /** @type {string[]} */
  const problems = [];
  const file = await write({
    networkFiles: async () => {
      throw new AgelensError('no-backbone', 'The network is gone.');
    },
    onProblem: (sentence) => problems.push(sentence),
  });
  assert.deepEqual(problems, ['The file is without model.onnx. The network is gone.']);
  assert.match(
    strFromU8(unzipSync(file)['README.txt'] ?? new Uint8Array()),
    /^The file is without model\.onnx\. The n/m,
  );
  assert.deepEqual((await read(file)).project, project);
});

/** @param {(parts: Record<string, Uint8Array>) => void} change */
function changed(change) {
  const parts = unzipSync(written);
  change(parts);
  return zipSync(parts);
}

for (const [what, bytes, message] of /** @type {const} */ ([
  ['a file that is no zip', strToU8('hello'), /“p\.zip” is not a whole zip file/],
  ['an empty file', new Uint8Array(), /“p\.zip” is not a whole zip file/],
  ['a truncated zip', written.slice(0, -40), /“p\.zip” is not a whole zip file/],
  ['a zip of something else', zipSync({ 'a.txt': strToU8('a') }), /project\.json is missing/],
  [
    'a description that is no JSON',
    changed((parts) => {
      parts['project.json'] = strToU8('{');
    }),
    /project\.json is damaged/,
  ],
  [
    'a description without settings',
    changed((parts) => {
      parts['project.json'] = strToU8('{"formatVersion":5}');
    }),
    /damaged or not a project/,
  ],
  [
    'a description whose excluded photographs are no list',
    changed((parts) => {
      const description = JSON.parse(strFromU8(/** @type {Uint8Array} */ (parts['project.json'])));
      description.dataset.excluded = null;
      parts['project.json'] = strToU8(JSON.stringify(description));
    }),
    /damaged or not a project/,
  ],
  [
    'a project of a newer version',
    changed((parts) => {
      parts['project.json'] = strToU8('{"formatVersion":6}');
      delete parts['classifier-1.bin'];
    }),
    /newer version of Agelens \(format 6\); update/,
  ],
  [
    'a project of an earlier version',
    changed((parts) => {
      parts['project.json'] = strToU8('{"formatVersion":1}');
      delete parts['classifier-1.bin'];
    }),
    /earlier version of Agelens \(format 1\).*train again/,
  ],
])) {
  test(`${what} is refused with its sentence`, async () => {
    await assert.rejects(read(bytes), { name: 'AgelensError', message });
  });
}

for (const [what, change] of /** @type {[string, (parts: Record<string, Uint8Array>) => void][]} */ ([
  ['a classifier that is missing', (parts) => delete parts['classifier-1.bin']],
  ['a reference that is missing', (parts) => delete parts['reference.npy']],
  [
    'photographs that do not belong to the classifier',
    (parts) => {
      const description = JSON.parse(strFromU8(parts['project.json'] ?? new Uint8Array()));
      description.trained.photographs.pop();
      parts['project.json'] = strToU8(JSON.stringify(description));
    },
  ],
  [
    'a reference that is damaged',
    (parts) => {
      parts['reference.npy'] = strToU8('npy');
    },
  ],
])) {
  test(`of ${what} the project says so and keeps the rest`, async () => {
    const { project: rest, photographs: held, problems } = await read(changed(change));
    assert.match(problems.join(), /^Its classifier is damaged and was left out; train again/);
    assert.deepEqual(rest, { ...project, trained: null });
    assert.equal(held.size, 2);
  });
}

test('a damaged photograph is known when it is read, and the others are whole', async () => {
  const bytes = written.slice();
  // The only byte of the first photograph follows its header, name and extra field.
  const extra = new DataView(bytes.buffer).getUint16(28, true);
  bytes[30 + 'photographs/20/a.jpg'.length + extra] = 0xff;
  const { photographs: held } = await read(bytes);
  await assert.rejects(held.get('20/a.jpg')?.read() ?? Promise.resolve(), /“photographs\/20\/a\.jpg” is damaged/);
  assert.deepEqual(await held.get('30/a, "b".jpg')?.read(), strToU8('1'));
});

test('a backbone is loaded with progress when its hash is right, and never used when it is wrong', async () => {
  const bytes = new Uint8Array([1, 2, 3]);
  /** @type {number[]} */
  const done = [];
  const { loadModel } = createBackbones(async (_file, { onBytes }) => {
    onBytes?.(3);
    return bytes;
  });
  assert.equal(await loadModel(backbone, { onProgress: (count) => done.push(count) }), bytes);
  assert.deepEqual(done, [3]);
  bytes[0] = 9;
  await assert.rejects(loadModel(backbone), { code: 'wrong-hash', message: /tiny\.onnx.*SHA-256/ });
});

test('CSV quotes what RFC 4180 asks to quote', () => {
  assert.equal(
    writeCsv(
      ['a', 'b'],
      [
        ['x,y', 'say "hi"'],
        ['two\nlines', 1],
      ],
    ),
    'a,b\r\n"x,y","say ""hi"""\r\n"two\nlines",1\r\n',
  );
});

test('exported embeddings say what each row is', async () => {
  /** @type {{ data: number[], shape: number[] }[]} */
  const written = [];
  const files = await embeddingFiles(
    {
      async writeNpy(data, shape) {
        written.push({ data: [...data], shape });
        return new Uint8Array();
      },
    },
    embedded,
  );
  assert.deepEqual(written, [
    { data: [0, 0, 1, 1], shape: [4, 1] },
    { data: [0, 0, 1, 1], shape: [4] },
  ]);
  assert.equal(
    new TextDecoder().decode(files.get('samples.csv')),
    'row,path,class,person,copy\r\n' +
      '0,20/a.jpg,20,20/a.jpg,0\r\n1,20/a.jpg,20,20/a.jpg,1\r\n' +
      '2,"30/a, ""b"".jpg",30,"30/a, ""b"".jpg",0\r\n3,"30/a, ""b"".jpg",30,"30/a, ""b"".jpg",1\r\n',
  );
});
