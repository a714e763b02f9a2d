// The embedding devices alone, as the page has them, on the photograph beside this page.
import { createEmbedClient } from '../../../web/js/embed/client.js';
import { createEmbedDevices } from '../../../web/js/embed/devices.js';
import { createLoneRunner } from '../../../web/js/embed/lone-runner.js';

/** @import { Device, Network } from '../../../web/js/types.d.ts' */

const { inputSize } = await (await fetch('backbone.json')).json();
/** @type {Network} */
const network = { sha256: 'x', inputSize, layout: 'nchw', outputs: ['embedding'], batchSize: 1 };

/** @param {string} name */
async function fetchBytes(name) {
  return new Uint8Array(await (await fetch(name)).arrayBuffer());
}
const loadModel = () => fetchBytes('backbone.onnx');
const loadImage = async () => new Float32Array((await fetchBytes('image.f32')).buffer);

/** @param {'webgpu' | 'wasm'} kind */
async function embedOn(kind) {
  const devices = createEmbedDevices({ startClient: createEmbedClient, processorWorkers: 2 });
  const device = await devices.open(network, loadModel, kind);
  const [embedding = new Float32Array()] = await devices.run('x', await loadImage(), 1);
  await devices.close();
  return { device, embedding: [...embedding] };
}

/** One image with two threads. */
async function embedWithThreads() {
  const runner = createLoneRunner(createEmbedClient, 2);
  const outputs = await runner.run(network, await loadModel(), await loadImage());
  runner.close();
  return { isolated: crossOriginIsolated, embedding: outputs && [...(outputs[0] ?? [])] };
}

/** Embeds the photograph `count` times, and loses the GPU while the second is on it. @param {number} count */
async function embedThroughLoss(count) {
  /** @type {Device[]} */
  const changes = [];
  const startWorker = () => new Worker(new URL('./losing-worker.js', import.meta.url), { type: 'module' });
  const devices = createEmbedDevices({
    startClient: () => createEmbedClient(startWorker),
    processorWorkers: 2,
    onChange: (device) => changes.push(device),
  });
  const before = await devices.open(network, loadModel, 'webgpu');
  const image = await loadImage();
  const embeddings = [];
  for (let index = 0; index < count; index++) {
    const running = devices.run('x', image.slice(), 1);
    if (index === 1) new BroadcastChannel('lose-device').postMessage('now');
    embeddings.push([...((await running)[0] ?? [])]);
  }
  await devices.close();
  return { before, changes, embeddings };
}

Object.assign(globalThis, { embedOn, embedWithThreads, embedThroughLoss });
