// Keeps what is on the page in this browser as it changes, and opens what was kept. Only the tab that holds a project's lock
// writes it. Photographs are kept before the record that names them, and a record is written whole or not at all.

/** @import { AppState, Context, FileEntry, KeptDataset, KeptPhotograph, ListedProject, Project, Projects } from '../types.d.ts' */
/** @import { Datasets } from '../data/dataset.js' */
/** @import { KeptPhotographs } from '../data/kept-photographs.js' */
/** @import { ProjectStore } from '../data/project-store.js' */
/** @import { Store } from './actions.js' */
/** @import { Release } from './hold-lock.js' */

import { orAbort } from './cancel.js';
import { defaultSettings, emptyAlbum, noAnswers, noErrors, noFindings } from './defaults.js';
import { AgelensError, isAbort } from './errors.js';
import { fileName } from './file-name.js';
import { availableSettings } from './find-backbone.js';
import { holdLock } from './hold-lock.js';
import { datasetOfKept, keepEntries, keptDatasetOf, keptPartOf, unkeptEntries } from './kept-dataset.js';
import { whyNotClassify } from './obtain-embeddings.js';
import { takeIn } from './open-project.js';
import { allKept, describeDataset, makeProject } from './project.js';
import { sentenceOf } from './sentence.js';

/** Shared by all tabs; so what no project names, or was deleted, is removed only where no other tab is open. */
const PHOTOGRAPHS_LOCK = 'agelens-photographs';
/** @param {string} id */
const lockOf = (id) => `agelens-project-${id}`;

const ELSEWHERE_NO_MORE =
  'The other tab has closed this project. What it kept is shown, and changes are kept here from now on.';

/** @typedef {Pick<Project, 'settings' | 'dataset' | 'runs' | 'trained'> & { name: string | null }} Content */

/**
 * @typedef {object} ProjectFiles
 * @property {(bytes: Uint8Array) => Promise<string>} sha256
 * @property {(file: FileEntry) => Promise<Parameters<typeof takeIn>[0]>} read
 * @property {(name: string, project: Project, how: SavingHow) => Promise<void>} save to the user's disk
 *
 * @typedef {object} SavingHow
 * @property {((photograph: KeptPhotograph) => Promise<Uint8Array>) | null} readPhotograph null leaves them out
 * @property {(done: number) => void} onPhotograph
 * @property {(sentence: string) => void} onProblem what could not be put into the file
 * @property {AbortSignal} signal
 */

/**
 * @typedef {object} KeepingServices
 * @property {ProjectStore} projectStore
 * @property {ProjectFiles} projectFiles
 * @property {KeptPhotographs} photographs
 * @property {Datasets} datasets
 * @property {LockManager | undefined} locks absent in old browsers
 * @property {Pick<StorageManager, 'estimate' | 'persist' | 'persisted'> | undefined} storage
 */

/**
 * @param {Store} store
 * @param {KeepingServices} services
 * @param {() => Promise<void>} onOpen after another project was opened
 */
