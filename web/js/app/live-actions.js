// The camera's pictures, one after another: the next is asked for once the last is answered, and none is kept.

/** @import { CoreService, Live } from '../types.d.ts' */
/** @import { Store } from './actions.js' */
/** @import { Embedder } from './embedder.js' */
/** @import { RunJob } from './jobs.js' */

import { answerOrProblem } from './answer-or-problem.js';
import { orAbort, throwIfAborted } from './cancel.js';
import { AgelensError } from './errors.js';
import { networksOf } from './find-backbone.js';
import { checkClassifies } from './obtain-embeddings.js';
import { classifyPhoto } from './pipeline.js';

/** Of the latest interval in the smoothed one. */
const NEWEST = 0.2;

/**
 * How often something happens, smoothed.
 * @param {() => number} [now] milliseconds
 * @returns {() => number | null} to be called each time; per second, null the first time
 */
export function createRate(now = () => performance.now()) {
  /** @type {number | null} */
  let before = null;
  /** @type {number | null} */
  let meanMs = null;
  return () => {
    const at = now();
    if (before !== null) meanMs = (meanMs ?? at - before) * (1 - NEWEST) + (at - before) * NEWEST;
    before = at;
    return meanMs ? 1000 / meanMs : null;
  };
}

/**
 * @param {Store} store
 * @param {{ core: CoreService, embedder: Embedder }} services
 * @param {RunJob} runJob
 */
export function createLiveActions(store, services, runJob) {
  const { embedder } = services;
  /** @type {((photo: Blob) => void) | null} Takes the picture that is waited for. */
  let take = null;

  /** @param {Live} live */
  const show = (live) => store.update({ live });

  return {
    /** Answers pictures until it is cancelled. A picture is looked at once, without its copies, so that the next comes sooner. */
    start: () =>
      runJob('live', async ({ signal, onProgress }) => {
        const { trained, deviceChoice: choice } = store.state;
        if (!trained) throw new AgelensError('no-classifier', 'Train a classifier first, then point the camera.');
        const { run, model } = trained;
        checkClassifies(run);
        await embedder.open(networksOf(run), choice, { signal, onProgress });
        onProgress({ stage: 'embed', done: 0, total: 0, secondsLeft: null });
        const once = { model, run: { ...run, settings: { ...run.settings, testCopies: 0 } } };
        const rate = createRate();
        /** @type {Live} */
        let live = { answer: null, seen: 0, perSecond: null, problem: null };
        try {
          for (;;) {
            throwIfAborted(signal);
            show(live);
            const photo = await orAbort(
              new Promise((/** @type {(photo: Blob) => void} */ resolve) => {
                take = resolve;
              }),
              signal,
            );
            const said = await answerOf(photo, { trained: once, path: '', choice }, signal);
            live = { ...said, seen: live.seen + 1, perSecond: rate() };
          }
        } finally {
          take = null;
        }
      }),

    /** The picture that was wanted; one that nobody waits for is dropped. @param {Blob} photo */
    see(photo) {
      const waiting = take;
      take = null;
      waiting?.(photo);
    },

    close: () => store.update({ live: null }),
  };

  /**
   * @param {Blob} photo
   * @param {Omit<Parameters<typeof classifyPhoto>[1], 'bytes'>} request
   * @param {AbortSignal} signal
   * @returns {Promise<Pick<Live, 'answer' | 'problem'>>}
   */
  function answerOf(photo, request, signal) {
    return answerOrProblem(async () => {
      const bytes = new Uint8Array(await photo.arrayBuffer());
      const answer = await classifyPhoto(services, { ...request, bytes }, { signal });
      // The range was measured with all the looks that a photograph gets.
      return { ...answer, ageRange: null };
    });
  }
}
