// Step 1: the table of classes, the contact sheet, and what can be done with photographs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { events, loadAxe, show, textOf } from './ui-driver.mjs';
import { withInterface } from './ui-page.mjs';

/** @import { Page } from 'playwright-core' */

/**
 * The photographs of a state, changed in the page, because what they are read by does not travel.
 * @param {Page} page
 * @param {{excluded?: string[], copies?: number, personsRecur?: boolean}} change
 */
const showChanged = (page, change) =>
  page.evaluate(async ({ excluded = [], copies = 1, personsRecur = true }) => {
    const { fixture } = /** @type {any} */ (globalThis);
    const { dataset, ...state } = await fixture.states.chosen();
    /** @type {any[]} */
    const samples = dataset.samples.flatMap((/** @type {any} */ sample) =>
      Array.from({ length: copies }, (_, copy) =>
        copy === 0 ? sample : { ...sample, path: sample.path.replace('.jpg', `-${copy}.jpg`) },
      ),
    );
    const isOut = (/** @type {any} */ { path }) => excluded.includes(path);
    fixture.app.state = {
      ...state,
      dataset: {
        ...dataset,
        personsRecur,
        samples: samples.filter((sample) => !isOut(sample)),
        excluded: samples.filter(isOut).map(({ path, entry }) => ({ path, entry })),
      },
    };
    await fixture.app.updateComplete;
  }, change);

/** @param {Page} page */
const selected = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('[data-path][aria-selected=true]')].map(
      (cell) => /** @type {HTMLElement} */ (cell).dataset.path,
    ),
  );

/** @param {Page} page */
const focused = (page) =>
  page.evaluate(() => /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.path ?? null);

/** @param {Page} page @param {string} path */
const cell = (page, path) => page.locator(`[data-path="${path}"]`);

