/** @import { Context, Model, Optimistic, Progress } from '../types.d.ts' */
/** @import { Task } from './evaluate.js' */

import { createTrainingProgress, trainOnAll, unitsToKeep } from './evaluate.js';
import { countTrainings } from './fit.js';
import { hasOptimistic, measureOptimistic } from './optimistic.js';

/**
 * Trains the model that is kept and, side by side with it, measures what a random split would have shown. Progress counts the
 * epochs of the one, the other's share among them.
 *
 * @param {Task} task
 * @param {Context<Progress>} context
 * @param {{ optimistic: boolean }} options false: that is not measured
 * @returns {Promise<{ model: Model, optimistic: Optimistic | null }>}
 */
export async function finishTraining(task, context, options) {
  const { settings } = task;
  const { signal } = context;
  const units = unitsToKeep(task);
  const measures = options.optimistic && hasOptimistic(task);
  const trainings = countTrainings(settings, units) + (measures ? settings.ensemble : 0);
  const onEpochs = createTrainingProgress('train', settings.epochs, context);
  const onPart = (/** @type {number} */ part) => onEpochs((part * settings.epochs) / trainings);
  const [model, optimistic] = await Promise.all([
    trainOnAll(task, units, { signal, onPart }),
    measures ? measureOptimistic(task, { signal, onPart }) : null,
  ]);
  return { model, optimistic };
}
