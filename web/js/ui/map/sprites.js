/** @import {FileEntry} from '../../types.d.ts' */
import { createQueue } from '../queue.js';

const SIDE_PIXELS = 80;

/**
 * Small squares of photographs, decoded a few at a time as they are first asked for.
 * @param {() => void} onDrawn
 */
export function createSprites(onDrawn) {
  const decoding = createQueue(2);
  /** @type {Map<FileEntry, ImageBitmap | null>} */
  const sprites = new Map();
  let closed = false;

  /** @param {FileEntry} entry */
  async function decode(entry) {
    if (closed) return;
    try {
      const whole = await createImageBitmap(new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (await entry.read())]));
      const side = Math.min(whole.width, whole.height);
      const [left, top] = [(whole.width - side) / 2, (whole.height - side) / 2];
      const size = {
        resizeWidth: SIDE_PIXELS,
        resizeHeight: SIDE_PIXELS,
        resizeQuality: /** @type {const} */ ('medium'),
      };
      const sprite = await createImageBitmap(whole, left, top, side, side, size);
      whole.close();
      if (closed) return sprite.close();
      sprites.set(entry, sprite);
      onDrawn();
    } catch {
      // Of a format that this browser does not show: it stays a dot.
    }
  }

  return {
    /** Of the photograph, or null while there is none. @param {FileEntry | undefined} entry */
    of(entry) {
      if (!entry) return null;
      const sprite = sprites.get(entry);
      if (sprite !== undefined) return sprite;
      sprites.set(entry, null);
      decoding.add(() => decode(entry));
      return null;
    },

    close() {
      closed = true;
      for (const sprite of sprites.values()) sprite?.close();
      sprites.clear();
    },
  };
}
