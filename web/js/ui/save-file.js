/** Some browsers read the file after the click is over. */
const READ_WITHIN_MS = 60_000;

/**
 * As a download of the browser.
 * @param {string} name
 * @param {Blob} file
 */
export function saveFile(name, file) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), READ_WITHIN_MS);
}
