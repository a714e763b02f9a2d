// What takes something away from the page as a whole. All of it can be undone.

/** @import { AppState } from '../types.d.ts' */
/** @import { Strings } from '../strings/en.js' */
/** @import { Store } from './actions.js' */
/** @import { Undo } from './undo.js' */

import { noAnswers, noFindings } from './defaults.js';

/** @typedef {(keyof AppState)[]} Keys */

const FINDINGS = /** @type {Keys} */ (Object.keys(noFindings()));
const ANSWERS = /** @type {Keys} */ (Object.keys(noAnswers()));

/**
 * @param {Store} store
 * @param {object} page
 * @param {Undo} page.undo
 * @param {Strings} page.strings
 * @param {() => string | null} page.jobNow
 * @param {(patch: Partial<AppState>) => void} page.replaceClassifier
 * @param {() => Promise<void>} page.settle until what changed is kept
 */
export function createRemoveActions(store, { undo, strings, jobNow, replaceClassifier, settle }) {
  const { undo: said, edit: words } = strings;

  /** Another dataset, or none, has no findings yet. @param {string} sentence @param {Partial<AppState>} patch */
  function replaceDataset(sentence, patch) {
    // A training meanwhile would be lost with the runs.
    undo.removing(sentence, { keys: ['dataset', ...FINDINGS], fits: ['dataset', 'runs'] }, () =>
      store.update({ ...noFindings(), ...patch }),
    );
  }

  return {
    /** A dataset that was opened. @param {NonNullable<AppState['dataset']>} dataset */
    showDataset(dataset) {
      const { dataset: before, runs, preview, errors } = store.state;
      const patch = {
        dataset,
        preview: preview && { position: 0, shown: null, error: null },
        errors: { ...errors, train: null },
      };
      if (before || runs.length > 0) {
        replaceDataset(said.datasetReplaced(before?.name ?? null, dataset.name, runs.length), patch);
      } else store.update({ ...noFindings(), ...patch });
    },

    actions: {
      clearDataset() {
        const { dataset, errors } = store.state;
        if (jobNow() || !dataset) return;
        const patch = { dataset: null, preview: null, errors: { ...errors, intake: null, train: null } };
        replaceDataset(said.datasetRemoved(dataset.name), patch);
      },

      async clearClassifier() {
        if (jobNow() || !store.state.trained) return;
        undo.removing(said.classifier, { keys: ['trained', 'history', 'errors', ...ANSWERS], fits: ['trained'] }, () =>
          replaceClassifier({ trained: null, history: [] }),
        );
        await settle();
      },

      /** Takes a run out of the history. @param {string} startedAt */
      removeRun(startedAt) {
        const { runs, comparison, trained, errors } = store.state;
        if (trained?.run.startedAt === startedAt) {
          store.update({ errors: { ...errors, train: words.runOfClassifier } });
          return;
        }
        const isCompared = comparison?.with === startedAt || comparison?.of === startedAt;
        undo.removing(said.run, { keys: ['runs', 'comparison'], fits: ['runs'] }, () =>
          store.update({
            runs: runs.filter((run) => run.startedAt !== startedAt),
            ...(isCompared && { comparison: null }),
          }),
        );
      },

      clearBatch() {
        const { batch } = store.state;
        if (!batch || jobNow() === 'batch') return;
        // Another classifier would not know the answers.
        undo.removing(said.batch(batch.items.length), { keys: ['batch'], fits: ['batch', 'trained'] }, () =>
          store.update({ batch: null }),
        );
      },
    },
  };
}
