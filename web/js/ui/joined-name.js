// The name of a setting's backbone may join several.

const JOIN = '+';

/** The backbones that a setting joins. @param {string} name @returns {string[]} */
export const partsOf = (name) => name.split(JOIN);

/**
 * The setting once another first, or another second, backbone was chosen. One is never joined with itself.
 * @param {string} first
 * @param {string} rest '' or what is joined with it
 */
export function joinedName(first, rest) {
  const others = rest === '' ? [] : partsOf(rest).filter((name) => name !== first);
  return [first, ...others].join(JOIN);
}
