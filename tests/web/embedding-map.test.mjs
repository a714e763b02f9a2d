// What is computed for the map of embeddings: points, neighbours, the direction of age.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agesAlong, followPersons, meanYearsOff, meanYearsOffByMean } from '../../web/js/app/age-direction.js';
import { noMap } from '../../web/js/app/defaults.js';
import { createMapActions } from '../../web/js/app/embedding-map.js';
import { abortError } from '../../web/js/app/errors.js';
import { evenly, measureNeighbourhood, unitRows } from '../../web/js/app/neighbourhood.js';
import { createStore } from '../../web/js/app/store.js';
import { deferred, fakeCore, nextTurn } from './fakes.mjs';

/** @import { AppState, CoreService, Model, TsneMap } from '../../web/js/types.d.ts' */
/** @import { EmbedRun } from '../../web/js/app/embedding-map.js' */

/** Directions in a plane, by their angles; lengths differ, which must not matter. @param {number[]} degrees */
const rowsAt = (degrees) =>
  Float32Array.from(
    degrees.flatMap((angle, index) => {
      const length = index + 1;
      return [length * Math.cos((angle * Math.PI) / 180), length * Math.sin((angle * Math.PI) / 180)];
    }),
  );

test('photographs of one person that lie in pairs gather by person and not by class', async () => {
  const photographs = {
    embeddings: rowsAt([0, 10, 90, 100]),
    dimension: 2,
    persons: ['ada', 'ada', 'ben', 'ben'],
    classes: [0, 1, 0, 1],
  };
  // Each one's nearest is the other one of the person. By chance one of three others would be; 2/3 is more than two
  // standard errors, 2 √(1/3 · 2/3 / 4) = 0.47.
  assert.deepEqual(await measureNeighbourhood(photographs, undefined, 1), {
    neighbours: 1,
    asked: 4,
    person: { share: 1, chance: 1 / 3, most: 1, clear: true },
    class: { share: 0, chance: 1 / 3, most: 1, clear: false },
  });
  // Of two nearest one is of the person, and 50 % is not clearly more than 33 %.
  const two = await measureNeighbourhood(photographs, undefined, 2);
  assert.deepEqual(two.person, { share: 0.5, chance: 1 / 3, most: 0.5, clear: false });
  // Seven are asked for, and there are three.
  assert.equal((await measureNeighbourhood(photographs)).neighbours, 3);
  const strangers = { ...photographs, persons: ['a', 'b', 'c', 'd'] };
  assert.equal((await measureNeighbourhood(strangers)).person, null);
});

test('the neighbours of many photographs are looked for a few at a time, until it is cancelled', async () => {
  const count = 1200;
  const embeddings = Float32Array.from({ length: count * 512 }, (_, index) => Math.sin(index * index));
  const photographs = { embeddings, dimension: 512, persons: [], classes: new Array(count).fill(0) };
  const controller = new AbortController();
  const measuring = measureNeighbourhood({ ...photographs, persons: new Array(count).fill('') }, controller.signal);
  setTimeout(() => controller.abort());
  await assert.rejects(measuring, { name: 'AbortError' });
});

test('positions are even, rows have length 1', () => {
  assert.deepEqual(evenly(3, 5), [0, 1, 2]);
  assert.deepEqual(evenly(10, 4), [0, 2, 5, 7]);
  assert.deepEqual(
    [...unitRows(Float32Array.of(3, 4, 0, 0, 0, 2), 2, [2, 0, 1])],
    [0, 1, ...Float32Array.of(0.6, 0.8), 0, 0],
  );
});

/** The core's rows of four columns have length 2: the first column of one of length 1 is added to a place of 0.5, in gaps of 20. */
const ridge = async () => ({
  ...(await fakeCore().readClassifier(new Uint8Array())),
  dimension: 4,
  loss: /** @type {const} */ ('ridge'),
  places: Float64Array.of(-1, 0, 1),
  layers: [{ weight: Float32Array.of(0.5, 0, 0, 0), bias: Float32Array.of(0.5) }],
});

/** @type {Pick<Model, 'reference' | 'photographs'>} */
const twoPersons = {
  reference: Float32Array.of(1, 0, 0, 0, 0, 2, 0, 0, -1, 0, 0, 0, 0, 1, 0, 0),
  photographs: [
    { path: '40/ada.jpg', person: 'ada', classIndex: 1 },
    { path: '20/ada.jpg', person: 'ada', classIndex: 0 },
    { path: '20/ben.jpg', person: 'ben', classIndex: 0 },
    { path: '60/ben.jpg', person: 'ben', classIndex: 2 },
  ],
};

test('an age is read off a ridge classifier without rounding', async () => {
  const ages = agesAlong(await ridge(), Float32Array.of(0, 1, 0, 0, 0.25, 0, 0, 0, -2, 0, 0, 0), [20, 40, 60]);
  assert.deepEqual(ages, [50, 55, 10]);
});

test('a person is placed by the photographs of the others, in the order of the ages', async () => {
  const core = fakeCore({ readClassifier: ridge });
  const request = { model: twoPersons, classValues: [20, 40, 60], persons: ['ada', 'ben'] };
  const courses = await followPersons(core, request, undefined);
  const rows = core.state.requests.map(({ trainRows, method, loss }) => [[...trainRows], method, loss]);
  assert.deepEqual(rows, [
    [[2, 3], 'linear', 'ridge'],
    [[0, 1], 'linear', 'ridge'],
  ]);
  assert.equal(core.state.freed, 1);
  const ada = courses.get('ada') ?? [];
  assert.deepEqual(ada, [
    { photograph: 1, age: 20, placed: 50 },
    { photograph: 0, age: 40, placed: 70 },
  ]);
  assert.equal(meanYearsOff(ada), 30);
  // ada (40, 20) by ben's mean of 40: 0 and 20 off; ben (20, 60) by ada's mean of 30: 10 and 30 off.
  const ages = [40, 20, 20, 60].map((age, row) => ({ person: row < 2 ? 'ada' : 'ben', age }));
  assert.equal(meanYearsOffByMean(ages), 15);
});

