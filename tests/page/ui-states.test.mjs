// Each state of the interface under the production headers: what it shows, whether it fits, what it lets in.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contrast, events, metric, show, statesOf, textOf } from './ui-driver.mjs';
import { withInterface } from './ui-page.mjs';

test('no state is wider than its window, from 320 to 2560 pixels, nor breaks the style policy', async () => {
  await withInterface({}, async (page) => {
    const states = await statesOf(page);
    // Another width draws every chart anew, another state only what differs.
    for (const width of [320, 375, 768, 2560]) {
      await page.setViewportSize({ width, height: 800 });
      for (const state of states) {
        await show(page, state);
        const wide = await page.evaluate(async () => {
          await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20)));
          return document.documentElement.scrollWidth;
        });
        assert.ok(wide <= width, `${state} is ${wide} pixels wide in a window of ${width}`);
      }
    }
    const found = await page.evaluate(() => ({
      violations: /** @type {any} */ (globalThis).fixture.violations,
      styleElements: document.querySelectorAll('style').length,
    }));
    assert.deepEqual(found, { violations: [], styleElements: 0 });
  });
});

test('the figures are on the page at full precision, beside the protocol they were measured by', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'trained');
    assert.equal(await metric(page, 'accuracy'), '0.6142857142857143');
    assert.equal(await metric(page, 'within-one'), '0.9571428571428572');
    assert.equal(await metric(page, 'mae-years'), '4.285714285714286');
    assert.equal(await metric(page, 'macro-precision'), '0.62431');
    assert.equal(await metric(page, 'log-loss'), '1.0834921');
    const results = page.locator('#results');
    assert.match(await textOf(results), /Accuracy on persons the classifier has never seen/);
    assert.equal(await results.locator('[data-optimistic]').count(), 0);
    await show(page, 'optimistic');
    assert.equal(
      await textOf(results.locator('[data-optimistic]')),
      'optimistic: copies of one photograph are on both sides',
    );
    assert.doesNotMatch(await textOf(results), /never seen/);
    await show(page, 'withoutYears');
    assert.equal(await results.locator('[data-metric="mae-years"], [data-metric="kappa"]').count(), 0);
    assert.doesNotMatch(await textOf(results), /NaN|undefined|null/);
  });
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`the numbers in the confusion matrix can be read in ${colorScheme}`, async () => {
    await withInterface({ colorScheme }, async (page) => {
      await show(page, 'trained');
      const ratios = [];
      for (let heat = 0; heat <= 10; heat += 1) {
        await page.evaluate((name) => {
          const cell = /** @type {Element} */ (document.querySelector('.confusion td'));
          cell.className = name;
        }, `heat-${heat}`);
        ratios.push(await contrast(page, '.confusion td'));
      }
      assert.ok(Math.min(...ratios) >= 4.5, ratios.map((ratio) => ratio.toFixed(1)).join(' '));
    });
  });
}

test('curves without one drawable number leave empty axes, and the table shows dashes', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'thousands');
    await page
      .getByRole('img', { name: 'Accuracy over epochs. No training figures yet. No held out figures yet.' })
      .waitFor();
    await page.getByText('The curves as a table').click();
    const table = page.getByRole('region', { name: 'Learning curves as a table' });
    // The table is made once the browser has told that the details are open.
    await table.locator('td').first().waitFor();
    assert.deepEqual(await table.locator('td').allTextContents(), ['–', '–', '–', '–']);
  });
});

test('a folder comes in by chooser and by drop, the drop while its event lasts', async () => {
  await withInterface({}, async (page) => {
    await page.locator('input[webkitdirectory]').setInputFiles(new URL('ui-fixture', import.meta.url).pathname);
    const chosen = await page.evaluate(() => {
      const { source } = /** @type {any} */ (globalThis).fixture.events[0].detail;
      return { isFileList: source instanceof FileList, paths: [...source].map((file) => file.webkitRelativePath) };
    });
    assert.equal(chosen.isFileList, true);
    assert.ok(chosen.paths.includes('ui-fixture/page.js'));
    const dropped = await page.evaluate(() => {
      const { events } = /** @type {any} */ (globalThis).fixture;
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['x'], 'faces.zip'));
      const drop = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
      document.querySelector('.folder-drop')?.dispatchEvent(drop);
      return {
        count: events.length,
        same: events[1]?.detail.source === dataTransfer,
        prevented: drop.defaultPrevented,
      };
    });
    assert.deepEqual(dropped, { count: 2, same: true, prevented: true });
  });
});

