/**
 * A Plot picture made fit for the page: named as a whole for those who do not see it, since the names that Plot gives its
 * groups may not stand on a `g`; and without its style element, so that the page's style policy needs no exception;
 * css/curves.css has the rules instead.
 * @template {Element} T
 * @param {T} picture
 * @param {string} name
 * @returns {T}
 */
export function named(picture, name) {
  picture.querySelector('style')?.remove();
  for (const part of picture.children) unname(part);
  picture.setAttribute('role', 'img');
  picture.setAttribute('aria-label', name);
  return picture;
}

/** @param {Element} part */
function unname(part) {
  part.removeAttribute('aria-label');
  for (const inner of part.children) unname(inner);
}

/** @param {number} share */
export function percent(share) {
  return Number.isFinite(share) ? `${(share * 100).toFixed(0)}%` : '–';
}

/** Margins and axes that all charts have alike. */
export const FRAME = { height: 190, marginLeft: 38, marginRight: 14, marginTop: 12, marginBottom: 34 };

/** The same for charts of one share over another. */
export const SHARES_FRAME = { ...FRAME, height: 240, marginTop: 20, marginRight: 20 };
export const SHARE_AXIS = { domain: [0, 1], ticks: 5, tickFormat: '.0%' };

/** So that a word can be read where a line passes behind it. */
export const HALO = { fill: 'var(--ink-soft)', stroke: 'var(--surface)', strokeWidth: 4, paintOrder: 'stroke' };
