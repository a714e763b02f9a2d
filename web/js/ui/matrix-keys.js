// The keyboard's way through a matrix some of whose cells hold nothing.

/** Rows and columns that a key goes on by. @type {Record<string, [number, number]>} */
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/**
 * The next cell that holds something where a key leads: straight ahead, or, where nothing is there, the nearest that lies
 * further on. null: there is none, or the key is not one of the matrix.
 *
 * @param {number[][]} matrix
 * @param {{ row: number, column: number }} from
 * @param {string} key
 */
export function nextCell(matrix, from, key) {
  const filled = matrix.flatMap((cells, row) => cells.flatMap((count, column) => (count > 0 ? { row, column } : [])));
  const ofRow = filled.filter(({ row }) => row === from.row);
  if (key === 'Home') return ofRow[0] ?? null;
  if (key === 'End') return ofRow.at(-1) ?? null;
  const step = STEPS[key];
  if (!step) return null;
  const [down, right] = step;
  const isAlong = down !== 0 ? 'row' : 'column';
  const across = down !== 0 ? 'column' : 'row';
  const ahead = filled
    .map((cell) => ({
      ...cell,
      far: (cell[isAlong] - from[isAlong]) * (down + right),
      aside: Math.abs(cell[across] - from[across]),
    }))
    .filter(({ far }) => far > 0)
    // What lies straight ahead comes before what lies aside.
    .sort((a, b) => Math.sign(a.aside) - Math.sign(b.aside) || a.far - b.far || a.aside - b.aside);
  const [next] = ahead;
  return next ? { row: next.row, column: next.column } : null;
}
