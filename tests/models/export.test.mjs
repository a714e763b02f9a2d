// The exported network in onnxruntime-node beside what the page computes: the backbone alone in ONNX Runtime, and then
// the core.

/** @import { Backbone, Run, Trained, TrainerSettings } from '../../web/js/types.d.ts' */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as ort from 'onnxruntime-node';
import { partOfRow } from '../../web/js/app/joined-part.js';
import { meanProbabilities } from '../../web/js/app/units.js';
import { createNodeCore } from '../../web/js/core/node.js';
import { createNetworkSession } from '../../web/js/embed/session.js';
import { readMetadata } from '../../web/js/export/onnx/examples/classify.mjs';
import { AttributeProto_AttributeType } from '../../web/js/export/onnx/onnx_pb.js';
import { exportCaution, exportOnnx } from '../../web/js/export/onnx.js';
import { trainSettings } from '../core/training-example.mjs';
import { backbone as fakeBackbone } from '../web/fakes.mjs';
import { declare, NetworkBuilder } from './network-builder.mjs';
import { efficientNet, resNet } from './own-networks.mjs';

const core = await createNodeCore();
const CLASSES = ['20', '30', '40', '55', '70'];
const ROWS = 60;
/** TensorProto.DataType; not part of what Agelens writes. */
const BOOL = 9;

/** @param {number} count @param {number} seed */
function randomLevels(count, seed) {
  let state = seed;
  return Uint8Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
}

/** Images of noise, the brighter the later their class. @param {number} size @param {number} seed */
function drawImages(size, seed) {
  const length = 3 * size * size;
  const levels = randomLevels(ROWS * length, seed);
  return levels.map((level, index) => Math.round(0.6 * level + 20 * (Math.floor(index / length) % CLASSES.length)));
}

/** A linear network of 4 x 4 images. @param {number} [operatorSet] */
function linearNetwork(operatorSet) {
  const net = new NetworkBuilder(3);
  const flat = net.add('Flatten', ['images'], { axis: 1 });
  net.add('Gemm', [flat, net.weight([48, 12], 48), net.weight([12], 1)], {}, 'embedding');
  return net.build([declare('images', ['n', 3, 4, 4])], [declare('embedding', ['n', 12])], operatorSet);
}

/** @type {Backbone} */
const linear = {
  ...fakeBackbone,
  name: 'linear',
  inputSize: 4,
  normalization: { mean: [120, 110, 100], scale: [60, 61, 62] },
  embeddingSize: 12,
};

/**
 * What the page computes: the embedding of each image, as it stands in a row.
 *
 * @param {Backbone} backbone
 * @param {Uint8Array} network
 * @param {Uint8Array} images (n, size, size, 3)
 * @param {{ length: number }} backbones
 */
async function embed(backbone, network, images, backbones) {
  const { inputSize, layout, output, normalization, sha256, embeddingSize } = backbone;
  const form = { sha256, inputSize, layout, outputs: [output], batchSize: 1 };
  const kind = /** @type {any} */ ('cpu');
  const session = await createNetworkSession(/** @type {any} */ (ort), { model: network, network: form, kind });
  const area = inputSize * inputSize;
  const rows = [];
  for (let first = 0; first < images.length; first += 3 * area) {
    const image = new Float32Array(3 * area);
    for (let i = 0; i < 3 * area; i++) {
      const channel = i % 3;
      const level = images[first + i] - normalization.mean[channel];
      image[channel * area + Math.floor(i / 3)] = level / normalization.scale[channel];
    }
    const [row] = await session.run(image, 1);
    assert.equal(row.length, embeddingSize);
    rows.push(partOfRow(row, backbones));
  }
  return rows;
}

/**
 * Trains on noise, exports, and compares both ways on the same images.
 *
 * @param {object} request
 * @param {Partial<TrainerSettings>} [request.settings]
 * @param {[Backbone, Uint8Array][]} [request.networks]
 * @param {number} [request.temperature]
 * @param {number} [request.members]
 * @param {string[]} [request.classNames]
 */
