// What a list to choose from offers.

/** @param {Record<string, string>} titles By value, in the order of the list. */
export const optionsOf = (titles) => Object.entries(titles).map(([value, title]) => ({ value, title }));
