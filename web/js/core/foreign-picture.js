/** @import { CoreModule, Picture } from '#agelens-core' */
/** @import { DecodeForeign, ForeignFormat, ImageFormat } from '../types.d.ts' */

import { unwrap } from './unwrap.js';

/** @param {ImageFormat} format @returns {format is ForeignFormat} */
export const isForeign = (format) => format === 'webp' || format === 'avif' || format === 'heic';

/**
 * A picture that the core cannot decode, as one that it can: upright, over white. It is turned here as Exif says, since
 * browsers differ in whether they do.
 *
 * @param {CoreModule} module
 * @param {Uint8Array} bytes
 * @param {DecodeForeign} decode
 * @returns {Promise<Picture>}
 */
export async function openForeign(module, bytes, decode) {
  const { format, orientation, file } = unwrap(module.splitExif(bytes));
  const decoded = await decode(file, /** @type {ForeignFormat} */ (format));
  try {
    const picture = unwrap(module.createPicture(decoded.width, decoded.height));
    for (const { top, rgba } of decoded.strips()) picture.setRows(top, rgba);
    picture.turn(orientation);
    return picture;
  } finally {
    decoded.close();
  }
}
