// Calls of the core client that browser.test.mjs makes in the page, with results as plain JSON.

import { createCoreClient } from '../../../web/js/core/client.js';
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

  inspectInPage: (/** @type {number[]} */ bytes) => failureOf(core.inspectImage(Uint8Array.from(bytes))),
});
