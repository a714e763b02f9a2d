// What the page can do. Every failure ends as a sentence at the step it belongs to; nothing is thrown at the caller.

/** @import { AppState, CoreService, DeviceChoice, EmbeddingCache, ExportName, FileEntry, InspectNetwork, MapRequest, OwnOptions, Progress, Settings } from '../types.d.ts' */
/** @import { Strings } from '../strings/en.js' */
/** @import { Backbones } from '../data/backbones.js' */
/** @import { Datasets } from '../data/dataset.js' */
/** @import { OwnBackbones } from '../data/own-backbones.js' */
/** @import { BatchServices } from './batch-actions.js' */
/** @import { Imports } from './intake.js' */
/** @import { Embedder } from './embedder.js' */
/** @import { Exporters, SaveFile } from './export-run.js' */
/** @import { MapActions } from './embedding-map.js' */
/** @import { OwnFile } from './own-backbone.js' */
/** @import { KeepingServices } from './project-keeper.js' */
/** @import { createStore } from './store.js' */

import { createAlbumActions } from './album-actions.js';
import { createBatchActions } from './batch-actions.js';
import { orAbort, throwIfAborted } from './cancel.js';
import { changedSettings, checkSettings, noAnswers, noErrors } from './defaults.js';
import { createEditActions } from './edit-photographs.js';
import { AgelensError, isAbort } from './errors.js';
import { createExplainActions } from './explain-actions.js';
import { embedRun, exportRun } from './export-run.js';
import { availableSettings, findSeeing, networksOf } from './find-backbone.js';
import { openDataset } from './intake.js';
import { createJobs } from './jobs.js';
import { createLiveActions } from './live-actions.js';
import { whyNotClassify } from './obtain-embeddings.js';
import { createOwnBackboneActions } from './own-backbone-actions.js';
import { classifyPhoto } from './pipeline.js';
import { createPreviewActions } from './preview.js';
import { createProjectKeeper } from './project-keeper.js';
import { readFile } from './read-file.js';
import { createRemoveActions } from './remove-actions.js';
import { sentenceOf } from './sentence.js';
import { createTrainActions } from './train-actions.js';
import { createUndo } from './undo.js';

/** @typedef {ReturnType<typeof createStore<AppState>>} Store */

/**
 * @typedef {KeepingServices & OtherServices} Services
 * @typedef {object} OtherServices
 * @property {CoreService} core
 * @property {Embedder} embedder
 * @property {Datasets} datasets
 * @property {Imports} imports
 * @property {EmbeddingCache} cache
 * @property {Pick<Backbones, 'loadManifest'>} backbones
 * @property {OwnBackbones} ownBackbones
 * @property {InspectNetwork} inspect
 * @property {() => Promise<FileEntry[]>} drawSample
 * @property {Exporters} exporters
 * @property {SaveFile} saveFile
 * @property {Strings} strings
 * @property {BatchServices['writeAnswers']} writeAnswers
 */

/**
 * @param {Store} store
 * @param {Services} services
 */
