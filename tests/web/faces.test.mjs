// Faces on their way through the pipeline: found once, cut out for each backbone, and said where there are none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultSettings } from '../../web/js/app/defaults.js';
import { embedDataset } from '../../web/js/app/embed-dataset.js';
import { createEmbedder } from '../../web/js/app/embedder.js';
import { findSeeing } from '../../web/js/app/find-backbone.js';
import { partOfRow } from '../../web/js/app/joined-part.js';
import { classifyPhoto, runTraining } from '../../web/js/app/pipeline.js';
import { backbone, datasetOf, datasets, entry, faceDetector, fakeCache, fakeCore, fakeEmbed } from './fakes.mjs';

/** @import { Backbone, Settings } from '../../web/js/types.d.ts' */

/** @type {Settings} */
const settings = {
  ...defaultSettings,
  folds: 2,
  backbone: 'tiny',
  copies: 1,
  testCopies: 1,
  epochs: 2,
  calibration: 'off',
};
const choice = /** @type {const} */ ('auto');
const seeing = { backbones: [backbone], faceDetector };

function servicesOf() {
  const service = fakeEmbed();
  const core = fakeCore({
    predict: async (_classifier, embeddings) => new Float32Array(2 * embeddings.length).fill(0.5),
  });
  return {
    core,
    service,
    datasets,
    cache: fakeCache(),
    embedder: createEmbedder(service, async () => new Uint8Array()),
  };
}

// The fake core finds one face, 100 wide, in photographs of even numbers, two in 7 (100 and 200 wide), none in others;
// an image is filled with the photograph's number and the width of the face that is cut out.
const photographs = (/** @type {number[]} */ numbers) =>
  datasetOf(numbers.map((number, index) => entry(`d/${index % 2 ? 30 : 20}/${number}.jpg`, String(number))));

test('the face is cut out, the largest of several, and the whole photograph is used where there is none', async () => {
  const dataset = await photographs([2, 3, 4, 7]);
  const { embeddings, faces } = await embedDataset(servicesOf(), { dataset, settings, ...seeing });
  const byPath = dataset.samples.map(({ path }, index) => [path, embeddings[2 * index]]);
  assert.deepEqual(Object.fromEntries(byPath), { '20/2.jpg': 102, '20/4.jpg': 104, '30/3.jpg': 3, '30/7.jpg': 207 });
  assert.equal(faces.get('30/7.jpg')?.faces.length, 2);
  assert.equal(faces.get('30/3.jpg')?.chosen, -1);
});

test('a run says in which photographs no face was found, also when all was kept from earlier', async () => {
  const services = servicesOf();
  const dataset = await photographs([2, 3, 4, 6]);
  const first = await runTraining(services, { dataset, settings, choice, ...seeing });
  assert.deepEqual(first.trained.run.faceless, ['30/3.jpg']);
  assert.deepEqual(first.trained.run.embedded, { computed: 8, reused: 0 });
  const again = await runTraining(services, { dataset, settings, choice, ...seeing });
  assert.deepEqual(again.trained.run.faceless, ['30/3.jpg']);
  assert.deepEqual(again.trained.run.embedded, { computed: 0, reused: 8 });
  assert.equal(services.core.state.open, 0);
});

test('the face that the user chose is the one that is cut out', async () => {
  const services = servicesOf();
  const dataset = await photographs([7, 2]);
  const chosen = { ...dataset, samples: dataset.samples.map((sample) => ({ ...sample, chosenFace: 0 })) };
  const before = await embedDataset(services, { dataset, settings, ...seeing });
  const after = await embedDataset(services, { dataset: chosen, settings, ...seeing });
  assert.deepEqual([before.embeddings[0], after.embeddings[0]], [207, 107]);
});

