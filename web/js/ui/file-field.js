// The hidden fields by which files are chosen.

/** Lets the user choose. @param {Element | null} field */
export function openFileField(field) {
  const input = /** @type {HTMLInputElement} */ (field);
  // Choosing the same file again must count as a change.
  input.value = '';
  input.click();
}

/** What was chosen. @param {Event} event @returns {File[]} */
export function chosenFiles({ target }) {
  const { files } = /** @type {HTMLInputElement} */ (target);
  return [...(files ?? [])];
}
