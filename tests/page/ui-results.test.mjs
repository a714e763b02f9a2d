// What a run comes to in plain words, and the photographs behind its figures.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contrast, events, metric, show, textOf } from './ui-driver.mjs';
import { withInterface } from './ui-page.mjs';

/** @import { Page } from 'playwright-core' */

/** @param {Page} page @param {string} name */
const cell = (page, name) => page.locator('.confusion').getByRole('button', { name, exact: true });
const job = { kind: 'train', stage: 'train', done: 0, total: 1, secondsLeft: null, cancelling: false };

/** @param {Page} page */
const focused = (page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));

test('the headline needs no figures, and has them; what a random split would show stands beside it, explained', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'trained');
    const headline = page.locator('[data-headline]');
    assert.equal(
      await textOf(headline),
      'Of 10 photographs of people it has never seen, it puts about 6 in the right age group ' +
        '(between 5 and 7 if other people had been photographed).',
    );
    assert.equal(await metric(page, 'accuracy'), '0.6142857142857143');
    assert.equal(await metric(page, 'optimistic-accuracy'), '0.865546218487395');
    assert.match(
      await textOf(page.locator('.optimistic')),
      /^86\.6% .* Tools that split pictures at random show this number\. .* says little about new people\.$/,
    );
    await show(page, 'withoutYears');
    assert.match(await textOf(headline), /in the right class \(/);
    // The optimistic protocol shows it as its own figure.
    await show(page, 'optimistic');
    assert.match(await textOf(headline), /^Of 10 altered copies, most of them of photographs that it was trained on,/);
    assert.equal(await page.locator('.optimistic').count(), 0);
  });
});

test('a cell of the matrix opens the photographs behind it, with their pictures, and closes by keyboard', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'trained');
    const one = cell(page, '2 photographs of class 20 taken for 30');
    await one.click();
    const panel = page.getByRole('region', { name: '2 photographs of class 20 taken for 30' });
    assert.equal(await one.getAttribute('aria-expanded'), 'true');
    const photographs = panel.locator('[data-path]');
    assert.deepEqual(await photographs.evaluateAll((all) => all.map((item) => item.getAttribute('data-path'))), [
      '20/image9.jpg',
      '20/image10.jpg',
    ]);
    await panel.locator('agelens-thumbnail[data-state=drawn]').nth(1).waitFor();
    assert.match(await textOf(photographs.nth(1)), /^20, taken for 30, 62% sure 20\/image10\.jpg 20 \S+ 30 62%/);
    await panel.getByRole('button', { name: 'Exclude' }).first().press('Escape');
    assert.equal(await panel.count(), 0);
    assert.equal(await focused(page), '2 photographs of class 20 taken for 30');
    await cell(page, '10 photographs of class 60 recognised').click();
    const recognised = page.getByRole('region', { name: '10 photographs of class 60 recognised' });
    assert.equal(await recognised.locator('[data-path]').count(), 10);
    assert.equal(await recognised.getByRole('button', { name: /^Relabel as/ }).count(), 0);
  });
});

test('Tab comes to one cell of the matrix; arrow keys, Home and End reach the others', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'trained');
    assert.equal(await page.locator('.confusion td [tabindex="0"]').count(), 1);
    await cell(page, '8 photographs of class 20 recognised').focus();
    /** @type {[string, string][]} */
    const way = [
      ['ArrowRight', '2 photographs of class 20 taken for 30'],
      ['ArrowDown', '6 photographs of class 30 recognised'],
      ['End', '4 photographs of class 30 taken for 40'],
      ['Home', '6 photographs of class 30 recognised'],
      ['ArrowUp', '2 photographs of class 20 taken for 30'],
      ['ArrowUp', '2 photographs of class 20 taken for 30'],
    ];
    for (const [key, name] of way) {
      await page.keyboard.press(key);
      assert.equal(await focused(page), name, key);
    }
    assert.equal(await page.locator('.confusion td [tabindex="0"]').count(), 1);
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: '2 photographs of class 20 taken for 30' }).waitFor();
  });
});

