// What is said about a run besides its figures: how certain they are, what they hide, and how runs differ.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contrast, events, metric, show, textOf } from './ui-driver.mjs';
import { withInterface } from './ui-page.mjs';

test('every figure stands over its interval, and what the intervals are is said once', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'trained');
    const results = page.locator('#results');
    const interval = (/** @type {string} */ name) => results.locator(`[data-interval="${name}"]`);
    assert.equal(await textOf(interval('accuracy')), '54% to 74%');
    assert.equal(await interval('accuracy').getAttribute('data-low'), '0.5428571428571428');
    assert.equal(await textOf(interval('mae-years')), '2.6 to 5.9');
    assert.equal(await textOf(interval('kappa')), '0.83 to 0.94');
    assert.equal(await textOf(interval('macro-precision')), '0.54 to 0.75');
    assert.equal(await interval('class-recall').count(), 7);
    // The first class has no F1 in any resample.
    assert.equal(await interval('class-f1').count(), 6);
    const said = (await textOf(results)).match(/95% interval, by resampling persons/g);
    assert.equal(said?.length, 1);
  });
});

test('without intervals the figures stand alone, and the page says why', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'withoutIntervals');
    assert.equal(await metric(page, 'accuracy'), '0.6142857142857143');
    assert.equal(await page.locator('[data-interval]').count(), 0);
    assert.match(await textOf(page.locator('[data-interval-note]')), /at least two persons/);
  });
});

test('cautions are a note right under the headline, and nothing when there are none', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'assessed');
    const note = page.getByRole('note', { name: 'Read these figures with care' });
    assert.match(await textOf(note.locator('[data-caution]').first()), /^Only 16 persons were tested/);
    assert.equal(await note.locator('[data-caution]').count(), 2);
    const order = await page.evaluate(() => {
      const note = document.querySelector('#results [role=note]');
      return [...document.querySelectorAll('.headline, .confusion')].map(
        (other) => note && note.compareDocumentPosition(other) === Node.DOCUMENT_POSITION_FOLLOWING,
      );
    });
    assert.deepEqual(order, [false, true]);
    await show(page, 'trained');
    assert.equal(await page.locator('#results [role=note]').count(), 0);
  });
});

test('each person is listed, the worst first; many are folded away', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'trained');
    const rows = page.locator('.person-table tbody tr');
    assert.equal(await rows.count(), 10);
    const accuracies = await rows
      .locator('[data-value]')
      .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('data-value'))));
    assert.deepEqual(
      accuracies,
      accuracies.toSorted((a, b) => a - b),
    );
    assert.equal(await textOf(rows.first()), 'image3 7 0% 4.5');
    await show(page, 'assessed');
    assert.equal(await rows.count(), 0);
    await page.getByText('Each of 16 persons, the worst first').click();
    await rows.nth(15).waitFor();
    // Where each photograph is a person of its own, the wrong predictions say it all.
    await show(page, 'withoutYears');
    assert.equal(await page.locator('.person-table').count(), 0);
  });
});

test('the reliability diagram and the coverage curve say their numbers in words and tables', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'trained');
    await page.getByRole('img', { name: /^Reliability diagram\. Of 1 answer that was 25% sure/ }).waitFor();
    await page.getByRole('img', { name: /^Coverage curve\. Answering the surest 3% .* answering all in/ }).waitFor();
    assert.equal(await page.locator('[data-chart=reliability] circle').count(), 8);
    // The halo of a count lies behind the count, not over it.
    const count = page.locator('[data-chart=reliability] text').filter({ hasText: /^16$/ });
    assert.match(await count.evaluate((text) => getComputedStyle(text).paintOrder), /^stroke/);
    assert.match(
      await textOf(page.locator('[data-coverage]')),
      /^If it only answered when at least 50% sure, it would answer \d+ of 70 photographs and be right in \d+% of them\.$/,
    );
    await page.getByText('The diagram as a table').click();
    const bins = page.getByRole('region', { name: 'Reliability as a table' }).getByRole('row');
    await bins.first().waitFor();
    assert.equal(await bins.count(), 11);
    assert.match(await textOf(bins.nth(1)), /^0%\s*10%\s*0\s*–\s*–$/);
    await page.getByText('The curve as a table').click();
    await page.getByRole('region', { name: 'Coverage as a table' }).getByRole('row').nth(40).waitFor();
    assert.equal(await page.locator('style').count(), 0);
  });
});

