// The embedding session over a runtime that only records, and the client over a worker that answers, fails or dies.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as Comlink from 'comlink';
import { AgelensError } from '../../web/js/app/errors.js';
import { createEmbedClient } from '../../web/js/embed/client.js';
import { BACKBONE } from '../../web/js/embed/part.js';
import { createEmbedSession } from '../../web/js/embed/session.js';
import { outcomeOf } from '../../web/js/link/outcome.js';
import { nextTurn } from './fakes.mjs';

/** A runtime whose embedding of an image is its first float; it fails when two batches run at once. */
function fakeRuntime() {
  const log = { shapes: /** @type {number[][]} */ ([]), alive: 0, running: 0 };
  class Tensor {
    constructor(/** @type {string} */ _type, /** @type {Float32Array} */ data, /** @type {number[]} */ dims) {
      this.data = data;
      this.dims = dims;
      log.alive += 1;
    }
    getData() {
      return Promise.resolve(this.data);
    }
    dispose() {
      log.alive -= 1;
    }
  }
  const session = {
    async run(/** @type {{ images: Tensor }} */ { images }) {
      assert.equal(log.running++, 0, 'one batch at a time');
      await nextTurn();
      log.running -= 1;
      log.shapes.push(images.dims);
      if (Number.isNaN(images.data[0])) throw new Error('device lost');
      const [count = 0] = images.dims;
      const length = images.data.length / count;
      const first = Float32Array.from({ length: count }, (_, index) => images.data[index * length] ?? 0);
      return { embedding: new Tensor('float32', first, [count, 1]) };
    },
    async release() {},
  };
  const runtime = /** @type {any} */ ({ Tensor, InferenceSession: { create: async () => session } });
  return { runtime, log };
}

const options = { model: new Uint8Array(), inputSize: 1, embeddingSize: 1, batchSize: 4 };

test('a GPU sees two shapes only, one image and a full batch, and padding is cut off', async () => {
  const { runtime, log } = fakeRuntime();
  const session = await createEmbedSession(runtime, { ...options, kind: 'webgpu' });
  assert.deepEqual([...(await session.embed(Float32Array.of(7, 0, 0, 8, 0, 0), 2))], [7, 8]);
  assert.deepEqual([...(await session.embed(Float32Array.of(9, 0, 0), 1))], [9]);
  assert.deepEqual(
    log.shapes.map(([count]) => count),
    [1, 4, 1],
  );
});

test('on the processor a batch is as large as its count', async () => {
  const { runtime, log } = fakeRuntime();
  const session = await createEmbedSession(runtime, { ...options, kind: 'wasm' });
  assert.deepEqual([...(await session.embed(Float32Array.of(7, 0, 0), 1))], [7]);
  assert.deepEqual(log.shapes.at(-1), [1, 3, 1, 1]);
});

test('batches take turns, also after one that failed, and every tensor is disposed of', async () => {
  const { runtime, log } = fakeRuntime();
  const session = await createEmbedSession(runtime, { ...options, kind: 'wasm' });
  const lost = session.embed(Float32Array.of(Number.NaN, 0, 0), 1);
  const next = session.embed(Float32Array.of(5, 0, 0), 1);
  await assert.rejects(lost, /device lost/);
  assert.deepEqual([...(await next)], [5]);
  await session.close();
  assert.equal(log.alive, 0);
});

test('images that do not fit the batch are refused', async () => {
  const { runtime } = fakeRuntime();
  const session = await createEmbedSession(runtime, { ...options, kind: 'wasm' });
  assert.throws(() => session.embed(new Float32Array(4), 1), RangeError);
  assert.throws(() => session.embed(new Float32Array(15), 5), RangeError);
});

/**
 * Workers whose other end is `service`, on a message channel.
 * @param {object} service
 */
function fakeWorkers(service) {
  /** @type {{ worker: any, terminated: boolean }[]} */
  const workers = [];
  const start = () => {
    const { port1, port2 } = new MessageChannel();
    Comlink.expose(service, port2);
    const record = { worker: port1, terminated: false };
    Object.assign(port1, {
      terminate() {
        record.terminated = true;
        port1.close();
      },
    });
    workers.push(record);
    return /** @type {any} */ (port1);
  };
  return { start, workers };
}

const device = { kind: 'wasm', adapter: null, threads: 1, notice: null };
/** @param {import('../../web/js/types.d.ts').EmbedService} client */
const open = (client) => client.open(new Uint8Array(), 1, 1, 4, 'auto');

test('the client passes calls to its worker and gives images away', async () => {
  const { start, workers } = fakeWorkers({
    open: (/** @type {object} */ backbone, /** @type {string} */ choice) => {
      assert.deepEqual(backbone, { model: new Uint8Array(), inputSize: 1, embeddingSize: 1, batchSize: 4 });
      assert.equal(choice, 'auto');
      return outcomeOf(BACKBONE, Promise.resolve(device));
    },
    embed: (/** @type {Float32Array} */ images) => outcomeOf(BACKBONE, Promise.resolve(images.map((x) => 2 * x))),
    close: () => outcomeOf(BACKBONE, Promise.resolve()),
  });
  const client = createEmbedClient(start);
  assert.deepEqual(await open(client), device);
  const images = Float32Array.of(1, 2, 3);
  assert.deepEqual([...(await client.embed(images, 1))], [2, 4, 6]);
  assert.equal(images.length, 0);
  await client.close();
  assert.equal(workers.length, 1);
  assert.ok(workers[0]?.terminated);
});

test('errors cross the worker with code and sentence, and an expected one does not end the worker', async () => {
  const { start, workers } = fakeWorkers({
    open: () => outcomeOf(BACKBONE, Promise.reject(new AgelensError('bad-backbone', 'No such output.'))),
    close: () => outcomeOf(BACKBONE, Promise.resolve()),
  });
  const client = createEmbedClient(start);
  await assert.rejects(open(client), { name: 'AgelensError', code: 'bad-backbone', message: 'No such output.' });
  assert.equal(workers[0]?.terminated, false);
  await client.close();
});

test('after a runtime that failed the next open starts another worker', async () => {
  let opens = 0;
  const { start, workers } = fakeWorkers({
    open: () =>
      outcomeOf(BACKBONE, opens++ === 0 ? Promise.reject(new Error('out of memory')) : Promise.resolve(device)),
    close: () => outcomeOf(BACKBONE, Promise.resolve()),
  });
  const client = createEmbedClient(start);
  await assert.rejects(open(client), { code: 'embed-failed', message: /The backbone stopped: out of memory/ });
  assert.deepEqual(await open(client), device);
  assert.deepEqual(
    workers.map(({ terminated }) => terminated),
    [true, false],
  );
  await client.close();
});

test('when the worker dies every waiting call is rejected', async () => {
  const { start, workers } = fakeWorkers({ open: () => new Promise(() => {}), embed: () => new Promise(() => {}) });
  const client = createEmbedClient(start);
  const waiting = [open(client), client.embed(new Float32Array(3), 1)];
  await nextTurn();
  workers[0]?.worker.dispatchEvent(Object.assign(new Event('error', { cancelable: true }), { message: 'boom' }));
  for (const call of waiting) await assert.rejects(call, { code: 'embed-failed', message: /stopped: boom/ });
});
