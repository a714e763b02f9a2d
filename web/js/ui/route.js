// The pages beside the work, by what stands after # in the address: #/numbers, or #/numbers/accuracy for a part of one.

/** @typedef {'how-it-works' | 'numbers' | 'privacy' | 'keyboard'} PageId */

/** @type {PageId[]} */
export const PAGES = ['how-it-works', 'numbers', 'privacy', 'keyboard'];

/**
 * @param {string} hash
 * @returns {{page: PageId, part: string | null} | null} null: the work itself
 */
export function routeOf(hash) {
  const [start, name, part] = hash.split('/');
  const page = PAGES.find((id) => id === name);
  return start === '#' && page ? { page, part: part || null } : null;
}

/** @param {PageId} page @param {string} [part] */
export const pageAddress = (page, part) => `#/${page}${part ? `/${part}` : ''}`;
