// Photographs that are the same picture, looked for in the background: nothing waits for it, and it waits for every job.

/** @import { CoreService, Dataset, Duplicates, Sample } from '../types.d.ts' */
/** @import { Store } from './actions.js' */
/** @import { Look, Looks } from './looks.js' */

import { orAbort, throwIfAborted } from './cancel.js';
import { gravestFirst, groupOf, groupsLeft } from './duplicate-groups.js';
import { isAbort } from './errors.js';
import { lookAhead } from './look-ahead.js';

/** Oftener the page need not be drawn for it. */
const MILLISECONDS_BETWEEN_REPORTS = 300;

/** @typedef {{ sample: Sample, look: Look }} Seen */

/**
 * Photographs of one picture; groups across classes first, then those across persons. First in a group are photographs of
 * whoever has the most, so that of a file and its copy under another name the former is kept.
 *
 * @param {Pick<CoreService, 'groupImprints'>} core
 * @param {Seen[]} seen
 */
async function findDuplicates(core, seen) {
  const size = seen[0]?.look.imprint.length ?? 0;
  /** @type {Map<string, number>} */
  const photographsOf = new Map();
  for (const { sample } of seen) photographsOf.set(sample.person, (photographsOf.get(sample.person) ?? 0) + 1);
  const of = (/** @type {Seen} */ { sample }) => photographsOf.get(sample.person) ?? 0;
  const imprints = new Uint8Array(seen.length * size);
  for (const [index, { look }] of seen.entries()) imprints.set(look.imprint, index * size);
  const first = await core.groupImprints(imprints);
  // The same file is the same picture even where it shows a single colour, of which imprints tell nothing.
  /** @type {Map<string, number>} */
  const firstOfFile = new Map();
  /** @type {Map<number, Seen[]>} */
  const groups = new Map();
  for (const [index, one] of seen.entries()) {
    const { sha256 } = one.look;
    const number = firstOfFile.get(sha256) ?? first[index] ?? index;
    if (!firstOfFile.has(sha256)) firstOfFile.set(sha256, number);
    const group = groups.get(number);
    if (group) group.push(one);
    else groups.set(number, [one]);
  }
  const found = [...groups.values()]
    .filter(({ length }) => length > 1)
    .map((members) => {
      const samples = members.sort((a, b) => of(b) - of(a)).map(({ sample }) => sample);
      return groupOf(samples, new Set(members.map(({ look }) => look.sha256)).size === 1);
    });
  return gravestFirst(found);
}

/**
 * Looks at the photographs of every dataset that comes, also at an edited one, of which only what is new is decoded. While a
 * job runs it waits. What cannot be read or decoded is counted and passed over.
 *
 * @param {Store} store
 * @param {{ core: Pick<CoreService, 'groupImprints' | 'parallel'>, looks: Looks }} services
 */
export function createDuplicateSearch(store, { core, looks }) {
  let controller = new AbortController();
  /** @type {Dataset | null} */
  let looked = null;

  /** @param {AbortSignal} signal */
  async function untilIdle(signal) {
    throwIfAborted(signal);
    if (!store.state.job) return;
    /** @type {Promise<void>} */
    const idle = new Promise((resolve) => {
      const stop = store.subscribe(({ job }) => {
        if (job && !signal.aborted) return;
        stop();
        resolve();
      });
    });
    await orAbort(idle, signal);
  }

  /** @param {Dataset} dataset @param {AbortSignal} signal */
  async function search(dataset, signal) {
    const { samples } = dataset;
    /** @type {Seen[]} */
    const seen = [];
    let done = 0;
    let reportedMs = 0;
    /** @param {Partial<Duplicates>} [patch] */
    const report = (patch) => {
      reportedMs = performance.now();
      const groups = groupsLeft(store.state.duplicates?.groups ?? [], dataset);
      const duplicates = { done, total: samples.length, unread: done - seen.length, groups, ...patch };
      store.update({ duplicates });
    };
    // One worker is left to whoever is looking.
    const looking = lookAhead(samples, Math.max(1, core.parallel - 1), async (sample) => {
      const known = looks.known(sample.entry);
      if (known) return { sample, look: known };
      await untilIdle(signal);
      return { sample, look: await looks.look(sample.entry).catch(() => null) };
    });
    const before = store.state.duplicates;
    if (samples.some(({ entry }) => !looks.known(entry))) report();
    // At once, since a training may begin before the rest is known.
    else if (before) store.update({ duplicates: { ...before, groups: groupsLeft(before.groups, dataset) } });
    for await (const { sample, look } of looking) {
      throwIfAborted(signal);
      done += 1;
      if (look) seen.push({ sample, look });
      // All of them are done only once they have been compared, too.
      if (done < samples.length && performance.now() - reportedMs > MILLISECONDS_BETWEEN_REPORTS) report();
    }
    await untilIdle(signal);
    const groups = await orAbort(findDuplicates(core, seen), signal);
    report({ groups });
  }

  function restart() {
    const { dataset } = store.state;
    looked = dataset;
    controller.abort();
    controller = new AbortController();
    if (!dataset || dataset.features || dataset.samples.length < 2) {
      if (store.state.duplicates) store.update({ duplicates: null });
      return;
    }
    search(dataset, controller.signal).catch((error) => {
      if (isAbort(error)) return;
      // The core stopped: nothing is known, and it can be asked for again.
      const { length } = dataset.samples;
      const groups = groupsLeft(store.state.duplicates?.groups ?? [], dataset);
      store.update({ duplicates: { done: length, total: length, unread: length, groups } });
    });
  }

  store.subscribe(({ dataset }) => {
    if (dataset !== looked) restart();
  });

  return {
    /** Looks once more, also at what could not be looked at. */
    restart,
  };
}
