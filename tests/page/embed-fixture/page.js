// The embedding service alone, as the page's worker runs it: `embedOn(kind)` embeds the photograph beside this page.
import { createEmbedClient } from '../../../web/js/embed/client.js';

/** @param {string} name */
async function fetchBytes(name) {
  return new Uint8Array(await (await fetch(name)).arrayBuffer());
}

/** @param {'webgpu' | 'wasm'} kind */
async function embedOn(kind) {
  const service = createEmbedClient();
  const device = await service.open(await fetchBytes('backbone.onnx'), 224, 1280, 1, kind);
  const image = new Float32Array((await fetchBytes('image.f32')).buffer);
  const embedding = await service.embed(image, 1);
  await service.close();
  return { device, embedding: [...embedding] };
}

Object.assign(globalThis, { embedOn });