async function compare({
  settings = {},
  networks = [[linear, linearNetwork()]],
  temperature = 1.7,
  members = 2,
  classNames = CLASSES,
}) {
  const backbones = networks.map(([backbone]) => backbone);
  const sizes = [...new Set(backbones.map(({ inputSize }) => inputSize))];
  const images = new Map(sizes.map((size) => [size, drawImages(size, size)]));
  const parts = [];
  for (const [backbone, network] of networks) {
    parts.push(await embed(backbone, network, /** @type {Uint8Array} */ (images.get(backbone.inputSize)), backbones));
  }
  const dimension = backbones.reduce((sum, { embeddingSize }) => sum + embeddingSize, 0);
  const embeddings = new Float32Array(ROWS * dimension);
  for (let row = 0; row < ROWS; row++) {
    embeddings.set(
      parts.flatMap((rows) => [...rows[row]]),
      row * dimension,
    );
  }
  const classValues = classNames.every((name) => Number(name)) ? classNames.map(Number) : null;
  const labels = Int32Array.from({ length: ROWS }, (_, row) => row % classNames.length);
  const data = await core.loadTrainingData(embeddings, dimension, labels, classNames.length, classValues);
  const trained = [];
  for (let seed = 1; seed <= members; seed++) {
    const trainRows = Int32Array.from({ length: 45 }, (_, row) => row);
    const none = new Int32Array(0);
    const request = { ...trainSettings, trainRows, testRows: none, predictRows: none, ...settings, data, seed };
    trained.push((await core.trainClassifier(request)).classifier);
  }
  const rows = await Promise.all(trained.map((member) => core.predict(member, embeddings)));
  const counts = Array.from({ length: ROWS }, () => 1);
  const mean = meanProbabilities(rows, counts, classNames.length);
  const expected = await core.applyTemperature(mean, classNames.length, temperature);

  const onnx = await exportOnnx(
    core,
    async ({ name }) => /** @type {Uint8Array} */ (networks.find(([backbone]) => backbone.name === name)?.[1]),
    makeTrained({ backbones, classNames, classValues, members: trained, temperature }),
  );
  const session = await ort.InferenceSession.create(onnx);
  const results = await runAll(session, sizes, images);
  const [probabilities, embedding] = [results.probabilities, results.embedding];
  return {
    onnx,
    session,
    expected,
    probabilities,
    ages: results.expected_age,
    difference: largestDifference(probabilities, expected),
    embeddingDifference: largestDifference(embedding, embeddings),
  };
}

/**
 * In batches of the size that the network declares, else of all.
 *
 * @param {ort.InferenceSession} session
 * @param {number[]} sizes
 * @param {Map<number, Uint8Array>} images
 * @returns {Promise<Record<string, Float32Array>>}
 */
async function runAll(session, sizes, images) {
  const metadata = /** @type {any} */ (session.inputMetadata[0]);
  const batch = typeof metadata.shape[0] === 'number' && metadata.shape[0] > 0 ? metadata.shape[0] : ROWS;
  /** @type {Record<string, number[]>} */
  const joined = {};
  for (let first = 0; first < ROWS; first += batch) {
    const feeds = Object.fromEntries(
      session.inputNames.map((name, index) => {
        const size = sizes[index];
        const length = 3 * size * size;
        const levels = images.get(size)?.slice(first * length, (first + batch) * length);
        return [name, new ort.Tensor('uint8', /** @type {Uint8Array} */ (levels), [batch, size, size, 3])];
      }),
    );
    for (const [name, { data }] of Object.entries(await session.run(feeds))) {
      joined[name] = [...(joined[name] ?? []), .../** @type {Float32Array} */ (data)];
    }
  }
  return Object.fromEntries(Object.entries(joined).map(([name, values]) => [name, Float32Array.from(values)]));
}

