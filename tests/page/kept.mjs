// What a browser keeps of projects, read from IndexedDB and the private file system themselves, and whether it is whole.
import assert from 'node:assert/strict';

/** @import { Page } from 'playwright-core' */

/**
 * @typedef {object} Kept
 * @property {string | null} open
 * @property {{ id: string, name: string, deletedAt: string | null, settings: any, dataset: any, runs: string[],
 *   trainedRun: string | null, album?: string }[]} projects
 * @property {{ id: string, start: string, samples: number, accuracy: number }[]} runs
 * @property {{ id: string, members: number[], reference: number, distances: number }[]} models
 * @property {Record<string, { sha256: string, bytes: number }>} photographs by name
 */

/**
 * @param {Page} page
 * @param {{ photographs: boolean }} [what] photographs only while none is being written
 * @returns {Promise<Kept>}
 */
export function readKept(page, what = { photographs: true }) {
  return page.evaluate(async (wanted) => {
    /** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
    const done = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await done(indexedDB.open('agelens'));
    const stores = ['projects', 'runs', 'models', 'page'];
    const transaction = database.transaction(stores, 'readonly');
    const [projects, runs, models] = await Promise.all(
      stores.slice(0, 3).map(async (name) => {
        const store = transaction.objectStore(name);
        const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
        return keys.map((key, index) => ({ key: /** @type {any} */ (key), value: values[index] }));
      }),
    );
    const open = (await done(transaction.objectStore('page').get('open'))) ?? null;
    database.close();

    /** @type {Kept['photographs']} */
    const photographs = {};
    const root = await navigator.storage.getDirectory();
    const all = wanted.photographs ? await root.getDirectoryHandle('photographs').catch(() => null) : null;
    for await (const directory of all?.values() ?? []) {
      for await (const handle of /** @type {FileSystemDirectoryHandle} */ (directory).values()) {
        // A page that has just started removes what no project names; what a project names would be missed.
        const file = await /** @type {FileSystemFileHandle} */ (handle).getFile().catch(() => null);
        const bytes = await file?.arrayBuffer().catch(() => null);
        if (!bytes) continue;
        const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
        const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
        photographs[handle.name] = { sha256, bytes: bytes.byteLength };
      }
    }
    return {
      open,
      projects: projects.map(({ value }) => value),
      runs: runs.map(({ key: [id, start], value: { samples, metrics } }) => ({
        id,
        start,
        samples,
        accuracy: metrics.accuracy,
      })),
      models: models.map(({ key, value: { members, reference, distances } }) => ({
        id: key,
        members: members.map((/** @type {Uint8Array} */ { length }) => length),
        reference: reference.length,
        distances: distances.length,
      })),
      photographs,
    };
  }, what);
}

/**
 * Nothing is named that is not there, nothing is there that belongs to nobody, and what belongs together fits.
 * @param {Kept} kept
 */
export function checkKept({ projects, runs, models, photographs }) {
  for (const { id, dataset, runs: starts, trainedRun } of projects) {
    const mine = runs.filter((run) => run.id === id);
    const named = new Set([...starts, ...(trainedRun === null ? [] : [trainedRun])]);
    assert.deepEqual(new Set(mine.map(({ start }) => start)), named, 'the runs that the project names');
    const model = models.find((one) => one.id === id);
    assert.equal(Boolean(model), trainedRun !== null, 'a classifier is there exactly when a run is named as its own');
    if (model) {
      const run = mine.find(({ start }) => start === trainedRun);
      assert.ok(model.members.length > 0 && model.members.every((length) => length > 0));
      assert.equal(model.distances, run?.samples, 'the classifier and its run are of the same photographs');
    }
    for (const { path, sha256, bytes } of [...(dataset?.photographs ?? []), ...(dataset?.excluded ?? [])]) {
      assert.deepEqual(photographs[sha256], { sha256, bytes }, `${path} is kept, and is what its name says`);
    }
  }
  const ids = new Set(projects.map(({ id }) => id));
  assert.ok(
    [...runs, ...models].every(({ id }) => ids.has(id)),
    'nothing is left of a project that is gone',
  );
}

/**
 * The page shows the project that is kept as open.
 * @param {Page} page @param {Kept} kept
 */
export async function checkShown(page, { open, projects, runs }) {
  const project = projects.find(({ id }) => id === open);
  const shown = await page.evaluate(() => {
    const text = (/** @type {string} */ selector) => document.querySelector(selector)?.textContent?.trim() ?? null;
    return {
      project: /** @type {HTMLSelectElement | null} */ (document.querySelector('#project'))?.value || null,
      samples: text('[data-count=samples]'),
      accuracy: document.querySelector('[data-metric=accuracy]')?.getAttribute('data-value') ?? null,
      problem: text('[role=alert]'),
    };
  });
  const trained = runs.find(({ id, start }) => id === open && start === project?.trainedRun);
  const count = project?.dataset?.photographs.length;
  assert.deepEqual(shown, {
    project: open,
    samples: count === undefined ? null : `${count} photographs`,
    accuracy: trained ? String(trained.accuracy) : null,
    problem: null,
  });
}

/**
 * Until the record of the open project is so.
 * @param {Page} page
 * @param {(project: Kept['projects'][number]) => boolean} isSo
 */
export async function untilRecorded(page, isSo) {
  for (;;) {
    const { open, projects } = await readKept(page, { photographs: false });
    const project = projects.find(({ id }) => id === open);
    if (project && isSo(project)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
