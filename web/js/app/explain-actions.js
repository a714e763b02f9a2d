// What the page does when it is asked why: both jobs change nothing that is kept.

/** @import { AppState } from '../types.d.ts' */
/** @import { Store } from './actions.js' */
/** @import { ExplainServices } from './explain.js' */
/** @import { RunJob } from './jobs.js' */

import { AgelensError } from './errors.js';
import { explainPhoto } from './explain.js';
import { computeMeanMaps } from './mean-maps.js';

/**
 * @param {Store} store
 * @param {ExplainServices} services
 * @param {RunJob} runJob
 */
export function createExplainActions(store, services, runJob) {
  /** @param {AppState['explanation']} explanation unless another photograph has been answered meanwhile */
  const show = (explanation) => {
    if (explanation && explanation.answer === store.state.answer) store.update({ explanation });
  };

  return {
    explain: () =>
      runJob('explain', async (context) => {
        const { answer, trained, deviceChoice: choice } = store.state;
        if (!answer?.photo || !trained) throw new AgelensError('no-answer', 'Classify a photograph first.');
        const photo = await answer.photo.arrayBuffer().catch(() => {
          throw new AgelensError(
            'unreadable',
            `“${answer.path}” could not be read; it may have been moved or deleted.`,
          );
        });
        const request = { answer, trained, bytes: new Uint8Array(photo), choice };
        show(await explainPhoto(services, request, { ...context, onMaps: show }));
      }),

    averageMaps: () =>
      runJob('mean-maps', async (context) => {
        const { dataset, trained, deviceChoice: choice } = store.state;
        if (!trained) throw new AgelensError('no-classifier', 'Train a classifier first.');
        store.update({ meanMaps: null });
        store.update({ meanMaps: await computeMeanMaps(services, { dataset, trained, choice }, context) });
      }),
  };
}
