// The page's proxy against a stand-in worker in the same thread, which lets every way of failing be played.

/** @import { EpochResult } from '../../web/js/types.d.ts' */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as Comlink from 'comlink';
import { AgelensError, abortError } from '../../web/js/app/errors.js';
import { createCoreClient } from '../../web/js/core/client.js';
import { CORE } from '../../web/js/core/part.js';
import { outcomeOf } from '../../web/js/link/outcome.js';

/** @type {any} */
const request = { data: 1 };
const never = new Promise(() => {});

/**
 * A worker whose other side is `remote`, and the events it would send.
 *
 * @param {object} remote
 */
function makeWorker(remote) {
  const { port1, port2 } = new MessageChannel();
  const events = new EventTarget();
  Comlink.expose(remote, /** @type {any} */ (port2));
  port1.start();
  const worker = {
    terminated: false,
    /** @param {any[]} args */
    postMessage: (...args) => /** @type {any} */ (port1).postMessage(...args),
    /** @param {string} type @param {any} listener */
    addEventListener: (type, listener) => (type === 'message' ? port1 : events).addEventListener(type, listener),
    /** @param {string} type @param {any} listener */
    removeEventListener: (type, listener) => (type === 'message' ? port1 : events).removeEventListener(type, listener),
    terminate() {
      worker.terminated = true;
      port1.close();
    },
    /** @param {string} message */
    die: (message) => events.dispatchEvent(Object.assign(new Event('error'), { message })),
    garble: () => events.dispatchEvent(new Event('messageerror')),
  };
  return /** @type {Worker & typeof worker} */ (/** @type {unknown} */ (worker));
}

test('answers come back, and failures as typed errors', async () => {
  const worker = makeWorker({
    /** @param {string} name @param {unknown[]} args */
    call: (name, args) =>
      outcomeOf(
        CORE,
        name === 'writeNpy'
          ? Promise.resolve(Uint8Array.of(args.length))
          : Promise.reject(new AgelensError('truncated', 'The file is cut off.')),
      ),
  });
  const client = createCoreClient(() => worker);
  assert.deepEqual(await client.writeNpy(Float32Array.of(1), [1]), Uint8Array.of(2));
  const inspection = client.inspectImage(new Uint8Array(1));
  await assert.rejects(inspection, new AgelensError('truncated', 'The file is cut off.'));
  assert.ok(!worker.terminated);
  worker.terminate();
});

test('the worker starts with the first call, not before', () => {
  createCoreClient(() => assert.fail('started'));
});

test('a caller keeps the arrays it passes', async () => {
  const worker = makeWorker({ call: async () => ({ value: 1 }) });
  const embeddings = new Float32Array(8);
  await createCoreClient(() => worker).loadTrainingData(embeddings, 4, new Int32Array(2), 2, null);
  assert.equal(embeddings.length, 8);
  worker.terminate();
});

test('progress reaches the caller, until the training has settled', async () => {
  /** @type {any} */
  let report;
  const worker = makeWorker({
    /** @param {string} _name @param {number} _job @param {object} _request @param {any} onProgress */
    async watch(_name, _job, _request, onProgress) {
      report = onProgress;
      await onProgress({ epoch: 1 });
      return { value: { classifier: new Uint8Array(3) } };
    },
  });
  /** @type {EpochResult[]} */
  const epochs = [];
  const client = createCoreClient(() => worker);
  const result = await client.trainClassifier(request, { onProgress: (epoch) => void epochs.push(epoch) });
  assert.equal(result.classifier.length, 3);
  await report({ epoch: 2 });
  assert.deepEqual(epochs, [{ epoch: 1 }]);
  report[Comlink.releaseProxy]();
  worker.terminate();
});

test('a training settles at once when aborted, and the worker is told', async () => {
  /** @type {(job: number) => void} */
  let told = () => {};
  const cancelled = new Promise((resolve) => {
    told = resolve;
  });
  const worker = makeWorker({ watch: () => never, cancel: (/** @type {number} */ job) => told(job) });
  const controller = new AbortController();
  const training = createCoreClient(() => worker).trainClassifier(request, { signal: controller.signal });
  setTimeout(() => controller.abort());
  await assert.rejects(training, abortError());
  assert.equal(await cancelled, 1);
  worker.terminate();
});

test('an aborted signal starts nothing', async () => {
  const client = createCoreClient(() => assert.fail('started'));
  await assert.rejects(client.trainClassifier(request, { signal: AbortSignal.abort() }), { name: 'AbortError' });
});

test('when the worker dies every call in flight rejects, and the next one gets a new worker', async () => {
  const workers = [
    makeWorker({ call: () => never, watch: () => never }),
    makeWorker({ call: async () => ({ value: 7 }) }),
  ];
  let started = 0;
  const client = createCoreClient(() => workers[started++]);
  const waiting = [client.inspectImage(new Uint8Array(1)), client.trainClassifier(request)];
  workers[0].die('out of memory');
  for (const call of waiting) await assert.rejects(call, { code: 'core-failed', message: /out of memory.*Try again/ });
  assert.ok(workers[0].terminated);
  assert.equal(await client.loadTrainingData(new Float32Array(1), 1, new Int32Array(1), 1, null), 7);
  assert.equal(started, 2);
  workers[1].terminate();
});

test('an answer that cannot be read rejects what waits for it', async () => {
  const worker = makeWorker({ call: () => never });
  const inspection = createCoreClient(() => worker).inspectImage(new Uint8Array(1));
  worker.garble();
  await assert.rejects(inspection, { code: 'core-failed' });
});

test('an error that nothing expected rejects what waits and starts the core afresh', async () => {
  const workers = [
    makeWorker({
      /** @param {string} name */
      call: (name) => (name === 'predict' ? never : outcomeOf(CORE, Promise.reject(new Error('Aborted(OOM)')))),
    }),
    makeWorker({ call: async () => ({ value: 7 }) }),
  ];
  let started = 0;
  const client = createCoreClient(() => workers[started++]);
  const waiting = client.predict(new Uint8Array(1), new Float32Array(1));
  await assert.rejects(client.inspectImage(new Uint8Array(1)), { code: 'core-failed', message: /OOM/ });
  await assert.rejects(waiting, { code: 'core-failed' });
  assert.equal(await client.loadTrainingData(new Float32Array(1), 1, new Int32Array(1), 1, null), 7);
  workers[1].terminate();
});

test('what cannot be sent to the worker rejects', async () => {
  const worker = makeWorker({ call: () => never });
  const unsendable = /** @type {any} */ (() => {});
  await assert.rejects(createCoreClient(() => worker).inspectImage(unsendable), { name: 'DataCloneError' });
  worker.terminate();
});
