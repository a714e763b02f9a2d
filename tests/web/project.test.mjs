// Projects as files and in the browser's store, and the files that are exported.
/** @import { Settings } from '../../web/js/types.d.ts' */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { defaultSettings } from '../../web/js/app/defaults.js';
import { createEmbedder } from '../../web/js/app/embedder.js';
import { runTraining } from '../../web/js/app/pipeline.js';
import { makeProject } from '../../web/js/app/project.js';
import { createBackbones } from '../../web/js/data/backbones.js';
import { readProjectFile, writeProjectFile } from '../../web/js/data/project-file.js';
import { createProjectStore } from '../../web/js/data/project-store.js';
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
const project = makeProject({ name: 'd', settings, dataset: null, runs: [run], trained });

test('a project file gives back what was written', () => {
  assert.deepEqual(readProjectFile(writeProjectFile(project), 'p.zip'), project);
});

test('the same project is the same file', () => {
  assert.deepEqual(writeProjectFile(project), writeProjectFile(project));
});

/** @param {(parts: Record<string, Uint8Array>) => void} change */
function changed(change) {
  const parts = unzipSync(writeProjectFile(project));
  change(parts);
  return zipSync(parts);
}

for (const [what, bytes, message] of /** @type {const} */ ([
  ['a file that is no zip', strToU8('hello'), /“p\.zip” is not a whole zip file/],
  ['an empty file', new Uint8Array(), /“p\.zip” is not a whole zip file/],
  ['a truncated zip', writeProjectFile(project).slice(0, -40), /“p\.zip” is not a whole zip file/],
  ['a zip of something else', zipSync({ 'a.txt': strToU8('a') }), /project\.json is missing/],
  ['a zip without a classifier', changed((parts) => delete parts['classifier-1.bin']), /classifier-1\.bin is missing/],
  ['a zip without the reference', changed((parts) => delete parts['reference.f32']), /reference\.f32 is missing/],
  [
    'a description that is no JSON',
    changed((parts) => {
      parts['project.json'] = strToU8('{');
    }),
    /project\.json is damaged/,
  ],
  [
    'a description without a run',
    changed((parts) => {
      parts['project.json'] = strToU8('{"formatVersion":4}');
    }),
    /damaged or not a project/,
  ],
  [
    'a project of a newer version',
    changed((parts) => {
      parts['project.json'] = strToU8('{"formatVersion":5}');
      delete parts['classifier-1.bin'];
    }),
    /newer version of Agelens \(format 5\); update/,
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
  test(`${what} is refused with its sentence`, () => {
    assert.throws(() => readProjectFile(bytes, 'p.zip'), { name: 'AgelensError', message });
  });
}

/** @param {Map<string, unknown>} contents */
const openFake = (contents) => async () => ({
  get: async (/** @type {string} */ _, /** @type {string} */ key) => contents.get(key),
  put: async (/** @type {string} */ _, /** @type {unknown} */ value, /** @type {string} */ key) =>
    contents.set(key, value),
  delete: async (/** @type {string} */ _, /** @type {string} */ key) => contents.delete(key),
  close() {},
});

test('the store keeps one project and forgets it', async () => {
  const store = createProjectStore(openFake(new Map()));
  assert.equal(await store.load(), null);
  await store.save(project);
  assert.deepEqual(await store.load(), project);
  await store.clear();
  assert.equal(await store.load(), null);
});

test('a store that fails gives a sentence with the reason, and a damaged project is not used', async () => {
  const broken = createProjectStore(() => Promise.reject(new Error('QuotaExceededError')));
  await assert.rejects(broken.save(project), { code: 'storage-failed', message: /could not be kept.*QuotaExceeded/ });
  await assert.rejects(broken.load(), { code: 'storage-failed' });
  const odd = createProjectStore(openFake(new Map([['current', { formatVersion: 9 }]])));
  await assert.rejects(odd.load(), { code: 'newer-project' });
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