export function createActions(store, { backbones, ownBackbones, inspect, drawSample, ...services }) {
  const { core, embedder, cache, strings } = services;
  const jobs = createJobs(store, say);
  const { runJob } = jobs;
  const preview = createPreviewActions(store, { core, embedder });
  const undo = createUndo(store);
  const own = createOwnBackboneActions(store, {
    inspect,
    ownBackbones,
    undo,
    strings,
    isBusy: () => jobs.kindNow() !== null,
  });
  const keeper = createProjectKeeper(store, services, warmUpIfNeeded);
  const removals = createRemoveActions(store, {
    undo,
    strings,
    jobNow: jobs.kindNow,
    replaceClassifier,
    settle: keeper.settle,
  });
  const batch = createBatchActions(store, services, {
    runJob,
    fail: (error) => say('classify', error === null ? null : sentenceOf(error)),
  });

  /**
   * @param {keyof AppState['errors']} step
   * @param {string | null} sentence
   */
  function say(step, sentence) {
    store.update({ errors: { ...store.state.errors, [step]: sentence } });
  }

  /**
   * Puts another classifier, or none, in the place of the one that is there; what was made and said with that goes with it.
   * @param {Partial<AppState>} patch
   */
  function replaceClassifier(patch) {
    const { intake, train } = store.state.errors;
    const classify = patch.trained ? whyNotClassify(patch.trained.run) : null;
    store.update({ ...noAnswers(), errors: { ...noErrors(), intake, train, classify }, ...patch });
  }

  /** @type {Promise<MapActions> | null} Loaded when it is first asked for. */
  let map = null;
  function mapActions() {
    map ??= import('./embedding-map.js').then(
      ({ createMapActions }) =>
        createMapActions(store, { core, embedRun: (request, context) => embedRun(services, request, context) }),
      () => {
        map = null;
        throw new AgelensError('not-loaded', 'The map could not be loaded. Check the network, then reload the page.');
      },
    );
    return map;
  }

  /**
   * @param {() => Promise<FileEntry[]>} findEntries
   * @param {string} [name] the folder's own, unless given
   */
  async function intake(findEntries, name) {
    /** @type {FileEntry | null} */
    let project = null;
    await runJob('intake', async (context) => {
      const entries = await orAbort(findEntries(), context.signal);
      const chosen = await orAbort(services.imports.whatWasChosen(entries), context.signal);
      if (chosen.kind === 'project') {
        project = chosen.entry;
        return;
      }
      const dataset = await openDataset(
        services,
        { chosen, name },
        {
          signal: context.signal,
          onProgress: ({ done, total }) => context.onProgress({ stage: 'load', done, total, secondsLeft: null }),
        },
      );
      removals.showDataset(dataset);
    });
    if (project) await keeper.actions.openFile(project);
    else warmUpIfNeeded();
  }

  /** Opens the backbone ahead of its use, so that the device is shown and the first job need not wait. */
  async function warmUp() {
    const { trained, settings, deviceChoice, manifest } = store.state;
    const isMine = () => store.state.deviceChoice === deviceChoice;
    try {
      const usable = trained && !whyNotClassify(trained.run);
      const seeing = usable ? trained.run : findSeeing(manifest, settings);
      const onProgress = (/** @type {Progress} */ { done, total }) => {
        if (isMine()) store.update({ opening: { done, total } });
      };
      const device = await embedder.open(networksOf(seeing), deviceChoice, { onProgress });
      if (isMine()) store.update({ device });
    } catch (error) {
      if (!isAbort(error)) say('train', sentenceOf(error));
    } finally {
      if (isMine()) store.update({ opening: null });
    }
  }

  /** Megabytes of runtime and backbone come only where there is something that they could look at. */
  async function warmUpIfNeeded() {
    const { dataset, trained, device } = store.state;
    if (!device && ((dataset && !dataset.features) || trained)) await warmUp();
  }

  async function loadBackbones() {
    try {
      store.update({ manifest: await backbones.loadManifest() });
    } catch (error) {
      say('train', sentenceOf(error));
    }
  }

  /** Removes what is over the bound and says how much is left; a browser without private files keeps nothing. */
  async function countCache() {
    store.update({ cacheBytes: await cache.trim().catch(() => null) });
  }

  /** @param {{ name: string, photo: Blob, read: () => Promise<Uint8Array>, chosenFace?: number }} photograph */
  function classify({ name, photo, read, ...which }) {
    return runJob('classify', async (context) => {
      const { trained, deviceChoice } = store.state;
      if (!trained) throw new AgelensError('no-classifier', 'Train a classifier first, then classify photographs.');
      try {
        const bytes = await readFile({ read });
        const request = { trained, path: name, bytes, choice: deviceChoice, ...which };
        const answer = await classifyPhoto(services, request, context);
        throwIfAborted(context.signal);
        store.update({ answer: { ...answer, photo }, explanation: null, device: embedder.device() });
      } catch (error) {
        if (error instanceof AgelensError) throw new AgelensError(error.code, `“${name}”: ${error.message}`);
        throw error;
      }
    });
  }

  return {
    ...createExplainActions(store, { core, embedder }, runJob),
    ...createTrainActions(store, services, { runJob, say, replaceClassifier, settle: keeper.settle, countCache }),
    ...removals.actions,
    ...undo.actions,

    /** Opens the kept project, loads the list of backbones, and opens the one that will be used, where anything is kept. */
    async start() {
      // Counting looks at every file; the device is opened meanwhile.
      const counting = countCache();
      await Promise.all([keeper.start(), loadBackbones()]);
      await own.restore();
      store.update({ settings: availableSettings(store.state.manifest, store.state.settings) });
      await Promise.all([warmUpIfNeeded(), counting]);
    },

    /** @param {Promise<FileEntry[]>} entries */
    openFolder(entries) {
      return intake(() => entries);
    },

    openSample() {
      return intake(drawSample, 'sample dataset');
    },

    /**
     * Takes the settings as they are typed; what is out of range is said at once and refused by `train`.
     * @param {Partial<Settings>} patch
     */
    changeSettings(patch) {
      const settings = changedSettings(store.state.settings, patch);
      store.update({ settings });
      try {
        checkSettings(settings);
        say('train', null);
      } catch (error) {
        say('train', sentenceOf(error));
      }
    },

    /**
     * A job that embeds keeps the device it began on; the choice holds from the next one.
     * @param {DeviceChoice} deviceChoice
     */
    async changeDevice(deviceChoice) {
      store.update({ deviceChoice });
      const kind = jobs.kindNow();
      if (kind && kind !== 'intake') return;
      store.update({ device: null });
      await warmUp();
    },

    /**
     * Which of several faces is meant; the next training looks at it.
     * @param {string} path
     * @param {number} chosenFace
     */
    chooseFace(path, chosenFace) {
      const { dataset } = store.state;
      if (!dataset || jobs.kindNow()) return;
      const samples = dataset.samples.map((sample) => (sample.path === path ? { ...sample, chosenFace } : sample));
      store.update({ dataset: { ...dataset, samples } });
    },

    openPreview: () => preview.open(),
    closePreview: () => preview.close(),

    /** @param {number} by */
    movePreview: (by) => preview.move(by),

    /** @param {OwnFile} file */
    addBackbone: (file) => own.add(file),

    /** @param {string} name @param {OwnOptions} options */
    changeBackbone: (name, options) => own.change(name, options),

    /** @param {string} name */
    removeBackbone: (name) => own.remove(name),

    async clearCache() {
      if (jobs.kindNow()) return;
      try {
        await cache.clear();
        store.update({ cacheBytes: 0 });
      } catch (error) {
        say('train', sentenceOf(error));
      }
    },

    cancel: jobs.cancel,

    /** @param {{ name: string, photo: Blob, read: () => Promise<Uint8Array> }} photograph */
    classify: ({ name, photo, read }) => classify({ name, photo, read }),

    /**
     * Classifies the photograph of the answer again, by another of its faces.
     * @param {number} chosenFace
     */
    async classifyFace(chosenFace) {
      const { answer } = store.state;
      const photo = answer?.photo;
      if (!photo) return;
      const read = async () => new Uint8Array(await photo.arrayBuffer());
      await classify({ name: answer.path, photo, read, chosenFace });
      const { answer: anew } = store.state;
      if (anew && anew !== answer && anew.photo === photo) batch.replace(answer, anew);
    },

    /**
     * Saves something of the run as a file.
     * @param {ExportName} name
     */
    export: (name) =>
      runJob('export', async (context) => {
        const { trained, dataset, deviceChoice: choice } = store.state;
        if (!trained) throw new AgelensError('no-classifier', 'Train a classifier first.');
        store.update({ exported: { name, file: null } });
        const file = await exportRun(services, { name, trained, dataset, choice }, context);
        store.update({ exported: { name, file } });
      }),

    /** @param {MapRequest} request */
    drawMap: (request) => runJob('map', async (context) => (await mapActions()).draw(request, context)),

    /** @param {string | null} person @param {{ everyone?: boolean }} [options] */
    async followPerson(person, options) {
      try {
        await (await mapActions()).follow(person, options);
      } catch (error) {
        say('map', sentenceOf(error));
      }
    },

    /** @param {string[] | null} onlyShown paths; null shows all */
    showOnly(onlyShown) {
      store.update({ onlyShown });
    },

    photographs: createEditActions(store, services, { runJob, undo }),

    batch,
    live: createLiveActions(store, { core, embedder }, runJob),

    album: createAlbumActions(store, services, { runJob, undo, settle: keeper.settle }),

    projects: keeper.actions,
  };
}

/** @typedef {ReturnType<typeof createActions>} Actions */