/** @param {ArrayLike<number>} a @param {ArrayLike<number>} b */
function largestDifference(a, b) {
  assert.equal(a.length, b.length);
  return Array.from(a).reduce((most, value, index) => {
    assert.ok(Number.isFinite(value));
    return Math.max(most, Math.abs(value - b[index]));
  }, 0);
}

/**
 * @param {object} facts
 * @param {Backbone[]} facts.backbones
 * @param {string[]} facts.classNames
 * @param {number[] | null} facts.classValues
 * @param {Uint8Array[]} facts.members
 * @param {number} facts.temperature
 * @returns {Trained}
 */
function makeTrained({ members, temperature, ...facts }) {
  const mean = { macro: 0.5, weighted: 0.5 };
  const run = {
    ...facts,
    datasetName: 'noise',
    startedAt: '2026-01-02T03:04:05.000Z',
    samples: ROWS,
    persons: 6,
    protocol: 'leave-one-person-out',
    loss: 'softmax',
    settings: { method: 'linear', testCopies: 0 },
    faceDetector: null,
    folds: 6,
    metrics: { count: ROWS, accuracy: 0.5, precision: mean, recall: mean, f1: mean, withinOne: null },
    intervals: null,
    resamples: 0,
    cautions: ['There are few photographs.'],
  };
  const empty = new Float32Array(0);
  return {
    run: /** @type {Run} */ (/** @type {unknown} */ (run)),
    model: { members, temperature, reference: empty, distances: empty, photographs: [] },
  };
}

/** @type {Record<string, Partial<TrainerSettings>>} */
const CLASSIFIERS = {
  'linear, softmax': { method: 'linear', loss: 'softmax', l2: 0.01, epochs: 100 },
  'linear, label-distribution, l2 scaling': {
    method: 'linear',
    loss: 'label-distribution',
    scaling: 'l2',
    epochs: 100,
  },
  'linear, cumulative-link': { method: 'linear', loss: 'cumulative-link', l2: 0.01, epochs: 100 },
  'linear, cumulative-link, so sure that thresholds cross': { method: 'linear', loss: 'cumulative-link', epochs: 300 },
  'linear, corn': { method: 'linear', loss: 'corn', epochs: 100 },
  'linear, ridge': { method: 'linear', loss: 'ridge', l2: 0.01, epochs: 100 },
  'network, relu, softmax': { method: 'network', loss: 'softmax', hiddenUnits: [16, 8] },
  'network, gelu, cumulative-link': {
    method: 'network',
    loss: 'cumulative-link',
    activation: 'gelu',
    hiddenUnits: [9],
  },
  'network without hidden layers, raw, corn': { method: 'network', loss: 'corn', scaling: 'raw', hiddenUnits: [] },
  'nearest neighbours': { method: 'neighbours', neighbours: 5 },
};

for (const [name, settings] of Object.entries(CLASSIFIERS)) {
  test(`${name}: the exported probabilities are the core's`, async (t) => {
    for (const temperature of [0.3, 1, 4]) {
      const { difference, probabilities } = await compare({ settings, temperature });
      t.diagnostic(`temperature ${temperature}: largest difference ${difference}`);
      assert.ok(difference <= 1e-5, `temperature ${temperature}: ${difference}`);
      // Not the same for every image, which would hide much.
      assert.ok(largestDifference(probabilities.slice(0, 5), probabilities.slice(5, 10)) > 1e-3);
    }
  });
}

test('more neighbours than were trained on: all vote', async () => {
  const { difference } = await compare({ settings: { method: 'neighbours', neighbours: 100, scaling: 'l2' } });
  assert.ok(difference <= 1e-6, `${difference}`);
});

