// Reads weights as TensorFlow.js stores them: a manifest that names each weight, and one run of bytes in its order.
// Keras layers models, TensorFlow graph models and face-api's networks all keep theirs so.

/**
 * @typedef {{
 *   name: string, shape: number[], dtype: string, quantization?: {dtype: string, scale?: number, min?: number},
 * }} Entry
 * @typedef {{data: Float32Array, shape: number[]}} StoredWeight  row-major, in TensorFlow's order of axes
 */

/**
 * How a kind of storage reads element i. Integers become stored * scale + min, in double, as TensorFlow.js does it.
 * @type {Record<string, {size: number, read: (view: DataView, i: number) => number, scaled?: boolean}>}
 */
const STORED = {
  float32: { size: 4, read: (view, i) => view.getFloat32(i * 4, true) },
  float16: { size: 2, read: (view, i) => float16(view.getUint16(i * 2, true)) },
  uint16: { size: 2, read: (view, i) => view.getUint16(i * 2, true), scaled: true },
  uint8: { size: 1, read: (view, i) => view.getUint8(i), scaled: true },
  int32: { size: 4, read: (view, i) => view.getInt32(i * 4, true) },
};

/**
 * @param {{weights: Entry[]}[]} manifest
 * @param {Uint8Array} bytes  the weight files, joined
 * @param {string} name  of the network, for errors
 * @returns {Map<string, StoredWeight>}  int32 weights are axes, sizes and paddings: small enough to be exact in float32
 */
export function readTfjsWeights(manifest, bytes, name) {
  /** @type {Map<string, StoredWeight>} */
  const weights = new Map();
  let offset = 0;
  for (const entry of manifest.flatMap((group) => group.weights)) {
    const { shape, quantization } = entry;
    const storage = quantization?.dtype ?? entry.dtype;
    const stored = STORED[storage];
    if (!stored || (quantization && entry.dtype !== 'float32')) {
      throw new Error(`${name}: the weight ${entry.name} is ${entry.dtype} stored as ${storage}, which is not read.`);
    }
    const length = shape.reduce((a, b) => a * b, 1);
    const end = offset + length * stored.size;
    if (end > bytes.length) {
      throw new Error(`${name}: the weights are cut off: ${entry.name} ends at byte ${end} of ${bytes.length}.`);
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset + offset, length * stored.size);
    const { scale = 1, min = 0 } = quantization ?? {};
    const read = stored.scaled
      ? (/** @type {number} */ i) => stored.read(view, i) * scale + min
      : (/** @type {number} */ i) => stored.read(view, i);
    weights.set(entry.name, { data: Float32Array.from({ length }, (_, i) => read(i)), shape });
    offset = end;
  }
  if (offset !== bytes.length) {
    throw new Error(`${name}: the weights are ${bytes.length} bytes, but the model names ${offset}.`);
  }
  return weights;
}

/** IEEE 754 half precision; every value is exact in float32. @param {number} bits */
function float16(bits) {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
