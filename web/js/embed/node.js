// The embedding service in Node: the page's, over workers of Node.

/** @import { EmbedService, InspectNetwork } from '../types.d.ts' */

import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { createEmbedClient } from './client.js';
import { createEmbedDevices } from './devices.js';
import { createInspector } from './inspector.js';

/** Node's worker with the part of the browser's that is used. */
function startWorker() {
  const worker = new Worker(new URL('./node-worker.js', import.meta.url));
  const endpoint = nodeEndpoint(worker);
  return /** @type {any} */ ({
    ...endpoint,
    /** @param {string} type @param {(event: any) => void} listener */
    addEventListener(type, listener) {
      if (type === 'message') endpoint.addEventListener(type, /** @type {any} */ (listener));
      else if (type === 'error') {
        worker.on('error', ({ message }) => listener({ message, preventDefault() {} }));
      } else worker.on(type, listener);
    },
    terminate: () => void worker.terminate(),
  });
}

/**
 * @param {{ workers?: number }} [options] results do not depend on the number of workers
 * @returns {EmbedService}
 */
export function createNodeEmbed({ workers = Math.min(availableParallelism(), 8) } = {}) {
  return createEmbedDevices({
    startClient: () => createEmbedClient(startWorker),
    processorWorkers: workers,
    hasGpu: false,
  });
}

/** @type {InspectNetwork} */
export const inspectInNode = createInspector(() => createEmbedClient(startWorker));
