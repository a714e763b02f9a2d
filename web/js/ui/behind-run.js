// The photographs behind a run's answers, as far as they are on the page, and what has become of them since.
/** @import {Dataset, FileEntry, Run} from '../types.d.ts' */

/**
 * A photograph of the run: its picture, if it is here, and where it is now. `path` is null where it is not among the
 * photographs any more, `className` '' where it is in no class.
 * @typedef {{ entry: FileEntry | null, path: string | null, className: string, state: 'same' | 'moved' | 'excluded' | 'gone' }} Behind
 */

/** Entries by the path under which they were tested. @typedef {Map<string, FileEntry>} Known */

/** @param {Run} run */
const testedPaths = ({ predictions }) => new Set(predictions.map(({ path }) => path));

/**
 * The pictures of the run's photographs; null where fewer than half of them are on the page, so that it is another folder.
 * @param {Run} run
 * @param {Dataset | null} dataset
 * @returns {Known | null}
 */
export function knownEntries(run, dataset) {
  if (!dataset || dataset.features || dataset.name !== run.datasetName) return null;
  const tested = testedPaths(run);
  const here = [...dataset.samples, ...(dataset.excluded ?? [])].filter(({ path }) => tested.has(path));
  return here.length * 2 >= tested.size ? new Map(here.map(({ path, entry }) => [path, entry])) : null;
}

/**
 * What has become of each. A photograph that was moved has another path, but is the same file.
 * @param {Run} run
 * @param {Known} known
 * @param {Dataset} dataset
 * @returns {Map<string, Behind>} by the path under which it was tested
 */
export function photographsBehind(run, known, { samples, classNames, excluded = [] }) {
  const tested = testedPaths(run);
  const samplesByPath = new Map(samples.map((sample) => [sample.path, sample]));
  const added = new Map(
    samples.filter(({ path }) => !tested.has(path)).map((sample) => [fileOf(sample.entry), sample]),
  );
  const left = new Set(excluded.map(({ path }) => path));
  /** @param {string} path @returns {Behind} */
  const becomeOf = (path) => {
    const entry = known.get(path) ?? null;
    if (left.has(path)) return { entry, path, className: '', state: 'excluded' };
    const sample = samplesByPath.get(path) ?? (entry && added.get(fileOf(entry)));
    if (!sample) return { entry, path: null, className: '', state: 'gone' };
    const state = sample.path === path ? 'same' : 'moved';
    return { entry: sample.entry, path: sample.path, className: classNames[sample.classIndex] ?? '', state };
  };
  return new Map([...tested].map((path) => [path, becomeOf(path)]));
}

/** What stays when a photograph is moved. @param {FileEntry} entry */
const fileOf = ({ sha256, read }) => sha256 ?? read;

/**
 * How many photographs differ from those of the run; a moved one is one that is missing and one that is new.
 * @param {Run} run
 * @param {Map<string, Behind>} behind
 * @param {Dataset} dataset
 */
export function changesSince(run, behind, dataset) {
  const states = [...behind.values()].map(({ state }) => state);
  const excluded = states.filter((state) => state === 'excluded').length;
  const missing = states.filter((state) => state === 'moved' || state === 'gone').length;
  const added = dataset.samples.length - (run.samples - excluded - missing);
  return excluded + Math.max(missing, added);
}