test('the run facts say method, loss, scaling, ensemble, copies, temperature and early stopping', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'assessed');
    const facts = await textOf(page.locator('.facts'));
    for (const words of [
      /Method\s*Network/,
      /Loss\s*Cumulative link \(one threshold after another\)/,
      /Scaling\s*embeddings each number standardised/,
      /Early stopping\s*after 8 epochs without a better validation loss/,
      /Ensemble\s*5 classifiers, averaged/,
      /Copies when answering\s*answers averaged over the photograph and 4 copies/,
      /Temperature\s*1\.37: answers are made less sure/,
    ]) {
      assert.match(facts, words);
    }
    await show(page, 'trained');
    assert.match(await textOf(page.locator('.facts')), /Early stopping\s*off .*Temperature\s*not fitted/);
  });
});

test('two runs whose difference could be chance are said to be alike', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'compared');
    const panel = page.locator('agelens-comparison');
    await panel.locator('[data-verdict]').waitFor();
    assert.equal(await textOf(panel.locator('[data-verdict]')), 'These two cannot be told apart on 70 photographs.');
    assert.equal(await textOf(panel.locator('[data-difference=accuracy]')), '+4.3');
    assert.match(await textOf(panel), /−4\.3 to \+12\.9/);
    assert.equal(await textOf(panel.locator('[data-difference=mae-years]')), '−0.4');
    assert.equal(await metric(page, 'mcnemar'), '0.6072');
    // Only what was set otherwise.
    const settings = await panel.locator('[data-settings] tbody tr').allTextContents();
    assert.deepEqual(
      settings.map((row) => row.replace(/\s+/g, ' ').trim()),
      ['MethodLinearNetwork', 'LossSoftmaxCumulative link (one threshold after another)', 'L20.010'],
    );
    assert.equal(await panel.locator('.run-matrices table').count(), 2);
  });
});

test('a run that is better, or worse, is said to be', async () => {
  await withInterface({}, async (page) => {
    const verdict = page.locator('[data-verdict]');
    await show(page, 'better');
    await verdict.waitFor();
    assert.equal(
      await textOf(verdict),
      'This run is better: its accuracy on 70 photographs is higher by 12.9 points (95% interval: 2.9 to 22.9).',
    );
    await page.evaluate(() => {
      const { app } = /** @type {any} */ (globalThis).fixture;
      const { result } = app.state.comparison;
      const accuracy = { value: -0.1, interval: { low: -0.2, high: -0.05 } };
      app.state = { ...app.state, comparison: { ...app.state.comparison, result: { ...result, accuracy } } };
    });
    await verdict.filter({ hasText: 'The earlier run is better' }).waitFor();
    assert.match(await textOf(verdict), /higher by 10\.0 points \(95% interval: 5\.0 to 20\.0\)/);
  });
});

test('the photographs that only one of two runs got right are listed, and can be shown alone', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'compared');
    await page.evaluate(() => {
      const { app } = /** @type {any} */ (globalThis).fixture;
      const [latest, earlier, other] = app.state.runs;
      // The earlier run takes two photographs, that are 20, for 30, and one, that was wrong, for what it is.
      const wrong = latest.predictions.findIndex((/** @type {any} */ one) => one.classIndex !== one.predictedIndex);
      const predictions = earlier.predictions.map((/** @type {any} */ one, /** @type {number} */ at) =>
        at < 2 ? { ...one, predictedIndex: 1 } : at === wrong ? { ...one, predictedIndex: one.classIndex } : one,
      );
      app.state = { ...app.state, runs: [latest, { ...earlier, predictions }, other] };
    });
    await page.getByText('Only this run is right on 2 photographs, only the earlier one on 1 photograph.').waitFor();
    await page.getByText('Only this run got these right').click();
    const list = page.locator('.only-right').first();
    assert.match(
      await textOf(list.locator('li').first()),
      /^20\/image1\.jpg is 20; the earlier run said 30, this one 20$/,
    );
    await list.getByRole('button', { name: 'Show these under Photographs' }).click();
    assert.deepEqual(await events(page), [
      { name: 'photographs-filtered', detail: { paths: ['20/image1.jpg', '20/image2.jpg'] } },
    ]);
  });
});

