/** @import { Answer, Trained } from '../../web/js/types.d.ts' */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classMaps, isMeanOf, mapOutputs, onFace } from '../../web/js/app/class-maps.js';
import { createEmbedder } from '../../web/js/app/embedder.js';
import { AgelensError } from '../../web/js/app/errors.js';
import { explainPhoto } from '../../web/js/app/explain.js';
import { createExplainActions } from '../../web/js/app/explain-actions.js';
import { computeMeanMaps } from '../../web/js/app/mean-maps.js';
import { coveredImages, dropsOf, GRID, logOdds, rankCorrelation, underPatches } from '../../web/js/app/occlusion.js';
import { createStore } from '../../web/js/app/store.js';
import { backbone, datasetOf, entry, faceDetector, fakeCore, fakeEmbed } from './fakes.mjs';

const settings = { testCopies: 0, augmentation: {}, seed: 1 };

/** @param {object} [run] @param {{ path: string }[]} [photographs] */
const trainedWith = (run = {}, photographs = []) =>
  /** @type {Trained} */ (
    /** @type {unknown} */ ({
      run: {
        startedAt: 'then',
        datasetName: 'photos',
        classNames: ['20', '30'],
        settings,
        backbones: [backbone],
        faceDetector: null,
        ...run,
      },
      model: { members: [new Uint8Array()], temperature: 1, photographs },
    })
  );

/** @param {Partial<import('../../web/js/types.d.ts').CoreService>} [overrides] */
function services(overrides = {}) {
  const embed = fakeEmbed();
  return { core: fakeCore(overrides), embedder: createEmbedder(embed, async () => new Uint8Array()), embed };
}

const answer = /** @type {Answer} */ (/** @type {unknown} */ ({ path: 'x', faces: null }));
const seven = new TextEncoder().encode('7');
const request = { answer, trained: trainedWith(), bytes: seven, choice: /** @type {const} */ ('wasm') };

test('the places of a map add up to what the embedding adds to the score', () => {
  const features = { data: Float32Array.of(1, 5, 0, 8), channels: 2, height: 1, width: 2 };
  // The part stands in the second and third column of rows of four, doubled.
  const gradients = Float32Array.of(9, 1, 2, 9, 9, -3, 0.5, 9);
  const maps = classMaps(gradients, 2, { firstColumn: 1, scale: 2 }, features);
  // The embedding is (3, 4): 2 (1 * 3 + 2 * 4) and 2 (-3 * 3 + 0.5 * 4).
  assert.deepEqual([...maps.values], [1, 21, -3, -11]);
});

test('features are used only where the embedding is their mean', () => {
  const features = { data: Float32Array.of(1, 5, 0, 8), channels: 2, height: 1, width: 2 };
  assert.equal(isMeanOf(Float32Array.of(3, 4), features), true);
  assert.equal(isMeanOf(Float32Array.of(3, 4.1), features), false);
  assert.equal(isMeanOf(Float32Array.of(3), features), false);
  assert.deepEqual(mapOutputs(backbone), ['features']);
  const candidate = { output: 'a', embeddingSize: 1, isMap: true };
  const candidates = [
    candidate,
    { ...candidate, output: 'other', embeddingSize: 9 },
    { ...candidate, output: 'embedding' },
  ];
  const own = /** @type {any} */ ({ candidates });
  assert.deepEqual(mapOutputs({ ...backbone, own }), ['embedding', 'a']);
});

test('what is around a place is covered by the mean colour, cut off at the edge', () => {
  const size = 14;
  const plane = size * size;
  const image = Float32Array.from({ length: 3 * plane }, (_, index) => (index < plane ? index % 2 : 5));
  const [first, ...others] = coveredImages(image, size);
  assert.equal(others.length, GRID * GRID - 1);
  const changed = [...(first ?? [])].flatMap((value, index) => (value === image[index] ? [] : [index]));
  // Two places of two pixels, half of the first beyond the edge: three by three pixels of the first channel, which varies.
  assert.deepEqual(changed, [0, 1, 2, 14, 15, 16, 28, 29, 30]);
  assert.equal(first?.[0], 0.5);
});

