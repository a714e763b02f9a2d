// Sessions over a runtime that only records, the client over a worker that answers, fails or dies, and the devices over
// clients that do as they are told.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as Comlink from 'comlink';
import { AgelensError } from '../../web/js/app/errors.js';
import { createEmbedClient } from '../../web/js/embed/client.js';
import { createEmbedDevices } from '../../web/js/embed/devices.js';
import { BACKBONE } from '../../web/js/embed/part.js';
import { createNetworkSession } from '../../web/js/embed/session.js';
import { outcomeOf } from '../../web/js/link/outcome.js';
import { deferred, nextTurn } from './fakes.mjs';

/** @import { Device, Network } from '../../web/js/types.d.ts' */
/** @import { EmbedClient } from '../../web/js/embed/client.js' */

/** @type {Network} */
const network = { sha256: 'n', inputSize: 1, layout: 'nchw', outputs: ['embedding'], batchSize: 4 };

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
    inputNames: ['images'],
    outputNames: ['embedding', 'features'],
    async run(/** @type {{ images: Tensor }} */ { images }, /** @type {string[]} */ names) {
      assert.equal(log.running++, 0, 'one batch at a time');
      await nextTurn();
      log.running -= 1;
      log.shapes.push(images.dims);
      if (Number.isNaN(images.data[0])) throw new Error('device lost');
      const [count = 0] = images.dims;
      const length = images.data.length / count;
      const first = Float32Array.from({ length: count }, (_, index) => images.data[index * length] ?? 0);
      // Of a network whose output is 4-d: channels 2, height 1, width 2.
      const features = Float32Array.from({ length: 4 * count }, (_, index) => [1, 3, 5, 9][index % 4] ?? 0);
      return {
        ...(names.includes('features') ? { features: new Tensor('float32', features, [count, 2, 1, 2]) } : {}),
        ...(names.includes('embedding') ? { embedding: new Tensor('float32', first, [count, 1]) } : {}),
      };
    },
    async release() {},
  };
  const runtime = /** @type {any} */ ({ Tensor, InferenceSession: { create: async () => session } });
  return { runtime, log };
}

const options = { model: new Uint8Array(), network };

/** @param {{ run: (images: Float32Array, count: number) => Promise<Float32Array[]> }} session @param {Float32Array} images @param {number} count */
const first = async (session, images, count) => [...((await session.run(images, count))[0] ?? [])];

test('a GPU sees two shapes only, one image and a full batch, and padding is cut off', async () => {
  const { runtime, log } = fakeRuntime();
  const session = await createNetworkSession(runtime, { ...options, kind: 'webgpu' });
  assert.deepEqual(await first(session, Float32Array.of(7, 0, 0, 8, 0, 0), 2), [7, 8]);
  assert.deepEqual(await first(session, Float32Array.of(9, 0, 0), 1), [9]);
  assert.deepEqual(
    log.shapes.map(([count]) => count),
    [1, 4, 4, 1],
  );
});

test('on the processor a batch is as large as its count', async () => {
  const { runtime, log } = fakeRuntime();
  const session = await createNetworkSession(runtime, { ...options, kind: 'wasm' });
  assert.deepEqual(await first(session, Float32Array.of(7, 0, 0), 1), [7]);
  assert.deepEqual(log.shapes.at(-1), [1, 3, 1, 1]);
});

test('beside its outputs a network gives one that is not averaged, channels first, and only what it has', async () => {
  const { runtime, log } = fakeRuntime();
  const gpu = await createNetworkSession(runtime, { ...options, kind: 'webgpu' });
  const before = log.alive;
  const { outputs, map } = await gpu.runMap(Float32Array.of(7, 0, 0, 8, 0, 0), 2, 'features');
  assert.deepEqual([...(outputs[0] ?? [])], [7, 8]);
  // Of a batch that was padded to four, two images are left.
  assert.deepEqual(map, { data: Float32Array.of(1, 3, 5, 9, 1, 3, 5, 9), channels: 2, height: 1, width: 2 });
  assert.equal(log.alive, before);
  const nhwc = { ...network, layout: /** @type {const} */ ('nhwc'), outputs: ['features'] };
  const last = await createNetworkSession(runtime, { ...options, network: nhwc, kind: 'wasm' });
  const turned = await last.runMap(Float32Array.of(7, 0, 0), 1, 'features');
  // Read as height 2, width 1 and 2 channels: the first channel is 1 and 5.
  assert.deepEqual(turned.map, { data: Float32Array.of(1, 5, 3, 9), channels: 2, height: 2, width: 1 });
  assert.deepEqual(turned.outputs, [Float32Array.of(3, 6)]);
  assert.throws(() => gpu.runMap(Float32Array.of(7, 0, 0), 1, 'maps'), { code: 'no-map' });
});

