import assert from 'node:assert/strict';
import { test } from 'node:test';
import { graphFromAge } from '../../scripts/models/face-api-graph.mjs';
import { readTfjsWeights } from '../../scripts/models/tfjs-weights.mjs';
import { startTensorFlow } from './tfjs-reference.mjs';

/** @import {Entry} from '../../scripts/models/tfjs-weights.mjs' */

const tf = await startTensorFlow();

/** @param {Entry} entry @param {Uint8Array} bytes */
const readOne = (entry, bytes) => readTfjsWeights([{ weights: [entry] }], bytes, 'net').get(entry.name)?.data;

/** Every half-precision number that is finite. */
const HALVES = Uint16Array.from({ length: 1 << 16 }, (_, i) => i).filter((bits) => (bits & 0x7c00) !== 0x7c00);

for (const [storage, stored, quantization] of /** @type {const} */ ([
  ['float16', HALVES, { dtype: 'float16', original_dtype: 'float32' }],
  ['uint8', Uint8Array.from({ length: 256 }, (_, i) => i), { dtype: 'uint8', scale: 0.0127, min: -1.61 }],
  ['uint16', Uint16Array.from({ length: 999 }, (_, i) => i * 65), { dtype: 'uint16', scale: 3.1e-5, min: -1.017 }],
  ['float32', Float32Array.of(1.5, -0.1, 3e-39), undefined],
])) {
  test(`weights stored as ${storage} are what TensorFlow.js makes of them`, async () => {
    const bytes = new Uint8Array(stored.buffer);
    const entry = { name: 'w', shape: [stored.length], dtype: 'float32', ...(quantization && { quantization }) };
    const { w } = tf.io.decodeWeights(bytes.slice().buffer, [/** @type {any} */ (entry)]);
    assert.deepEqual(readOne(entry, bytes), new Float32Array(await w.data()));
  });
}

test('weights follow one another, also where they are not aligned', () => {
  const bytes = new Uint8Array([7, 0, 0, 128, 63, 255, 255, 255, 255]);
  const weights = readTfjsWeights(
    [
      { weights: [{ name: 'a', shape: [], dtype: 'float32', quantization: { dtype: 'uint8', scale: 2, min: 1 } }] },
      {
        weights: [
          { name: 'b', shape: [1, 1], dtype: 'float32' },
          { name: 'c', shape: [1], dtype: 'int32' },
        ],
      },
    ],
    bytes,
    'net',
  );
  assert.deepEqual(weights.get('a'), { data: Float32Array.of(15), shape: [] });
  assert.deepEqual(weights.get('b'), { data: Float32Array.of(1), shape: [1, 1] });
  assert.deepEqual(weights.get('c'), { data: Float32Array.of(-1), shape: [1] });
});

test('weights that are cut off, left over or of another kind are an error that names them', () => {
  const entry = { name: 'layer/kernel', shape: [2, 3], dtype: 'float32' };
  assert.throws(
    () => readOne(entry, new Uint8Array(23)),
    /^Error: net: .*cut off: layer\/kernel ends at byte 24 of 23/,
  );
  assert.throws(
    () => readOne(entry, new Uint8Array(25)),
    /^Error: net: the weights are 25 bytes, but the model names 24/,
  );
  assert.throws(() => readOne({ ...entry, dtype: 'string' }, new Uint8Array(24)), /layer\/kernel is string/);
  const quantization = { dtype: 'uint4', scale: 1, min: 0 };
  assert.throws(() => readOne({ ...entry, quantization }, new Uint8Array(3)), /layer\/kernel .* stored as uint4/);
});

test('a weight that a network of face-api lacks is an error that names it', () => {
  const network = { name: 'net', inputSize: 112 };
  assert.throws(
    () => graphFromAge(network, [], new Uint8Array()),
    /^Error: net: .* no weight entry_flow\/conv_in\/filters/,
  );
});