/** @param {Page} page @returns {Promise<string[]>} */
async function faults(page) {
  await loadAxe(page);
  return page.evaluate(async () => {
    const { violations } = await /** @type {any} */ (globalThis).axe.run('agelens-photographs, dialog[open]');
    return violations.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)}`);
  });
}

test('ten thousand photographs make few thumbnails, and scrolling shows later ones', async () => {
  await withInterface({}, async (page) => {
    await showChanged(page, { copies: 150 });
    assert.equal(await textOf(page.locator('[data-shown-count]')), '10,500 photographs');
    await page.getByRole('grid').scrollIntoViewIfNeeded();
    await page.locator('agelens-thumbnail[data-state=drawn]').first().waitFor();
    const thumbnails = page.locator('agelens-contact-sheet agelens-thumbnail');
    assert.ok((await thumbnails.count()) < 300);
    // Selecting draws what is seen, and lays none of the ten thousand out anew.
    assert.equal(
      await page.locator('agelens-photograph-grid').evaluate(async (/** @type {any} */ grid) => {
        const { rows } = grid;
        grid.querySelector('[data-path]').click();
        await grid.closest('agelens-contact-sheet').updateComplete;
        await grid.updateComplete;
        return grid.selected.size === 1 && grid.rows === rows;
      }),
      true,
    );
    const height = await page.locator('agelens-contact-sheet').evaluate((sheet) => sheet.clientHeight);
    assert.ok(height < 1000, `${height}`);
    const grid = page.getByRole('grid');
    await grid.evaluate((box) => box.scrollTo(0, box.scrollHeight));
    await cell(page, '80/image10-149.jpg').waitFor();
    assert.ok((await thumbnails.count()) < 300);
    // The one that Tab leads to stays, wherever one looks.
    assert.equal(await page.locator('[data-path][tabindex="0"]').getAttribute('data-path'), '20/image1-1.jpg');
    await page.locator('[data-path][tabindex="0"]').focus();
    await page.keyboard.press('Control+End');
    await page.waitForFunction(() => /** @type {any} */ (document.activeElement).dataset.path === '80/image10.jpg');
    await page.keyboard.press('Control+Home');
    await page.waitForFunction(() => /** @type {any} */ (document.activeElement).dataset.path === '20/image1-1.jpg');
  });
});

test('the keyboard selects photographs, and each action says what is to happen to them', async () => {
  await withInterface({}, async (page) => {
    await showChanged(page, { excluded: ['30/image2.jpg'] });
    await cell(page, '20/image1.jpg').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowRight');
    assert.equal(await focused(page), '20/image3.jpg');
    assert.deepEqual(await selected(page), ['20/image2.jpg', '20/image3.jpg']);
    assert.equal(await textOf(page.locator('[data-selected-count]')), '2 photographs selected');
    await page.keyboard.press('Delete');
    await page.locator('[data-act=exclude]').press('Enter');

    await page.locator('[data-act=move]').press('Enter');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'Type a name first.' }).waitFor();
    await page.keyboard.type('25');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => !document.querySelector('agelens-name-dialog'));
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('data-act')), 'move');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: '30', exact: true }).press('Enter');
    await page.waitForFunction(() => !document.querySelector('agelens-name-dialog'));
    const paths = ['20/image2.jpg', '20/image3.jpg'];
    assert.deepEqual(await events(page), [
      { name: 'photographs-removed', detail: { paths } },
      { name: 'photographs-excluded', detail: { paths } },
      { name: 'photographs-moved', detail: { paths, className: '25' } },
      { name: 'photographs-moved', detail: { paths, className: '30' } },
    ]);

    await cell(page, '20/image3.jpg').focus();
    await page.keyboard.press('Escape');
    assert.deepEqual(await selected(page), []);
    await cell(page, '30/image2.jpg').click();
    await page.locator('[data-act=put-back]').press('Enter');
    await page.locator('[data-act=rename]').press('Enter');
    await page.keyboard.type('ada');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => !document.querySelector('agelens-name-dialog'));
    assert.deepEqual(await events(page), [
      { name: 'photographs-put-back', detail: { paths: ['30/image2.jpg'] } },
      { name: 'photograph-renamed', detail: { path: '30/image2.jpg', name: 'ada.jpg' } },
    ]);
    await cell(page, '30/image2.jpg').focus();
    await page.keyboard.press('Control+A');
    assert.equal(await textOf(page.locator('[data-selected-count]')), '70 photographs selected');

    await show(page, 'embedding');
    assert.equal(await page.locator('[data-act=remove]').isDisabled(), true);
    await cell(page, '20/image1.jpg').press('Delete');
    assert.deepEqual(await events(page), []);
  });
});

test('after an action the focus stays in the grid, on what follows', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'chosen');
    await cell(page, '20/image3.jpg').click();
    await page.locator('[data-act=remove]').press('Enter');
    await page.evaluate(() => {
      const { app } = /** @type {any} */ (globalThis).fixture;
      const { dataset } = app.state;
      const samples = dataset.samples.filter((/** @type {any} */ { path }) => path !== '20/image3.jpg');
      app.state = { ...app.state, dataset: { ...dataset, samples } };
    });
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-path') === '20/image4.jpg');
    assert.deepEqual(await selected(page), []);
  });
});

test('by person: a row for each with a column for each class, or how persons become known', async () => {
  await withInterface({}, async (page) => {
    await showChanged(page, {});
    await page.getByRole('button', { name: 'By person' }).click();
    const grid = page.getByRole('grid', { name: 'Photographs by person and class' });
    assert.deepEqual(await grid.getByRole('columnheader').allTextContents(), [
      'Person',
      '20',
      '30',
      '40',
      '50',
      '60',
      '70',
      '80',
    ]);
    assert.equal(await textOf(grid.getByRole('rowheader').nth(1)), 'image2');
    await page.getByRole('searchbox').fill('image10');
    assert.equal(await grid.getByRole('rowheader').count(), 1);
    await page.getByRole('combobox', { name: 'Show' }).selectOption('class:40');
    assert.deepEqual(await grid.getByRole('columnheader').allTextContents(), ['Person', '40']);
    assert.equal(await textOf(page.locator('[data-shown-count]')), '1 of 70 photographs');
    assert.deepEqual(await faults(page), []);
    await showChanged(page, { personsRecur: false });
    assert.match(
      await textOf(page.locator('[data-no-persons]')),
      /Nobody is known by name here.*20\/ada\.jpg and 30\/ada/,
    );
  });
});

test('excluded photographs and refused files can be shown alone', async () => {
  await withInterface({}, async (page) => {
    await showChanged(page, { excluded: ['30/image2.jpg', '60/image4.jpg'] });
    const line = page.locator('[data-excluded-count]');
    assert.match(await textOf(line), /^2 photographs are excluded: kept, but neither trained on nor tested\./);
    await line.getByRole('button', { name: 'Show them' }).click();
    assert.deepEqual(await page.locator('[data-path]').evaluateAll((all) => all.map((one) => one.dataset.path)), [
      '30/image2.jpg',
      '60/image4.jpg',
    ]);
    await line.getByRole('button', { name: 'Put back' }).click();
    const paths = ['30/image2.jpg', '60/image4.jpg'];
    assert.deepEqual(await events(page), [{ name: 'photographs-put-back', detail: { paths } }]);
    await page.getByRole('combobox', { name: 'Show' }).selectOption('refused');
    assert.match(
      await textOf(page.locator('.sheet-refused')),
      /^20\/notes\.jpg This is text.*60\/image11\.jpg The file/,
    );
    await page.getByRole('combobox', { name: 'Show' }).selectOption('all');
    await page.getByRole('searchbox').fill('nobody');
    await page.getByText('No photograph matches.').waitFor();
  });
});

test('a larger view leads from photograph to photograph, with what can be done with each', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'chosen');
    await cell(page, '20/image1.jpg').press('Enter');
    const dialog = page.getByRole('dialog', { name: '20/image1.jpg' });
    await dialog.getByRole('img', { name: 'image1.jpg, class 20, person image1' }).waitFor();
    assert.match(await textOf(dialog.getByRole('status')), /^1 of 70 class 20 person image1 320 × 400 pixels/);
    await page.keyboard.press('ArrowRight');
    const next = page.getByRole('dialog', { name: '20/image2.jpg' });
    await next.getByRole('button', { name: 'Select' }).click();
    await next.getByRole('button', { name: 'Exclude from training' }).click();
    await next.getByRole('button', { name: 'Remove' }).click();
    assert.deepEqual(await faults(page), []);
    await page.keyboard.press('Escape');
    assert.equal(await focused(page), '20/image1.jpg');
    assert.deepEqual(await selected(page), ['20/image2.jpg']);
    assert.deepEqual(
      (await events(page)).map(({ name, detail }) => [name, detail.paths]),
      [
        ['photographs-excluded', ['20/image2.jpg']],
        ['photographs-removed', ['20/image2.jpg']],
      ],
    );
    // No picture, but no dead end either.
    await cell(page, '30/image3.jpg').dblclick();
    await page.getByText('This browser cannot show the photograph').waitFor();
    assert.deepEqual(await selected(page), ['20/image2.jpg']);
  });
});

test('a class is renamed, and takes photographs by chooser, drop and paste', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'chosen');
    assert.equal(await textOf(page.locator('[data-balance]')), 'Balanced: 10 photographs in each class.');
    const row = page.locator('tr[data-class="30"]');
    assert.match(await textOf(row), /^30 10 14% 10 Add Rename$/);
    await row.getByRole('button', { name: 'Rename class 30' }).press('Enter');
    await page.getByLabel('New name').fill('thirty');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => !document.querySelector('agelens-name-dialog'));
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      row.getByRole('button', { name: 'Add photographs to class 30' }).press('Enter'),
    ]);
    await chooser.setFiles({ name: 'ada.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('x') });
    await page.evaluate(() => {
      const place = /** @type {Element} */ (document.querySelector('tr[data-class="30"] button'));
      const data = new DataTransfer();
      data.items.add(new File(['x'], 'notes.txt', { type: 'text/plain' }));
      data.items.add(new File(['x'], 'ben.png', { type: 'image/png' }));
      place.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
      place.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    });
    await page.waitForFunction(() => /** @type {any} */ (globalThis).fixture.events.length === 4);
    const said = await page.evaluate(() =>
      /** @type {any} */ (globalThis).fixture.events.map((/** @type {any} */ { name, detail }) => [
        name,
        detail.to ?? detail.files.map((/** @type {File} */ file) => file.name).join(),
        detail.name ?? detail.className,
      ]),
    );
    assert.deepEqual(said, [
      ['class-renamed', 'thirty', '30'],
      ['photographs-added', 'ada.jpg', '30'],
      ['photographs-added', 'ben.png', '30'],
      // Of what is dropped the intake says what is no photograph.
      ['photographs-added', 'notes.txt,ben.png', '30'],
    ]);
  });
});

test('photographs without a folder are asked for their class, before there is any and after', async () => {
  await withInterface({}, async (page) => {
    const two = ['a.jpg', 'b.jpg'].map((name) => ({ name, mimeType: 'image/jpeg', buffer: Buffer.from('x') }));
    await page.locator('input[name=files]').setInputFiles(two);
    await page.getByRole('dialog', { name: 'Which class are these 2 photographs of?' }).waitFor();
    await page.keyboard.type('20');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => !document.querySelector('agelens-name-dialog'));
    await show(page, 'chosen');
    await page.getByText('Add photographs', { exact: true }).click();
    await page.locator('input[name=loose]').setInputFiles(two);
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => !document.querySelector('agelens-name-dialog'));
    await page.locator('input[name=loose]').setInputFiles(two);
    assert.deepEqual(await faults(page), []);
    await page.getByRole('dialog').getByRole('button', { name: '70' }).click();
    await page.waitForFunction(() => !document.querySelector('agelens-name-dialog'));
    const zip = { name: 'more.zip', mimeType: 'application/zip', buffer: Buffer.from('x') };
    const text = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('x') };
    await page.locator('input[name=loose]').setInputFiles([zip, text]);
    await page.getByRole('dialog', { name: 'Which class are these photographs of?' }).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: '60' }).click();
    await page.waitForFunction(() => !document.querySelector('agelens-name-dialog'));
    assert.deepEqual(
      (await events(page)).map(({ name, detail }) => [name, detail.className]),
      [
        ['photographs-added', '20'],
        ['photographs-added', '70'],
        ['photographs-added', '60'],
      ],
    );
    // Of a folder nothing is asked: each file's own folder is its class.
    await page.locator('input[name=folders]').setInputFiles(new URL('ui-fixture', import.meta.url).pathname);
    assert.deepEqual(
      await page.evaluate(() =>
        /** @type {any} */ (globalThis).fixture.events
          .at(-1)
          .detail.additions.map((/** @type {any} */ { className, files }) => [
            className,
            files.some((/** @type {File} */ { name }) => name === 'run.js'),
          ]),
      ),
      [['ui-fixture', true]],
    );
  });
});

test('on a phone a tap selects, and the table of persons scrolls by itself', async () => {
  await withInterface({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }, async (page) => {
    await showChanged(page, { excluded: ['30/image2.jpg'] });
    await cell(page, '20/image1.jpg').tap();
    await cell(page, '20/image3.jpg').tap();
    assert.deepEqual(await selected(page), ['20/image1.jpg', '20/image3.jpg']);
    const heights = await page
      .locator('.sheet-foot button, .segments button')
      .evaluateAll((all) => all.map((button) => button.getBoundingClientRect().height));
    assert.ok(Math.min(...heights) >= 24, heights.join());
    await page.getByRole('button', { name: 'By person' }).tap();
    const grid = page.getByRole('grid');
    assert.ok(await grid.evaluate((box) => box.scrollWidth > box.clientWidth));
    await cell(page, '20/image1.jpg').focus();
    await page.keyboard.press('End');
    await page.waitForFunction(() => /** @type {any} */ (document.activeElement).dataset.path === '80/image1.jpg');
    assert.ok(await grid.evaluate((box) => box.scrollLeft > 0));
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 360));
    assert.deepEqual(await faults(page), []);
  });
});

test('embeddings without photographs have the table alone', async () => {
  await withInterface({}, async (page) => {
    await page.evaluate(async () => {
      const { fixture } = /** @type {any} */ (globalThis);
      const state = await fixture.states.chosen();
      const features = { embeddings: new Float32Array(70), copies: 0, made: null, faceless: [] };
      fixture.app.state = { ...state, dataset: { ...state.dataset, features } };
      await fixture.app.updateComplete;
    });
    assert.equal(await textOf(page.locator('[data-balance]')), 'Balanced: 10 samples in each class.');
    assert.equal(await page.locator('#photographs :is(agelens-contact-sheet, .class-actions)').count(), 0);
  });
});

test('a camera is offered before there are photographs and after, and is loaded once it is unfolded', async () => {
  await withInterface({}, async (page) => {
    const burst = page.locator('agelens-camera-burst');
    for (const state of ['start', 'chosen']) {
      await show(page, state);
      assert.equal(await burst.count(), 0);
      await page.getByText('Take photographs with the camera').click();
      await burst.getByRole('heading').waitFor();
      await page.getByText('Take photographs with the camera', { exact: true }).click();
      await burst.waitFor({ state: 'detached' });
    }
  });
});
