// One backbone on one device, over any build of ONNX Runtime: the page's worker and Node both use it.

/** @import { InferenceSession, Tensor } from 'onnxruntime-common' */

import { AgelensError } from '../app/errors.js';

/**
 * The part of an ONNX Runtime namespace that is used.
 * @typedef {{ InferenceSession: typeof InferenceSession, Tensor: typeof Tensor }} Runtime
 */

/**
 * @typedef {object} EmbedSession
 * @property {(images: Float32Array, count: number) => Promise<Float32Array>} embed
 *   `count` <= batchSize images (count, 3, size, size) -> (count, embeddingSize)
 * @property {() => Promise<void>} close
 */

/**
 * Loads `model` and runs one image of zeros, so that a device that cannot run it fails here, with kernels compiled.
 *
 * A GPU sees two shapes only, because it compiles kernels for a shape: one image, and `batchSize` images, to which
 * other batches are padded with zeros. On the processor a batch is as large as its count, and an image's embedding
 * depends neither on its batch nor on the number of threads, bit for bit.
 *
 * @param {Runtime} runtime
 * @param {object} options
 * @param {Uint8Array} options.model
 * @param {number} options.inputSize
 * @param {number} options.embeddingSize
 * @param {number} options.batchSize
 * @param {'webgpu' | 'wasm'} options.kind
 * @returns {Promise<EmbedSession>}
 */
export async function createEmbedSession(runtime, { model, inputSize, embeddingSize, batchSize, kind }) {
  const session = await runtime.InferenceSession.create(model, {
    executionProviders: [kind],
    graphOptimizationLevel: 'all',
    // Warnings tell of operators placed on the CPU, which is how ONNX Runtime treats shape arithmetic by choice.
    logSeverityLevel: 3,
  });
  const imageLength = 3 * inputSize * inputSize;

  /** @param {Float32Array} batch */
  async function run(batch) {
    const shape = [batch.length / imageLength, 3, inputSize, inputSize];
    const images = new runtime.Tensor('float32', batch, shape);
    try {
      const outputs = await session.run({ images }, ['embedding']);
      const { embedding } = outputs;
      if (!embedding) throw new AgelensError('bad-backbone', 'The backbone has no output named “embedding”.');
      try {
        return /** @type {Float32Array} */ (await embedding.getData());
      } finally {
        embedding.dispose();
      }
    } finally {
      images.dispose();
    }
  }

  // A session runs one batch at a time; a batch whose caller was cancelled may still be running when the next one comes.
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  /**
   * @template T
   * @param {() => Promise<T>} task
   * @returns {Promise<T>}
   */
  function inTurn(task) {
    const result = last.then(task, task);
    last = result;
    return result;
  }

  await inTurn(() => run(new Float32Array(imageLength)));

  return {
    embed(images, count) {
      if (images.length !== count * imageLength || count > batchSize) {
        throw new RangeError(`${count} images of ${images.length} floats do not fit a batch of ${batchSize}`);
      }
      return inTurn(async () => {
        let batch = images;
        if (kind === 'webgpu' && count > 1 && count < batchSize) {
          batch = new Float32Array(batchSize * imageLength);
          batch.set(images);
        }
        const embeddings = await run(batch);
        return embeddings.slice(0, count * embeddingSize);
      });
    },
    close: () => inTurn(() => session.release()),
  };
}
