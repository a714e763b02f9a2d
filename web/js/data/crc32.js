// The checksum of zip and PNG (ISO 3309): the reversed polynomial 0x04c11db7.

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? 0xedb88320 ^ (remainder >>> 1) : remainder >>> 1;
  return remainder;
});

/** @param {Uint8Array} bytes */
export function crc32(bytes) {
  let remainder = 0xffffffff;
  for (const byte of bytes) remainder = /** @type {number} */ (TABLE[(remainder ^ byte) & 0xff]) ^ (remainder >>> 8);
  return (remainder ^ 0xffffffff) >>> 0;
}
