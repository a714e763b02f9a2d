import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noAugmentation } from '../../web/js/app/augmentation.js';
import { createNodeCore } from '../../web/js/core/node.js';
import { writeHeicHeader } from './encoders.mjs';
import { prepareSample } from './golden.mjs';
import { makeAvif, makeJpeg, makePng, makeWebp, pattern } from './pictures.mjs';

const core = await createNodeCore();

/** @param {string} text */
const bytesOf = (text) => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** @type {[name: string, file: Uint8Array, code: string, message: RegExp][]} */
const cases = [
  ['an empty file', new Uint8Array(0), 'empty-file', /empty \(0 bytes\)/],
  ['a text named .jpg', bytesOf('Dear diary, today I renamed a text.'), 'unknown-format', /not a picture/],
  ['a WebP outside a browser', makeWebp(8, 8, pattern), 'foreign-format', /WebP file.*Save it as JPEG or PNG/],
  ['an AVIF outside a browser', makeAvif(8, 8, pattern), 'foreign-format', /AVIF file.*Save it as JPEG or PNG/],
  ['a HEIC outside a browser', writeHeicHeader(8, 8), 'foreign-format', /HEIC file.*Save it as JPEG or PNG/],
  ['a TIFF', bytesOf('II*\0'), 'unsupported-format', /TIFF file.*Save it as JPEG or PNG/],
  ['a JPEG XL', bytesOf('\xff\x0a'), 'unsupported-format', /JPEG XL file.*Save it as JPEG or PNG/],
  ['half a WebP', makeWebp(64, 64, pattern).subarray(0, 400), 'truncated', /cut off/],
  ['a WebP without its last byte', makeWebp(64, 64, pattern).subarray(0, -1), 'truncated', /cut off/],
  ['half an AVIF', makeAvif(64, 64, pattern).subarray(0, 400), 'truncated', /cut off/],
  ['an AVIF without its last byte', makeAvif(64, 64, pattern).subarray(0, -1), 'truncated', /cut off/],
  ['a HEIC that claims 90000 x 90000 pixels', writeHeicHeader(90_000, 90_000), 'too-large', /90000 x 90000/],
  ['half a JPEG', makeJpeg(64, 64, pattern).subarray(0, 900), 'truncated', /cut off/],
  ['a JPEG without its last byte', makeJpeg(64, 64, pattern).subarray(0, -1), 'truncated', /cut off/],
  ['a JPEG that is only its first bytes', makeJpeg(64, 64, pattern).subarray(0, 20), 'truncated', /cut off/],
  ['half a PNG', makePng(64, 64, pattern).subarray(0, 900), 'truncated', /cut off/],
  ['a PNG without its last byte', makePng(64, 64, pattern).subarray(0, -1), 'truncated', /cut off/],
  ['a PNG with damaged pixels', damagePixels(makePng(64, 64, pattern)), 'damaged', /damaged/],
  ['a PNG that claims 11000 x 11000 pixels', claimSize(makePng(4, 4, pattern), 11_000), 'too-large', /11000 x 11000/],
  ['a PNG that claims 90000 x 90000 pixels', claimSize(makePng(4, 4, pattern), 90_000), 'too-large', /90000 x 90000/],
  ['a file of 101 MB', new Uint8Array(101_000_000), 'too-large', /101 MB/],
  ['a JPEG in unexplained print colours', cmykJpeg(), 'cmyk', /print colours \(CMYK\).*Save it as RGB/],
];

/** @param {Uint8Array} png */
function damagePixels(png) {
  const pixels = new TextDecoder('latin1').decode(png).indexOf('IDAT') + 4;
  return png.slice().fill(0xaa, pixels, pixels + 40);
}

/** @param {Uint8Array} png @param {number} size */
function claimSize(png, size) {
  const copy = png.slice();
  const view = new DataView(copy.buffer);
  view.setUint32(16, size);
  view.setUint32(20, size);
  return copy;
}

function cmykJpeg() {
  const components = [1, 2, 3, 4].flatMap((id) => [id, 0x11, 0]);
  return Uint8Array.from([0xff, 0xd8, 0xff, 0xc0, 0, 20, 8, 0, 8, 0, 8, 4, ...components, 0xff, 0xd9]);
}

const request = {
  inputSize: 8,
  crop: null,
  normalization: { mean: [0, 0, 0], scale: [1, 1, 1] },
  augmentation: noAugmentation,
  copies: 0,
  seed: 1,
};

for (const [name, file, code, message] of cases) {
  test(`${name} is refused with a sentence`, async () => {
    // @ts-expect-error: mean and scale are triples
    await assert.rejects(prepareSample(core, file, request), { name: 'AgelensError', code, message });
    if (code !== 'damaged') await assert.rejects(core.inspectImage(file), { name: 'AgelensError', code, message });
  });
}

test('no truncation and no damaged byte of a JPEG or PNG upsets the core', async () => {
  for (const whole of [makeJpeg(24, 24, pattern), makePng(24, 24, pattern)]) {
    for (let length = 0; length < whole.length; length += 7) {
      await assert.rejects(core.inspectImage(whole.subarray(0, length)), { name: 'AgelensError' });
    }
    for (let at = 0; at < whole.length; at += 5) {
      const damaged = whole.slice();
      damaged[at] ^= 0xff;
      const info = await core.inspectImage(damaged).catch((error) => error);
      if (info instanceof Error) assert.equal(info.name, 'AgelensError');
      else if (info.width * info.height < 1e6) {
        // @ts-expect-error: mean and scale are triples
        await prepareSample(core, damaged, request).catch((error) => assert.equal(error.name, 'AgelensError'));
      }
    }
  }
  // @ts-expect-error: mean and scale are triples
  assert.equal((await prepareSample(core, makePng(8, 8, pattern), request)).length, 3 * 8 * 8);
});
