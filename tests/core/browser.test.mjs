// The core in its real worker, in Chromium, under the production headers.

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { buildSmallPage } from '../../scripts/steps/small-page.mjs';
import { createNodeCore } from '../../web/js/core/node.js';
import { withPage } from '../page/harness.mjs';
import { exampleArguments, trainSettings } from './training-example.mjs';

test('the worker trains as Node does, reports, cancels, and explains failures', async (t) => {
  const root = await mkdtemp(join(tmpdir(), 'agelens-core-'));
  t.after(() => rm(root, { recursive: true }));
  await buildSmallPage(fileURLToPath(new URL('browser-fixture/', import.meta.url)), root);
  const core = await createNodeCore();
  const data = await core.loadTrainingData(...exampleArguments);
  const expected = await core.trainClassifier({ data, ...trainSettings });

  await withPage({ root }, async ({ page }) => {
    await page.waitForFunction(() => 'trainInPage' in globalThis);
    /** @param {string} name @param {unknown} [argument] */
    const call = (name, argument) =>
      page.evaluate(
        ([named, given]) => /** @type {any} */ (globalThis)[named](given),
        /** @type {any} */ ([name, argument]),
      );

    const trained = await call('trainInPage');
    assert.deepEqual(trained.classifier, [...expected.classifier]);
    assert.deepEqual(trained.history, expected.history);
    assert.deepEqual(
      trained.epochs,
      expected.history.map(({ epoch }) => epoch),
    );
    assert.equal((await call('cancelInPage')).name, 'AbortError');
    const failure = await call('inspectInPage', [1, 2, 3]);
    assert.equal(failure.name, 'AgelensError');
    assert.equal(failure.code, 'unknown-format');
    assert.match(failure.message, /not a picture/);
  });
});
