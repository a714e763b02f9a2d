/**
 * Lists of items by what they share, in the order in which they come.
 * @template T
 * @param {Iterable<T>} items
 * @param {(item: T) => string} keyOf
 */
export function groupedBy(items, keyOf) {
  /** @type {Map<string, T[]>} */
  const groups = new Map();
  for (const item of items) addToGroup(groups, keyOf(item), item);
  return groups;
}

/**
 * @template T
 * @param {Map<string, T[]>} groups
 * @param {string} key
 * @param {T} item
 */
export function addToGroup(groups, key, item) {
  const group = groups.get(key);
  if (group) group.push(item);
  else groups.set(key, [item]);
}
