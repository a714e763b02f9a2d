// The browser's own decoder, in a worker, for formats that the core leaves to it.

/** @import { DecodeForeign, ForeignFormat } from '../types.d.ts' */

import { AgelensError } from '../app/errors.js';

/** Of the pixels taken out at once: a canvas as large as a large photograph is more than some browsers allow. */
const PIXELS_AT_ONCE = 2 ** 20;

const NAMES = { webp: 'WebP', avif: 'AVIF', heic: 'HEIC' };

/** @type {DecodeForeign} */
export async function decodeInBrowser(file, format) {
  const type = `image/${format}`;
  /** @type {ImageBitmap} */
  let bitmap;
  try {
    bitmap = await createImageBitmap(new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (file)], { type }));
  } catch {
    throw (await canDecode(type)) ? damaged(format) : unknown(format);
  }
  const { width, height } = bitmap;
  const rows = Math.max(1, Math.floor(PIXELS_AT_ONCE / width));
  return {
    width,
    height,
    *strips() {
      const canvas = new OffscreenCanvas(width, Math.min(rows, height));
      const context = canvas.getContext('2d', { willReadFrequently: true });
      if (!context) throw new Error('the browser gives no canvas');
      for (let top = 0; top < height; top += rows) {
        const count = Math.min(rows, height - top);
        context.clearRect(0, 0, width, count);
        context.drawImage(bitmap, 0, -top);
        yield { top, rgba: context.getImageData(0, 0, width, count).data };
      }
    },
    close: () => bitmap.close(),
  };
}

/** @param {string} type */
function canDecode(type) {
  // Browsers that cannot be asked know WebP and AVIF, and of HEIC one had better not say that it is damaged.
  return globalThis.ImageDecoder ? ImageDecoder.isTypeSupported(type) : type !== 'image/heic';
}

/** @param {ForeignFormat} format */
function damaged(format) {
  return new AgelensError(
    'damaged',
    `The picture is damaged: the browser cannot decode this ${NAMES[format]} file. Copy it again from where it came ` +
      'from, or save it again as JPEG or PNG.',
  );
}

/** @param {ForeignFormat} format */
function unknown(format) {
  return new AgelensError(
    'unsupported-format',
    `This is a ${NAMES[format]} file, which this browser cannot read. Save it as JPEG or PNG and add that instead.`,
  );
}
