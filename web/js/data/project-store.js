// The current project, kept in the browser's IndexedDB: it survives closing the tab.

/** @import { Project } from '../types.d.ts' */

import { openDB } from 'idb';
import { AgelensError } from '../app/errors.js';
import { checkProject } from './project-check.js';

const STORE = 'projects';
const KEY = 'current';

const openBrowserDatabase = () =>
  openDB('agelens', 1, {
    upgrade: (database) => {
      database.createObjectStore(STORE);
    },
  });

/**
 * The part of idb's database that is used.
 * @typedef {object} Database
 * @property {(store: string, key: string) => Promise<unknown>} get
 * @property {(store: string, value: unknown, key: string) => Promise<unknown>} put
 * @property {(store: string, key: string) => Promise<unknown>} delete
 * @property {() => void} close
 */

/** @param {() => Promise<Database>} [openDatabase] */
export function createProjectStore(openDatabase = openBrowserDatabase) {
  /**
   * @template T
   * @param {string} failure the sentence for people, without the browser's reason
   * @param {(database: Database) => Promise<T>} work
   */
  async function withDatabase(failure, work) {
    try {
      const database = await openDatabase();
      try {
        return await work(database);
      } finally {
        // An open connection would block a later version of the page from upgrading the database.
        database.close();
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new AgelensError('storage-failed', `${failure} (${reason})`);
    }
  }

  return {
    /** @param {Project} project */
    async save(project) {
      await withDatabase(
        'The classifier works now but could not be kept in this browser: it will be gone when the page is closed. ' +
          'Private windows and full disks are the usual causes.',
        (database) => database.put(STORE, project, KEY),
      );
    },

    /** @returns {Promise<Project | null>} */
    async load() {
      const project = await withDatabase('What was kept in this browser could not be read.', (database) =>
        database.get(STORE, KEY),
      );
      if (project === undefined) return null;
      checkProject(project, 'The project kept in this browser');
      return project;
    },

    async clear() {
      await withDatabase('The project could not be removed from this browser.', (database) =>
        database.delete(STORE, KEY),
      );
    },
  };
}

/** @typedef {ReturnType<typeof createProjectStore>} ProjectStore */