const request = { method: /** @type {const} */ ('tsne'), perplexity: 5, copies: false };

/** @param {Partial<CoreService>} [overrides] @param {EmbedRun} [embedRun] */
function withMap(overrides, embedRun) {
  const run = { samples: 4, classValues: [20, 40, 60], settings: { seed: 9 } };
  const trained = { run, model: { ...twoPersons } };
  const state = { trained, dataset: null, deviceChoice: 'auto', embeddingMap: noMap() };
  const store = createStore(/** @type {AppState} */ (/** @type {unknown} */ (state)));
  const core = fakeCore({ readClassifier: ridge, ...overrides });
  const none = async () => assert.fail('no copies are asked for');
  const controller = new AbortController();
  const context = { signal: controller.signal, onProgress: () => {} };
  return { store, core, controller, context, actions: createMapActions(store, { core, embedRun: embedRun ?? none }) };
}

/** @param {number} iteration @returns {TsneMap} */
const step = (iteration) => ({ iteration, iterations: 1000, perplexity: 1, coordinates: new Float32Array(8), cost: 2 });

test('a map is drawn as it converges, with the seed of the run, and stays where it was cancelled', async () => {
  const { promise } = deferred();
  /** @type {unknown} */
  let asked = null;
  const { store, actions, controller, context } = withMap({
    async drawTsne({ embeddings, dimension, ...rest }, { signal, onProgress } = {}) {
      asked = { ...rest, rows: embeddings.length / dimension };
      onProgress?.(step(10));
      signal?.addEventListener('abort', () => onProgress?.(step(20)));
      await promise;
      throw abortError();
    },
  });
  const drawing = actions.draw(request, context);
  while (!store.state.embeddingMap.map) await nextTurn();
  assert.deepEqual(asked, { perplexity: 5, iterations: 1000, seed: 9, rows: 4 });
  controller.abort();
  await assert.rejects(drawing, { name: 'AbortError' });
  const { map, neighbourhood } = store.state.embeddingMap;
  assert.deepEqual(map?.steps, { done: 10, total: 1000, perplexity: 1, cost: 2 });
  assert.deepEqual(map?.points[3], { photograph: 3, copy: 0 });
  assert.equal(neighbourhood?.asked, 4);
});

test('principal components say how much they show', async () => {
  const { store, actions, context } = withMap();
  await actions.draw({ ...request, method: 'pca' }, context);
  assert.deepEqual(store.state.embeddingMap.map?.explained, [0.5, 0.25]);
});

test('copies come from the cache, by path, as many as there is room for', async () => {
  const samples = ['20/ben.jpg', '20/ada.jpg', '40/ada.jpg', '60/ben.jpg'].map((path) => ({ path }));
  const copies = 2;
  // Each row has the slope of its number.
  const embeddings = Float32Array.from({ length: 12 * 4 }, (_, at) => [1, Math.floor(at / 4), 0, 0][at % 4] ?? 0);
  const embedRun = async () => /** @type {any} */ ({ dataset: { samples }, embeddings, copies });
  /** @type {Float32Array | null} */
  let drawn = null;
  const { store, actions, context } = withMap(
    {
      async drawTsne(asked) {
        drawn = asked.embeddings;
        return step(1000);
      },
    },
    embedRun,
  );
  await actions.draw({ ...request, copies: true }, context);
  const { map } = store.state.embeddingMap;
  assert.equal(map?.rows, 12);
  assert.deepEqual(
    map?.points.slice(0, 4).map(({ photograph, copy }) => `${photograph} ${copy}`),
    ['0 0', '0 1', '0 2', '1 0'],
  );
  // The model's first photograph is the third sample: rows 6 to 8.
  const slopes = Array.from({ length: 4 }, (_, row) =>
    Math.round((drawn?.[4 * row + 1] ?? 0) / (drawn?.[4 * row] ?? 1)),
  );
  assert.deepEqual(slopes, [6, 7, 8, 3]);
});

test('of more points than stay interactive each photograph loses as many copies', async () => {
  const { store, actions, context } = withMap({}, async () => {
    const samples = twoPersons.photographs.map(({ path }) => ({ path }));
    return /** @type {any} */ ({ dataset: { samples }, embeddings: new Float32Array(4 * 1001 * 4), copies: 1000 });
  });
  await actions.draw({ ...request, copies: true }, context);
  const { map } = store.state.embeddingMap;
  assert.deepEqual([map?.points.length, map?.rows, map?.points.at(-1)?.copy], [3000, 4004, 749]);
});

test('of several persons asked for the last is followed, and an error is a sentence', async () => {
  const { store, actions } = withMap();
  await Promise.all([actions.follow('ada'), actions.follow('ben')]);
  const { course } = store.state.embeddingMap;
  assert.equal(course?.person, 'ben');
  // ben is placed at 50 - 20 = 30 and 50: 10 years off each time; ada 30.
  assert.deepEqual([course?.yearsOff, course?.everyone], [10, { persons: 2, yearsOff: 20, yearsOffByMean: 15 }]);
  await actions.follow(null);
  assert.equal(store.state.embeddingMap.course, null);
  const broken = withMap({ trainClassifier: async () => assert.fail('no') });
  await broken.actions.follow('ada');
  assert.match(broken.store.state.embeddingMap.problem ?? '', /did not expect: no/);
});