for (const loss of /** @type {const} */ (['softmax', 'cumulative-link', 'corn', 'ridge'])) {
  test(`${loss} of two classes has one threshold`, async () => {
    const settings = { ...CLASSIFIERS['linear, softmax'], loss };
    const { difference } = await compare({ settings, classNames: ['20', '60'] });
    assert.ok(difference <= 1e-5, `${difference}`);
  });
}

test('the expected age is the mean of the class values, and classes without values have none', async () => {
  const { ages, expected, session } = await compare({});
  const values = CLASSES.map(Number);
  const means = Array.from({ length: ROWS }, (_, row) =>
    values.reduce((sum, value, c) => sum + value * expected[row * values.length + c], 0),
  );
  assert.ok(largestDifference(ages, means) <= 1e-3);
  assert.deepEqual(session.outputNames, ['probabilities', 'expected_age', 'embedding']);
  const named = await compare({ classNames: ['young', 'old'] });
  assert.deepEqual(named.session.outputNames, ['probabilities', 'embedding']);
});

/** @type {Backbone} */
const own = {
  ...linear,
  name: 'own-net',
  title: 'Own Net',
  inputSize: 64,
  own: {
    fileName: 'Own Net.onnx',
    sizeFixed: true,
    layoutFixed: true,
    normalizationName: 'raw',
    candidates: [
      { output: 'map', embeddingSize: 32, isMap: true },
      { output: 'embedding', embeddingSize: 32, isMap: false },
    ],
  },
};

test('an own network whose output is a map, channels last and first', async () => {
  for (const layout of /** @type {const} */ (['nhwc', 'nchw'])) {
    const network = efficientNet({ layout, outputs: ['map', 'avg_pool'] });
    const candidates = [{ output: 'map', embeddingSize: 1280, isMap: true }];
    /** @type {Backbone} */
    const backbone = {
      ...own,
      layout,
      output: 'map',
      embeddingSize: 1280,
      own: { .../** @type {any} */ (own.own), candidates },
    };
    const settings = { ...CLASSIFIERS['linear, softmax'], scaling: /** @type {const} */ ('l2') };
    const { difference, embeddingDifference } = await compare({ settings, networks: [[backbone, network]] });
    assert.ok(embeddingDifference <= 1e-4, `${embeddingDifference}`);
    assert.ok(difference <= 1e-4, `${difference}`);
  }
});

test('a network that fixes its batch keeps it', async () => {
  const network = resNet({ batch: 4, last: 32, outputs: ['embedding', 'map'] });
  const { session, difference } = await compare({ networks: [[{ ...own, embeddingSize: 32 }, network]] });
  assert.deepEqual(/** @type {any} */ (session.inputMetadata[0]).shape, [4, 64, 64, 3]);
  assert.ok(difference <= 1e-4, `${difference}`);
});

test('what only other outputs of a network need is left out', async () => {
  const network = resNet({ last: 512 });
  const { onnx } = await compare({ networks: [[{ ...own, embeddingSize: 512 }, network]], members: 1 });
  // The layer after the embedding has 512 x 1000 weights.
  assert.ok(onnx.length < network.length - 4 * 512 * 1000 + 1e5, `${onnx.length} of ${network.length}`);
});

test('joined backbones of two sizes take an image in each, and meet on equal terms', async () => {
  // Both call their values the same.
  const network = resNet({ last: 32, outputs: ['embedding', 'map'] });
  const { session, difference, embeddingDifference } = await compare({
    networks: [
      [linear, linearNetwork()],
      [{ ...own, embeddingSize: 32 }, network],
      [{ ...own, name: 'own-other', embeddingSize: 32 }, resNet({ last: 32, seed: 5 })],
    ],
  });
  assert.deepEqual(
    session.inputMetadata.map((input) => [input.name, .../** @type {any} */ (input).shape]),
    [
      ['images_1', 'n', 4, 4, 3],
      ['images_2', 'n', 64, 64, 3],
    ],
  );
  assert.ok(embeddingDifference <= 1e-4, `${embeddingDifference}`);
  assert.ok(difference <= 1e-4, `${difference}`);
});

