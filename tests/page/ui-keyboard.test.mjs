// The interface by keyboard alone, and as a screen reader meets it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { events, openAllDetails, show } from './ui-driver.mjs';
import { withInterface } from './ui-page.mjs';

/** @import {Page} from 'playwright-core' */

const STATES = [
  'start',
  'intake',
  'chosen',
  'evaluating',
  'trained',
  'changed',
  'answered',
  'explained',
  'doubtful',
  'several',
  'answeredAmong',
  'answeredFaceless',
  'answeredUnseen',
  'faced',
  'mapped',
  'assessed',
  'compared',
  'searched',
  'searching',
  'backbonesCompared',
  'comparing',
  'joined',
  'optimistic',
  'withoutYears',
  'failed',
  'kept',
  'keeping',
  'keptElsewhere',
  'unkept',
];

/** By Tab from the control before it: that one comes so far the first test shows. @param {Page} page @param {string} selector */
async function tabTo(page, selector) {
  await page.evaluate((wanted) => /** @type {any} */ (globalThis).fixture.tabWalk.standBefore(wanted), selector);
  await page.keyboard.press('Tab');
  assert.ok(
    await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector),
    `Tab does not reach ${selector}`,
  );
}

/** From the tree of names: panels that are the same to the letter as in an earlier state. @param {Page} page @param {boolean} hidden */
const hideLookedAt = (page, hidden) =>
  page.evaluate((isHidden) => {
    const { fixture } = /** @type {any} */ (globalThis);
    if (isHidden) fixture.markLookedAt('names');
    for (const element of document.querySelectorAll('[data-looked-at]'))
      if (element.localName.startsWith('agelens-')) element.ariaHidden = isHidden ? 'true' : null;
    if (!isHidden) fixture.unmark();
  }, hidden);

/** One mistake is put right like another. @param {Page} page */
const hideLikeControls = (page) =>
  page.evaluate(() => {
    for (const item of document.querySelectorAll('.photo-answers > li:nth-child(n + 2)')) {
      /** @type {HTMLElement} */ (item).hidden = true;
    }
  });

test('Tab reaches every control of every state, and the focus is seen', async () => {
  await withInterface({}, async (page) => {
    // It comes and goes with what is in view.
    await page.evaluate(() => document.querySelector('agelens-job-bar')?.remove());
    for (const state of STATES) {
      await show(page, state);
      await openAllDetails(page);
      await hideLikeControls(page);
      // Faces can be chosen once their photograph is drawn, or cannot be, which is tried when it comes into view.
      for (const picture of await page.locator('agelens-face-picture').all()) {
        await picture.scrollIntoViewIfNeeded();
        await picture.locator('[data-state=drawn], [data-state=undecodable]').waitFor({ state: 'attached' });
      }
      // Where a job begins or ends, the page moves the focus with the next frame.
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
      // Between controls that stood side by side in an earlier state Tab has gone already.
      const { count, stretches } = await page.evaluate(() =>
        /** @type {any} */ (globalThis).fixture.tabWalk.unwalked(),
      );
      assert.ok(count >= 4, state);
      /** @type {number[]} */
      const expected = [];
      for (const { from, to } of stretches) {
        await page.evaluate((start) => /** @type {any} */ (globalThis).fixture.tabWalk.startAt(start), from);
        for (let at = from; at < to; at += 1) await page.keyboard.press('Tab');
        for (let at = from; at <= to; at += 1) expected.push(at);
      }
      /** @type {import('./ui-fixture/tab-walk.js').Arrival[]} */
      const arrivals = await page.evaluate(() => /** @type {any} */ (globalThis).fixture.tabWalk.arrivals());
      assert.deepEqual(
        arrivals.map(({ control }) => control),
        expected,
        `${state}: ${arrivals.find(({ control }, place) => control !== expected[place])?.html}`,
      );
      const unseen = arrivals.filter(({ outlineStyle }) => outlineStyle !== 'solid');
      assert.deepEqual(unseen, [], `${state}: the focus is not seen`);
    }
  });
});

