// Which device runs the networks, and what happens when it fails. A GPU is one worker. The processor is a pool of
// workers with one thread each: they need no shared memory, and share out batches however many there are. Only an image
// that is alone would leave cores idle, and runs with threads where there is shared memory.

/** @import { Device, DeviceChoice, EmbedService, Network } from '../types.d.ts' */
/** @import { EmbedClient } from './client.js' */

import { AgelensError } from '../app/errors.js';
import { stoppedError } from '../link/outcome.js';
import { createTurns } from './in-turn.js';
import { createLoneRunner } from './lone-runner.js';
import { BACKBONE } from './part.js';
import { withPatience } from './patience.js';

/** A batch on a GPU that takes this long, and this many times as long as any before it, hangs. */
const LEAST_PATIENCE_MS = 60_000;
const PATIENCE_FACTOR = 20;

/** Characters of a runtime's report that are shown. */
const MOST_REASON = 120;

/**
 * @template T
 * @typedef {(client: EmbedClient, images: Float32Array) => Promise<T>} Work what a client is asked for
 */

/**
 * @typedef {object} Opened
 * @property {Network} network
 * @property {Uint8Array} model kept, so that the processor can take over
 */

/**
 * @param {object} options
 * @param {() => EmbedClient} options.startClient
 * @param {number} options.processorWorkers how many share the work without a GPU
 * @param {number} [options.threads] for an image that is alone on the processor; 1 where there is no shared memory
 * @param {boolean} [options.hasGpu] false where there is no WebGPU at all, as in Node
 * @param {(device: Device) => void} [options.onChange] told when a GPU failed and the processor took over
 * @param {number} [options.leastPatienceMs]
 * @returns {EmbedService}
 */
