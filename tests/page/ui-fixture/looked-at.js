// What of a state is the same to the letter as in a state before it, so that no test need look at it twice.

/** The panels that were looked at, by circumstance. @type {Map<string, Set<string>>} */
const known = new Map();

/** What is chosen is no attribute, and may be drawn otherwise. @param {Element} panel */
const chosenIn = (panel) =>
  [...panel.querySelectorAll('input, option')].map((one) => Number(one.matches(':checked'))).join('');

/** The mark goes from everything. */
export function unmark() {
  for (const marked of document.querySelectorAll('[data-looked-at]')) marked.removeAttribute('data-looked-at');
}

/**
 * Marks with `data-looked-at` every element of each panel (a custom element) that was here before in the same circumstance.
 * @param {string} circumstance Such as a colour scheme, or a width.
 * @returns {boolean} Whether some panel is new.
 */
export function markLookedAt(circumstance) {
  unmark();
  const before = known.get(circumstance) ?? new Set();
  const panels = [...document.querySelectorAll('agelens-app *')].filter(({ localName }) =>
    localName.startsWith('agelens-'),
  );
  const found = panels.map((panel) => ({ panel, html: panel.outerHTML + chosenIn(panel) }));
  for (const { panel } of found.filter(({ html }) => before.has(html)))
    for (const element of [panel, ...panel.querySelectorAll('*')]) element.setAttribute('data-looked-at', '');
  known.set(circumstance, new Set([...before, ...found.map(({ html }) => html)]));
  return found.some(({ panel }) => !panel.hasAttribute('data-looked-at'));
}