test('every control, progress bar and chart has a name', async () => {
  await withInterface({}, async (page) => {
    for (const state of STATES) {
      await show(page, state);
      await openAllDetails(page);
      await hideLookedAt(page, true);
      const tree = await page.locator('agelens-app').ariaSnapshot();
      await hideLookedAt(page, false);
      const nameless = tree.split('\n').filter((line) => {
        return /^\s*- (button|textbox|spinbutton|combobox|checkbox|link|progressbar|img|region|group)( \[|:|$)/.test(
          line,
        );
      });
      // The picture of folders is a figure whose caption says it; a details element is a group named by its summary.
      assert.deepEqual(
        nameless.filter((line) => !/- group/.test(line)),
        [],
        state,
      );
    }
    await show(page, 'evaluating');
    await page.getByRole('progressbar', { name: 'Evaluating: person 3 of 10' }).waitFor();
    await page.getByRole('img', { name: /^Log loss over epochs\. The training figures go from/ }).waitFor();
    await page.getByRole('status').filter({ hasText: 'Evaluating: person 3 of 10' }).waitFor();
  });
});

test('Choose a folder, Choose files, Try the sample and Remove answer to the keyboard', async () => {
  await withInterface({}, async (page) => {
    const chooser = page.waitForEvent('filechooser');
    await tabTo(page, '.folder-drop .primary');
    await page.keyboard.press('Enter');
    assert.equal((await chooser).isMultiple(), true);
    const files = page.waitForEvent('filechooser');
    await tabTo(page, '.folder-drop button:nth-of-type(3)');
    await page.keyboard.press('Enter');
    assert.equal(await (await files).element().getAttribute('accept'), '.zip,.npy,.csv,.json,image/*');
    await tabTo(page, '.folder-drop button:nth-of-type(2)');
    await page.keyboard.press('Space');
    await show(page, 'chosen');
    await tabTo(page, '.dataset-head button');
    await page.keyboard.press('Enter');
    assert.deepEqual(
      (await events(page)).map(({ name }) => name),
      ['sample-requested', 'dataset-cleared'],
    );
  });
});

test('each setting emits its patch, in numbers', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'chosen');
    await tabTo(page, '.more summary');
    await page.keyboard.press('Enter');
    /** @type {[string, string, object][]} */
    const typed = [
      ['copies', '3', { copies: 3 }],
      ['epochs', '12', { epochs: 12 }],
      ['seed', '7', { seed: 7 }],
      ['learningRate', '0.01', { learningRate: 0.01 }],
      ['batchSize', '16', { batchSize: 16 }],
      ['dropout', '0.25', { dropout: 0.25 }],
      ['hiddenUnits', '128, 32', { hiddenUnits: [128, 32] }],
    ];
    for (const [name, text, patch] of typed) {
      await tabTo(page, `input[name=${name}]`);
      await page.keyboard.press('Control+A');
      await page.keyboard.type(text);
      await page.keyboard.press('Tab');
      assert.deepEqual(await events(page), [{ name: 'setting-changed', detail: { patch } }]);
    }
    await tabTo(page, '.copies > summary');
    await page.keyboard.press('Enter');
    await tabTo(page, 'input[name=zoom]');
    await page.keyboard.press('ArrowUp');
    const detail = (await events(page))[0]?.detail;
    assert.equal(detail.patch.augmentation.zoom, 0.15);
    assert.equal(detail.patch.augmentation.rotationDegrees, 15);
    await tabTo(page, 'input[name=horizontalFlip]');
    await page.keyboard.press('Space');
    assert.equal((await events(page))[0]?.detail.patch.augmentation.horizontalFlip, false);
    await tabTo(page, 'select[name=device]');
    await page.keyboard.press('w');
    assert.equal((await events(page))[0]?.name, 'device-changed');
    await page.locator('select[name=device]').selectOption('wasm');
    await page.locator('select[name=protocol]').selectOption('seed');
    await page.locator('select[name=backbone]').selectOption('mobilenet-v2-npm');
    assert.deepEqual(
      (await events(page)).map((event) => event.detail),
      [{ choice: 'wasm' }, { patch: { protocol: 'seed' } }, { patch: { backbone: 'mobilenet-v2-npm' } }],
    );
  });
});

