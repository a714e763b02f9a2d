// Training, what tells how to train, and how two trainings compare.

/** @import { AppState } from '../types.d.ts' */
/** @import { Services, Store } from './actions.js' */
/** @import { RunJob } from './jobs.js' */

import { compareBackbones } from './compare-backbones.js';
import { compareTwo } from './compare-runs.js';
import { AgelensError } from './errors.js';
import { chooseTraining } from './obtain-embeddings.js';
import { runTraining } from './pipeline.js';
import { findSettings } from './search.js';
import { sentenceOf } from './sentence.js';

/**
 * @param {Store} store
 * @param {Pick<Services, 'core' | 'embedder' | 'datasets' | 'cache' | 'strings'>} services
 * @param {object} page
 * @param {RunJob} page.runJob
 * @param {(step: keyof AppState['errors'], sentence: string | null) => void} page.say
 * @param {(patch: Partial<AppState>) => void} page.replaceClassifier
 * @param {() => Promise<void>} page.settle until what changed is kept
 * @param {() => Promise<void>} page.countCache
 */
export function createTrainActions(store, services, { runJob, say, replaceClassifier, settle, countCache }) {
  const { core, strings } = services;

  function whatToTrain() {
    const { dataset, settings, manifest, deviceChoice } = store.state;
    if (!dataset) throw new AgelensError('no-dataset', 'Choose a folder of photographs first.');
    const { classNames } = dataset;
    if (classNames.length < 2) throw new AgelensError('one-class', strings.edit.oneClass(classNames[0]));
    return { dataset, settings, manifest, choice: deviceChoice };
  }

  return {
    train() {
      return runJob('train', async (context) => {
        const { dataset, settings, manifest, choice } = whatToTrain();
        const lookAlikes = store.state.duplicates?.groups ?? [];
        const request = {
          dataset,
          choice,
          optimistic: true,
          lookAlikes,
          ...chooseTraining(dataset, settings, manifest),
        };
        store.update({ history: [] });
        const { trained, embedded } = await runTraining(services, request, context);
        replaceClassifier({
          trained,
          dataset: embedded.dataset,
          device: trained.run.device,
          history: trained.run.history,
          runs: [trained.run, ...store.state.runs],
          comparison: null,
          faces: [...embedded.faces]
            .filter(([, { faces }]) => faces.length !== 1)
            .map(([path, found]) => ({ path, found })),
        });
        await Promise.all([settle(), countCache()]);
      });
    },

    /** Tries settings on the photographs; the table appears beside the settings. */
    search() {
      return runJob('search', async (context) => {
        const { dataset, settings, manifest, choice } = whatToTrain();
        store.update({ search: null });
        const request = { dataset, choice, ...chooseTraining(dataset, settings, manifest) };
        store.update({ search: await findSettings(services, request, context) });
      });
    },

    /** The same protocol over every backbone and crop; the table appears beside the settings. */
    compareBackbones() {
      return runJob('compare', async (context) => {
        const { dataset, settings, manifest, choice } = whatToTrain();
        store.update({ backboneComparison: null });
        const request = { dataset, settings, manifest, choice, seeds: [settings.seed] };
        try {
          store.update({ backboneComparison: await compareBackbones(services, request, context) });
        } finally {
          await countCache();
        }
      });
    },

    /**
     * Compares a run of this project with an earlier one.
     * @param {string | null} startedAt of the earlier run; null compares with none
     * @param {string} [of] of the later one; the latest unless given
     */
    async compareWith(startedAt, of = store.state.runs[0]?.startedAt) {
      store.update({ comparison: null });
      const { runs } = store.state;
      const later = runs.find((run) => run.startedAt === of);
      const earlier = runs.find((run) => run.startedAt === startedAt);
      if (!later || !earlier || later === earlier) return;
      try {
        const result = await compareTwo(core, later, earlier);
        if (store.state.runs === runs) {
          store.update({ comparison: { of: later.startedAt, with: earlier.startedAt, result } });
        }
      } catch (error) {
        say('train', sentenceOf(error));
      }
    },
  };
}
