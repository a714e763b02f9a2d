// A zip read where it lies: its list of entries first, then one entry at a time, checked against its CRC. Neither the zip
// nor more than one entry is in memory, and a zip that claims more than it holds is refused before anything is inflated.
// Layouts are those of PKWARE's APPNOTE.TXT, sections 4.3 and 4.5.3.

import { Inflate } from 'fflate';
import { AgelensError } from '../app/errors.js';
import { crc32 } from './crc32.js';

/**
 * Bytes that can be read in any order: a Blob in the page, a file in Node.
 *
 * @typedef {object} ZipSource
 * @property {number} size
 * @property {(start: number, end: number) => Promise<Uint8Array>} read
 */

/**
 * @typedef {object} ZipEntry
 * @property {string} name slash-separated; a folder's ends with a slash
 * @property {number} size
 * @property {number} compressedSize
 * @property {number} crc32
 * @property {() => Promise<Uint8Array>} read
 */

/** @typedef {{ flags: number, method: number, offset: number } & Omit<ZipEntry, 'read'>} Place */

const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const LOCATOR_BYTES = 20;
const LONG_END_BYTES = 56;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
/** In place of a number that stands in a zip64 field. */
const IN_ZIP64 = 0xffffffff;
const MOST_ENTRIES = 500_000;
const MOST_LIST_BYTES = 256 * 2 ** 20;
/** Deflate makes of a byte no more than this. */
const MOST_RATIO = 1032;
const INFLATED_AT_ONCE = 2 ** 16;

const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;

// The upper half of code page 437, in which a name is that is not UTF-8.
const CODE_PAGE_437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀' +
  'αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/** @param {Blob} blob @returns {ZipSource} */
export function sourceOfBlob(blob) {
  return {
    size: blob.size,
    read: async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer()),
  };
}

/** @param {Uint8Array} bytes */
const viewOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** @param {DataView} view @param {number} at */
const long = (view, at) => Number(view.getBigUint64(at, true));

/**
 * Throws an AgelensError when it is no whole zip; so does `read` when the entry is damaged, or of a kind that is not read.
 *
 * @param {ZipSource} source
 * @param {string} [name] for the sentences
 * @returns {Promise<ZipEntry[]>}
 */
export async function openZip(source, name = 'The zip file') {
  const damaged = () =>
    new AgelensError('bad-zip', `“${name}” is not a whole zip file; copy it again, or unzip it and choose the folder.`);
  try {
    const { count, start, length } = await findList(source);
    if (count > MOST_ENTRIES || length > MOST_LIST_BYTES) {
      throw new AgelensError(
        'bad-zip',
        `“${name}” holds more than ${MOST_ENTRIES.toLocaleString('en')} files; unzip it and choose the folder.`,
      );
    }
    const list = await source.read(start, start + length);
    return readList(list, count).map((place) => ({
      name: place.name,
      size: place.size,
      compressedSize: place.compressedSize,
      crc32: place.crc32,
      read: () => readEntry(source, place),
    }));
  } catch (error) {
    // Whatever points beyond the bytes that are there.
    throw error instanceof RangeError ? damaged() : error;
  }
}

/** Where the list of entries lies. @param {ZipSource} source */
async function findList(source) {
  const from = Math.max(0, source.size - END_BYTES - LONGEST_COMMENT - LOCATOR_BYTES);
  const tail = await source.read(from, source.size);
  const view = viewOf(tail);
  let at = tail.length - END_BYTES;
  while (at >= 0 && view.getUint32(at, true) !== 0x06054b50) at--;
  if (at < 0) throw new RangeError();
  const locator = at - LOCATOR_BYTES;
  const isLong = locator >= 0 && view.getUint32(locator, true) === 0x07064b50;
  const found = isLong
    ? await readLongEnd(source, long(view, locator + 8))
    : {
        count: view.getUint16(at + 10, true),
        length: view.getUint32(at + 12, true),
        start: view.getUint32(at + 16, true),
      };
  if (found.start + found.length > source.size) throw new RangeError();
  return found;
}

