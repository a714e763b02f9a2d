import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, test } from 'node:test';
import { buildBackbones, convertWithClassifier } from '../../scripts/models/build.mjs';
import { compare, openNetwork, RUNTIMES } from './run-onnx.mjs';
import { syntheticImage } from './synthetic-image.mjs';
import { loadFaceApiNetwork, loadHumanModel, startTensorFlow } from './tfjs-reference.mjs';

/**
 * @import {Tensor} from '@tensorflow/tfjs-core'
 * @import {Manifest, NetworkFile} from '../../web/js/types.d.ts'
 */

const BUILT = new URL('../../models/built/', import.meta.url);
const tf = await startTensorFlow();

/** @type {Manifest} */
let manifest;
before(async () => {
  manifest = await buildBackbones({ log: () => {} });
});

for (const [runtimeName, runtime] of Object.entries(RUNTIMES)) {
  test(`face in ${runtimeName} gives TensorFlow.js's features and embedding`, async () => {
    const network = backbone('face');
    const [first, second] = imagesFor(network);
    const model = await loadHumanModel('faceres');
    const answers = model.execute(tf.concat([pixels(first), pixels(second)]), [
      'conv_pw_13_relu/clip_by_value',
      'global_pooling/Mean',
    ]);
    const [features, embedding] = /** @type {Tensor[]} */ (answers);
    const run = await open(runtime, network);
    const batch = await run(first, second);
    assert.deepEqual(batch.embedding.dims, [2, 1024]);
    assert.deepEqual(batch.features.dims, [2, 1024, 7, 7]);
    assertClose(batch.embedding.data, embedding);
    assertClose(batch.features.data, channelsFirst(features));
  });

  test(`face-resnet in ${runtimeName} gives face-api's descriptor`, async () => {
    const network = backbone('face-resnet');
    const reference = await loadFaceApiNetwork('FaceRecognitionNet', 'face_recognition_model');
    const images = imagesFor(network);
    const run = await open(runtime, network);
    const batch = await run(...images);
    assert.deepEqual(batch.embedding.dims, [2, 128]);
    assert.deepEqual(batch.features.dims, [2, 256, 2, 2]);
    for (const [n, image] of images.entries()) {
      const descriptor = reference.network.forwardInput(reference.inputOf(pixels(image)));
      assertClose(batch.embedding.data.subarray(n * 128, (n + 1) * 128), descriptor);
    }
  });

  test(`face-age in ${runtimeName} gives face-api's features, and its age when asked`, async () => {
    const network = backbone('face-age');
    const reference = await loadFaceApiNetwork('AgeGenderNet', 'age_gender_model');
    const [image] = imagesFor(network);
    const input = reference.inputOf(pixels(image));
    const features = reference.network.faceFeatureExtractor.forwardInput(input);
    const run = await open(runtime, network);
    const answer = await run(image);
    assert.deepEqual(answer.features.dims, [1, 512, 7, 7]);
    assertClose(answer.features.data, channelsFirst(features));
    assertClose(answer.embedding.data, tf.mean(features, [1, 2]));

    const withAge = await openNetwork(runtime, await convertWithClassifier({ name: 'face-age' }), network);
    const { age } = await withAge(image);
    assert.deepEqual(age.dims, [1, 1]);
    assertClose(age.data, reference.network.forwardInput(input).age);
  });

  test(`the face detector in ${runtimeName} gives the anchors' boxes and scores in human's order`, async () => {
    const detector = manifest.faceDetector;
    assert.ok(detector, 'the face detector was not built');
    const images = imagesFor(detector);
    const model = await loadHumanModel('blazeface');
    const run = await open(runtime, detector);
    const batch = await run(...images);
    assert.deepEqual(batch.boxes.dims, [2, 896, 16]);
    assert.deepEqual(batch.scores.dims, [2, 896]);
    for (const [n, image] of images.entries()) {
      // As human/src/face/blazeface.ts joins them: by size the outputs are the scores, then the boxes, of 384 and 512.
      const answers = /** @type {Tensor[]} */ (model.execute(tf.sub(tf.div(pixels(image), 127.5), 1)));
      const [scores384, scores512, boxes384, boxes512] = answers.sort((a, b) => a.size - b.size);
      const joined = tf.concat([tf.concat([scores512, boxes512], 2), tf.concat([scores384, boxes384], 2)], 1);
      assertClose(batch.scores.data.subarray(n * 896, (n + 1) * 896), tf.slice(joined, [0, 0, 0], [1, 896, 1]));
      assertClose(
        batch.boxes.data.subarray(n * 896 * 16, (n + 1) * 896 * 16),
        tf.slice(joined, [0, 0, 1], [1, 896, 16]),
      );
    }
  });
}

/** @param {string} name */
function backbone(name) {
  const found = manifest.backbones.find((candidate) => candidate.name === name);
  assert.ok(found, `${name} was not built`);
  return found;
}

/** @param {(typeof RUNTIMES)[keyof typeof RUNTIMES]} runtime @param {NetworkFile} network */
async function open(runtime, network) {
  return openNetwork(runtime, await readFile(new URL(network.file, BUILT)), network);
}

/** Two different ones. @param {NetworkFile} network */
function imagesFor({ inputSize }) {
  return [syntheticImage(inputSize), syntheticImage(inputSize).reverse()];
}

/** [1, size, size, 3], 0..255. @param {Uint8Array} image */
function pixels(image) {
  const size = Math.sqrt(image.length / 3);
  return tf.tensor(Float32Array.from(image), [1, size, size, 3]);
}

/** @param {Tensor} x */
function channelsFirst(x) {
  return tf.transpose(x, [0, 3, 1, 2]);
}

/** @param {Float32Array} actual @param {Tensor} expected */
function assertClose(actual, expected) {
  assert.equal(actual.length, expected.size);
  const { relativeDifference } = compare(actual, /** @type {Float32Array} */ (expected.dataSync()));
  assert.ok(relativeDifference <= 1e-4, `${relativeDifference}`);
}