test('batches take turns, also after one that failed, and every tensor is disposed of', async () => {
  const { runtime, log } = fakeRuntime();
  const session = await createNetworkSession(runtime, { ...options, kind: 'wasm' });
  const lost = session.run(Float32Array.of(Number.NaN, 0, 0), 1);
  const next = session.run(Float32Array.of(5, 0, 0), 1);
  await assert.rejects(lost, /device lost/);
  assert.deepEqual([...((await next)[0] ?? [])], [5]);
  await session.close();
  assert.equal(log.alive, 0);
});

test('images that do not fit the batch are refused', async () => {
  const { runtime } = fakeRuntime();
  const session = await createNetworkSession(runtime, { ...options, kind: 'wasm' });
  assert.throws(() => session.run(new Float32Array(4), 1), RangeError);
  assert.throws(() => session.run(new Float32Array(15), 5), RangeError);
});

test('a 4-d output is averaged over space, whichever way it lies', async () => {
  const { runtime, log } = fakeRuntime();
  const pooled = { ...network, outputs: ['features'] };
  const channelsFirst = await createNetworkSession(runtime, { ...options, network: pooled, kind: 'wasm' });
  assert.deepEqual(await first(channelsFirst, new Float32Array(3), 1), [2, 7]);
  // As (1, 2, 1, 2) with channels last, the two places hold (1, 3) and (5, 9).
  const nhwc = /** @type {Network} */ ({ ...pooled, layout: 'nhwc' });
  const channelsLast = await createNetworkSession(runtime, { ...options, network: nhwc, kind: 'wasm' });
  assert.deepEqual(await first(channelsLast, new Float32Array(3), 1), [3, 6]);
  assert.deepEqual(log.shapes.at(-1), [1, 1, 1, 3]);
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

/** @param {EmbedClient} client */
const open = (client) => client.open(network, new Uint8Array(), 'wasm');

test('the client passes calls to its worker and gives images away', async () => {
  const { start, workers } = fakeWorkers({
    open: (/** @type {unknown[]} */ ...request) => {
      assert.deepEqual(request, [network, new Uint8Array(), 'wasm', 1]);
      return outcomeOf(BACKBONE, Promise.resolve('adapter'));
    },
    run: (/** @type {string} */ _sha256, /** @type {Float32Array} */ images) =>
      outcomeOf(BACKBONE, Promise.resolve([images.map((x) => 2 * x)])),
  });
  const client = createEmbedClient(start);
  assert.equal(await open(client), 'adapter');
  const images = Float32Array.of(1, 2, 3);
  assert.deepEqual(await client.run('n', images, 1), [Float32Array.of(2, 4, 6)]);
  assert.equal(images.length, 0);
  client.close();
  assert.equal(workers.length, 1);
  assert.ok(workers[0]?.terminated);
});

test('errors cross the worker with code and sentence, and an expected one does not end the worker', async () => {
  const { start, workers } = fakeWorkers({
    open: () => outcomeOf(BACKBONE, Promise.reject(new AgelensError('bad-backbone', 'No such output.'))),
  });
  const client = createEmbedClient(start);
  await assert.rejects(open(client), { name: 'AgelensError', code: 'bad-backbone', message: 'No such output.' });
  assert.equal(workers[0]?.terminated, false);
  client.close();
});

test('when the worker dies every waiting call is rejected', async () => {
  const { start, workers } = fakeWorkers({ open: () => new Promise(() => {}), run: () => new Promise(() => {}) });
  const client = createEmbedClient(start);
  const waiting = [open(client), client.run('n', new Float32Array(3), 1)];
  await nextTurn();
  workers[0]?.worker.dispatchEvent(Object.assign(new Event('error', { cancelable: true }), { message: 'boom' }));
  for (const call of waiting) await assert.rejects(call, { code: 'embed-failed', message: /stopped: boom/ });
});

/**
 * Clients whose outputs are their images' first floats.
 * @param {(client: number, choice: string) => Partial<EmbedClient>} [change] by the number of the client, from 0
 */
function fakeClients(change = () => ({})) {
  const log = /** @type {string[]} */ ([]);
  let started = 0;
  const startClient = () => {
    const number = started++;
    /** @type {Partial<EmbedClient>} */
    let changed = {};
    return /** @type {EmbedClient} */ ({
      inspect: () => broken('not asked here'),
      tryOut: () => broken('not asked here'),
      runMap: () => broken('not asked here'),
      async open(one, _model, choice, threads) {
        log.push(`${number} opens ${one.sha256} on ${choice}${threads ? ` with ${threads} threads` : ''}`);
        changed = change(number, choice);
        if (changed.open) return changed.open(one, _model, choice);
        return choice === 'wasm' ? null : 'Some GPU';
      },
      async run(sha256, images, count) {
        log.push(`${number} runs ${count}`);
        if (changed.run) return changed.run(sha256, images, count);
        await nextTurn();
        return [images.slice(0, 1)];
      },
      close: () => void log.push(`${number} closes`),
    });
  };
  return { startClient, log };
}

const load = async () => new Uint8Array();
const broken = (message = 'The backbone stopped: lost.') => Promise.reject(new AgelensError('embed-failed', message));

test('a GPU is used where there is one, by its name, and the processor where it is asked for', async () => {
  const { startClient, log } = fakeClients();
  const devices = createEmbedDevices({ startClient, processorWorkers: 2 });
  assert.deepEqual(await devices.open(network, load, 'auto'), {
    kind: 'webgpu',
    adapter: 'Some GPU',
    threads: 1,
    notice: null,
  });
  await devices.open(network, load, 'auto');
  const onProcessor = await devices.open(network, load, 'wasm');
  assert.deepEqual([onProcessor.kind, onProcessor.threads, onProcessor.notice], ['wasm', 2, null]);
  assert.deepEqual(log, ['0 opens n on auto', '0 closes', '1 opens n on wasm', '2 opens n on wasm']);
});

test('without a GPU the processor is used, with a word only where the GPU was asked for', async () => {
  const none = () =>
    fakeClients((_, choice) =>
      choice !== 'wasm' ? { open: () => Promise.reject(new AgelensError('no-gpu', 'no GPU here')) } : {},
    );
  const open = async (/** @type {'auto' | 'webgpu'} */ choice) =>
    createEmbedDevices({ startClient: none().startClient, processorWorkers: 1 }).open(network, load, choice);
  assert.deepEqual([(await open('auto')).kind, (await open('auto')).notice], ['wasm', null]);
  assert.match((await open('webgpu')).notice ?? '', /The processor is used: no GPU here/);
});

test('a GPU in software is used only where the GPU was asked for, and the processor says why it is', async () => {
  const { startClient } = fakeClients((_, choice) =>
    choice === 'auto' ? { open: () => Promise.reject(new AgelensError('software-gpu', 'it is software')) } : {},
  );
  const open = (/** @type {'auto' | 'webgpu'} */ choice) =>
    createEmbedDevices({ startClient, processorWorkers: 1 }).open(network, load, choice);
  assert.equal((await open('auto')).notice, 'The processor is used: it is software.');
  assert.deepEqual([(await open('webgpu')).kind, (await open('webgpu')).notice], ['webgpu', null]);
});

test('a GPU that fails to start is named with the reason', async () => {
  const { startClient } = fakeClients((_, choice) =>
    choice !== 'wasm' ? { open: () => broken('shader failed') } : {},
  );
  const device = await createEmbedDevices({ startClient, processorWorkers: 1 }).open(network, load, 'auto');
  assert.equal(device.kind, 'wasm');
  assert.match(device.notice ?? '', /GPU could not be used.*shader failed/);
});

for (const [failure, run] of /** @type {const} */ ([
  ['is lost in the middle of a batch', () => broken()],
  ['hangs', () => new Promise(() => {})],
])) {
  test(`when a GPU ${failure}, the processor goes on with everything that was open, and every output comes`, async () => {
    let runs = 0;
    const { startClient, log } = fakeClients((_, choice) =>
      choice !== 'wasm'
        ? { run: (_sha256, images) => (runs++ === 1 ? run() : Promise.resolve([images.slice(0, 1)])) }
        : {},
    );
    /** @type {Device[]} */
    const changes = [];
    const devices = createEmbedDevices({
      startClient,
      processorWorkers: 2,
      onChange: (device) => changes.push(device),
      leastPatienceMs: 30,
    });
    await devices.open(network, load, 'auto');
    await devices.open({ ...network, sha256: 'second' }, load, 'auto');
    const images = [1, 2, 3, 4].map((value) => Float32Array.of(value, 0, 0));
    const outputs = [];
    for (const image of images) outputs.push((await devices.run('n', image, 1))[0]?.[0]);
    assert.deepEqual(outputs, [1, 2, 3, 4]);
    assert.equal(changes.length, 1);
    assert.deepEqual([changes[0]?.kind, devices.device()?.kind], ['wasm', 'wasm']);
    assert.match(changes[0]?.notice ?? '', /The GPU \(Some GPU\) failed, so the processor goes on/);
    assert.deepEqual(log.filter((line) => line.includes('wasm')).sort(), [
      '1 opens n on wasm',
      '1 opens second on wasm',
      '2 opens n on wasm',
      '2 opens second on wasm',
    ]);
  });
}

test('the processor shares batches out among its workers, a single image before what waits', async () => {
  const gate = deferred();
  const { startClient, log } = fakeClients(() => ({ run: (_sha256, images) => gate.promise.then(() => [images]) }));
  const devices = createEmbedDevices({ startClient, processorWorkers: 2, hasGpu: false });
  await devices.open(network, load, 'auto');
  const counts = [2, 2, 2, 1];
  const running = counts.map((count) => devices.run('n', new Float32Array(3 * count), count));
  await nextTurn();
  assert.deepEqual(log.slice(2), ['0 runs 2', '1 runs 2']);
  gate.resolve();
  await Promise.all(running);
  assert.deepEqual(log.slice(4), ['0 runs 1', '1 runs 2']);
});

test('when a worker of the processor dies, what waits is rejected and the next open starts afresh', async () => {
  const { startClient, log } = fakeClients((number) => (number === 0 ? { run: () => broken() } : {}));
  const devices = createEmbedDevices({ startClient, processorWorkers: 1, hasGpu: false });
  await devices.open(network, load, 'wasm');
  const calls = [devices.run('n', new Float32Array(6), 2), devices.run('n', new Float32Array(6), 2)];
  for (const call of calls) await assert.rejects(call, { code: 'embed-failed' });
  assert.equal(devices.device(), null);
  await devices.open(network, load, 'wasm');
  assert.deepEqual(await devices.run('n', Float32Array.of(7, 0, 0), 1), [Float32Array.of(7)]);
  assert.ok(log.includes('1 opens n on wasm'));
});

test('an image that is alone runs with threads, in a worker that is started for it', async () => {
  const { startClient, log } = fakeClients();
  const devices = createEmbedDevices({ startClient, processorWorkers: 2, threads: 3 });
  await devices.open(network, load, 'wasm');
  const image = Float32Array.of(7, 0, 0);
  assert.deepEqual(await devices.runAlone('n', image), [Float32Array.of(7)]);
  assert.deepEqual(await devices.runAlone('n', image), [Float32Array.of(7)]);
  assert.deepEqual(log.slice(2), ['2 opens n on wasm with 3 threads', '2 runs 1', '2 runs 1']);
  // Opened in another form, the file is opened there again as well.
  await devices.open({ ...network, inputSize: 2 }, load, 'wasm');
  await devices.runAlone('n', image);
  assert.deepEqual(log.slice(-2), ['2 opens n on wasm with 3 threads', '2 runs 1']);
  await devices.close();
  assert.deepEqual(log.slice(-3), ['0 closes', '1 closes', '2 closes']);
});

test('an image that is alone runs in the pool without shared memory, and once threads have failed', async () => {
  const plain = fakeClients();
  const without = createEmbedDevices({ startClient: plain.startClient, processorWorkers: 1 });
  await without.open(network, load, 'wasm');
  assert.deepEqual(await without.runAlone('n', Float32Array.of(7, 0, 0)), [Float32Array.of(7)]);
  assert.deepEqual(plain.log, ['0 opens n on wasm', '0 runs 1']);

  const { startClient, log } = fakeClients((number) => (number === 1 ? { open: () => broken() } : {}));
  const devices = createEmbedDevices({ startClient, processorWorkers: 1, threads: 3 });
  await devices.open(network, load, 'wasm');
  for (let run = 0; run < 2; ++run) {
    assert.deepEqual(await devices.runAlone('n', Float32Array.of(7, 0, 0)), [Float32Array.of(7)]);
  }
  assert.deepEqual(log.slice(1), ['1 opens n on wasm with 3 threads', '1 closes', '0 runs 1', '0 runs 1']);
  assert.equal(devices.device()?.kind, 'wasm');
});

test('an image that is alone runs on the GPU where there is one', async () => {
  const { startClient, log } = fakeClients();
  const devices = createEmbedDevices({ startClient, processorWorkers: 1, threads: 3 });
  await devices.open(network, load, 'webgpu');
  await devices.runAlone('n', Float32Array.of(7, 0, 0));
  assert.deepEqual(log, ['0 opens n on webgpu', '0 runs 1']);
});
