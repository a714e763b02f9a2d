// Pictures that stay in wasm memory, and the faces in them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadNodeModule } from '../../web/js/core/node.js';
import { makePng, pattern } from './pictures.mjs';

const module = await loadNodeModule();

/** @param {Uint8Array} file */
function decode(file) {
  const picture = module.decodePicture(file);
  assert.ok(!('error' in picture), JSON.stringify(picture));
  return picture;
}

test('a picture tells its size and gives squares of itself', () => {
  const picture = decode(makePng(40, 20, pattern));
  assert.deepEqual([picture.width, picture.height], [40, 20]);
  assert.equal(picture.resized(8).length, 8 * 8 * 3);
  const boxed = picture.letterboxed(8, { mean: [0, 0, 0], scale: [255, 255, 255] });
  assert.equal(boxed.length, 3 * 8 * 8);
  assert.deepEqual(boxed.subarray(0, 2 * 8), new Float32Array(2 * 8));
  assert.notDeepEqual(boxed.subarray(2 * 8, 3 * 8), new Float32Array(8));
  const right = picture.cropped({ centreX: 30, centreY: 10, side: 20, angleDegrees: 0 }, 20);
  const turned = picture.cropped({ centreX: 30, centreY: 10, side: 20, angleDegrees: 180 }, 20);
  assert.deepEqual([...right.subarray(0, 3)], pattern(20, 0));
  assert.deepEqual([...turned.subarray(-3)], pattern(20, 0));
  picture.delete();
});

test('a bad file is an error value, not a picture', () => {
  const picture = module.decodePicture(new Uint8Array([1, 2, 3]));
  assert.ok('error' in picture);
  assert.equal(picture.error.code, 'unknown-format');
});

test('a deleted picture gives its memory back, and can no longer be asked', () => {
  const file = makePng(2000, 2000, () => [1, 2, 3]);
  // 12 MB each: wasm's memory, at most 2 GB, would not hold these at once.
  for (let time = 0; time < 200; ++time) decode(file).delete();
  const picture = decode(file);
  picture.delete();
  assert.throws(() => picture.resized(4), /deleted/);
});

test('what the detector says becomes a face, and the face a crop', () => {
  const boxes = new Float32Array(896 * 16);
  const scores = new Float32Array(896).fill(-9);
  scores[0] = 2;
  // The anchor of row 0 is at (8, 8); eyes at (118, 108) and (138, 128).
  boxes.set([120, 120, 40, 60, 110, 100, 130, 120]);
  const [face, ...others] = module.findFaces(boxes, scores, 512, 512);
  assert.equal(others.length, 0);
  assert.ok(Math.abs(face.score - 1 / (1 + Math.exp(-2))) < 1e-12);
  assert.deepEqual(face.box, { left: 216, top: 196, width: 80, height: 120 });
  assert.equal(face.keypoints.length, 6);
  assert.deepEqual(face.keypoints[1], { x: 276, y: 256 });

  const level = module.cropOfFace(face, { scale: 1.5, shiftUp: 0.1, aligned: false });
  assert.deepEqual(level, { centreX: 256, centreY: 256 - 18, side: 180, angleDegrees: 0 });
  const aligned = module.cropOfFace(face, { scale: 1.5, shiftUp: 0.1, aligned: true });
  assert.ok(Math.abs(aligned.angleDegrees - 45) < 1e-9);
  assert.ok(Math.abs(aligned.centreX - (256 + 18 * Math.SQRT1_2)) < 1e-9);
});
