// The embeddings drawn in a plane, what lies near what in them, and a person's course through them.

/** @import { Context, CoreService, Dataset, DeviceChoice, MapPoint, MapRequest, MapState, Progress, Trained, TsneMap } from '../types.d.ts' */
/** @import { Store } from './actions.js' */
/** @import { Embedded } from './embed-dataset.js' */

import { followPersons, meanYearsOff, meanYearsOffByMean } from './age-direction.js';
import { orAbort } from './cancel.js';
import { AgelensError, isAbort } from './errors.js';
import { evenly, measureNeighbourhood, unitRows } from './neighbourhood.js';
import { sentenceOf } from './sentence.js';

/** More are thinned, evenly: these stay interactive. */
export const MOST_POINTS = 3000;
/** Of t-SNE. */
const ITERATIONS = 1000;
/** Photographs times persons up to which the directions without each person are fitted unasked. */
const QUICK_FITS = 20_000;

/** @typedef {(request: { trained: Trained, dataset: Dataset | null, choice: DeviceChoice }, context: Context<Progress>) => Promise<Embedded>} EmbedRun */

/**
 * @param {Store} store
 * @param {{ core: CoreService, embedRun: EmbedRun }} services
 */
export function createMapActions(store, { core, embedRun }) {
  let { trained: followed } = store.state;
  let following = new AbortController();

  const patch = (/** @type {Partial<MapState>} */ change) =>
    store.update({ embeddingMap: { ...store.state.embeddingMap, ...change } });

  // A course is of one run's photographs.
  store.subscribe(({ trained }) => {
    if (trained?.run !== followed?.run) following.abort();
    followed = trained;
  });

  /** @param {MapRequest} request @param {Context<Progress>} context */
  async function rowsToDraw({ copies: withCopies }, context) {
    const { trained, dataset, deviceChoice: choice } = store.state;
    if (!trained) throw new AgelensError('no-classifier', 'Train a classifier first.');
    const { photographs, reference } = trained.model;
    if (photographs.length < 3) throw new AgelensError('too-few', 'A map needs at least three photographs.');
    const dimension = reference.length / photographs.length;
    const embedded = withCopies ? await embedRun({ trained, dataset, choice }, context) : null;
    const copies = embedded?.copies ?? 0;
    const points = pointsToDraw(photographs.length, copies);
    const sampleOf = new Map(embedded?.dataset.samples.map(({ path }, index) => [path, index]));
    const rowOf = (/** @type {MapPoint} */ { photograph, copy }) =>
      (sampleOf.get(photographs[photograph]?.path ?? '') ?? photograph) * (copies + 1) + copy;
    const units = unitRows(embedded?.embeddings ?? reference, dimension, points.map(rowOf));
    return { trained, points, rows: trained.run.samples * (copies + 1), units, dimension };
  }

  /** What gathers, once for each classifier. @param {Trained} trained @param {AbortSignal} signal */
  async function measure({ model: { photographs, reference: embeddings } }, signal) {
    if (store.state.embeddingMap.neighbourhood) return;
    const dimension = embeddings.length / photographs.length;
    const persons = photographs.map(({ person }) => person);
    const classes = photographs.map(({ classIndex }) => classIndex);
    patch({ neighbourhood: await measureNeighbourhood({ embeddings, dimension, persons, classes }, signal) });
  }

  /**
   * @param {MapRequest} request
   * @param {Awaited<ReturnType<typeof rowsToDraw>>} what
   * @param {Required<Context<Progress>>} context
   */
  async function drawRows(request, { trained, points, rows, units, dimension }, { signal, onProgress }) {
    const common = { request, points, rows };
    if (request.method === 'pca') {
      const { coordinates, explained } = await orAbort(core.computePca(units, dimension, 2), signal);
      patch({ map: { ...common, coordinates, explained, steps: null } });
      return;
    }
    /** @param {TsneMap} step */
    const show = ({ coordinates, iteration: done, iterations: total, perplexity, cost }) => {
      if (signal.aborted) return;
      patch({ map: { ...common, coordinates, explained: null, steps: { done, total, perplexity, cost } } });
      onProgress({ stage: 'map', done, total, secondsLeft: null });
    };
    const { perplexity } = request;
    const { seed } = trained.run.settings;
    const asked = { embeddings: units, dimension, perplexity, iterations: ITERATIONS, seed };
    show(await orAbort(core.drawTsne(asked, { signal, onProgress: show }), signal));
  }

  return {
    /** @param {MapRequest} request @param {Required<Context<Progress>>} context */
    async draw(request, context) {
      const what = await rowsToDraw(request, context);
      await Promise.all([drawRows(request, what, context), measure(what.trained, context.signal)]);
    },

    /**
     * A person's course; `everyone` also measures all others, each without themselves. Of several asked for, the last is shown.
     * @param {string | null} person
     * @param {{ everyone?: boolean }} [options]
     */
    async follow(person, { everyone = false } = {}) {
      const { trained } = store.state;
      following.abort();
      following = new AbortController();
      const { signal } = following;
      if (!trained?.run.classValues || person === null) return patch({ course: null, problem: null });
      const { model } = trained;
      const { classValues } = trained.run;
      const known = [...new Set(model.photographs.map((photograph) => photograph.person))];
      const all = everyone || known.length * model.photographs.length <= QUICK_FITS;
      try {
        const persons = all ? known : [person];
        const courses = await followPersons(core, { model, classValues, persons }, signal);
        if (signal.aborted) return;
        const steps = courses.get(person) ?? [];
        const ages = model.photographs.map(({ person: who, classIndex }) => ({
          person: who,
          age: classValues[classIndex] ?? 0,
        }));
        patch({
          course: {
            person,
            steps,
            yearsOff: meanYearsOff(steps),
            everyone: all
              ? {
                  persons: known.length,
                  yearsOff: meanYearsOff([...courses.values()].flat()),
                  yearsOffByMean: meanYearsOffByMean(ages),
                }
              : null,
          },
          problem: null,
        });
      } catch (error) {
        if (!isAbort(error) && !signal.aborted) patch({ course: null, problem: sentenceOf(error) });
      }
    },
  };
}

/**
 * What is drawn: everything, or of each photograph as many copies as there is room for, or photographs evenly.
 *
 * @param {number} photographs
 * @param {number} copies
 * @returns {MapPoint[]}
 */
function pointsToDraw(photographs, copies) {
  const each = Math.min(copies, Math.max(1, Math.floor(MOST_POINTS / photographs) - 1));
  return evenly(photographs, Math.floor(MOST_POINTS / (each + 1))).flatMap((photograph) =>
    Array.from({ length: each + 1 }, (_, copy) => ({ photograph, copy })),
  );
}

/** @typedef {ReturnType<typeof createMapActions>} MapActions */