test('a photograph comes in by chooser, drop and paste, and only when there is a classifier', async () => {
  await withInterface({}, async (page) => {
    const offer = () =>
      page.evaluate(() => {
        const data = new DataTransfer();
        data.items.add(new File(['x'], 'pasted.png', { type: 'image/png' }));
        document.body.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
        );
        document
          .querySelector('.photo-drop')
          ?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
        const { events } = /** @type {any} */ (globalThis).fixture;
        return events.splice(0).map((/** @type {any} */ { name, detail }) => `${name} ${detail.file?.name}`);
      });
    await show(page, 'chosen');
    assert.deepEqual(await offer(), []);
    assert.match(await textOf(page.locator('#classify')), /Train first/);
    await show(page, 'trained');
    assert.deepEqual(await offer(), ['photo-chosen pasted.png', 'photo-chosen pasted.png']);
    await page
      .locator('#classify input[type=file]')
      .setInputFiles({ name: 'own.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('x') });
    assert.equal(
      await page.evaluate(() => /** @type {any} */ (globalThis).fixture.events[0].detail.file.name),
      'own.jpg',
    );
    await show(page, 'embedding');
    await page.evaluate(() => /** @type {any} */ (globalThis).fixture.events.splice(0));
    assert.deepEqual(await offer(), []);
  });
});

test('a drop beside the drop zones does not make the browser leave the page', async () => {
  await withInterface({}, async (page) => {
    const prevented = await page.evaluate(() => {
      const drop = new DragEvent('drop', { dataTransfer: new DataTransfer(), bubbles: true, cancelable: true });
      document.querySelector('h1')?.dispatchEvent(drop);
      return drop.defaultPrevented;
    });
    assert.equal(prevented, true);
  });
});

test('the answer shows the photograph, a bar for each class and the expected age', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'answered');
    const answer = page.locator('[data-answer="60"]');
    await page.waitForFunction(() => document.querySelector('img')?.naturalWidth === 320);
    assert.equal(await answer.locator('.probabilities tbody tr').count(), 7);
    assert.match(await textOf(answer), /expected age 58\.0 years/);
    assert.equal(await answer.locator('[data-predicted] rect.bar-value').getAttribute('width'), '56.00000000000001%');
  });
});

test('the answer names the photographs trained on that it is most like, with their pictures where those are here', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'answered');
    const likeness = page.locator('.likeness');
    const sentence = likeness.locator('[data-likeness]');
    assert.equal(
      await textOf(sentence),
      'Most like image4 at 60; of the 6 nearest, 3 are 60. Of other persons, most like image3 at 60.',
    );
    assert.equal(await likeness.locator('li').count(), 6);
    assert.equal(await textOf(likeness.locator('li').first()), 'image4 at 60 0.31');
    assert.equal(await likeness.locator('agelens-thumbnail').count(), 0);

    await show(page, 'likened');
    assert.match(
      await textOf(sentence),
      /^This photograph was trained on\. Besides itself it is most like image4 at 70;/,
    );
    assert.equal(await textOf(likeness.locator('[data-same]')), 'image4 at 60 this photograph');
    await likeness.scrollIntoViewIfNeeded();
    await likeness.locator('agelens-thumbnail[data-state=drawn]').nth(5).waitFor();
    // A folder of the same file names, but another one.
    await page.evaluate(() => {
      const app = /** @type {any} */ (document.querySelector('agelens-app'));
      app.state = { ...app.state, dataset: { ...app.state.dataset, name: 'others' } };
      return app.updateComplete;
    });
    await page.waitForFunction(() => !document.querySelector('.likeness agelens-thumbnail'));
    assert.equal(await likeness.locator('li').count(), 6);
  });
});

test('an answer that nobody can be sure of says so, and still shows how the belief is divided', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'doubtful');
    const answer = page.locator('[data-answer="60"]');
    assert.equal(await textOf(answer.locator('[data-unsure]')), 'Not sure');
    assert.match(await textOf(answer), /Most likely 60, but only 36% sure; expected age 5\d\.\d years/);
    assert.equal(
      await textOf(answer.locator('[data-unfamiliar]')),
      'This photograph is unlike those that were trained on; the answer may mean little.',
    );
    assert.equal(await answer.locator('.probabilities tbody tr').count(), 7);
    assert.match(await textOf(page.locator('agelens-step-nav')), /not sure/);
    await show(page, 'answered');
    assert.equal(await page.locator('[data-unsure], [data-unfamiliar]').count(), 0);
    assert.match(await textOf(page.locator('agelens-step-nav')), /answer: 60/);
  });
});

test('errors, notices and the offer of a new version stand where they belong', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'failed');
    for (const [step, words] of [
      ['photographs', /holiday/],
      ['train', /graphics card/],
      ['classify', /letter\.pdf/],
    ]) {
      assert.match(await textOf(page.locator(`#${step} [role=alert]`)), /** @type {RegExp} */ (words));
    }
    const header = await textOf(page.locator('header'));
    assert.match(header, /weaker one stands in/);
    assert.match(header, /no WebGPU adapter/);
    assert.match(header, /free some disk space/);
    assert.match(header, /WASM, 4 workers, no threads/);

    const offer = page.locator('agelens-update-notice [role=status]');
    assert.match(await textOf(offer), /open in another tab or window, too: close it there/);
    await show(page, 'trained');
    assert.equal(await textOf(offer), '');
    const offline = { state: 'ready', message: '', update: { isTaking: false, problem: null } };
    await show(page, 'trained', { offline });
    await page.getByRole('button', { name: 'Update now' }).click();
    await page.getByRole('button', { name: 'Not now' }).click();
    assert.deepEqual(await events(page), [
      { name: 'update-requested', detail: null },
      { name: 'update-dismissed', detail: null },
    ]);
    await show(page, 'embedding', { offline });
    await page.getByRole('button', { name: 'Update now', disabled: true }).waitFor();
    assert.match(await textOf(offer), /It can be taken when the running job is done/);
  });
});
