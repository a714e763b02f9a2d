/** @import { InspectNetwork } from '../types.d.ts' */
/** @import { EmbedClient } from './client.js' */

import { AgelensError } from '../app/errors.js';
import { withPatience } from './patience.js';

const PATIENCE_MS = 120_000;

/**
 * Inspects each network in a worker of its own, so that a bad one harms none that is open and leaves nothing behind.
 *
 * @param {() => EmbedClient} startClient
 * @param {number} [patienceMs] a network may loop for ever
 * @returns {InspectNetwork}
 */
export function createInspector(startClient, patienceMs = PATIENCE_MS) {
  const lateError = () =>
    new AgelensError(
      'no-answer',
      `The network did not answer an image within ${Math.round(patienceMs / 1000)} seconds; choose a smaller one.`,
    );

  return async (model, choose) => {
    const client = startClient();
    try {
      const signature = await withPatience(client.inspect(model), patienceMs, lateError);
      const form = choose(signature);
      return { signature, form, outputs: await withPatience(client.tryOut(form), patienceMs, lateError) };
    } finally {
      client.close();
    }
  };
}
