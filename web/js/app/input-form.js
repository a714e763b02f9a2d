/** @import { InputForm, NetworkSignature, OwnOptions } from '../types.d.ts' */

import { AgelensError } from './errors.js';

/** What most networks of images were made for. */
const USUAL_SIZE = 224;
const LEAST_SIZE = 16;
const MOST_SIZE = 1024;

/** @param {string} code @param {string} sentence */
const refuse = (code, sentence) => new AgelensError(code, sentence);

/**
 * How a network of unknown make takes its images, and which of it the file says. Throws when it takes no images.
 *
 * @param {NetworkSignature} signature
 * @param {OwnOptions} options
 * @returns {InputForm & { sizeFixed: boolean, layoutFixed: boolean }}
 */
export function inputFormOf({ inputs }, options) {
  const [input] = inputs;
  if (!input || inputs.length > 1) {
    const names = inputs.map(({ name }) => `“${name}”`).join(', ') || 'none';
    throw refuse(
      'bad-inputs',
      `A backbone has one input, an image, but this network has ${inputs.length} (${names}); export it with that alone.`,
    );
  }
  const { type, shape } = input;
  if (type !== 'float32') {
    throw refuse(
      'bad-input-type',
      `The network's input “${input.name}” is of type ${type}; Agelens gives float32, so export it with a float32 input.`,
    );
  }
  if (shape.length !== 4) {
    throw refuse(
      'bad-input-shape',
      `The network's input “${input.name}” has ${shape.length} dimensions; an image network has four: images, channels, ` +
        'height and width.',
    );
  }
  const { layout, layoutFixed } = layoutOf(shape, options);
  const [height = null, width = null] = layout === 'nchw' ? shape.slice(2) : shape.slice(1, 3);
  if (height !== null && width !== null && height !== width) {
    throw refuse(
      'not-square',
      `The network takes images of ${width} x ${height} pixels; Agelens gives squares, so export it with a square input.`,
    );
  }
  const fixed = height ?? width;
  return { layout, layoutFixed, inputSize: sizeOf(fixed, options.inputSize), sizeFixed: fixed !== null };
}

/**
 * @param {(number | null)[]} shape
 * @param {OwnOptions} options
 * @returns {{ layout: InputForm['layout'], layoutFixed: boolean }}
 */
function layoutOf([, second = null, , fourth = null], options) {
  // What is too small for a height or a width is a number of channels.
  const isChannels = (/** @type {number | null} */ size) => size !== null && size < LEAST_SIZE;
  if (
    second !== 3 &&
    fourth !== 3 &&
    (isChannels(second) || isChannels(fourth) || (second !== null && fourth !== null))
  ) {
    const channels = Math.min(second ?? Number.POSITIVE_INFINITY, fourth ?? Number.POSITIVE_INFINITY);
    throw refuse(
      'bad-channels',
      `The network takes images of ${channels} ${channels === 1 ? 'channel' : 'channels'}; Agelens gives three: red, ` +
        'green and blue.',
    );
  }
  if (second === null && fourth === null) return { layout: options.layout ?? 'nchw', layoutFixed: false };
  const first = second === 3 || (second === null && fourth !== 3);
  return { layout: first ? 'nchw' : 'nhwc', layoutFixed: true };
}

/** @param {number | null} fixed @param {number | undefined} asked */
function sizeOf(fixed, asked) {
  const size = asked ?? fixed ?? USUAL_SIZE;
  if (!Number.isInteger(size) || size < LEAST_SIZE || size > MOST_SIZE) {
    throw refuse('bad-size', `The size must be a whole number from ${LEAST_SIZE} to ${MOST_SIZE} pixels, not ${size}.`);
  }
  if (fixed !== null && size !== fixed) {
    throw refuse(
      'bad-size',
      `The network's file fixes images of ${fixed} x ${fixed} pixels; the size cannot be ${size}.`,
    );
  }
  return size;
}
