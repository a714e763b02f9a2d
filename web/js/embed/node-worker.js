// The embedding worker of Node: the same WebAssembly runtime as the page's, so that figures are the same.

import { parentPort } from 'node:worker_threads';
import * as Comlink from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import * as runtime from 'onnxruntime-web';
import { createNetworks } from './networks.js';

runtime.env.wasm.numThreads = 1;
const networks = createNetworks(async () => ({ runtime, adapter: null, watch: async () => {} }));

if (parentPort) Comlink.expose(networks, nodeEndpoint(parentPort));