test('branches inside a network see what is around them under its new name', async () => {
  const net = new NetworkBuilder(4);
  const flat = net.add('Flatten', ['images'], { axis: 1 });
  const branch = (/** @type {string} */ op, /** @type {string} */ output) => ({
    name: op,
    node: [{ opType: op, input: [flat], output: [output] }],
    output: [declare(output, ['n', 48])],
  });
  const shape = net.add('Shape', [flat]);
  const positive = net.add('Cast', [net.add('ReduceMax', [shape])], { to: BOOL });
  const attribute = [
    { name: 'then_branch', type: AttributeProto_AttributeType.GRAPH, g: branch('Relu', 'then') },
    { name: 'else_branch', type: AttributeProto_AttributeType.GRAPH, g: branch('Abs', 'else') },
  ];
  net.nodes.push({ opType: 'If', input: [positive], output: ['chosen'], attribute });
  net.add('Gemm', ['chosen', net.weight([48, 12], 48), net.weight([12], 1)], {}, 'embedding');
  const network = net.build([declare('images', ['n', 3, 4, 4])], [declare('embedding', ['n', 12])]);
  const { difference } = await compare({ networks: [[linear, network]] });
  assert.ok(difference <= 1e-4, `${difference}`);
});

test('operator sets that the classifier cannot be written in, or that differ, are refused in a sentence', async () => {
  assert.ok((await compare({ networks: [[linear, linearNetwork(11)]] })).difference <= 1e-5);
  assert.ok((await compare({ networks: [[linear, linearNetwork(21)]] })).difference <= 1e-5);
  await assert.rejects(compare({ networks: [[linear, linearNetwork(9)]] }), {
    code: 'old-backbone',
    message: /“Tiny” is written in ONNX's operator set 9, .* of 11 or later; export the network again/,
  });
  const other = { ...linear, name: 'other', title: 'Other' };
  const networks = /** @type {[Backbone, Uint8Array][]} */ ([
    [linear, linearNetwork(13)],
    [other, linearNetwork(17)],
  ]);
  await assert.rejects(compare({ networks }), {
    code: 'different-operator-sets',
    message: /“Other” is written in version 17 of ONNX's operators and the backbone beside it in version 13/,
  });
});

test('the metadata say what the classes are, how to prepare a photograph, what was measured, and what is in it', async () => {
  const { onnx } = await compare({});
  const metadata = readMetadata(onnx);
  assert.deepEqual(JSON.parse(metadata.classes), CLASSES);
  assert.deepEqual(JSON.parse(metadata.class_values), CLASSES.map(Number));
  assert.match(metadata.preprocessing, /images: stretch the whole picture to 4 x 4 pixels, .*Pillow.*BILINEAR/);
  assert.equal(metadata.trained, '2026-01-02T03:04:05.000Z');
  assert.equal(metadata.test_copies, '0');
  assert.match(metadata.answers, /^The same as in Agelens/);
  const metrics = JSON.parse(metadata.metrics);
  assert.equal(metrics.protocol, 'leave-one-person-out');
  assert.deepEqual(metrics.accuracy, { value: 0.5, interval: null });
  assert.equal(metrics.within_one, null);
  const [described] = JSON.parse(metadata.backbones);
  assert.deepEqual([described.title, described.licence, described.sha256], ['Tiny', 'MIT', linear.sha256]);
});

test('where copies are averaged the export says that its answers differ', () => {
  const cautionOf = (/** @type {number} */ testCopies) =>
    exportCaution({ settings: /** @type {any} */ ({ testCopies }) });
  assert.equal(cautionOf(0), null);
  assert.match(cautionOf(3) ?? '', /a photograph and 3 augmented copies of it, .* probabilities differ/);
  assert.match(cautionOf(1) ?? '', /one augmented copy/);
});
