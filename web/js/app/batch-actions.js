// What the page does with several photographs at once: each is answered by itself, and one that fails stops none.

/** @import { Answer, BatchItem, CoreService, DeviceChoice, FileEntry, Run, Trained } from '../types.d.ts' */
/** @import { Datasets } from '../data/dataset.js' */
/** @import { Store } from './actions.js' */
/** @import { Embedder } from './embedder.js' */
/** @import { SaveFile } from './export-run.js' */
/** @import { Imports } from './intake.js' */
/** @import { RunJob } from './jobs.js' */

import { answerOrProblem } from './answer-or-problem.js';
import { orAbort, throwIfAborted } from './cancel.js';
import { AgelensError } from './errors.js';
import { fileName } from './file-name.js';
import { networksOf } from './find-backbone.js';
import { whyTooLarge } from './intake.js';
import { lookAhead } from './look-ahead.js';
import { checkClassifies } from './obtain-embeddings.js';
import { classifyPhoto } from './pipeline.js';
import { readFile } from './read-file.js';
import { createTimeLeft } from './time-left.js';

/** One is decoded while another is embedded; each is in memory whole. */
const AT_ONCE = 2;

const STOPPED = 'Not classified: it was stopped before its turn.';

/**
 * @typedef {object} BatchServices
 * @property {CoreService} core
 * @property {Embedder} embedder
 * @property {Datasets} datasets
 * @property {Imports} imports
 * @property {SaveFile} saveFile
 * @property {(items: BatchItem[], run: Run) => Promise<Uint8Array>} writeAnswers as a table
 */

/**
 * @param {Store} store
 * @param {BatchServices} services
 * @param {object} page
 * @param {RunJob} page.runJob
 * @param {(error: unknown) => void} page.fail says it at step 4
 */
export function createBatchActions(store, services, { runJob, fail }) {
  const { core, embedder, datasets, imports } = services;
  let lastId = 0;

  const itemsNow = () => store.state.batch?.items ?? [];

  /** @param {(item: BatchItem) => BatchItem} change */
  const changeItems = (change) => {
    if (store.state.batch) store.update({ batch: { items: itemsNow().map(change) } });
  };

  /** @param {FileEntry[]} entries @returns {Promise<FileEntry[]>} */
  async function photographsAmong(entries) {
    const chosen = await imports.whatWasChosen(entries);
    if (chosen.kind !== 'photographs') {
      throw new AgelensError('no-photographs', 'This holds no photographs to classify; choose them under Photographs.');
    }
    const photographs = chosen.entries.filter(({ path }) => !datasets.isSystemFile(path));
    if (photographs.length === 0) throw new AgelensError('no-photographs', 'There is no photograph in it.');
    return photographs;
  }

  /**
   * @param {BatchItem} item
   * @param {{ trained: Trained, choice: DeviceChoice }} request
   * @param {AbortSignal} signal
   * @returns {Promise<Pick<BatchItem, 'answer' | 'problem'>>}
   */
  function answerOf({ name, entry }, request, signal) {
    return answerOrProblem(async () => {
      throwIfAborted(signal);
      const tooLarge = whyTooLarge(entry);
      if (tooLarge) throw new AgelensError('too-large', tooLarge);
      const bytes = await readFile(entry);
      return classifyPhoto({ core, embedder }, { ...request, path: name, bytes }, { signal });
    });
  }

  return {
    /**
     * Classifies photographs, those of a folder or of a zip, behind the ones that are there.
     * @param {Promise<FileEntry[]>} found
     */
    add: (found) =>
      runJob('batch', async ({ signal, onProgress }) => {
        const { trained, deviceChoice: choice } = store.state;
        if (!trained) throw new AgelensError('no-classifier', 'Train a classifier first, then classify photographs.');
        checkClassifies(trained.run);
        const entries = await orAbort(found.then(photographsAmong), signal);
        /** @type {BatchItem[]} */
        const added = entries.map((entry) => ({
          id: ++lastId,
          name: entry.path,
          entry,
          answer: null,
          problem: null,
        }));
        store.update({ batch: { items: [...itemsNow(), ...added] } });
        try {
          await embedder.open(networksOf(trained.run), choice, { signal, onProgress });
          const secondsLeft = createTimeLeft(added.length);
          const tell = (/** @type {number} */ done) =>
            onProgress({ stage: 'embed', done, total: added.length, secondsLeft: secondsLeft(done) });
          tell(0);
          let done = 0;
          const answers = lookAhead(added, AT_ONCE, async (item) => ({
            id: item.id,
            said: await answerOf(item, { trained, choice }, signal),
          }));
          for await (const { id, said } of answers) {
            changeItems((item) => (item.id === id ? { ...item, ...said } : item));
            throwIfAborted(signal);
            done += 1;
            tell(done);
          }
          store.update({ device: embedder.device() });
        } finally {
          const ids = new Set(added.map(({ id }) => id));
          changeItems((item) =>
            ids.has(item.id) && !item.answer && !item.problem ? { ...item, problem: STOPPED } : item,
          );
        }
      }),

    /** Shows one answer in full. @param {number} id */
    async show(id) {
      const item = itemsNow().find((one) => one.id === id);
      if (!item?.answer) return;
      try {
        const bytes = /** @type {Uint8Array<ArrayBuffer>} */ (await readFile(item.entry));
        if (!itemsNow().includes(item)) return;
        store.update({ answer: { ...item.answer, photo: new Blob([bytes]) }, explanation: null });
        fail(null);
      } catch (error) {
        fail(error);
      }
    },

    /** The row of an answer that was given anew, by another face. @param {Answer} before @param {Answer} after */
    replace(before, after) {
      // What is shown is a copy with its picture; the probabilities are the row's own.
      changeItems((item) =>
        item.answer?.probabilities === before.probabilities ? { ...item, answer: { ...after, photo: null } } : item,
      );
    },

    /** As a table of CSV. */
    async save() {
      const { batch, trained } = store.state;
      if (!batch || !trained) return;
      try {
        const bytes = /** @type {Uint8Array<ArrayBuffer>} */ (await services.writeAnswers(batch.items, trained.run));
        const name = `${fileName(trained.run.datasetName)}-answers.csv`;
        services.saveFile(name, new Blob([bytes], { type: 'text/csv' }));
      } catch (error) {
        fail(error);
      }
    },
  };
}
