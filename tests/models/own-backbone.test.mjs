// Networks as people bring them, from their bytes to embeddings on the page's runtime, beside onnxruntime-node.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as native from 'onnxruntime-node';
import { createEmbedder } from '../../web/js/app/embedder.js';
import { changedOwnBackbone, readOwnBackbone } from '../../web/js/app/own-backbone.js';
import { createNodeEmbed, inspectInNode } from '../../web/js/embed/node.js';
import { declare, externalTensor, NetworkBuilder } from './network-builder.mjs';
import { efficientNet, resNet } from './own-networks.mjs';
import { compare } from './run-onnx.mjs';

/** @import { Backbone, OwnOptions } from '../../web/js/types.d.ts' */

/** @param {Uint8Array} bytes @param {OwnOptions} [options] @param {string} [name] */
const read = (bytes, options, name = 'net.onnx') =>
  readOwnBackbone(inspectInNode, { name, size: bytes.length, read: async () => bytes }, options);

/** Two images, (2, 3, size, size). @param {number} size */
const images = (size) =>
  Float32Array.from({ length: 6 * size * size }, (_, index) => Math.sin(index * 0.37) + (index % 11) / 11);

/** On the page's runtime, as the pipeline does. @param {Backbone} backbone @param {Uint8Array} model */
async function embed(backbone, model) {
  const service = createNodeEmbed({ workers: 1 });
  const embedder = createEmbedder(service, async () => model);
  try {
    await embedder.open([backbone], 'wasm');
    return await embedder.run(backbone.sha256, images(backbone.inputSize), 2);
  } finally {
    await service.close();
  }
}

/** @param {Uint8Array} model @param {string} output @param {number[]} shape @param {Float32Array} data */
async function expected(model, output, shape, data) {
  const session = await native.InferenceSession.create(model);
  const input = session.inputNames[0] ?? '';
  const result = (await session.run({ [input]: new native.Tensor('float32', data, shape) }, [output]))[output];
  return { data: /** @type {Float32Array} */ (result?.data), dims: result?.dims ?? [] };
}

/** @param {Float32Array} data (n, 3, size, size) @param {number} size */
function channelsLast(data, size) {
  const area = size * size;
  return data.map((_, index) => {
    const [pixel, channel] = [Math.floor(index / 3), index % 3];
    return data[Math.floor(pixel / area) * 3 * area + channel * area + (pixel % area)] ?? 0;
  });
}

/** @param {Float32Array | undefined} actual @param {Float32Array} reference */
function assertSame(actual, reference) {
  assert.equal(actual?.length, reference.length);
  const { cosine, relativeDifference } = compare(/** @type {Float32Array} */ (actual), reference);
  assert.ok(cosine > 0.999999 && relativeDifference < 1e-4, `cosine ${cosine}, differs by ${relativeDifference}`);
}

test('a ResNet is detected whole, and its embedding is onnxruntime-node’s', async () => {
  const model = resNet();
  const { backbone } = await read(model, {}, 'Mein ResNet-18 (v2).ONNX');
  const { name, title, layout, inputSize, output, embeddingSize, own, bytes, licence } = backbone;
  assert.deepEqual(
    { name, title, layout, inputSize, output, embeddingSize, bytes, licence },
    {
      name: 'own-mein-resnet-18-v2',
      title: 'Mein ResNet-18 (v2)',
      layout: 'nchw',
      inputSize: 64,
      output: 'embedding',
      embeddingSize: 512,
      bytes: model.length,
      licence: 'unknown: yours',
    },
  );
  assert.equal(own?.normalizationName, 'imagenet');
  assert.deepEqual([own?.sizeFixed, own?.layoutFixed], [true, true]);
  const { data } = await expected(model, 'embedding', [2, 3, 64, 64], images(64));
  const [rows] = await embed(backbone, model);
  assertSame(rows, data);
});

test('an EfficientNet with channels last and an open size is asked for its size, and its map is averaged', async () => {
  const model = efficientNet();
  const { backbone } = await read(model, { inputSize: 64 });
  assert.deepEqual([backbone.layout, backbone.inputSize, backbone.output], ['nhwc', 64, 'avg_pool']);
  assert.equal(backbone.own?.normalizationName, 'minus-one-to-one');
  assert.deepEqual([backbone.own?.sizeFixed, backbone.own?.layoutFixed], [false, true]);
  const { data } = await expected(model, 'avg_pool', [2, 64, 64, 3], channelsLast(images(64), 64));
  const [pooled] = await embed(backbone, model);
  assertSame(pooled, data);
  const ofMap = changedOwnBackbone(backbone, { output: 'map' });
  assert.equal(ofMap.embeddingSize, 1280);
  const [averaged] = await embed(ofMap, model);
  assertSame(averaged, data);
});