test('the drop is that of the log odds', () => {
  const after = new Float32Array(2 * GRID * GRID).fill(0.5);
  after.set([0.2, 0.8], 6);
  const drops = dropsOf([0.75, 0.25], after);
  assert.ok(Math.abs((drops.values[0] ?? 0) - Math.log(3)) < 1e-6);
  assert.ok(Math.abs((drops.values[3] ?? 0) - (Math.log(3) + Math.log(4))) < 1e-6);
  assert.ok(Math.abs((drops.values[GRID * GRID] ?? 0) + Math.log(3)) < 1e-6);
  assert.ok(Number.isFinite(logOdds([1, 0], 0)));
});

test('a map is compared by what lies under each covered square', () => {
  const ones = underPatches(new Float32Array(49).fill(1), { height: 7, width: 7 });
  // A corner covers one place and the halves of two and a quarter of one; the middle two by two.
  assert.deepEqual([ones[0], ones[1], ones[24]], [2.25, 3, 4]);
  // One place alone is the whole square, of which four forty-ninths are covered.
  assert.ok(Math.abs((underPatches(Float32Array.of(49), { height: 1, width: 1 })[24] ?? 0) - 4) < 1e-5);
});

test('the rank correlation is that of SciPy', () => {
  // scipy.stats.spearmanr([1, 2, 3, 4, 5], [5, 6, 7, 8, 7]) = 0.8207826816681233
  const correlation = rankCorrelation(Float32Array.of(1, 2, 3, 4, 5), Float32Array.of(5, 6, 7, 8, 7));
  assert.ok(Math.abs((correlation ?? 0) - 0.8207826816681233) < 1e-12);
  assert.equal(rankCorrelation(Float32Array.of(1, 2), Float32Array.of(3, 3)), null);
});

test('what speaks for a class is counted within the face, as the square is turned', () => {
  const maps = { values: Float32Array.of(3, 1, -5, 0), height: 2, width: 2 };
  const crop = { centreX: 10, centreY: 10, side: 4, angleDegrees: 0 };
  const left = { left: 8, top: 8, width: 2, height: 4 };
  assert.deepEqual(onFace(maps, 0, crop, left), { share: 0.75, area: 0.5 });
  // Turned by 180 degrees the left of the photograph is the right of the square.
  assert.deepEqual(onFace(maps, 0, { ...crop, angleDegrees: 180 }, left), { share: 0.25, area: 0.5 });
});

test('a photograph is explained: first the maps, then what covering does', async () => {
  const { core, embedder, embed } = services();
  /** @type {import('../../web/js/types.d.ts').Explanation[]} */
  const early = [];
  const progress = /** @type {number[]} */ ([]);
  const explanation = await explainPhoto({ core, embedder }, request, {
    onMaps: (one) => early.push(one),
    onProgress: ({ done }) => progress.push(done),
  });
  assert.equal(early[0]?.parts[0]?.occlusion, null);
  const part = explanation.parts[0];
  // All of the embedding, 7, is at the last of four places.
  assert.deepEqual([...(part?.map?.values ?? [])], [0, 0, 0, -7, 0, 0, 0, 7]);
  assert.equal(part?.occlusion?.values.length, 2 * 49);
  assert.equal(progress.at(-1), 49);
  assert.equal(
    embed.state.counts.slice(1).reduce((sum, count) => sum + count),
    49,
  );
  assert.equal(core.state.open, 0);
});

