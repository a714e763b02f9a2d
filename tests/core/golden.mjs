/** @import { CoreService, PrepareRequest } from '../../web/js/types.d.ts' */
/** @import { CoreModule } from '#agelens-core' */

import { readFileSync } from 'node:fs';

const folder = new URL('../golden/', import.meta.url);

/** @param {string} name */
export function readGolden(name) {
  return new Uint8Array(readFileSync(new URL(name, folder)));
}

/** @param {string} name */
export function readGoldenJson(name) {
  return JSON.parse(new TextDecoder().decode(readGolden(name)));
}

/**
 * @param {CoreModule} module
 * @param {string} name
 */
export function readGoldenArray(module, name) {
  const array = module.readNpy(readGolden(name));
  if ('error' in array) throw new Error(`${name}: ${array.error.message}`);
  return array;
}

/**
 * @param {ArrayLike<number>} a
 * @param {ArrayLike<number>} b
 */
export function largestDifference(a, b) {
  if (a.length !== b.length) throw new Error(`${a.length} values against ${b.length}`);
  let largest = 0;
  for (let i = 0; i < a.length; ++i) largest = Math.max(largest, Math.abs(a[i] - b[i]));
  return largest;
}

/**
 * A photograph, opened, prepared and closed.
 *
 * @param {CoreService} core
 * @param {Uint8Array} file
 * @param {PrepareRequest} request
 */
export async function prepareSample(core, file, request) {
  const { picture } = await core.openPicture(file);
  const { images } = await core.preparePicture(picture, request);
  await core.closePicture(picture);
  return images;
}
