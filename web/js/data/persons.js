// The person rule: samples are the same person when their file names (without extension) are equal in different class
// folders, and at least half of all names recur so; otherwise each sample is a person of its own.

/** @param {string} path */
function stem(path) {
  const file = path.slice(path.lastIndexOf('/') + 1);
  const dot = file.lastIndexOf('.');
  return dot > 0 ? file.slice(0, dot) : file;
}

/**
 * @param {{ path: string, classIndex: number }[]} samples
 * @returns {{ persons: string[], recur: boolean }} the person of each sample, and whether persons recur across classes
 */
export function findPersons(samples) {
  /** @type {Map<string, Set<number>>} */
  const classesOfName = new Map();
  for (const { path, classIndex } of samples) {
    const name = stem(path);
    const classes = classesOfName.get(name);
    if (classes) classes.add(classIndex);
    else classesOfName.set(name, new Set([classIndex]));
  }

  /** @param {string} name */
  const recurs = (name) => (classesOfName.get(name)?.size ?? 0) > 1;
  const recurring = [...classesOfName.keys()].filter(recurs).length;
  const recur = recurring > 0 && recurring * 2 >= classesOfName.size;

  // A path is unique and holds a slash, so it never equals the name of a recurring person.
  const persons = samples.map(({ path }) => (recur && recurs(stem(path)) ? stem(path) : path));
  return { persons, recur };
}
