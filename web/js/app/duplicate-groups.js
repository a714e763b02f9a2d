// Groups of photographs that are the same picture, and what they mean in a dataset.

/** @import { Dataset, DuplicateGroup, Sample } from '../types.d.ts' */

/** @param {Sample[]} samples @param {boolean} identical @returns {DuplicateGroup} */
export function groupOf(samples, identical) {
  return {
    paths: samples.map(({ path }) => path),
    identical,
    acrossClasses: new Set(samples.map(({ classIndex }) => classIndex)).size > 1,
    acrossPersons: new Set(samples.map(({ person }) => person)).size > 1,
  };
}

/** @param {DuplicateGroup} group */
const gravity = ({ acrossClasses, acrossPersons }) => Number(acrossClasses) * 2 + Number(acrossPersons);

/** Those across classes first, then those across persons. @param {DuplicateGroup[]} groups */
export const gravestFirst = (groups) => groups.toSorted((a, b) => gravity(b) - gravity(a));

/**
 * What of groups found before is left in an edited dataset.
 *
 * @param {DuplicateGroup[]} groups
 * @param {Pick<Dataset, 'samples'>} dataset
 * @param {(path: string) => string | never[]} [pathNow] [] of what is gone
 */
export function groupsLeft(groups, { samples }, pathNow = (path) => path) {
  const byPath = new Map(samples.map((sample) => [sample.path, sample]));
  const left = groups.map(({ paths, identical }) =>
    groupOf(
      paths.flatMap(pathNow).flatMap((path) => byPath.get(path) ?? []),
      identical,
    ),
  );
  return gravestFirst(left.filter(({ paths }) => paths.length > 1));
}
