// Several core services as one. The real core stands behind each, so that results can be compared.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AgelensError } from '../../web/js/app/errors.js';
import { createNodeCore } from '../../web/js/core/node.js';
import { createCorePool, poolSize } from '../../web/js/core/pool.js';
import { exampleArguments, trainSettings } from './training-example.mjs';

/** @import { CoreService } from '../../web/js/types.d.ts' */

test('results come in order and do not depend on the number of workers', async () => {
  const results = [];
  for (const size of [1, 3]) {
    const pool = createCorePool(await Promise.all(Array.from({ length: size }, createNodeCore)));
    assert.equal(pool.parallel, size);
    const data = await pool.loadTrainingData(...exampleArguments);
    const seeds = [1, 2, 3, 4, 5];
    results.push(await Promise.all(seeds.map((seed) => pool.trainClassifier({ data, ...trainSettings, seed }))));
    await pool.freeTrainingData(data);
    await assert.rejects(pool.trainClassifier({ data, ...trainSettings }), { code: 'no-training-data' });
  }
  assert.deepEqual(results[0], results[1]);
});

/** A core whose inspections wait until they are let go. */
function slowCore() {
  /** @type {(() => void)[]} */
  const gates = [];
  const loads = { count: 0 };
  const core = /** @type {CoreService} */ (
    /** @type {unknown} */ ({
      inspectImage: () => new Promise((resolve) => gates.push(() => resolve({ format: 'png', width: 1, height: 1 }))),
      trainClassifier: () => Promise.reject(new AgelensError('core-failed', 'The worker stopped.')),
      loadTrainingData: async () => ++loads.count,
    })
  );
  return { core, gates, loads };
}

test('each call goes to a free service, and one that waits can be given up', async () => {
  const [one, two] = [slowCore(), slowCore()];
  const pool = createCorePool([one.core, two.core]);
  const calls = [1, 2, 3].map(() => pool.inspectImage(new Uint8Array(1)));
  const controller = new AbortController();
  const data = await pool.loadTrainingData(...exampleArguments);
  const training = pool.trainClassifier({ data, ...trainSettings }, { signal: controller.signal });
  await new Promise(setImmediate);
  assert.deepEqual([one.gates.length, two.gates.length], [1, 1]);
  controller.abort();
  await assert.rejects(training, { name: 'AbortError' });
  two.gates[0]?.();
  await calls[1];
  await new Promise(setImmediate);
  assert.equal(two.gates.length, 2);
  one.gates[0]?.();
  two.gates[1]?.();
  await Promise.all(calls);
});

test('a photograph that is looked at goes before what waits', async () => {
  const { core, gates } = slowCore();
  /** @type {string[]} */
  const order = [];
  const pool = createCorePool([
    Object.assign(core, {
      describePhotograph: async () => void order.push('look'),
      writeNpy: async () => void order.push('other'),
    }),
  ]);
  const calls = [
    pool.inspectImage(new Uint8Array(1)),
    pool.writeNpy(new Uint8Array(1), [1]),
    pool.describePhotograph(new Uint8Array(1), 8),
  ];
  await new Promise(setImmediate);
  gates[0]?.();
  await Promise.all(calls);
  assert.deepEqual(order, ['look', 'other']);
});

test('a worker that died gets the training data again', async () => {
  const { core, loads } = slowCore();
  const pool = createCorePool([core]);
  const data = await pool.loadTrainingData(...exampleArguments);
  for (let attempt = 0; attempt < 2; attempt++) {
    await assert.rejects(pool.trainClassifier({ data, ...trainSettings }), { code: 'core-failed' });
  }
  assert.equal(loads.count, 2);
});

test('all cores but one are used, and both of two', () => {
  assert.deepEqual([1, 2, 3, 4, 64].map(poolSize), [1, 2, 2, 3, 8]);
});