test('an EfficientNet with channels first gives what it gives with channels last', async () => {
  const model = efficientNet({ layout: 'nchw', outputs: ['map'] });
  const { backbone } = await read(model, { inputSize: 64, normalization: 'raw' });
  assert.deepEqual([backbone.layout, backbone.output, backbone.own?.normalizationName], ['nchw', 'map', 'raw']);
  assert.deepEqual(backbone.normalization, { mean: [0, 0, 0], scale: [1, 1, 1] });
  const [averaged] = await embed(backbone, model);
  const last = efficientNet();
  const [pooled] = await embed((await read(last, { inputSize: 64 })).backbone, last);
  assertSame(averaged, /** @type {Float32Array} */ (pooled));
});

test('the size of an open file is 224 unless asked', async () => {
  const { backbone } = await read(efficientNet());
  assert.equal(backbone.inputSize, 224);
});

test('a file that takes one image at a time embeds batches', async () => {
  const model = resNet({ batch: 1, last: 64 });
  const { backbone } = await read(model);
  const open = resNet({ last: 64 });
  const [rows] = await embed(backbone, model);
  const [together] = await embed((await read(open)).backbone, open);
  assert.deepEqual(rows, together);
  const four = resNet({ batch: 4, last: 64 });
  assert.deepEqual((await embed((await read(four)).backbone, four))[0], together);
});

