// What runs, one job at a time.

/** @import { AppState, Context, JobKind, Progress } from '../types.d.ts' */
/** @import { Store } from './actions.js' */

import { isAbort } from './errors.js';
import { sentenceOf } from './sentence.js';

/** A newer one of these takes the place of the one that runs. @type {JobKind[]} */
const REPLACEABLE = ['intake', 'classify', 'explain', 'export', 'map', 'mean-maps'];

/** Where a job's errors are said. @type {Record<JobKind, keyof AppState['errors']>} */
const STEP_OF = {
  intake: 'intake',
  train: 'train',
  search: 'train',
  compare: 'train',
  classify: 'classify',
  batch: 'classify',
  live: 'classify',
  explain: 'classify',
  export: 'export',
  map: 'map',
  'mean-maps': 'meanMaps',
  album: 'album',
  'train-album': 'album',
};

/**
 * @param {Store} store
 * @param {(step: keyof AppState['errors'], sentence: string | null) => void} say
 */
export function createJobs(store, say) {
  /** @type {{ kind: JobKind, controller: AbortController } | null} */
  let running = null;

  return {
    kindNow: () => running?.kind ?? null,

    /**
     * Runs one job at a time; its errors belong to the step of the job's kind. A newer photograph or folder replaces the
     * one being read; nothing replaces a training but its end.
     *
     * @param {JobKind} kind
     * @param {(context: Required<Context<Progress>>) => Promise<void>} work
     */
    async runJob(kind, work) {
      const step = STEP_OF[kind];
      if (running && (running.kind !== kind || !REPLACEABLE.includes(kind))) {
        say(step, 'Agelens is busy; wait until it is done, or cancel it first.');
        return;
      }
      running?.controller.abort();
      const controller = new AbortController();
      const job = { kind, controller };
      running = job;
      say(step, null);
      store.update({ job: { kind, stage: 'load', done: 0, total: 0, secondsLeft: null, cancelling: false } });
      try {
        await work({
          signal: controller.signal,
          onProgress: ({ stage, done, total, secondsLeft, history }) => {
            if (running !== job || controller.signal.aborted) return;
            store.update({ job: { kind, stage, done, total, secondsLeft, cancelling: false } });
            if (history) store.update({ history });
          },
        });
      } catch (error) {
        if (running === job && !isAbort(error)) say(step, sentenceOf(error));
      } finally {
        if (running === job) {
          running = null;
          store.update({ job: null });
        }
      }
    },

    cancel() {
      if (!running) return;
      const { job } = store.state;
      if (job) store.update({ job: { ...job, cancelling: true } });
      running.controller.abort();
    },
  };
}

/** @typedef {ReturnType<typeof createJobs>['runJob']} RunJob */