test('mistakes come the surest first, twenty at a time', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'trained');
    const mistakes = page.locator('.mistakes');
    assert.equal(await textOf(mistakes.locator('[data-count=wrong]')), '16 wrong');
    const said = await mistakes.locator('.photo-said').allTextContents();
    const sure = said.map((words) => Number(/(\d+)% sure/.exec(words)?.[1]));
    assert.deepEqual(
      sure,
      sure.toSorted((a, b) => b - a),
    );
    await page.evaluate(() => {
      const { app } = /** @type {any} */ (globalThis).fixture;
      const { trained } = app.state;
      const predictions = trained.run.predictions.map((/** @type {any} */ one) => ({
        ...one,
        predictedIndex: (one.classIndex + 1) % 7,
      }));
      app.state = { ...app.state, trained: { ...trained, run: { ...trained.run, predictions } } };
      return app.updateComplete;
    });
    const shown = mistakes.locator('[data-path]');
    const more = mistakes.getByRole('button', { name: 'Show more (20 of 70 shown)' });
    // The mistakes are drawn a frame after what stands above them.
    await more.waitFor();
    assert.equal(await shown.count(), 20);
    await more.click();
    assert.equal(await shown.count(), 40);
  });
});

test('a mistake is put right from where it stands: relabelled, given another class, or excluded', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'trained');
    const one = page.locator('.mistakes [data-path="20/image10.jpg"]');
    await one.getByRole('button', { name: 'Relabel as 30' }).click();
    await one.getByText('Another class').click();
    await one.getByLabel('Class, 20/image10.jpg', { exact: true }).selectOption('50');
    await one.getByRole('button', { name: 'Relabel, 20/image10.jpg' }).click();
    await one.getByRole('button', { name: 'Exclude' }).click();
    const paths = ['20/image10.jpg'];
    assert.deepEqual(await events(page), [
      { name: 'photographs-moved', detail: { paths, className: '30' } },
      { name: 'photographs-moved', detail: { paths, className: '50' } },
      { name: 'photographs-excluded', detail: { paths } },
    ]);
    // While something runs nothing can be changed.
    await show(page, 'trained', { job });
    assert.ok(await one.getByRole('button', { name: 'Exclude' }).isDisabled());
  });
});

test('what was changed since the run is marked and counted, and can be taken back or trained on', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'trained');
    const changes = page.locator('[data-changes]');
    assert.equal(await changes.isVisible(), false);
    const moved = page.locator('.mistakes [data-path="20/image9.jpg"]');
    await moved.getByRole('button', { name: 'Relabel as 30' }).press('Enter');
    await events(page);
    await show(page, 'changed');
    assert.equal(await textOf(changes), '2 changes since this run.');
    // The pressed button is gone.
    assert.equal(await page.evaluate(() => document.activeElement?.textContent?.trim()), 'Back to 20');
    // Its file is known from before it was moved.
    assert.equal(await textOf(moved.locator('[data-changed=moved]')), 'Now in class 30');
    await moved.scrollIntoViewIfNeeded();
    await moved.locator('agelens-thumbnail[data-state=drawn]').waitFor();
    await moved.getByRole('button', { name: 'Back to 20' }).click();
    await cell(page, '6 photographs of class 30 recognised').click();
    const excluded = page.locator('.behind-cell [data-path="30/image2.jpg"]');
    assert.equal(await textOf(excluded.locator('[data-changed=excluded]')), 'Excluded');
    await excluded.getByRole('button', { name: 'Put back' }).click();
    await page.getByRole('button', { name: 'Train again' }).click();
    assert.deepEqual(await events(page), [
      { name: 'photographs-moved', detail: { paths: ['30/image9-2.jpg'], className: '20' } },
      { name: 'photographs-put-back', detail: { paths: ['30/image2.jpg'] } },
      { name: 'train-requested', detail: null },
    ]);
    await show(page, 'trained');
    await changes.waitFor({ state: 'hidden' });
  });
});

test('without the photographs that were tested there are names, and nothing to change', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'trained', { dataset: null });
    const mistakes = page.locator('.mistakes');
    assert.match(await textOf(mistakes), /are not here, so only their names are shown/);
    assert.equal(await mistakes.locator('[data-path]').count(), 16);
    assert.equal(await mistakes.locator('agelens-thumbnail, button').count(), 0);
  });
});

test('years off are counted to both sides, as a chart and as a table', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'trained');
    const chart = page.getByRole('img', {
      name: /^Histogram of years off\. 10 years too young: 4\. right: 54\. 10 years too old/,
    });
    await chart.waitFor();
    assert.equal(
      await textOf(page.locator('[data-years-off]')),
      '77% are in the right age group, 17% too old, 6% too young. It is 4.3 years off on average; 96% are right or one ' +
        'group beside. On the whole its guesses are 1.1 years too old.',
    );
    await page.getByText('The bars as a table').click();
    const rows = page.getByRole('region', { name: 'Years off as a table' }).getByRole('row');
    assert.deepEqual((await rows.allTextContents()).map((text) => text.trim().replace(/\s+/g, ' ')).slice(1), [
      '10 years too young 4',
      'right 54',
      '10 years too old 12',
    ]);
    assert.equal(
      await page.getByRole('group', { name: 'Save the histogram of years off' }).getByRole('button').count(),
      3,
    );
    await show(page, 'withoutYears');
    assert.equal(await page.locator('[data-chart=years-off]').count(), 0);
  });
});

