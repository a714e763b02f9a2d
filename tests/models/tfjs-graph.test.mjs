import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backboneFromTfjs, detectorFromTfjs } from '../../scripts/models/tfjs-graph.mjs';

const NET = { name: 'net', inputSize: 4 };
const HERE = { list: { i: ['1', '1', '1', '1'] } };

/** @param {string} value */
const text = (value) => ({ s: Buffer.from(value).toString('base64') });

/**
 * A graph model: a 1 x 1 convolution of the image to two channels, the nodes given, and the mean of the last of them.
 * @param {any[]} nodes
 * @param {Record<string, {shape: number[], values: number[]}>} [constants]
 */
function modelOf(nodes, constants = {}) {
  const all = {
    kernel: { shape: [1, 1, 3, 2], values: [1, 2, 3, 4, 5, 6] },
    axes: { shape: [2], values: [1, 2] },
    ...constants,
  };
  const weights = Object.entries(all).map(([name, { shape }]) => ({ name, shape, dtype: 'float32' }));
  const convolution = {
    name: 'conv',
    op: 'Conv2D',
    input: ['image', 'kernel'],
    attr: { strides: HERE, padding: text('SAME') },
  };
  const last = nodes.at(-1)?.name ?? 'conv';
  const node = [
    ...Object.keys(all).map((name) => ({ name, op: 'Const' })),
    { name: 'image', op: 'Placeholder' },
    convolution,
    ...nodes,
    { name: 'mean', op: 'Mean', input: [last, 'axes'] },
  ];
  const bytes = new Uint8Array(Float32Array.from(Object.values(all).flatMap(({ values }) => values)).buffer);
  return { model: { modelTopology: { node }, weightsManifest: [{ weights }] }, bytes, convolution };
}

/** @param {any[]} nodes @param {Record<string, {shape: number[], values: number[]}>} [constants] */
function convert(nodes, constants) {
  const { model, bytes } = modelOf(nodes, constants);
  return backboneFromTfjs(NET, model, bytes, 'mean');
}

const PAIR = { shape: [2], values: [10, 20] };

test('constants that scale and shift channels become part of the convolution, and bounds one node', () => {
  const { nodes, weights } = convert(
    [
      { name: 'scaled', op: 'Mul', input: ['conv', 'scale'] },
      { name: 'shifted', op: 'AddV2', input: ['scaled', 'scale'] },
      { name: 'relu', op: 'Relu', input: ['shifted'] },
      { name: 'least', op: 'Minimum', input: ['relu', 'six'] },
      { name: 'most', op: 'Maximum', input: ['least', 'zero'] },
    ],
    { scale: PAIR, six: { shape: [], values: [6] }, zero: { shape: [], values: [0] } },
  );
  assert.deepEqual(
    nodes.map(({ op }) => op),
    ['Conv', 'Clip', 'GlobalAveragePool', 'Flatten'],
  );
  const [conv, clip] = nodes;
  assert.deepEqual(weights.get(conv.inputs[1])?.data, Float32Array.of(10, 30, 50, 40, 80, 120));
  assert.deepEqual(weights.get(conv.inputs[2])?.data, Float32Array.of(10, 20));
  assert.deepEqual(
    clip.inputs.slice(1).map((name) => weights.get(name)?.data[0]),
    [0, 6],
  );
});

test('a scale after an activation is not taken for part of the convolution', () => {
  const relu = { name: 'relu', op: 'Relu', input: ['conv'] };
  const scaled = { name: 'scaled', op: 'Mul', input: ['relu', 'scale'] };
  assert.throws(() => convert([relu, scaled], { scale: PAIR }), /net: node scaled \(Mul\) cannot be converted/);
});

test('an operator that is not known, wherever it stands, is an error that names it', () => {
  assert.throws(
    () =>
      convert([
        { name: 'odd', op: 'Erf', input: ['conv'] },
        { name: 'relu', op: 'Relu', input: ['odd'] },
      ]),
    /net: node odd \(Erf\) cannot be converted/,
  );
  const fused = {
    name: 'odd',
    op: '_FusedConv2D',
    input: ['image', 'kernel', 'bias'],
    attr: { padding: text('VALID'), fused_ops: { list: { s: [text('BiasAdd').s, text('Elu').s] } } },
  };
  assert.throws(() => convert([fused], { bias: PAIR }), /node odd \(_FusedConv2D \+ BiasAdd \+ Elu\)/);
  const dilated = {
    name: 'odd',
    op: 'Conv2D',
    input: ['image', 'kernel'],
    attr: { dilations: { list: { i: ['1', '2', '2', '1'] } } },
  };
  assert.throws(() => convert([dilated]), /node odd \(Conv2D\) is dilated/);
  const before = { name: 'odd', op: 'Pad', input: ['conv', 'paddings'] };
  const paddings = { shape: [4, 2], values: [0, 0, 1, 0, 0, 0, 0, 0] };
  assert.throws(() => convert([before], { paddings }), /node odd \(Pad\)/);
});

test('what the wanted nodes do not need is not looked at', () => {
  const { model, bytes } = modelOf([]);
  model.modelTopology.node.push({ name: 'head', op: 'Erf', input: ['mean'] });
  assert.equal(backboneFromTfjs(NET, model, bytes, 'mean').nodes.length, 3);
});

test('a description that asks for the wrong nodes is an error', () => {
  const { model, bytes } = modelOf([]);
  assert.throws(() => backboneFromTfjs(NET, model, bytes, 'conv'), /net: conv is not a mean over space/);
  assert.throws(() => backboneFromTfjs(NET, model, bytes, 'none'), /net: the model has no node none/);
  assert.throws(() => detectorFromTfjs(NET, model, bytes, { boxes: ['conv'] }), /net: conv does not reshape to rows/);
});

test('what is not a graph model, or has cut off weights, is an error', () => {
  const { model, bytes } = modelOf([]);
  assert.throws(() => backboneFromTfjs(NET, {}, bytes, 'mean'), /net: this is not a TensorFlow.js graph model/);
  assert.throws(() => backboneFromTfjs(NET, model, bytes.subarray(1), 'mean'), /net: the weights are cut off: axes/);
});
