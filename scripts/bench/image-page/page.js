// What scripts/bench/image.mjs times in the browser: photographs decoded and copied by one worker, and by two.

import { defaultSettings } from '../../../web/js/app/defaults.js';
import { prepareRequest, withPicture } from '../../../web/js/app/picture.js';
import { createCoreClient } from '../../../web/js/core/client.js';
import { createCorePool } from '../../../web/js/core/pool.js';

const pools = [1, 2].map((workers) => createCorePool(Array.from({ length: workers }, () => createCoreClient())));

/** @type {{ mean: [number, number, number], scale: [number, number, number] }} */
const NORMALIZATION = { mean: [127.5, 127.5, 127.5], scale: [127.5, 127.5, 127.5] };

/** @type {Uint8Array[]} */
let photographs = [];

/** @param {string[]} paths */
async function prepare(paths) {
  photographs = await Promise.all(
    paths.map(async (path) => new Uint8Array(await (await fetch(`photographs/${path}`)).arrayBuffer())),
  );
}

/**
 * Every photograph opened, and made into images of 224 x 224 with that many copies; returns milliseconds.
 * @param {number} workers 1 or 2
 * @param {number} copies
 */
async function prepareAll(workers, copies) {
  const core = /** @type {ReturnType<typeof createCorePool>} */ (pools[workers - 1]);
  const request = prepareRequest({ inputSize: 224, normalization: NORMALIZATION }, defaultSettings, copies, null);
  let next = 0;
  // One more than there are workers, so that none waits.
  const lane = async () => {
    for (let bytes = photographs[next++]; bytes; bytes = photographs[next++]) {
      await withPicture(core, bytes.slice(), undefined, ({ picture }) => core.preparePicture(picture, request));
    }
  };
  const startedMs = performance.now();
  await Promise.all(Array.from({ length: workers + 1 }, lane));
  return performance.now() - startedMs;
}

Object.assign(globalThis, { prepare, prepareAll });
document.title = 'ready';
