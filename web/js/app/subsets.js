// Ordered subsets of what stands in an order.

/** @param {number} n @param {number} k how many ways there are to choose k of n */
function countSubsets(n, k) {
  let count = 1;
  for (let i = 1; i <= k; i++) count = (count * (n - k + i)) / i;
  return Math.round(count);
}

/**
 * The subsets of `size` of the numbers below `n`, each ascending, in lexicographic order; where there are more than
 * `most`, so many of them, evenly spaced.
 *
 * @param {number} n
 * @param {number} size
 * @param {number} most
 * @returns {number[][]}
 */
export function orderedSubsets(n, size, most) {
  if (size > n) return [];
  const count = countSubsets(n, size);
  const taken = Math.min(count, most);
  return Array.from({ length: taken }, (_, index) => subsetAt(n, size, Math.floor((index * count) / taken)));
}

/**
 * The subset at a place of the lexicographic order.
 *
 * @param {number} n
 * @param {number} size
 * @param {number} rank
 */
function subsetAt(n, size, rank) {
  const subset = [];
  let left = rank;
  for (let value = 0; subset.length < size; value++) {
    const beginningSo = countSubsets(n - value - 1, size - subset.length - 1);
    if (left < beginningSo) subset.push(value);
    else left -= beginningSo;
  }
  return subset;
}