test('what precision and the other headings mean is said when they are pressed; a person opens its photographs', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'trained');
    const table = page.locator('agelens-per-class-table');
    await table.getByRole('button', { name: 'Precision' }).press('Enter');
    assert.match(await textOf(table.locator('[data-meaning=precision]')), /^Precision: of the photographs that it put/);
    assert.equal(await table.locator('tbody tr').first().locator('.bar').count(), 3);
    await page.locator('.person-table').getByRole('button', { name: 'image3', exact: true }).click();
    const photographs = page.locator('.person-photographs [data-path]');
    assert.equal(await photographs.count(), 7);
    assert.equal(await photographs.first().getAttribute('data-path'), '20/image3.jpg');
  });
});

test('the step reads from what everybody needs to what experts want, and fits a telephone', async () => {
  await withInterface({ viewport: { width: 320, height: 700 } }, async (page) => {
    await show(page, 'changed');
    const order = await page
      .locator('#results section > *, .what-went-wrong > *, .part-body > *, .chart-pair > *')
      .evaluateAll((all) => all.map(({ localName }) => localName).filter((name) => name.startsWith('agelens-')));
    const wanted = ['headline', 'run-changes', 'confusion-table', 'mistakes', 'years-off', 'per-class-table'];
    const places = [...wanted, 'person-table', 'reliability-diagram', 'metric-table'].map((name) =>
      order.indexOf(`agelens-${name}`),
    );
    assert.ok(
      places.every((place, index) => place > (places[index - 1] ?? -1)),
      `${order}`,
    );
    await page.locator('.person-table').getByRole('button', { name: 'image3', exact: true }).click();
    await cell(page, '10 photographs of class 60 recognised').click();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  });
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`the plain sentence, cells, changes and actions can be read in ${colorScheme}`, async () => {
    await withInterface({ colorScheme }, async (page) => {
      await show(page, 'trained');
      await show(page, 'changed');
      for (const selector of [
        ...[
          '[data-headline]',
          '.optimistic-value',
          '.optimistic .hint',
          '.confusion .heat-9 button',
          '.confusion .heat-2 button',
        ],
        ...[
          '[data-changes]',
          '.changed',
          '.photo-said',
          '.beliefs span',
          '.photo-actions button',
          '.another summary',
          '.term',
        ],
      ]) {
        const ratio = await contrast(page, selector);
        assert.ok(ratio >= 4.5, `${selector}: ${ratio.toFixed(1)}`);
      }
    });
  });
}

test('what experts want is folded, and unfolds for a link into it and on paper', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'compared');
    const fold = () =>
      page.locator('details.part').evaluateAll((parts) => {
        for (const part of parts) /** @type {HTMLDetailsElement} */ (part).open = false;
      });
    await fold();
    assert.deepEqual(await page.locator('.results-contents a').allTextContents(), [
      'What is taken for what',
      'Mistakes',
      'Years off',
      'More figures',
      'Runs of this project',
      'Looking inside',
      'Take it with you',
    ]);
    const save = page.locator('[data-export=report] button');
    assert.equal(await save.isVisible(), false);
    await page.locator('.results-contents').getByRole('link', { name: 'Take it with you' }).click();
    await save.waitFor();
    assert.equal(await page.locator('.person-table').isVisible(), false, 'the others stay as they were');
    await fold();
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.locator('.person-table').isVisible(), 'paper holds all figures');
  });
});

test('training again leaves the keyboard and the window among the results', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'changed');
    const again = page.getByRole('button', { name: 'Train again' });
    await again.scrollIntoViewIfNeeded();
    await again.focus();
    // What stands above gets shorter meanwhile.
    const place = async () => Math.round((await page.locator('#results').boundingBox())?.y ?? Number.NaN);
    const at = await place();
    await page.evaluate((running) => {
      const { app } = /** @type {any} */ (globalThis).fixture;
      app.state = { ...app.state, job: running };
    }, job);
    await page.waitForFunction(() => document.activeElement?.id === 'results-title');
    assert.ok(Math.abs((await place()) - at) < 5, `${at}, then ${await place()}`);
  });
});
