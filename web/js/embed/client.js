/** @import { WorkerLink } from '../link/worker-link.js' */
/** @import { DeviceChoice, InputForm, MapRun, Network, NetworkSignature, TrialOutput } from '../types.d.ts' */
/** @import { EmbedWorker } from './networks.js' */

import * as Comlink from 'comlink';
import { createWorkerLink } from '../link/worker-link.js';
import { BACKBONE } from './part.js';

/**
 * Networks on one device, in a worker of their own. Every call settles: by reply, by error, or by the worker's death;
 * after an error that nothing expected the worker is gone and this is of no more use.
 *
 * @typedef {object} EmbedClient
 * @property {(network: Network, model: Uint8Array, choice: DeviceChoice, threads?: number) => Promise<string | null>} open
 *   'auto' is a GPU that is no software; the processor's threads are those of the first that is opened, 1 unless given;
 *   returns the name of the GPU's adapter
 * @property {(sha256: string, images: Float32Array, count: number) => Promise<Float32Array[]>} run the images are given away
 * @property {(sha256: string, images: Float32Array, count: number, output: string) => Promise<MapRun>} runMap likewise
 * @property {(model: Uint8Array) => Promise<NetworkSignature>} inspect what a file declares; see inspection.js
 * @property {(form: InputForm) => Promise<TrialOutput[]>} tryOut what is inspected
 * @property {() => void} close at once; what is still asked for is rejected
 */

function startWorker() {
  return new Worker(new URL('./worker.js', import.meta.url), { type: 'module', name: 'embed' });
}

/**
 * @param {() => Worker} [start]
 * @returns {EmbedClient}
 */
export function createEmbedClient(start = startWorker) {
  /** @type {WorkerLink<EmbedWorker>} */
  const link = createWorkerLink(start, BACKBONE);

  return {
    open: (network, model, choice, threads = 1) => link.ask((remote) => remote.open(network, model, choice, threads)),
    run: (sha256, images, count) =>
      link.ask((remote) => remote.run(sha256, Comlink.transfer(images, [images.buffer]), count)),
    runMap: (sha256, images, count, output) =>
      link.ask((remote) => remote.runMap(sha256, Comlink.transfer(images, [images.buffer]), count, output)),
    inspect: (model) => link.ask((remote) => remote.inspect(model)),
    tryOut: (form) => link.ask((remote) => remote.tryOut(form)),
    close: () => link.close(),
  };
}