test('a face is looked for once, however many backbones are joined', async () => {
  const services = servicesOf();
  const dataset = await photographs([2, 4]);
  /** @type {Backbone[]} */
  const backbones = [backbone, { ...backbone, sha256: 'other', inputSize: 3 }];
  await embedDataset(services, { dataset, settings, backbones, faceDetector });
  assert.equal(services.service.state.runs.filter((run) => run === 'detector 1').length, 2);
});

test('joined embeddings are as large as each other, trained on or asked, and one alone is as it is', async () => {
  const large = Float32Array.of(300, -400, 0, 0);
  assert.deepEqual([...partOfRow(large, [backbone, backbone])].map(Math.fround), [1.2, -1.6, 0, 0].map(Math.fround));
  assert.deepEqual([...partOfRow(new Float32Array(2), [backbone, backbone])], [0, 0]);
  assert.equal(partOfRow(large, [backbone]), large);

  /** @type {number[][]} */
  const asked = [];
  const services = servicesOf();
  services.core.predict = async (_classifier, embeddings) => {
    asked.push([...embeddings]);
    return new Float32Array(embeddings.length).fill(0.5);
  };
  const joined = { backbones: [backbone, { ...backbone, sha256: 'other' }], faceDetector };
  const dataset = await photographs([2, 4]);
  const { embedded, trained } = await runTraining(services, { dataset, settings, choice, ...joined });
  assert.deepEqual([...embedded.embeddings], new Array(8).fill(1));
  await classifyPhoto(services, { trained, path: 'x.jpg', bytes: new TextEncoder().encode('2'), choice });
  assert.deepEqual(asked.at(-1), [1, 1, 1, 1]);
});

test('an answer says where the faces are and what was looked at', async () => {
  const services = servicesOf();
  const { trained } = await runTraining(services, { dataset: await photographs([2, 4]), settings, choice, ...seeing });
  const ask = (/** @type {string} */ text, /** @type {number} */ chosenFace) =>
    classifyPhoto(services, { trained, path: 'x.jpg', bytes: new TextEncoder().encode(text), choice, chosenFace });
  const largest = await classifyPhoto(services, { trained, path: 'x', bytes: new TextEncoder().encode('7'), choice });
  assert.deepEqual([largest.faces?.chosen, largest.crop?.side, largest.width, largest.height], [1, 200, 4, 3]);
  assert.equal((await ask('7', 0)).crop?.side, 100);
  const none = await ask('3', 0);
  assert.deepEqual([none.faces?.faces.length, none.crop], [0, null]);
});

test('a photograph is closed however its classification ends', async () => {
  const services = servicesOf();
  const { trained } = await runTraining(services, { dataset: await photographs([2, 4]), settings, choice, ...seeing });
  const request = { trained, path: 'x.jpg', bytes: new TextEncoder().encode('2'), choice };
  const lost = () => Promise.reject(new Error('no network'));
  const failing = { ...services, embedder: { ...services.embedder, open: lost } };
  await assert.rejects(classifyPhoto(failing, request), /no network/);
  const controller = new AbortController();
  const cancelled = classifyPhoto(services, request, { signal: controller.signal });
  controller.abort();
  await assert.rejects(cancelled, { name: 'AbortError' });
  await new Promise((resolve) => setTimeout(resolve, 10));
  assert.equal(services.core.state.open, 0);
});

test('without a face detector faces are refused with a sentence, and so are unknown and doubled backbones', () => {
  const manifest = { backbones: [backbone], faceDetector: null };
  assert.throws(() => findSeeing(manifest, { backbone: 'tiny', crop: 'face' }), { code: 'no-face-detector' });
  assert.deepEqual(findSeeing(manifest, { backbone: 'tiny', crop: 'whole' }), {
    backbones: [backbone],
    faceDetector: null,
  });
  assert.throws(
    () => findSeeing(manifest, { backbone: 'tiny+huge', crop: 'whole' }),
    /“huge” is not available; available: tiny/,
  );
  assert.throws(() => findSeeing(manifest, { backbone: 'tiny+tiny', crop: 'whole' }), /joins a backbone with itself/);
});
