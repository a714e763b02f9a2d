// Calls of the core client that browser.test.mjs makes in the page, with results as plain JSON.

import { noAugmentation } from '../../../web/js/app/augmentation.js';
import { readDataset } from '../../../web/js/app/intake.js';
import { createCoreClient } from '../../../web/js/core/client.js';
import * as datasets from '../../../web/js/data/dataset.js';
import { exampleArguments, trainSettings } from '../training-example.mjs';

const core = createCoreClient();
const load = () => core.loadTrainingData(...exampleArguments);

/** @param {Promise<unknown>} work */
const failureOf = (work) =>
  work.then(
    () => 'nothing failed',
    ({ name, code, message }) => ({ name, code, message }),
  );

Object.assign(globalThis, {
  async trainInPage() {
    const data = await load();
    /** @type {number[]} */
    const epochs = [];
    const result = await core.trainClassifier(
      { data, ...trainSettings },
      { onProgress: ({ epoch }) => void epochs.push(epoch) },
    );
    await core.freeTrainingData(data);
    return { epochs, classifier: [...result.classifier], history: result.history };
  },

  async cancelInPage() {
    const data = await load();
    const controller = new AbortController();
    const failure = await failureOf(
      core.trainClassifier(
        { data, ...trainSettings, epochs: 1e6 },
        { signal: controller.signal, onProgress: ({ epoch }) => epoch === 3 && controller.abort() },
      ),
    );
    await core.freeTrainingData(data);
    return failure;
  },

  /** The photograph at a small size, (3, size, size). */
  async decodeInPage(/** @type {{ bytes: number[], size: number }} */ { bytes, size }) {
    const { picture, width, height } = await core.openPicture(Uint8Array.from(bytes));
    const { images } = await core.preparePicture(picture, {
      inputSize: size,
      crop: null,
      normalization: { mean: [0, 0, 0], scale: [1, 1, 1] },
      augmentation: noAugmentation,
      copies: 0,
      seed: 1,
    });
    await core.closePicture(picture);
    return { width, height, images: [...images] };
  },

  /** What the intake takes and rejects of these files. */
  async takeInPage(/** @type {[path: string, bytes: number[]][]} */ files) {
    const entries = files.map(([path, bytes]) => ({
      path,
      size: bytes.length,
      read: async () => Uint8Array.from(bytes),
    }));
    const { samples, rejected } = await readDataset({ core, datasets }, { entries, name: 'photographs' });
    return { taken: samples.map(({ path }) => path).sort(), rejected };
  },

  inspectInPage: (/** @type {number[]} */ bytes) => failureOf(core.inspectImage(Uint8Array.from(bytes))),
});
