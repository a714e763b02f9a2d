// Projects in the browser's IndexedDB. A project is a small record, its runs and its model, so that a changed setting
// does not write the model again; and every change is one transaction over all of them: old or new, never half.

/** @import { KeptDataset, ListedProject, Project, Run, Settings } from '../types.d.ts' */
/** @import { IDBPDatabase, IDBPTransaction } from 'idb' */

import { openDB } from 'idb';
import { AgelensError } from '../app/errors.js';
import { checkProject, photographsOf } from './project-check.js';
import { storageError } from './storage-error.js';

/**
 * @typedef {object} ProjectRecord
 * @property {string} id
 * @property {Project['formatVersion']} formatVersion
 * @property {string} name
 * @property {string} savedAt
 * @property {string | null} deletedAt
 * @property {Settings} settings
 * @property {KeptDataset | null} dataset
 * @property {string[]} runs when each started, the latest first
 * @property {string | null} trainedRun when the run of the classifier started
 * @property {ReturnType<typeof albumOf>} [album] whether the model reads albums
 */

/** @typedef {IDBPTransaction<unknown, string[], 'readwrite'>} Transaction */

/** `projects`: id -> record. `runs`: [id, start] -> run. `models`: id -> model. `page`: what is open, and what to say. */
const STORES = ['projects', 'runs', 'models', 'page'];
const OPEN = 'open';
const NOTICE = 'notice';

/** @param {string} id */
const runsOf = (id) => IDBKeyRange.bound([id], [id, []]);

const openBrowserDatabase = () =>
  openDB('agelens', 2, {
    async upgrade(database, oldVersion, _, upgrading) {
      const transaction = /** @type {Transaction} */ (/** @type {unknown} */ (upgrading));
      // The first version kept one project, under this key.
      const old = oldVersion === 1 ? await transaction.objectStore('projects').get('current') : undefined;
      if (oldVersion === 1) database.deleteObjectStore('projects');
      for (const store of STORES) database.createObjectStore(store);
      if (old === undefined) return;
      try {
        checkProject(old, 'The project that an earlier version of this page kept');
        const id = crypto.randomUUID();
        await putProject(transaction, id, old);
        await transaction.objectStore('page').put(id, OPEN);
      } catch (error) {
        if (!(error instanceof AgelensError)) throw error;
        await transaction.objectStore('page').put(error.message, NOTICE);
      }
    },
  });

/** Of a classifier, what may still come to it. @param {Project['trained']} trained @returns {'none' | 'trained' | 'measured'} */
function albumOf(trained) {
  const album = trained?.model.album;
  if (!album) return 'none';
  return album.evaluation ? 'measured' : 'trained';
}

/**
 * @param {Transaction} transaction
 * @param {string} id
 * @param {Project} project
 */
async function putProject(transaction, id, { formatVersion, name, savedAt, settings, dataset, runs, trained }) {
  const projects = transaction.objectStore('projects');
  const kept = transaction.objectStore('runs');
  const models = transaction.objectStore('models');
  /** @type {ProjectRecord | undefined} */
  const before = await projects.get(id);
  const trainedRun = trained?.run.startedAt ?? null;
  const unkept = new Map([...runs, ...(trained ? [trained.run] : [])].map((run) => [run.startedAt, run]));
  for (const key of /** @type {[string, string][]} */ (await kept.getAllKeys(runsOf(id)))) {
    if (!unkept.delete(key[1])) await kept.delete(key);
  }
  for (const [start, run] of unkept) await kept.put(run, [id, start]);
  const album = albumOf(trained);
  if (before?.trainedRun !== trainedRun || (before?.album ?? 'none') !== album) {
    if (trained) await models.put(trained.model, id);
    else await models.delete(id);
  }
  const starts = runs.map(({ startedAt }) => startedAt);
  /** @type {ProjectRecord} */
  const record = {
    id,
    formatVersion,
    name,
    savedAt,
    deletedAt: null,
    settings,
    dataset,
    runs: starts,
    trainedRun,
    album,
  };
  await projects.put(record, id);
}

/**
 * @param {Pick<Transaction, 'objectStore'>} transaction
 * @param {string} id
 * @returns {Promise<Project | null>}
 */
