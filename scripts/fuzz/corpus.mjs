// What each fuzz target starts from: whole, small inputs of every kind, made here and by the core itself.
/** @import { SequenceTrainRequest, TrainRequest } from '../../web/js/types.d.ts' */

import { makePictureKinds } from '../../tests/core/picture-kinds.mjs';
import { makeExif } from '../../tests/core/pictures.mjs';
import { trainSettings } from '../../tests/core/training-example.mjs';
import { createNodeCore } from '../../web/js/core/node.js';

/** @typedef {Record<string, Uint8Array>} Corpus inputs by name */

/** The seeds of each target of wasm/fuzz. Needs the core built for wasm. */
export const CORPORA = {
  decode: makePictureKinds,
  exif: makeExifs,
  npy: makeArrays,
  classifier: makeClassifiers,
  sequence: makeSequences,
};

/** @returns {Corpus} */
function makeExifs() {
  /** @type {Corpus} */
  const corpus = {};
  for (const littleEndian of [true, false]) {
    const order = littleEndian ? 'little' : 'big';
    for (let orientation = 0; orientation <= 9; ++orientation) {
      corpus[`${order}-${orientation}`] = makeExif(orientation, littleEndian);
    }
    // The orientation is the second of two entries.
    const last = makeExif(3, littleEndian);
    const two = new Uint8Array(last.length + 12);
    two.set(last);
    two.copyWithin(22, 10, 22);
    const view = new DataView(two.buffer);
    view.setUint16(8, 2, littleEndian);
    view.setUint16(10, 0x010f, littleEndian);
    corpus[`${order}-second`] = two;
  }
  return corpus;
}

/** @returns {Promise<Corpus>} */
async function makeArrays() {
  const core = await createNodeCore();
  const floats = await core.writeNpy(Float32Array.of(1.5, -2, 0, 1e-30, Number.NaN, 3), [2, 3]);
  const halves = await core.writeNpy(Int32Array.of(-7, -1, 5, 0), [4]);
  return {
    floats,
    integers: await core.writeNpy(Int32Array.of(-7, 2 ** 30), [2]),
    bytes: await core.writeNpy(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), [2, 2, 2]),
    scalar: await core.writeNpy(Uint8Array.of(9), []),
    empty: await core.writeNpy(new Float32Array(0), [0, 1280]),
    columns: withHeader(floats, ['False', 'True ']),
    longs: withHeader(halves, ['<i4', '<i8'], ['(4,)', '(2,)']),
    doubles: withHeader(halves, ['<i4', '<f8'], ['(4,)', '(2,)']),
  };
}

/**
 * @param {Uint8Array} array
 * @param {[string, string][]} replacements in its header, of one length
 */
function withHeader(array, ...replacements) {
  const text = replacements.reduce(
    (before, [from, to]) => before.replace(from, to),
    Buffer.from(array).toString('latin1'),
  );
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

/** @returns {Promise<Corpus>} classifiers of every method, loss and scaling, two numbers an embedding */
async function makeClassifiers() {
  const core = await createNodeCore();
  const labels = Int32Array.of(0, 1, 2, 0, 1, 2);
  const embeddings = Float32Array.of(0, 1, 2, 3, 4, 6, 1, 1, 2, 4, 5, 5);
  const ordinal = await core.loadTrainingData(embeddings, 2, labels, 3, [20, 30, 40]);
  const nominal = await core.loadTrainingData(embeddings, 2, labels, 3, []);
  /** @type {Corpus} */
  const corpus = {};
  /** @param {string} name @param {number} data @param {Partial<TrainRequest>} settings */
  const add = async (name, data, settings) => {
    const rows = Int32Array.from(labels.keys());
    const none = new Int32Array(0);
    const small = { trainRows: rows, testRows: none, predictRows: none, epochs: 1, batchSize: 4, hiddenUnits: [] };
    const { classifier } = await core.trainClassifier({ ...trainSettings, ...small, ...settings, data });
    corpus[name] = classifier;
  };
  for (const loss of /** @type {const} */ (['softmax', 'label-distribution', 'cumulative-link', 'corn', 'ridge'])) {
    await add(`linear-${loss}`, ordinal, { method: 'linear', loss, scaling: 'raw' });
    await add(`network-${loss}`, ordinal, { method: 'network', loss, scaling: 'standard', hiddenUnits: [2] });
  }
  await add('network-gelu', nominal, { activation: 'gelu', scaling: 'l2', hiddenUnits: [2, 2] });
  await add('linear-nominal', nominal, { method: 'linear', scaling: 'l2' });
  await add('neighbours', ordinal, { method: 'neighbours', scaling: 'l2', neighbours: 2 });
  await add('neighbours-nominal', nominal, { method: 'neighbours', scaling: 'standard', neighbours: 2 });
  return corpus;
}

/** @returns {Promise<Corpus>} networks of every loss and scaling, two numbers an embedding */
async function makeSequences() {
  const core = await createNodeCore();
  const embeddings = Float32Array.of(0, 1, 2, 3, 4, 6, 1, 1, 2, 4, 5, 5);
  const data = await core.loadTrainingData(embeddings, 2, Int32Array.of(0, 1, 2, 0, 1, 2), 3, [20, 30, 40]);
  /** @type {Corpus} */
  const corpus = {};
  /** @param {string} name @param {Pick<SequenceTrainRequest, 'loss' | 'scaling'>} settings */
  const add = async (name, settings) => {
    const photographs = {
      firstRows: Int32Array.of(0, 1, 2, 3, 4, 5),
      persons: Int32Array.of(0, 0, 0, 1, 1, 1),
      copies: 0,
    };
    const small = { projected: 2, units: 1, epochs: 1, batchSize: 4, shortest: 2, longest: 3 };
    const rest = { inputDropout: 0, dropout: 0, learningRate: 0.01, l2: 0, clipNorm: 0, labelSpread: 0.5, seed: 1 };
    const { network } = await core.trainSequence({ data, ...photographs, ...small, ...rest, ...settings });
    corpus[name] = network;
  };
  for (const loss of /** @type {const} */ (['softmax', 'label-distribution', 'cumulative-link', 'corn', 'ridge'])) {
    await add(loss, { loss, scaling: 'raw' });
  }
  await add('standard', { loss: 'softmax', scaling: 'standard' });
  await add('l2', { loss: 'corn', scaling: 'l2' });
  return corpus;
}