test('a classifier alone is taken, with a warning; its embedding is found by any order of the outputs', async () => {
  const { backbone } = await read(resNet({ last: 64, outputs: ['logits'] }));
  assert.match(backbone.notice ?? '', /looks like a classifier's answer/);
  assert.equal(backbone.embeddingSize, 1000);
  for (const outputs of [
    ['embedding', 'logits', 'map'],
    ['map', 'logits', 'embedding'],
  ]) {
    const found = await read(resNet({ last: 64, outputs: /** @type {any} */ (outputs) }));
    assert.equal(found.backbone.output, 'embedding');
    assert.deepEqual(
      found.backbone.own?.candidates.map(({ output }) => output),
      outputs,
    );
    assert.doesNotMatch(found.backbone.notice ?? '', /classifier/);
  }
  const mapped = await read(resNet({ last: 64, outputs: ['map', 'logits'] }));
  assert.equal(mapped.backbone.output, 'map');
});

test('an opened network is opened again when another output of the same file is chosen', async () => {
  const model = resNet({ last: 64 });
  const { backbone } = await read(model);
  const service = createNodeEmbed({ workers: 1 });
  const embedder = createEmbedder(service, async () => model);
  const lengthOf = async (/** @type {Backbone} */ one) => {
    await embedder.open([one], 'wasm');
    return (await embedder.run(one.sha256, images(64), 2))[0]?.length;
  };
  try {
    assert.equal(await lengthOf(backbone), 2 * 64);
    assert.equal(await lengthOf(changedOwnBackbone(backbone, { output: 'logits' })), 2 * 1000);
    assert.equal(await lengthOf(backbone), 2 * 64);
  } finally {
    await service.close();
  }
});

/** @param {import('./network-builder.mjs').Shape} shape @param {number} [type] */
function pooling(shape, type) {
  const net = new NetworkBuilder();
  net.add('Flatten', [net.add('GlobalAveragePool', ['x'])], { axis: 1 }, 'y');
  return net.build([declare('x', shape, type)], [declare('y', ['n', 'c'])]);
}

function twoInputs() {
  const net = new NetworkBuilder();
  net.add('Add', ['x', 'mask'], {}, 'y');
  const shape = ['n', 3, 32, 32];
  return net.build([declare('x', shape), declare('mask', shape)], [declare('y', shape)]);
}

function external() {
  const net = new NetworkBuilder();
  net.weights.push(externalTensor('w'));
  net.add('Mul', ['x', 'w'], {}, 'y');
  return net.build([declare('x', ['n', 32, 32, 3])], [declare('y', ['n', 32, 32, 3])]);
}

/** @param {string} operator */
function single(operator) {
  const net = new NetworkBuilder();
  net.add(operator, ['x'], {}, 'y');
  return net.build([declare('x', ['n', 3, 32, 32])], [declare('y', ['n', 3, 32, 32])]);
}

function casting() {
  const net = new NetworkBuilder();
  net.add('Flatten', [net.add('Cast', ['x'], { to: 1 })], { axis: 1 }, 'y');
  return net.build([declare('x', ['n', 224, 224, 3], 2)], [declare('y', ['n', 150528])]);
}

function vectorOfOne() {
  const net = new NetworkBuilder();
  const mean = net.add('ReduceMean', ['x'], { axes: [1, 2, 3], keepdims: 0 });
  net.add('Log', [net.add('Sub', [mean, mean])], {}, 'y');
  return net.build([declare('x', ['n', 3, 32, 32])], [declare('y', ['n'])]);
}

function notFinite() {
  const net = new NetworkBuilder();
  const pooled = net.add('Flatten', [net.add('GlobalAveragePool', ['x'])], { axis: 1 });
  net.add('Log', [net.add('Sub', [pooled, pooled])], {}, 'y');
  return net.build([declare('x', ['n', 3, 32, 32])], [declare('y', ['n', 3])]);
}

function oneBatchInside() {
  const net = new NetworkBuilder();
  net.weights.push(shapeTensor('shape', [1, 3072]));
  net.add('Reshape', ['x', 'shape'], {}, 'y');
  return net.build([declare('x', ['n', 3, 32, 32])], [declare('y', [1, 3072])]);
}

/** @param {string} name @param {number[]} sizes */
function shapeTensor(name, sizes) {
  const rawData = new Uint8Array(BigInt64Array.from(sizes, BigInt).buffer);
  return { name, dims: [BigInt(sizes.length)], dataType: 7, rawData };
}

function wrongSizeInside() {
  const net = new NetworkBuilder();
  net.weights.push(shapeTensor('shape', [-1, 5000]));
  net.add('Reshape', ['x', 'shape'], {}, 'y');
  return net.build([declare('x', ['n', 3, 'h', 'w'])], [declare('y', ['n', 5000])]);
}

/** @type {[string, () => Uint8Array, string, RegExp, OwnOptions?][]} */
const refusals = [
  ['a text', () => new TextEncoder().encode('no network'), 'not-onnx', /no ONNX network, or it is damaged/],
  ['an empty file', () => new Uint8Array(), 'not-onnx', /no ONNX network/],
  ['half a network', () => resNet({ last: 32 }).subarray(0, 9000), 'not-onnx', /no ONNX network/],
  ['weights elsewhere', external, 'external-data', /save it again as one \.onnx file/],
  ['an unknown operator', () => single('Nonsense'), 'unsupported-network', /No Op registered for Nonsense/],
  ['two inputs', twoInputs, 'bad-inputs', /has 2 \(“x”, “mask”\)/],
  ['bytes as input', casting, 'bad-input-type', /“x” is of type uint8; Agelens gives float32/],
  ['a sequence', () => threeDimensions(), 'bad-input-shape', /“x” has 3 dimensions/],
  ['grey images', () => pooling(['n', 1, 32, 32]), 'bad-channels', /1 channel; Agelens gives three/],
  ['grey images of any size', () => pooling(['n', 1, 'h', 'w']), 'bad-channels', /1 channel;/],
  ['images of four channels', () => pooling(['n', 4, 32, 32]), 'bad-channels', /4 channels/],
  ['oblong images', () => pooling(['n', 3, 128, 64]), 'not-square', /64 x 128 pixels; Agelens gives squares/],
  ['a size that is not allowed', efficientNet, 'bad-size', /from 16 to 1024 pixels, not 8/, { inputSize: 8 }],
  ['another size than the fixed', resNet, 'bad-size', /fixes images of 64 x 64/, { inputSize: 96 }],
  [
    'an unknown normalisation',
    resNet,
    'bad-normalization',
    /choose one of: imagenet/,
    { normalization: /** @type {any} */ ('z') },
  ],
  [
    'an unknown output',
    () => resNet({ last: 32 }),
    'bad-output',
    /no output “z”.*“logits”, “embedding”/,
    { output: 'z' },
  ],
  ['one number an image', vectorOfOne, 'no-embedding', /no output that can be an embedding.*“y” float32 1\)/],
  ['values that are no numbers', notFinite, 'not-finite', /NaN or infinite/],
  ['a batch built in', oneBatchInside, 'one-at-a-time', /for one image only/],
  ['a size built in', wrongSizeInside, 'trial-failed', /image of 224 x 224 pixels \(.+\); give the size/],
];

function threeDimensions() {
  const net = new NetworkBuilder();
  net.add('Relu', ['x'], {}, 'y');
  return net.build([declare('x', ['n', 3, 32])], [declare('y', ['n', 3, 32])]);
}

for (const [what, make, code, sentence, options] of refusals) {
  test(`${what} is refused with one sentence that names the file`, async () => {
    await assert.rejects(read(make(), options), (/** @type {any} */ error) => {
      assert.equal(error.name, 'AgelensError', error.stack);
      assert.equal(error.code, code, error.message);
      assert.match(error.message, /^“net\.onnx”: [A-Z].*[.]$/);
      assert.match(error.message, sentence);
      return true;
    });
  });
}
