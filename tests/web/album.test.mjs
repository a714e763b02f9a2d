// The album over services that are fakes: who is trained on, what is left out, and what is averaged and put in order.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classifyAlbum, trainAlbum, whyNoAlbum } from '../../web/js/app/album.js';
import { ALBUM_MEMBERS } from '../../web/js/app/album-settings.js';
import { defaultSettings } from '../../web/js/app/defaults.js';
import { createEmbedder } from '../../web/js/app/embedder.js';
import { evaluateSequence } from '../../web/js/app/evaluate-sequence.js';
import { memberSeed } from '../../web/js/app/fit.js';
import { runTraining } from '../../web/js/app/pipeline.js';
import { orderedSubsets } from '../../web/js/app/subsets.js';
import { datasetOf, datasets, entry, fakeCache, fakeCore, fakeEmbed, seeing } from './fakes.mjs';

/** @import { CoreService, Settings } from '../../web/js/types.d.ts' */

const dataset = await datasetOf(
  ['20/a', '20/b', '20/c', '20/lone', '30/a', '30/b', '30/c', '40/a', '40/b'].map((path, index) =>
    entry(`d/${path}.jpg`, String(index)),
  ),
);
/** @type {Settings} */
const settings = { ...defaultSettings, copies: 2, testCopies: 1, epochs: 1, calibration: 'off', crop: 'whole' };
const services = (/** @type {Partial<CoreService>} */ overrides = {}) => ({
  core: fakeCore({ applyTemperature: async (probabilities) => probabilities.slice(), ...overrides }),
  embedder: createEmbedder(fakeEmbed(), async () => new Uint8Array()),
  datasets,
  cache: fakeCache(),
});
const training = { dataset, settings, choice: /** @type {const} */ ('wasm'), ...seeing };

test('the subsets of a size are ascending, all of them or evenly spaced ones', () => {
  assert.deepEqual(orderedSubsets(4, 2, 99), [
    [0, 1],
    [0, 2],
    [0, 3],
    [1, 2],
    [1, 3],
    [2, 3],
  ]);
  assert.equal(orderedSubsets(7, 4, 99).length, 35);
  assert.deepEqual(orderedSubsets(4, 2, 3), [
    [0, 1],
    [0, 3],
    [1, 3],
  ]);
  assert.deepEqual(orderedSubsets(2, 3, 99), []);
  const many = orderedSubsets(60, 4, 500);
  assert.equal(new Set(many.map(String)).size, 500);
  assert.ok(many.every((subset) => subset.every((value, index) => value > (subset[index - 1] ?? -1) && value < 60)));
});

test('the album is trained on every photograph of those who have two classes, in members of different seeds', async () => {
  const used = services();
  const { embedded } = await runTraining(used, training);
  const { members } = await trainAlbum(used, { embedded, settings });
  const { sequences } = used.core.state;
  assert.equal(members.length, ALBUM_MEMBERS);
  assert.deepEqual(
    sequences.map(({ seed }) => seed),
    Array.from({ length: ALBUM_MEMBERS }, (_, member) => memberSeed(settings.seed, member)),
  );
  const { firstRows, persons, copies, loss } = /** @type {typeof sequences[number]} */ (sequences[0]);
  const trained = [...firstRows].map((row) => dataset.samples[row / 3]?.path);
  assert.deepEqual(
    trained,
    ['20/a', '30/a', '40/a', '20/b', '30/b', '40/b', '20/c', '30/c'].map((p) => `${p}.jpg`),
  );
  assert.deepEqual(
    [...persons].map((person) => dataset.personNames[person]),
    ['a', 'a', 'a', 'b', 'b', 'b', 'c', 'c'],
  );
  assert.deepEqual([copies, loss], [2, 'cumulative-link']);
});

test('a person who is left out is trained on by no network that answers for them', async () => {
  /** @type {{ lengths: number[], trained: number[] }[]} */
  const asked = [];
  const used = services({
    trainSequence: async ({ firstRows }) => ({ network: Uint8Array.from(firstRows, (row) => row / 3), history: [] }),
    predictSequences: async (network, embeddings, lengths) => {
      asked.push({ lengths: [...lengths], trained: [...network] });
      return Float32Array.from({ length: embeddings.length * 3 }, (_, i) => (i % 3 === 0 ? 1 : 0));
    },
  });
  const { trained, embedded } = await runTraining(used, training);
  const result = await evaluateSequence(used, { embedded, run: trained.run });
  // Persons a and b have 3 photographs each, c has 2; each is asked for by every member and copy.
  assert.equal(asked.length, 3 * ALBUM_MEMBERS * 2);
  const people = asked.map(({ trained }) => new Set(trained.map((index) => dataset.samples[index]?.person)));
  assert.deepEqual([...(people[0] ?? [])], ['b', 'c']);
  assert.deepEqual([...(people.at(-1) ?? [])], ['a', 'b']);
  assert.deepEqual(asked[0]?.lengths, [2, 2, 2, 3]);
  assert.deepEqual(asked.at(-1)?.lengths, [2]);
  assert.deepEqual(
    result.rows.map(({ size, method, subsets, count }) => [size, method, subsets, count]),
    [
      [2, 'single', 7, 14],
      [2, 'ordered', 7, 14],
      [2, 'gru', 7, 14],
      [3, 'single', 2, 6],
      [3, 'ordered', 2, 6],
      [3, 'gru', 2, 6],
    ],
  );
  assert.deepEqual(
    result.differences.map(({ size }) => size),
    [2, 3, null],
  );
  assert.deepEqual([result.persons, result.verdict], [3, 'no clear difference']);
});

