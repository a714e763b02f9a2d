/** @import {FileEntry} from '../types.d.ts' */

/** @typedef {{ side: number, rgba: Uint8ClampedArray<ArrayBuffer> }} DrawnThumbnail (side, side, 4): a middle square */
/** @typedef {(entry: FileEntry) => Promise<DrawnThumbnail>} DrawThumbnail rejects where there is nothing to draw */

/** @type {DrawThumbnail | null} */
let source = null;

/**
 * Thumbnails of the whole page come from here on; without it the browser decodes them.
 * @param {DrawThumbnail} draw
 */
export function useThumbnails(draw) {
  source = draw;
}

/** null without a source. @param {FileEntry} entry */
export const drawnThumbnail = (entry) => source?.(entry) ?? null;