test('any two runs stand side by side; what differs is tested where they are of the same photographs', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'compared', { comparison: null });
    const panel = page.locator('agelens-comparison');
    const select = panel.getByLabel('Earlier run', { exact: true });
    const titles = await select.locator('option').allTextContents();
    assert.equal(titles.length, 3);
    assert.match(titles[1] ?? '', /^22 Nov 2026, \d\d:10: Linear, softmax, 61\.4%$/);
    assert.equal(await panel.locator('agelens-run-pair').count(), 0);
    const latest = await page.evaluate(() => /** @type {any} */ (globalThis).fixture.app.state.runs[0].startedAt);
    await select.selectOption({ index: 1 });
    await select.selectOption({ index: 2 });
    await panel.locator('[data-not-compared]').waitFor();
    await select.selectOption({ index: 1 });
    await panel.getByText('Comparing them.').waitFor();
    await select.selectOption({ index: 2 });
    assert.match(await textOf(panel.locator('[data-settings]')), /Photographs\s*20\s*70/);
    await panel.getByLabel('This run', { exact: true }).selectOption({ index: 1 });
    assert.equal(await select.locator('option').count(), 2);
    const second = '2026-11-22T19:10:00Z';
    assert.deepEqual(
      (await events(page)).map(({ name, detail }) => [name, detail.startedAt, detail.of]),
      [
        ['comparison-chosen', second, latest],
        ['comparison-chosen', null, latest],
        ['comparison-chosen', second, latest],
        ['comparison-chosen', null, latest],
        ['comparison-chosen', null, second],
      ],
    );
    await show(page, 'trained');
    assert.equal(await panel.locator('*').count(), 0);
  });
});

test('the runs are listed; one can be removed, and its settings used again', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'compared');
    const rows = page.locator('[data-run-row]');
    assert.equal(await rows.count(), 3);
    assert.match(
      await textOf(rows.nth(1)),
      /^22 Nov 2026, \d\d:10 Leave one person out MobileNetV2 Linear, softmax 8 61\.4% 54% to 74% 95\.7% 4\.3 86\.6% Use/,
    );
    await rows
      .nth(1)
      .getByRole('button', { name: /^Use settings of/ })
      .click();
    const [{ name, detail }] = /** @type {any} */ (await events(page));
    assert.deepEqual([name, detail.patch.method, detail.patch.l2], ['setting-changed', 'linear', 0.01]);
    await page.getByText(/^Step 2 now has the settings of 22 Nov 2026/).waitFor();
    await rows
      .nth(1)
      .getByRole('button', { name: /^Remove the run of/ })
      .click();
    assert.deepEqual(await events(page), [{ name: 'run-removed', detail: { startedAt: '2026-11-22T19:10:00Z' } }]);
  });
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`cautions, intervals and verdicts can be read in ${colorScheme}`, async () => {
    await withInterface({ colorScheme }, async (page) => {
      /** @type {[string, string[]][]} */
      const places = [
        ['assessed', ['[data-caution]', '#cautions-title', 'td .range', '.figure-range', '[data-interval-note]']],
        ['better', ['[data-verdict]', '.comparison .hint', '[data-chart=reliability] text']],
        ['doubtful', ['[data-unsure]', '[data-unfamiliar]', '.answer-words']],
        ['searched', ['.nested', '[data-search-row] .hint', '[data-search-row] button']],
      ];
      for (const [state, selectors] of places) {
        await show(page, state);
        for (const selector of selectors) {
          await page.locator(selector).first().waitFor();
          const ratio = await contrast(page, selector);
          assert.ok(ratio >= 4.5, `${selector}: ${ratio.toFixed(1)}`);
        }
      }
      await show(page, 'searched');
      const tried = await page.evaluate(() => {
        const { app } = /** @type {any} */ (globalThis).fixture;
        app.state = { ...app.state, settings: { ...app.state.settings, ...app.state.search.rows[0].settings } };
        return app.state.search.rows.length;
      });
      assert.equal(tried, 4);
      const inUse = '[data-search-row] [aria-pressed=true]';
      await page.locator(inUse).waitFor();
      assert.ok((await contrast(page, inUse)) >= 4.5);
    });
  });
}
