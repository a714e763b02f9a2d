/** @import { WorkerLink } from '../link/worker-link.js' */
/** @import { EmbedService } from '../types.d.ts' */
/** @import { EmbedWorker } from './worker.js' */

import * as Comlink from 'comlink';
import { createWorkerLink } from '../link/worker-link.js';
import { BACKBONE } from './part.js';

function startWorker() {
  return new Worker(new URL('./worker.js', import.meta.url), { type: 'module', name: 'embed' });
}

/**
 * The embedding service of the page, in a worker that starts with the first `open`. Every call settles: by reply, by
 * error, or by the worker's death, after which `open` starts another worker.
 *
 * Images given to `embed` are transferred: the caller's array is empty afterwards.
 *
 * @param {() => Worker} [start]
 * @returns {EmbedService}
 */
export function createEmbedClient(start = startWorker) {
  /** @type {WorkerLink<EmbedWorker>} */
  const link = createWorkerLink(start, BACKBONE);

  return {
    open: (model, inputSize, embeddingSize, batchSize, choice) =>
      link.ask((remote) => remote.open({ model, inputSize, embeddingSize, batchSize }, choice)),
    embed: (images, count) => link.ask((remote) => remote.embed(Comlink.transfer(images, [images.buffer]), count)),
    async close() {
      if (!link.running()) return;
      await link.ask((remote) => remote.close());
      link.close();
    },
  };
}