/** @param {ZipSource} source @param {number} at */
async function readLongEnd(source, at) {
  const view = viewOf(await source.read(at, at + LONG_END_BYTES));
  if (view.getUint32(0, true) !== 0x06064b50) throw new RangeError();
  return { count: long(view, 32), length: long(view, 40), start: long(view, 48) };
}

/**
 * @param {Uint8Array} list
 * @param {number} count
 * @returns {Place[]}
 */
function readList(list, count) {
  const view = viewOf(list);
  const places = [];
  for (let at = 0; places.length < count; ) {
    if (view.getUint32(at, true) !== 0x02014b50) throw new RangeError();
    const nameEnd = at + CENTRAL_BYTES + view.getUint16(at + 28, true);
    const extraEnd = nameEnd + view.getUint16(at + 30, true);
    const commentEnd = extraEnd + view.getUint16(at + 32, true);
    if (commentEnd > list.length) throw new RangeError();
    const [size = 0, compressedSize = 0, offset = 0] = withLong(
      [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)],
      list.subarray(nameEnd, extraEnd),
    );
    places.push({
      name: decodeName(list.subarray(at + CENTRAL_BYTES, nameEnd)),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc32: view.getUint32(at + 16, true),
      size,
      compressedSize,
      offset,
    });
    at = commentEnd;
  }
  return places;
}

/**
 * Numbers too large for their place follow one another in the zip64 field.
 *
 * @param {number[]} numbers
 * @param {Uint8Array} extra
 */
function withLong(numbers, extra) {
  const view = viewOf(extra);
  let at = 0;
  while (at + 4 <= extra.length && view.getUint16(at, true) !== 1) at += 4 + view.getUint16(at + 2, true);
  let next = at + 4;
  return numbers.map((number) => {
    if (number !== IN_ZIP64) return number;
    next += 8;
    return long(view, next - 8);
  });
}

/** @param {Uint8Array} bytes */
function decodeName(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => (byte < 128 ? String.fromCharCode(byte) : CODE_PAGE_437[byte - 128])).join('');
  }
}

/**
 * @param {ZipSource} source
 * @param {Place} place
 */
async function readEntry(source, place) {
  const { name, flags, method, size, compressedSize, offset } = place;
  if (flags & ENCRYPTED) {
    throw new AgelensError('bad-zip', `“${name}” is encrypted; unzip it with its password and choose the folder.`);
  }
  if (method !== STORED && method !== DEFLATED) {
    throw new AgelensError('bad-zip', `“${name}” is compressed in an unusual way; unzip it and choose the folder.`);
  }
  try {
    if (method === STORED ? size !== compressedSize : size > compressedSize * MOST_RATIO) throw new RangeError();
    const head = viewOf(await source.read(offset, offset + LOCAL_BYTES));
    if (head.getUint32(0, true) !== 0x04034b50) throw new RangeError();
    const start = offset + LOCAL_BYTES + head.getUint16(26, true) + head.getUint16(28, true);
    if (start + compressedSize > source.size) throw new RangeError();
    const stored = await source.read(start, start + compressedSize);
    const bytes = method === STORED ? stored : inflate(stored, size);
    if (crc32(bytes) !== place.crc32) throw new RangeError();
    return bytes;
  } catch (error) {
    // fflate's errors have a code and words of their own; one of the source has neither range nor code.
    if (
      !(error instanceof RangeError) &&
      !(error instanceof Error && 'code' in error && typeof error.code === 'number')
    )
      throw error;
    throw new AgelensError('bad-zip', `“${name}” is damaged in the zip file; copy the zip file again.`);
  }
}

/**
 * In pieces, so that what holds more than it says ends early.
 *
 * @param {Uint8Array} stored
 * @param {number} size
 */
function inflate(stored, size) {
  const bytes = new Uint8Array(size);
  let filled = 0;
  const inflating = new Inflate((piece) => {
    if (filled + piece.length > size) throw new RangeError();
    bytes.set(piece, filled);
    filled += piece.length;
  });
  for (let at = 0; at < stored.length; at += INFLATED_AT_ONCE) {
    const end = at + INFLATED_AT_ONCE;
    inflating.push(stored.subarray(at, end), end >= stored.length);
  }
  if (filled !== size) throw new RangeError();
  return bytes;
}
