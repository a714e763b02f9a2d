// Large photographs, and files that only claim to be: what they cost in memory and time.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCanvas } from '@napi-rs/canvas';
import { loadNodeModule } from '../../web/js/core/node.js';
import { writeBomb } from './encoders.mjs';
import { largestDifference } from './golden.mjs';
import { makeExif, withJpegExif } from './pictures.mjs';

/** A module whose memory is at hand: it grows and never shrinks, so its size is the most that was ever used. */
async function loadMeasured() {
  const instantiate = WebAssembly.instantiate;
  /** @type {WebAssembly.Memory[]} */
  const memories = [];
  WebAssembly.instantiate = /** @type {any} */ (
    async (/** @type {[BufferSource, WebAssembly.Imports]} */ ...args) => {
      const instantiated = await instantiate(...args);
      const exported = Object.values(instantiated.instance.exports);
      memories.push(...exported.filter((value) => value instanceof WebAssembly.Memory));
      return instantiated;
    }
  );
  try {
    const module = await loadNodeModule();
    assert.equal(memories.length, 1);
    return { module, memory: memories[0], megabytes: () => memories[0].buffer.byteLength / 1e6 };
  } finally {
    WebAssembly.instantiate = instantiate;
  }
}

/** Of a square in the resized picture; what is in its middle is not mixed with its neighbours. */
const PIXELS = 5;

test('a photograph of 48 megapixels is decoded, turned and resized in less than 400 MB', async (t) => {
  const [width, height, side] = [8000, 6000, 8];
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const shade = (/** @type {number} */ x, /** @type {number} */ y) => (x * 16 + y * 16) % 256;
  for (let y = 0; y < side; ++y) {
    for (let x = 0; x < side; ++x) {
      context.fillStyle = `rgb(${shade(x, y)} 60 ${255 - shade(x, y)})`;
      context.fillRect((x * width) / side, (y * height) / side, width / side, height / side);
    }
  }
  // Something for the coder to do, whose mean does not show: light dots and dark ones.
  for (let i = 0; i < 40_000; ++i) {
    context.fillStyle = i % 2 ? 'rgb(255 255 255 / 20%)' : 'rgb(0 0 0 / 20%)';
    context.fillRect((i * 7919) % width, (i * 104_729) % height, 3, 3);
  }
  // Upside down, as a camera may hold it.
  const jpeg = withJpegExif(new Uint8Array(canvas.toBuffer('image/jpeg', 92)), makeExif(3, true));
  const { module, megabytes } = await loadMeasured();
  const startedAt = performance.now();
  const picture = module.decodePicture(jpeg);
  assert.ok(!('error' in picture), JSON.stringify(picture));
  assert.deepEqual([picture.width, picture.height], [width, height]);
  const resized = picture.resized(PIXELS * side);
  picture.delete();
  t.diagnostic(
    `${Math.round(megabytes())} MB, ${Math.round(performance.now() - startedAt)} ms, file of ${jpeg.length} bytes`,
  );
  assert.ok(megabytes() < 400, `${megabytes()} MB`);
  for (let y = 0; y < side; ++y) {
    for (let x = 0; x < side; ++x) {
      const value = shade(side - 1 - x, side - 1 - y);
      const middle = 3 * ((PIXELS * y + 2) * PIXELS * side + PIXELS * x + 2);
      const difference = largestDifference(resized.subarray(middle, middle + 3), [value, 60, 255 - value]);
      assert.ok(difference <= 4, `${difference} at ${x}, ${y}`);
    }
  }
});

test('memory that runs out is one sentence, after which the core goes on', async () => {
  const { module, memory } = await loadMeasured();
  memory.grow = () => {
    throw new RangeError('no more');
  };
  const picture = module.decodePicture(writeBomb(4000, 4000));
  assert.ok('error' in picture);
  assert.equal(picture.error.code, 'out-of-memory');
  assert.match(picture.error.message, /needs more memory.*Save a smaller copy/);
  const small = module.decodePicture(writeBomb(40, 40));
  assert.ok(!('error' in small));
  small.delete();
});

for (const [width, height] of [
  [100_001, 1000],
  [100_001, 100_001],
]) {
  test(`a decompression bomb of ${width} x ${height} pixels is refused at once, and nothing is allocated for it`, async (t) => {
    const bomb = writeBomb(width, 1000);
    new DataView(bomb.buffer).setUint32(20, height);
    const { module, megabytes } = await loadMeasured();
    const before = megabytes();
    const startedAt = performance.now();
    const picture = module.decodePicture(bomb);
    const milliseconds = performance.now() - startedAt;
    t.diagnostic(`${bomb.length} bytes, ${milliseconds.toFixed(2)} ms`);
    assert.ok('error' in picture);
    assert.equal(picture.error.code, 'too-large');
    assert.match(picture.error.message, new RegExp(`${width} x ${height} pixels; the limit is 100 million pixels`));
    assert.equal(megabytes(), before);
    assert.ok(milliseconds < 100, `${milliseconds} ms`);
  });
}