test('the verdict follows the interval of the difference, of the network less the order alone', async () => {
  for (const [low, high, verdict] of /** @type {const} */ ([
    [0.01, 0.2, 'better'],
    [-0.2, -0.01, 'worse'],
    [0, 0.2, 'no clear difference'],
  ])) {
    /** @type {number[][]} */
    const compared = [];
    const used = services({
      compareRuns: async ({ first, second }) => {
        compared.push([...first], [...second]);
        const difference = { value: 0.1, interval: { low, high } };
        const figures = { accuracy: difference, logLoss: difference, maeYears: difference };
        return { count: 1, onlyFirstRight: 0, onlySecondRight: 0, mcNemarP: 1, ...figures };
      },
    });
    const { trained, embedded } = await runTraining(used, training);
    const result = await evaluateSequence(used, { embedded, run: trained.run });
    assert.equal(result.verdict, verdict);
    // The fake network answers a photograph with its place in the album, so the first two are 20 and 30.
    assert.deepEqual(compared[1]?.slice(0, 6), [1, 0, 0, 0, 1, 0]);
    assert.notDeepEqual(compared[0], compared[1]);
  }
});

test('photographs of an album are answered by themselves and together, averaged over members and copies', async () => {
  /** @type {number[][]} */
  const seen = [];
  const used = services({
    predict: async (_member, embeddings) =>
      Float32Array.from({ length: embeddings.length * 3 }, (_, index) => (index % 3 === 2 ? 1 : 0)),
    predictSequences: async (network, embeddings) => {
      seen.push([...embeddings]);
      return Float32Array.from({ length: embeddings.length * 3 }, (_, i) => Number(i % 3 === network[0]));
    },
  });
  const { trained } = await runTraining(used, training);
  const photographs = ['5', '3'].map((text) => ({ path: `${text}.jpg`, bytes: new TextEncoder().encode(text) }));
  const request = { photographs, choice: /** @type {const} */ ('wasm') };
  const without = await classifyAlbum(used, { trained, ...request });
  assert.equal(without.method, 'ordered');
  assert.deepEqual(without.photographs[0]?.album, { classIndex: 2, probabilities: [0, 0, 1], expectedAge: 40 });
  assert.equal(seen.length, 0);

  const album = { members: [0, 1].map((classIndex) => Uint8Array.of(classIndex)) };
  const answer = await classifyAlbum(used, { trained: { ...trained, model: { ...trained.model, album } }, ...request });
  assert.equal(answer.method, 'gru');
  assert.deepEqual(
    answer.photographs.map(({ own, album, ordered }) => [
      own.path,
      own.predictedIndex,
      album.expectedAge,
      ordered.classIndex,
    ]),
    [
      ['5.jpg', 2, 25, 2],
      ['3.jpg', 2, 25, 2],
    ],
  );
  assert.deepEqual(answer.photographs[0]?.album.probabilities, [0.5, 0.5, 0]);
  // Two members, each on the album itself and on one of copies.
  assert.deepEqual(seen, Array(4).fill([5, 3]));
});

test('what cannot be an album is refused in a sentence', async () => {
  const used = services();
  const { trained, embedded } = await runTraining(used, training);
  const one = [{ path: 'one.jpg', bytes: new TextEncoder().encode('1') }];
  await assert.rejects(classifyAlbum(used, { trained, photographs: one, choice: 'wasm' }), { message: /at least two/ });
  const torn = [{ path: 'torn.jpg', bytes: new TextEncoder().encode('undecodable') }, ...one];
  await assert.rejects(classifyAlbum(used, { trained, photographs: torn, choice: 'wasm' }), {
    message: /^“torn.jpg”: /,
  });
  const run = { ...trained.run, protocol: /** @type {const} */ ('holdout') };
  await assert.rejects(evaluateSequence(used, { embedded, run }), { message: /leave-one-person-out/ });
  assert.match(whyNoAlbum({ ...dataset, classValues: null }) ?? '', /classes that are ages/);
  assert.match(whyNoAlbum({ ...dataset, samples: dataset.samples.slice(0, 4) }) ?? '', /at least two persons/);
});
