/** @import { CropShape, Run } from '../../types.d.ts' */

/**
 * An image that an exported network takes.
 *
 * @typedef {object} Input
 * @property {string} name
 * @property {number} size its side in pixels
 * @property {CropShape | null} face how its square lies around a face; null: the whole photograph is stretched to it
 * @property {string[]} backbones the names of those that see it
 */

/**
 * One for all backbones, unless they see photographs in several sizes: an image in one size cannot be made from that in
 * another as it is made from the photograph.
 *
 * @param {Run} run
 * @returns {Input[]}
 */
export function inputsOf({ backbones, faceDetector }) {
  /** @type {Map<string, Omit<Input, 'name'>>} */
  const squares = new Map();
  for (const { name, inputSize, faceCrop } of backbones) {
    const square = { size: inputSize, face: faceDetector && faceCrop };
    const key = JSON.stringify(square);
    squares.set(key, { ...square, backbones: [...(squares.get(key)?.backbones ?? []), name] });
  }
  const nameOf = (/** @type {number} */ index) => (squares.size === 1 ? 'images' : `images_${index + 1}`);
  return [...squares.values()].map((square, index) => ({ name: nameOf(index), ...square }));
}