async function getProject(transaction, id) {
  /** @type {ProjectRecord | undefined} */
  const record = await transaction.objectStore('projects').get(id);
  if (!record || record.deletedAt !== null) return null;
  const model = await transaction.objectStore('models').get(id);
  /** @type {Map<string, Run>} */
  const all = new Map(
    (await transaction.objectStore('runs').getAll(runsOf(id))).map((/** @type {Run} */ run) => [run.startedAt, run]),
  );
  const { formatVersion, name, savedAt, settings, dataset, runs, trainedRun } = record;
  const project = {
    formatVersion,
    name,
    savedAt,
    settings,
    dataset,
    runs: runs.map((start) => all.get(start)),
    trained: trainedRun === null ? null : { run: all.get(trainedRun), model },
  };
  checkProject(project, `The project “${name}” kept in this browser`);
  return project;
}

/** @param {() => Promise<IDBPDatabase>} [openDatabase] */
export function createProjectStore(openDatabase = openBrowserDatabase) {
  /**
   * One transaction: all of it is written, or nothing.
   * @template T
   * @param {string} what for the sentence when it fails
   * @param {(transaction: Transaction) => Promise<T>} work
   * @param {'readonly' | 'readwrite'} [mode]
   */
  async function transact(what, work, mode = 'readwrite') {
    try {
      const database = await openDatabase();
      try {
        const transaction = database.transaction(STORES, mode, { durability: 'strict' });
        try {
          const result = await work(/** @type {Transaction} */ (transaction));
          await transaction.done;
          return result;
        } catch (error) {
          // Said once, by what is thrown here.
          transaction.done.catch(() => {});
          abort(transaction);
          throw error;
        }
      } finally {
        // An open connection would block a later version of the page from upgrading the database.
        database.close();
      }
    } catch (error) {
      if (mode === 'readwrite' || error instanceof AgelensError) throw storageError(what, error);
      const reason = error instanceof Error ? error.message : String(error);
      throw new AgelensError('storage-failed', `What is kept in this browser could not be read (${reason}).`);
    }
  }

  /** @returns {Promise<ProjectRecord[]>} */
  const records = () =>
    transact('projects are', (transaction) => transaction.objectStore('projects').getAll(), 'readonly');

  /** @param {string} id @param {string | null} deletedAt */
  const setDeleted = (id, deletedAt) =>
    transact('the change is', async (transaction) => {
      const projects = transaction.objectStore('projects');
      const record = await projects.get(id);
      if (record) await projects.put({ ...record, deletedAt }, id);
    });

  return {
    /** The last saved first. @returns {Promise<ListedProject[]>} */
    async list() {
      const kept = (await records()).filter(({ deletedAt }) => deletedAt === null);
      kept.sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1));
      return kept.map(({ id, name, savedAt }) => ({ id, name, savedAt }));
    },

    /** Which project was open last, and what an upgrade has to say, once. */
    opening: () =>
      transact('projects are', async (transaction) => {
        const page = transaction.objectStore('page');
        /** @type {{ open: string | null, notice: string | null }} */
        const found = { open: (await page.get(OPEN)) ?? null, notice: (await page.get(NOTICE)) ?? null };
        if (found.notice) await page.delete(NOTICE);
        return found;
      }),

    /** @param {string | null} id */
    setOpen: (id) => transact('the change is', (transaction) => transaction.objectStore('page').put(id, OPEN)),

    /** Null where there is none, or it was deleted. @param {string} id @returns {Promise<Project | null>} */
    load: (id) => transact('the project is', (transaction) => getProject(transaction, id), 'readonly'),

    /** @param {string} id @param {Project} project */
    save: (id, project) =>
      transact('the latest changes are', async (transaction) => {
        await putProject(transaction, id, project);
        await transaction.objectStore('page').put(id, OPEN);
      }),

    /** Until it is purged it can be restored. @param {string} id */
    remove: (id) => setDeleted(id, new Date().toISOString()),

    /** @param {string} id */
    restore: (id) => setDeleted(id, null),

    /** @returns {Promise<string[]>} projects that were deleted */
    deleted: async () => (await records()).filter(({ deletedAt }) => deletedAt !== null).map(({ id }) => id),

    /** @param {string} id */
    purge: (id) =>
      transact('the change is', async (transaction) => {
        await transaction.objectStore('projects').delete(id);
        await transaction.objectStore('runs').delete(runsOf(id));
        await transaction.objectStore('models').delete(id);
      }),

    /** @returns {Promise<Set<string>>} the SHA-256 of every photograph of a project, also of a deleted one */
    async photographs() {
      const photographs = (await records()).flatMap(({ dataset }) => photographsOf(dataset));
      return new Set(photographs.map(({ sha256 }) => sha256));
    },
  };
}

/** @typedef {ReturnType<typeof createProjectStore>} ProjectStore */

/** @param {{ abort: () => void }} transaction */
function abort(transaction) {
  try {
    transaction.abort();
  } catch {
    // It has ended already.
  }
}