export function createProjectKeeper(
  store,
  { projectStore, projectFiles, photographs, datasets, locks, storage },
  onOpen,
) {
  /** @type {Content | null} */
  let written = null;
  /** What could not be written; it is not tried again before it changes. @type {Content | null} */
  let failed = null;
  /** @type {Promise<void> | null} */
  let writing = null;
  /** Of the open project. @type {Release | null} */
  let held = null;
  /** For the tab that holds the lock of the open project. @type {AbortController | null} */
  let waiting = null;
  let seen = store.state.dataset;
  /** @type {{ dataset: AppState['dataset'], kept: KeptDataset | null, whole: boolean }} */
  let memo = { dataset: null, kept: null, whole: true };
  /** @type {{ controller: AbortController, entries: Set<unknown> } | null} */
  let copying = null;
  /** Until this tab shares the lock of the photographs. @type {Promise<unknown>} */
  let sharing = Promise.resolve();
  /** @type {AbortController | null} What the user may stop, of a file being saved or opened. */
  let stoppable = null;

  /** @param {Partial<Projects>} patch */
  const update = (patch) => store.update({ projects: { ...store.state.projects, ...patch } });

  /** What a record would hold. @returns {Content} */
  function contentNow() {
    const { settings, dataset, runs, trained, projects } = store.state;
    const whole = projects.photographsKept;
    if (memo.dataset !== dataset || (whole && !memo.whole)) memo = { dataset, kept: keptNow(), whole };
    return { name: projects.current?.name ?? null, settings, dataset: memo.kept, runs, trained };
  }

  /** While photographs that were added are being copied, those of before stay recorded: a crash loses only the new ones. */
  function keptNow() {
    const { dataset, projects } = store.state;
    if (!dataset || dataset.features) return null;
    if (projects.photographsKept) return keptDatasetOf(dataset);
    const part = memo.kept && keptPartOf(dataset);
    return part && allKept(part).length > 0 ? part : null;
  }

  /** @returns {Content | null} */
  function unwritten() {
    const { dataset, trained, projects } = store.state;
    if (!projects.opened || projects.elsewhere || (!projects.current && !dataset && !trained)) return null;
    const content = contentNow();
    return isSame(content, written) || isSame(content, failed) ? null : content;
  }

  /** @param {Content} content */
  async function write({ name, ...content }) {
    const current = store.state.projects.current ?? (await begin());
    const project = makeProject({ ...content, name: name ?? current.name });
    await projectStore.save(current.id, project);
    const wasFailing = failed !== null;
    written = { ...content, name: project.name };
    failed = null;
    const now = store.state.projects;
    if (now.current?.id !== current.id) return;
    const listed = { id: current.id, name: now.current.name, savedAt: project.savedAt };
    update({ current: listed, list: listWith(listed), ...(wasFailing && { error: null }) });
  }

  /** The first thing worth keeping makes a project. */
  async function begin() {
    const { dataset, trained } = store.state;
    const current = {
      id: crypto.randomUUID(),
      name: freeName(dataset?.name ?? trained?.run.datasetName ?? 'project'),
      savedAt: '',
    };
    held = await holdLock(locks, lockOf(current.id), { ifAvailable: true });
    if (store.state.projects.list.length === 0) persist();
    update({ current, list: listWith(current) });
    return current;
  }

  /** @param {ListedProject} project */
  const listWith = (project) => [project, ...store.state.projects.list.filter(({ id }) => id !== project.id)];

  /** @param {string} wanted */
  function freeName(wanted) {
    const taken = new Set(store.state.projects.list.map(({ name }) => name));
    let name = wanted;
    for (let number = 2; taken.has(name); number++) name = `${wanted} ${number}`;
    return name;
  }

  async function writeAll() {
    for (let content = unwritten(); content; content = unwritten()) {
      try {
        await write(content);
      } catch (error) {
        failed = contentNow();
        update({ error: sentenceOf(error) });
      }
    }
    measure();
  }

  function onChange() {
    watchPhotographs();
    if (writing || !unwritten()) return;
    writing = Promise.resolve()
      .then(writeAll)
      .finally(() => {
        writing = null;
        onChange();
      });
  }

  /** Until what has changed is kept, or is known not to be. */
  async function settle() {
    while (writing) await writing;
  }

  function watchPhotographs() {
    const { dataset, projects } = store.state;
    if (dataset === seen) return;
    seen = dataset;
    const unkept = dataset ? unkeptEntries(dataset) : [];
    // A training may leave fewer of the same photographs.
    if (copying && unkept.length > 0 && unkept.every((entry) => copying?.entries.has(entry))) return;
    const given = projects.photographsKept || copying !== null || unkept.length === 0;
    copying?.controller.abort();
    copying = null;
    update({ copying: null, photographsKept: unkept.length === 0 });
    // Where keeping them has failed or was stopped, it is up to the user.
    if (given && unkept.length > 0 && projects.opened && !projects.elsewhere) copyPhotographs();
  }

  async function copyPhotographs() {
    const { dataset } = store.state;
    if (!dataset || copying) return;
    const entries = unkeptEntries(dataset);
    const mine = { controller: new AbortController(), entries: new Set(entries) };
    copying = mine;
    const { signal } = mine.controller;
    update({ copying: { done: 0, total: entries.length }, photographsKept: false, error: null });
    try {
      await orAbort(sharing, signal);
      await keepEntries(photographs, entries, {
        signal,
        onProgress: (progress) => copying === mine && update({ copying: progress }),
      });
      if (copying !== mine) return;
      copying = null;
      update({ copying: null, photographsKept: true });
    } catch (error) {
      if (copying !== mine) return;
      copying = null;
      const sentence = isAbort(error)
        ? 'Keeping the photographs was stopped: this tab goes on with them, and they are gone from it when it is closed.'
        : sentenceOf(error);
      update({ copying: null, error: sentence });
    }
  }

  async function measure() {
    try {
      const [estimate, persisted] = await Promise.all([storage?.estimate(), storage?.persisted()]);
      if (!estimate?.quota) return;
      update({ storage: { used: estimate.usage ?? 0, quota: estimate.quota, persisted: persisted ?? false } });
    } catch {
      // A browser that does not say is not asked about.
    }
  }

  async function persist() {
    await storage?.persist().catch(() => false);
    await measure();
  }

  /**
   * Puts a project on the page in the place of the one that is there.
   * @param {ListedProject | null} current
   * @param {Project | null} project
   * @param {Partial<Projects>} patch
   */
  function show(current, project, patch) {
    const { manifest, projects } = store.state;
    const kept = project?.dataset ?? null;
    const dataset = kept && datasetOfKept(kept, { datasets, photographs });
    const { runs = [], trained = null } = project ?? {};
    const settings = { ...defaultSettings, ...project?.settings };
    memo = { dataset, kept, whole: true };
    seen = dataset;
    written = project && { name: project.name, settings, dataset: kept, runs, trained };
    failed = null;
    store.update({
      dataset,
      // At the start the list of backbones is not complete yet.
      settings: projects.opened ? availableSettings(manifest, settings) : settings,
      ...noFindings(),
      runs,
      trained,
      history: trained?.run.history ?? [],
      preview: null,
      ...noAnswers(),
      album: emptyAlbum(),
      undo: null,
      errors: { ...noErrors(), classify: trained && whyNotClassify(trained.run) },
      projects: { ...projects, current, elsewhere: false, photographsKept: true, ...patch },
    });
  }

  /** @param {string} id */
  async function enter(id) {
    const lock = await holdLock(locks, lockOf(id), { ifAvailable: true });
    try {
      const project = await projectStore.load(id);
      if (!project) throw new AgelensError('no-project', 'This project is gone; it was deleted in another tab.');
      refuseWhileBusy();
      await leave();
      held = lock;
      show({ id, name: project.name, savedAt: project.savedAt }, project, { elsewhere: !lock });
    } catch (error) {
      if (held !== lock) await lock?.();
      throw error;
    }
    if (!lock) takeOverLater(id);
    await projectStore.setOpen(id);
  }

  async function leave() {
    waiting?.abort();
    waiting = null;
    await held?.();
    held = null;
  }

  /** An empty page, for a project that begins with its first photographs. */
  async function enterNew() {
    refuseWhileBusy();
    await leave();
    show(null, null, {});
    await projectStore.setOpen(null);
  }

  /** @param {string} id of a project that another tab writes */
  async function takeOverLater(id) {
    const mine = new AbortController();
    waiting = mine;
    const lock = await holdLock(locks, lockOf(id), { signal: mine.signal }).catch(() => null);
    if (!lock) return;
    const project = await projectStore.load(id).catch(() => null);
    await untilIdle();
    if (waiting !== mine) return lock();
    waiting = null;
    held = lock;
    if (project) show({ id, name: project.name, savedAt: project.savedAt }, project, { notice: ELSEWHERE_NO_MORE });
    else await alone(enterNew);
    update({ list: await projectStore.list() });
  }

  /** @returns {Promise<void>} */
  function untilIdle() {
    return new Promise((resolve) => {
      const leaveStore = store.subscribe(({ job }) => {
        if (job) return;
        resolve();
        queueMicrotask(() => leaveStore());
      });
    });
  }

  function refuseWhileBusy() {
    if (!store.state.job && !store.state.projects.copying) return;
    throw new AgelensError('busy', 'Agelens is busy; wait until it is done, or cancel it first.');
  }

  /** Leaving a project must not lose what could not be kept. */
  function refuseUnkept() {
    const { photographsKept, elsewhere } = store.state.projects;
    if (elsewhere || (photographsKept && !failed)) return;
    throw new AgelensError(
      'unkept',
      'This project is not all kept, and what is not kept would be lost. Press “Try again”, or remove the photographs.',
    );
  }

  /** Never rejects. @type {Promise<void>} */
  let last = Promise.resolve();

  /** One after another, and not beside a job. @param {() => Promise<void>} work */
  function alone(work) {
    last = last.then(async () => {
      try {
        refuseWhileBusy();
        await settle();
        update({ notice: null, ...(failed || !store.state.projects.photographsKept ? {} : { error: null }) });
        await work();
      } catch (error) {
        update(isAbort(error) ? { notice: 'Stopped; nothing has changed.' } : { error: sentenceOf(error) });
      }
    });
    return last;
  }

  /**
   * Another project, of what `read` gives; `notice` is said when it is open.
   * @param {() => Promise<{ project: Project, notice?: string | null }>} read
   */
  const add = (read) =>
    alone(async () => {
      refuseUnkept();
      await sharing;
      const { project, notice = null } = await read();
      const id = crypto.randomUUID();
      await projectStore.save(id, { ...project, name: freeName(project.name) });
      update({ list: await projectStore.list() });
      await enter(id);
      update({ notice });
      await onOpen();
    });

  /**
   * Work through photographs that the user may stop.
   * @template T
   * @param {'copying' | 'saving'} what
   * @param {(context: Required<Context<{ done: number, total: number }>>) => Promise<T>} work
   */
  async function throughPhotographs(what, work) {
    const mine = new AbortController();
    stoppable = mine;
    try {
      const onProgress = (/** @type {{ done: number, total: number }} */ progress) => update({ [what]: progress });
      return await work({ signal: mine.signal, onProgress });
    } finally {
      stoppable = null;
      update({ [what]: null });
    }
  }

  /**
   * The open project as a file. Photographs that could not be kept here are in it as well.
   * @param {boolean} withPhotographs
   */
  async function saveToFile(withPhotographs) {
    const { name, ...content } = contentNow();
    const { dataset } = store.state;
    const kept = dataset && !dataset.features ? await describeDataset(dataset, projectFiles.sha256) : null;
    const project = makeProject({ ...content, dataset: kept, name: name ?? dataset?.name ?? 'project' });
    const all = dataset && !dataset.features ? [...dataset.samples, ...(dataset.excluded ?? [])] : [];
    const entries = new Map(all.map(({ path, entry }) => [path, entry]));
    const file = `${fileName(project.name)}.agelens.zip`;
    /** @type {string[]} */
    const problems = [];
    await throughPhotographs('saving', ({ signal, onProgress }) =>
      projectFiles.save(file, project, {
        readPhotograph: withPhotographs
          ? async ({ path }) => /** @type {FileEntry} */ (entries.get(path)).read()
          : null,
        signal,
        onPhotograph: (done) => onProgress({ done, total: entries.size }),
        onProblem: (sentence) => problems.push(sentence),
      }),
    );
    update({ notice: [`Saved as “${file}”, in the folder of your downloads.`, ...problems].join(' ') });
  }

  /** Removes for good what was deleted before, and photographs that no project names. */
  async function tidy() {
    const release = locks ? await holdLock(locks, PHOTOGRAPHS_LOCK, { ifAvailable: true }) : null;
    if (!release) return;
    try {
      for (const id of await projectStore.deleted()) await projectStore.purge(id);
      await photographs.removeExcept(await projectStore.photographs());
    } catch {
      // What could not be removed now is removed at a later start.
    } finally {
      await release();
    }
  }

  store.subscribe(onChange);

  return {
    settle,

    /** Opens the project that was open last. */
    async start() {
      try {
        const { open, notice } = await projectStore.opening();
        const list = await projectStore.list();
        update({ list, notice });
        sharing = tidy().then(() => holdLock(locks, PHOTOGRAPHS_LOCK, { mode: 'shared' }));
        if (open && list.some(({ id }) => id === open)) await enter(open);
        measure();
      } catch (error) {
        update({ error: sentenceOf(error) });
      }
      update({ opened: true });
    },

    actions: {
      /** @param {string} id */
      open: (id) =>
        alone(async () => {
          if (id === store.state.projects.current?.id) return;
          refuseUnkept();
          await enter(id);
          await onOpen();
        }),

      create: () =>
        alone(async () => {
          refuseUnkept();
          await enterNew();
        }),

      add,

      duplicate: () =>
        add(async () => {
          const { name, ...content } = contentNow();
          return { project: makeProject({ ...content, name: `${name} copy` }) };
        }),

      /** @param {boolean} withPhotographs */
      saveToFile: (withPhotographs) => alone(() => saveToFile(withPhotographs)),

      /** A project of a file beside those that are there. @param {FileEntry} file */
      openFile: (file) =>
        add(async () => {
          const read = await projectFiles.read(file);
          const { project, problems } = await throughPhotographs('copying', (context) =>
            takeIn(read, photographs, context),
          );
          return { project, notice: problems.length > 0 ? `“${file.path}”: ${problems.join(' ')}` : null };
        }),

      /** @param {string} name */
      rename: (name) =>
        alone(async () => {
          const { current, elsewhere } = store.state.projects;
          if (!current || elsewhere || name.trim() === '') return;
          const renamed = { ...current, name: name.trim() };
          update({ current: renamed, list: listWith(renamed) });
          await settle();
        }),

      remove: () =>
        alone(async () => {
          const { current, elsewhere } = store.state.projects;
          if (!current || elsewhere) return;
          await projectStore.remove(current.id);
          const list = await projectStore.list();
          if (list[0]) await enter(list[0].id);
          else await enterNew();
          update({ list, deleted: current });
          await onOpen();
        }),

      undo: () =>
        alone(async () => {
          const { deleted } = store.state.projects;
          if (!deleted) return;
          refuseUnkept();
          await projectStore.restore(deleted.id);
          update({ list: await projectStore.list(), deleted: null });
          await enter(deleted.id);
          await onOpen();
        }),

      /** Asks the browser to keep everything for good. */
      persist,

      stopCopying: () => (stoppable ?? copying?.controller)?.abort(),

      /** Tries again to keep what could not be kept. */
      async retry() {
        failed = null;
        update({ error: null });
        if (!store.state.projects.photographsKept) await copyPhotographs();
        await settle();
      },
    },
  };
}

/** @param {Content} content @param {Content | null} other */
function isSame(content, other) {
  const keys = /** @type {(keyof Content)[]} */ (Object.keys(content));
  return other !== null && keys.every((key) => content[key] === other[key]);
}