test('nearest neighbours and embeddings that are no mean have no map, and it is said why', async () => {
  const none = new AgelensError('no-gradient', 'They have none.');
  const voting = services({ attributeEmbedding: () => Promise.reject(none) });
  const [first] = (await explainPhoto(voting, request)).parts;
  assert.deepEqual([first?.map, first?.whyNoMap], [null, 'They have none.']);
  assert.ok(first?.occlusion);
  const own = /** @type {any} */ ({ candidates: [] });
  const trained = trainedWith({ backbones: [{ ...backbone, own }] });
  const [second] = (await explainPhoto(services(), { ...request, trained })).parts;
  assert.match(second?.whyNoMap ?? '', /not the mean of features/);
  assert.deepEqual(second?.agreement, [null, null]);
});

test('joined backbones are explained one by one, each by its own square', async () => {
  const wide = { ...backbone, name: 'wide', title: 'Wide', sha256: 'wide' };
  const trained = trainedWith({ backbones: [backbone, wide], faceDetector });
  // predict of the fake gives probabilities for each number of a row: of two here, so only the first row's.
  const predict = async (/** @type {Uint8Array} */ _member, /** @type {Float32Array} */ rows) =>
    new Float32Array(rows.length).fill(0.5);
  const { parts } = await explainPhoto(services({ predict }), { ...request, trained });
  assert.deepEqual(
    parts.map((part) => part.backbone),
    ['Tiny', 'Wide'],
  );
  assert.equal(parts[0]?.crop?.side, 200);
  assert.ok(parts.every(({ map, occlusion }) => map && occlusion));
  // Joined, every part has a mean square of 1, whatever its values: the one number is 1.
  assert.deepEqual(
    parts.map(({ map }) => map?.values[7]),
    [1, 1],
  );
});

test('mean maps are of the photographs of each class, for their class; what cannot be read is counted', async () => {
  const dataset = await datasetOf([
    entry('20/a.png', '2'),
    entry('20/b.png', '4'),
    entry('30/c.png', '6'),
    entry('30/d.png', 'undecodable'),
  ]);
  const meanMaps = await computeMeanMaps(services(), {
    dataset,
    trained: trainedWith({}, dataset.samples),
    choice: 'wasm',
  });
  assert.deepEqual(meanMaps.counts, [2, 1]);
  assert.equal(meanMaps.skipped, 1);
  const [part] = meanMaps.parts;
  assert.deepEqual([...(part?.maps.values ?? [])], [0, 0, 0, -3, 0, 0, 0, 6]);
  assert.deepEqual([...(part?.pictures.slice(0, 4) ?? [])], [3, 3, 3, 255]);
});

test('without the photographs mean maps say what is missing', async () => {
  const dataset = await datasetOf([entry('20/a.png', '2'), entry('30/b.png', '4')]);
  const trained = trainedWith({}, [{ path: '20/a.png' }, { path: '30/other.png' }]);
  const ask = (/** @type {any} */ dataset) => computeMeanMaps(services(), { dataset, trained, choice: 'wasm' });
  await assert.rejects(ask(dataset), {
    message: /^The mean maps need the photographs that the classifier was trained on/,
  });
  await assert.rejects(ask({ ...dataset, name: 'copy', samples: trained.model.photographs }), {
    message: /need the photo/,
  });
  await assert.rejects(ask(null), {
    message: /^The mean maps need the photographs that the classifier was trained on; choose their folder/,
  });
  await assert.rejects(ask({ features: {}, classNames: ['20', '30'] }), { message: /without their photographs/ });
});

test('the explanation of an answer that another has replaced is dropped', async () => {
  const photo = new Blob([seven]);
  const store = createStore(
    /** @type {any} */ ({ answer: { ...answer, photo }, explanation: null, trained: trainedWith() }),
  );
  /** @type {(kind: string, work: (context: any) => Promise<void>) => Promise<void>} */
  const runJob = (_kind, work) => work({ signal: undefined, onProgress: () => {} });
  const actions = createExplainActions(store, services(), runJob);
  const asking = actions.explain();
  store.update({ answer: { ...answer, photo } });
  await asking;
  assert.equal(store.state.explanation, null);
  await actions.explain();
  assert.equal(store.state.explanation.answer, store.state.answer);
});