test('a value that is not allowed is not emitted: the field says why, and Train leads back to it', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'chosen');
    await openAllDetails(page);
    await page.locator('input[name=hiddenUnits]').fill('many');
    await openAllDetails(page);
    await page.evaluate(() => document.querySelector('.more')?.removeAttribute('open'));
    await tabTo(page, '.train-action button');
    await page.keyboard.press('Enter');
    assert.deepEqual(await events(page), []);
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('name')), 'hiddenUnits');
    assert.match((await page.getByRole('alert').textContent()) ?? '', /whole numbers from 1 to 4096/);
    // Progress elsewhere redraws the page; what was typed stays.
    await page.evaluate(() => {
      const { app } = /** @type {any} */ (globalThis).fixture;
      app.state = { ...app.state, settings: { ...app.state.settings, copies: 2 } };
    });
    assert.equal(await page.locator('input[name=hiddenUnits]').inputValue(), 'many');
    await page.locator('input[name=hiddenUnits]').fill('64');
    await page.locator('.train-action button').click();
    assert.deepEqual(
      (await events(page)).map(({ name }) => name),
      ['setting-changed', 'train-requested'],
    );
  });
});

test('the focus goes from Train to Cancel to the results', async () => {
  await withInterface({}, async (page) => {
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());
    await show(page, 'chosen');
    await tabTo(page, '.train-action button');
    await show(page, 'embedding');
    await page.waitForFunction(() => document.activeElement?.textContent?.trim() === 'Cancel');
    await page.keyboard.press('Enter');
    assert.deepEqual(
      (await events(page)).map(({ name }) => name),
      ['cancel-requested'],
    );
    await show(page, 'trained');
    await page.waitForFunction(() => document.activeElement?.id === 'results-title');
    assert.equal(await focused(), 'Results');
  });
});

test('deleting the classifier leads to Undo, and that back to the results', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'trained');
    await tabTo(page, '.clear button');
    await page.keyboard.press('Enter');
    assert.equal((await events(page))[0]?.name, 'classifier-cleared');
    await show(page, 'chosen', { undo: { sentence: 'The classifier is deleted.' } });
    await page.getByRole('status').filter({ hasText: 'The classifier is deleted.' }).waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent?.trim() === 'Undo');
    await page.keyboard.press('Enter');
    await show(page, 'trained');
    await page.waitForFunction(() => document.activeElement?.id === 'results-title');
    await page.keyboard.press('Control+z');
    assert.deepEqual(
      (await events(page)).map(({ name }) => name),
      ['undo-requested'],
      'there is nothing to undo any more',
    );
  });
});

test('Ctrl+Z undoes on the page, and in a text field only what was typed', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'undoable');
    await page.evaluate(() => document.querySelector('main')?.appendChild(document.createElement('input')).focus());
    await page.keyboard.press('Control+z');
    assert.deepEqual(await events(page), []);
    await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
    await page.keyboard.press('Control+z');
    await page.getByRole('button', { name: 'Dismiss' }).click();
    assert.deepEqual(
      (await events(page)).map(({ name }) => name),
      ['undo-requested', 'undo-dismissed'],
    );
    await show(page, 'searching', { undo: { sentence: 'One photograph is removed.' } });
    assert.equal(await page.getByRole('button', { name: 'Undo' }).isDisabled(), true);
    await page.keyboard.press('Control+z');
    assert.deepEqual(await events(page), []);
  });
});

test('what gets the focus is not below the bar that undoes', async () => {
  await withInterface({ viewport: { width: 320, height: 640 } }, async (page) => {
    await show(page, 'undoable');
    await page.waitForFunction(() => document.documentElement.style.getPropertyValue('--undo-height') > '1');
    const covered = await page.evaluate(() => {
      const bar = /** @type {Element} */ (document.querySelector('.undo-bar'));
      document.documentElement.style.scrollBehavior = 'auto';
      return [...document.querySelectorAll('main a, main button, main input, main summary')].flatMap((control) => {
        if (!(control instanceof HTMLElement) || !control.checkVisibility()) return [];
        control.focus();
        const isCovered = control.getBoundingClientRect().bottom > bar.getBoundingClientRect().top;
        return document.activeElement === control && isCovered ? control.outerHTML : [];
      });
    });
    assert.deepEqual(covered, []);
  });
});
