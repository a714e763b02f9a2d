/** Some browsers read the file after the click is over. */
const READ_WITHIN_MS = 60_000;

/**
 * As a download of the browser.
 * @param {string} name
 * @param {string} type
 * @param {Uint8Array} bytes
 */
export function saveFile(name, type, bytes) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (bytes)], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), READ_WITHIN_MS);
}
