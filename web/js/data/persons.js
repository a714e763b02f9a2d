// The person rule: samples are the same person when their file names (without extension) are equal in different class
// folders, and at least half of all names recur so; otherwise each sample is a person of its own. What is called `ada (2)`
// beside an `ada` has the name `ada`: so a second file of one name is called.

/** @param {string} path */
function stem(path) {
  const file = path.slice(path.lastIndexOf('/') + 1);
  const dot = file.lastIndexOf('.');
  return dot > 0 ? file.slice(0, dot) : file;
}

/** @param {string[]} stems */
function namesOf(stems) {
  const all = new Set(stems);
  return stems.map((name) => {
    const first = /^(.+) \(\d+\)$/.exec(name)?.[1];
    return first !== undefined && all.has(first) ? first : name;
  });
}

/**
 * @param {{ path: string, classIndex: number }[]} samples
 * @returns {{ persons: string[], recur: boolean }} the person of each sample, and whether persons recur across classes
 */
export function findPersons(samples) {
  /** @type {Map<string, Set<number>>} */
  const classesOfName = new Map();
  const names = namesOf(samples.map(({ path }) => stem(path)));
  for (const [index, { classIndex }] of samples.entries()) {
    const name = /** @type {string} */ (names[index]);
    const classes = classesOfName.get(name);
    if (classes) classes.add(classIndex);
    else classesOfName.set(name, new Set([classIndex]));
  }

  /** @param {string} name */
  const recurs = (name) => (classesOfName.get(name)?.size ?? 0) > 1;
  const recurring = [...classesOfName.keys()].filter(recurs).length;
  const recur = recurring > 0 && recurring * 2 >= classesOfName.size;

  // A path is unique and holds a slash, so it never equals the name of a recurring person.
  const persons = samples.map(({ path }, index) => {
    const name = /** @type {string} */ (names[index]);
    return recur && recurs(name) ? name : path;
  });
  return { persons, recur };
}
