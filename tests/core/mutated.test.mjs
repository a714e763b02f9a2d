/** @import { PrepareRequest } from '../../web/js/types.d.ts' */
/** @import { Draw } from './random.mjs' */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noAugmentation } from '../../web/js/app/augmentation.js';
import { createNodeCore } from '../../web/js/core/node.js';
import { makePictureKinds } from './picture-kinds.mjs';
import { makeJpeg, pattern } from './pictures.mjs';
import { drawBytes, seededDraw } from './random.mjs';

const MUTANTS_OF_EACH_KIND = 100;
const LONGEST_MS = 10_000;
/** Larger ones than this take a second or more; a few of them say as much as all. */
const LARGE_PIXELS = 2_000_000;
const MOST_LARGE = 4;

/** @type {PrepareRequest} */
const request = {
  inputSize: 8,
  crop: { centreX: 4, centreY: 5, side: 6, angleDegrees: 20 },
  normalization: { mean: [0, 0, 0], scale: [1, 1, 1] },
  augmentation: {
    ...noAugmentation,
    rotationDegrees: 15,
    zoom: 0.1,
    widthShift: 0.1,
    heightShift: 0.1,
    horizontalFlip: true,
  },
  copies: 1,
  seed: 1,
};

/** @param {Uint8Array[]} parts */
const joined = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));

/** Numbers at the edges of what headers hold. */
const EDGES = [0, 1, 2, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff];

/**
 * What happens to files, each drawn with the same chance.
 * @type {((file: Uint8Array, draw: Draw, other: Uint8Array) => Uint8Array)[]}
 */
const mutations = [
  function flipBits(file, draw) {
    for (let flips = 1 + draw(8); flips > 0; --flips) file[draw(file.length)] ^= 1 << draw(8);
    return file;
  },
  function truncate(file, draw) {
    return file.subarray(0, draw(file.length));
  },
  function replaceRun(file, draw) {
    const at = draw(file.length);
    const run = drawBytes(draw, Math.min(1 + draw(40), file.length - at));
    file.set(draw(2) === 0 ? run : run.fill(draw(2) * 255), at);
    return file;
  },
  function removeRun(file, draw) {
    const at = draw(file.length);
    return joined(file.subarray(0, at), file.subarray(at + 1 + draw(20)));
  },
  function repeatRun(file, draw) {
    const at = draw(file.length);
    return joined(file.subarray(0, at + 1 + draw(60)), file.subarray(at));
  },
  function spliceOther(file, draw, other) {
    const from = draw(other.length);
    return joined(
      file.subarray(0, draw(file.length)),
      other.subarray(from, from + draw(200)),
      file.subarray(draw(file.length)),
    );
  },
  function changeNumber(file, draw) {
    const size = [1, 2, 4][draw(3)];
    const at = draw(Math.max(Math.min(file.length, 64) - size, 1));
    const value = EDGES[draw(EDGES.length)];
    const bytes = Array.from({ length: size }, (_, place) => (value >>> (8 * place)) & 255);
    file.set((draw(2) === 0 ? bytes : bytes.reverse()).slice(0, file.length - at), at);
    return file;
  },
];

test('a mutated picture is an image or a typed error, and the core lives on', async (t) => {
  const core = await createNodeCore();
  /** @param {Uint8Array} file @returns {Promise<Float32Array>} */
  const prepare = async (file) => {
    const { picture } = await core.openPicture(file);
    const { images } = await core.preparePicture(picture, request);
    await core.closePicture(picture);
    return images;
  };
  const good = makeJpeg(40, 30, pattern);
  const expected = await prepare(good);

  const draw = seededDraw(7);
  const kinds = Object.entries(makePictureKinds());
  /** @type {Map<string, number>} */
  const outcomes = new Map();
  let mutants = 0;
  let large = 0;
  let slowest = { ms: 0, name: '' };
  for (const [kind, whole] of kinds) {
    for (let number = 0; number < MUTANTS_OF_EACH_KIND; ++number) {
      const name = `mutant ${number} of ${kind}`;
      /** @type {Uint8Array} */
      let file = whole.slice();
      for (let steps = 1 + draw(2); steps > 0 && file.length > 0; --steps) {
        file = mutations[draw(mutations.length)](file, draw, kinds[draw(kinds.length)][1]);
      }
      mutants += 1;
      const start = performance.now();
      const outcome = await look(name, file);
      const ms = performance.now() - start;
      assert.ok(ms < LONGEST_MS, `${name} took ${ms} ms`);
      if (ms > slowest.ms) slowest = { ms, name };
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    assert.deepEqual(await prepare(good), expected, `a good picture after the mutants of ${kind}`);
  }

  /** @param {string} name @param {Uint8Array} file @returns {Promise<string>} what came of it */
  async function look(name, file) {
    try {
      const { width, height } = await core.inspectImage(file);
      if (width * height > LARGE_PIXELS && ++large > MOST_LARGE) return 'large, only inspected';
      const images = await prepare(file);
      assert.equal(images.length, expected.length, name);
      assert.ok(
        images.every((value) => value >= 0 && value <= 255),
        name,
      );
      return 'image';
    } catch (error) {
      const { name: kind, code, message } = /** @type {import('../../web/js/app/errors.js').AgelensError} */ (error);
      assert.equal(kind, 'AgelensError', `${name}: ${error}`);
      assert.match(message, /^[A-Z].*\.$/, name);
      return code;
    }
  }

  t.diagnostic(`${mutants} mutants: ${JSON.stringify(Object.fromEntries([...outcomes].sort()))}`);
  t.diagnostic(`the slowest took ${slowest.ms.toFixed(0)} ms: ${slowest.name}`);
  const images = outcomes.get('image') ?? 0;
  assert.ok(mutants >= 2000);
  assert.ok(images > mutants / 5, `${images} images`);
  for (const code of ['truncated', 'damaged', 'unknown-format', 'too-large']) {
    assert.ok((outcomes.get(code) ?? 0) >= 20, `${outcomes.get(code)} ${code}`);
  }
});
