// Formats that the core leaves to the browser's decoder, with a stand-in for that decoder.

/** @import { DecodeForeign } from '../../web/js/types.d.ts' */
/** @import { Painter } from './pictures.mjs' */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noAugmentation } from '../../web/js/app/augmentation.js';
import { AgelensError } from '../../web/js/app/errors.js';
import { loadNodeModule } from '../../web/js/core/node.js';
import { createCoreService } from '../../web/js/core/service.js';
import { withWebpExif, writeHeicHeader } from './encoders.mjs';
import { largestDifference, prepareSample } from './golden.mjs';
import { makeAvif, makePng, makeWebp, pattern } from './pictures.mjs';

const module = await loadNodeModule();

/** @type {import('../../web/js/types.d.ts').PrepareRequest} */
const request = {
  inputSize: 16,
  crop: null,
  normalization: { mean: [0, 0, 0], scale: [1, 1, 1] },
  augmentation: noAugmentation,
  copies: 0,
  seed: 1,
};

/** @type {Painter} */
const seeThrough = (x, y) => [x * 7, y * 11, 40, ((x + 3 * y) % 6) / 5];

/**
 * A decoder that gives what `painter` paints, in strips of two rows, and notes what it was asked.
 *
 * @param {number} width
 * @param {number} height
 * @param {Painter} painter
 */
function standIn(width, height, painter) {
  const state = { asked: /** @type {[string, Uint8Array][]} */ ([]), closed: 0 };
  /** @type {DecodeForeign} */
  const decode = async (file, format) => {
    state.asked.push([format, file]);
    return {
      width,
      height,
      *strips() {
        for (let top = 0; top < height; top += 2) {
          const pixels = [];
          for (let y = top; y < Math.min(top + 2, height); ++y) {
            for (let x = 0; x < width; ++x) {
              const [red, green, blue, opacity = 1] = painter(x, y);
              pixels.push(red, green, blue, Math.round(opacity * 255));
            }
          }
          yield { top, rgba: Uint8ClampedArray.from(pixels) };
        }
      },
      close: () => void state.closed++,
    };
  };
  return { decode, state };
}

test('what another decoder gives becomes the picture that the core makes of a PNG', async () => {
  const png = makePng(20, 15, seeThrough);
  const expected = await prepareSample(createCoreService(module), png, request);
  const { thumbnail } = await createCoreService(module).describePhotograph(png, 6);
  for (const [format, file] of /** @type {[string, Uint8Array][]} */ ([
    ['webp', makeWebp(20, 15, seeThrough)],
    ['avif', makeAvif(20, 15, seeThrough)],
    ['heic', writeHeicHeader(20, 15)],
  ])) {
    const { decode, state } = standIn(20, 15, seeThrough);
    const core = createCoreService(module, decode);
    assert.deepEqual(await core.inspectImage(file), { format, width: 20, height: 15 });
    assert.ok(largestDifference(await prepareSample(core, file, request), expected) <= 1);
    assert.deepEqual((await core.describePhotograph(file, 6)).thumbnail, thumbnail);
    assert.deepEqual(
      state.asked.map(([asked]) => asked),
      [format, format, format],
    );
    assert.deepEqual(state.asked[0]?.[1], file);
    assert.equal(state.closed, 3);
  }
});

test('Exif turns a WebP here, and is hidden from a decoder that may turn it too', async () => {
  const upright = await prepareSample(createCoreService(module), makePng(12, 20, pattern), request);
  /** @type {Painter} */
  const stored = (x, y) => pattern(11 - y, x); // as a camera on its side stores it: orientation 6
  const webp = makeWebp(20, 12, stored);
  const turned = withWebpExif(webp, 20, 12, 6);
  const { decode, state } = standIn(20, 12, stored);
  const core = createCoreService(module, decode);
  assert.deepEqual(await core.inspectImage(turned), { format: 'webp', width: 12, height: 20 });
  assert.deepEqual(await prepareSample(core, turned, request), upright);
  for (const [, file] of state.asked) {
    assert.equal(file.length, turned.length);
    assert.equal(Buffer.from(file).indexOf('II*\0'), -1);
  }
});

test('no decoder is asked for what the header refuses', async () => {
  const { decode, state } = standIn(8, 8, pattern);
  const core = createCoreService(module, decode);
  const webp = makeWebp(64, 64, pattern);
  const wide = webp.slice();
  wide[26] = wide[29] = 2; // of the canvas that VP8X states
  for (const [file, code] of /** @type {[Uint8Array, string][]} */ ([
    [webp.subarray(0, -1), 'truncated'],
    [makeAvif(64, 64, pattern).subarray(0, -1), 'truncated'],
    [wide, 'too-large'],
    [writeHeicHeader(20_000, 20_000), 'too-large'],
  ])) {
    await assert.rejects(core.inspectImage(file), { name: 'AgelensError', code });
    await assert.rejects(core.openPicture(file), { name: 'AgelensError', code });
  }
  assert.deepEqual(state.asked, []);
});

test('a picture that is larger than its header said is refused', async () => {
  const { decode, state } = standIn(20_000, 20_000, pattern);
  const core = createCoreService(module, decode);
  await assert.rejects(core.inspectImage(writeHeicHeader(8, 8)), { code: 'too-large', message: /20000 x 20000/ });
  assert.equal(state.closed, 1);
});

test('what the decoder says of a file is what the intake hears', async () => {
  const failure = new AgelensError('damaged', 'The picture is damaged.');
  const core = createCoreService(module, () => Promise.reject(failure));
  const webp = makeWebp(8, 8, pattern);
  await assert.rejects(core.inspectImage(webp), failure);
  await assert.rejects(core.openPicture(webp), failure);
});