export function createEmbedDevices({
  startClient,
  processorWorkers,
  threads = 1,
  hasGpu = true,
  onChange,
  leastPatienceMs = LEAST_PATIENCE_MS,
}) {
  /** @type {DeviceChoice | null} */
  let choice = null;
  /** @type {Device | null} */
  let device = null;
  /** @type {EmbedClient[]} */
  let clients = [];
  /** @type {EmbedClient[]} */
  let idle = [];
  /** @type {{ take: (client: EmbedClient) => void, giveUp: (reason: Error) => void }[]} */
  let waiting = [];
  /** @type {Map<string, Opened>} */
  const opened = new Map();
  const lone = createLoneRunner(startClient, threads);
  let longestMs = 0;
  /** Openings and take-overs. */
  const inTurn = createTurns();

  function closeAll() {
    for (const client of clients) client.close();
    lone.close();
    for (const { giveUp } of waiting) giveUp(stoppedError(BACKBONE, 'it was closed'));
    clients = [];
    idle = [];
    waiting = [];
    device = null;
    longestMs = 0;
  }

  function reset() {
    closeAll();
    opened.clear();
    choice = null;
  }

  /** @param {Opened} first @param {'auto' | 'webgpu'} asked */
  async function openGpu(first, asked) {
    const client = startClient();
    try {
      const adapter = await withPatience(client.open(first.network, first.model, asked), leastPatienceMs);
      clients = [client];
      device = { kind: 'webgpu', adapter, threads: 1, notice: null };
    } catch (error) {
      client.close();
      throw error;
    }
  }

  /** @param {string | null} notice */
  async function openProcessor(notice) {
    closeAll();
    clients = Array.from({ length: processorWorkers }, startClient);
    try {
      await Promise.all(clients.flatMap((client) => [...opened.values()].map((one) => openIn(client, one))));
    } catch (error) {
      closeAll();
      throw error;
    }
    idle = [...clients];
    device = { kind: 'wasm', adapter: null, threads: processorWorkers, notice };
    return device;
  }

  /** @param {EmbedClient} client @param {Opened} one */
  const openIn = (client, { network, model }) => client.open(network, model, 'wasm');

  /** @param {Opened} one */
  async function openFirst(one) {
    if (choice === null || choice === 'wasm') return openProcessor(null);
    try {
      if (!hasGpu) throw new AgelensError('no-gpu', 'there is no GPU outside a browser');
      await openGpu(one, choice);
    } catch (error) {
      const { message, code } = /** @type {AgelensError} */ (error);
      if (code === 'no-gpu' && choice === 'auto') await openProcessor(null);
      else if (code === 'no-gpu' || code === 'software-gpu') await openProcessor(`The processor is used: ${message}.`);
      else await openProcessor(`The GPU could not be used, so the processor is: ${reasonOf({ message })}`);
    }
  }

  /** @param {Opened} one */
  async function openNext(one) {
    if (device?.kind === 'wasm') return Promise.all(clients.map((client) => openIn(client, one)));
    try {
      await withPatience(clients[0]?.open(one.network, one.model, 'webgpu') ?? never(), patienceMs());
    } catch (error) {
      await takeOver(/** @type {Error} */ (error));
    }
  }

  /** The processor goes on where the GPU failed. @param {Error} error */
  async function takeOver(error) {
    if (device?.kind !== 'webgpu') return;
    const { adapter } = device;
    const taken = await openProcessor(`The GPU (${adapter}) failed, so the processor goes on: ${reasonOf(error)}`);
    onChange?.(taken);
  }

  const patienceMs = () => Math.max(leastPatienceMs, PATIENCE_FACTOR * longestMs);

  /**
   * @template T
   * @param {Work<T>} work
   * @param {Float32Array} images
   * @param {boolean} urgent see acquire
   * @returns {Promise<T>}
   */
  async function runOnGpu(work, images, urgent) {
    const client = /** @type {EmbedClient} */ (clients[0]);
    const startedMs = performance.now();
    try {
      // The images are given away with the call, and needed again if it fails.
      const outputs = await withPatience(work(client, images.slice()), patienceMs());
      longestMs = Math.max(longestMs, performance.now() - startedMs);
      return outputs;
    } catch (error) {
      if (/** @type {AgelensError} */ (error).code !== BACKBONE.failedCode) throw error;
      await inTurn(async () => {
        if (clients[0] === client) await takeOver(/** @type {Error} */ (error));
      });
      return runOnProcessor(work, images, urgent);
    }
  }

  /**
   * @template T
   * @param {Work<T>} work
   * @param {Float32Array} images
   * @param {boolean} urgent
   * @returns {Promise<T>}
   */
  async function runOnProcessor(work, images, urgent) {
    const client = await acquire(urgent);
    try {
      return await work(client, images);
    } catch (error) {
      // The worker is gone with what it had open: the next `open` starts all of them afresh.
      if (clients.includes(client) && /** @type {AgelensError} */ (error).code === BACKBONE.failedCode) reset();
      throw error;
    } finally {
      if (clients.includes(client)) {
        const next = waiting.shift();
        if (next) next.take(client);
        else idle.push(client);
      }
    }
  }

  /**
   * @template T
   * @param {Work<T>} work
   * @param {Float32Array} images
   * @param {number} count
   * @returns {Promise<T>}
   */
  async function runAnywhere(work, images, count) {
    if (!device) throw new AgelensError(BACKBONE.failedCode, 'The backbone is not open.');
    return (device.kind === 'webgpu' ? runOnGpu : runOnProcessor)(work, images, count === 1);
  }

  /**
   * @param {boolean} urgent goes before the others: a face is looked for before there is anything to embed
   * @returns {Promise<EmbedClient>}
   */
  function acquire(urgent) {
    const client = idle.shift();
    if (client) return Promise.resolve(client);
    return new Promise((take, giveUp) => {
      if (urgent) waiting.unshift({ take, giveUp });
      else waiting.push({ take, giveUp });
    });
  }

  return {
    async open(network, loadModel, asked) {
      const model = opened.get(network.sha256)?.model ?? (await loadModel());
      return inTurn(async () => {
        if (choice !== asked) reset();
        choice = asked;
        const before = opened.get(network.sha256);
        if (device && before && isSame(before.network, network)) return device;
        const one = { network, model };
        opened.set(network.sha256, one);
        lone.forget(network.sha256);
        try {
          if (device) await openNext(one);
          else await openFirst(one);
        } catch (error) {
          opened.delete(network.sha256);
          throw error;
        }
        return /** @type {Device} */ (/** @type {unknown} */ (device));
      });
    },

    run: (sha256, images, count) => runAnywhere((client, mine) => client.run(sha256, mine, count), images, count),

    runMap: (sha256, images, count, output) =>
      runAnywhere((client, mine) => client.runMap(sha256, mine, count, output), images, count),

    async runAlone(sha256, image) {
      const one = device?.kind === 'wasm' ? opened.get(sha256) : undefined;
      const outputs = one && (await lone.run(one.network, one.model, image));
      return outputs ?? this.run(sha256, image, 1);
    },

    device: () => device,

    close: () => inTurn(async () => reset()),
  };
}

/**
 * Without what a worker's failure says to a user, since nothing is to be done; of a runtime's own report the beginning.
 * @param {{ message: string }} error
 */
function reasonOf({ message }) {
  const reason = message.replace(/^The backbone stopped: /, '').replace(/\. Try again, or reload the page\.$/, '');
  return reason.length > MOST_REASON ? `${reason.slice(0, MOST_REASON)}…` : reason;
}

/** An own backbone keeps its file when its size or its output is changed. @param {Network} a @param {Network} b */
const isSame = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** @returns {Promise<never>} */
const never = () => Promise.reject(new AgelensError(BACKBONE.failedCode, 'The backbone is not open.'));
