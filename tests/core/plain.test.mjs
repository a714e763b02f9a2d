// The image loops in wasm, with SIMD and plain, against Keras and Pillow. The native builds of both: wasm/tests.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imageCalls, loadBenchModule } from '../../scripts/bench/wasm-module.mjs';
import { loadNodeModule } from '../../web/js/core/node.js';
import { largestDifference, readGoldenArray, readGoldenJson } from './golden.mjs';

const reader = await loadNodeModule();
const calls = imageCalls(await loadBenchModule());

/** @param {string} folder @param {number} id */
function setInput(folder, id) {
  const name = `${folder}/${String(id).padStart(2, '0')}`;
  const { data, shape } = readGoldenArray(reader, `${name}_in.npy`);
  const [height = 0, width = 0] = shape;
  calls.setInput(/** @type {Uint8Array} */ (data), width, height);
  return readGoldenArray(reader, `${name}_out.npy`);
}

for (const plainly of [false, true]) {
  const version = plainly ? 'the plain loop' : 'SIMD';

  test(`with ${version} the affine transform is that of Keras`, () => {
    const { cases } = readGoldenJson('keras_affine/cases.json');
    assert.ok(cases.length > 0);
    for (const affine of cases) {
      const { data } = setInput('keras_affine', affine.id);
      assert.ok(largestDifference(calls.transform(affine, plainly), data) <= 1e-3, `case ${affine.id}`);
    }
  });

  test(`with ${version} resizing is that of Pillow`, () => {
    const { cases } = readGoldenJson('pillow_resize/cases.json');
    assert.ok(cases.length > 0);
    for (const { id } of cases) {
      const { data, shape } = setInput('pillow_resize', id);
      const [height = 0, width = 0] = shape;
      assert.ok(largestDifference(calls.resize(width, height, plainly), data) <= 1, `case ${id}`);
    }
  });
}

test('normalising with SIMD is the plain loop, bit for bit', () => {
  const { cases } = readGoldenJson('keras_affine/cases.json');
  for (const affine of cases) {
    setInput('keras_affine', affine.id);
    calls.transform(affine, false);
    const plainly = calls.normalize(true).slice();
    assert.deepEqual(calls.normalize(false), plainly);
  }
});
