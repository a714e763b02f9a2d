// The page around the steps: where one is, what runs, the pages to read, and paper.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { events, show, textOf } from './ui-driver.mjs';
import { withInterface } from './ui-page.mjs';

/** @import {Page} from 'playwright-core' */

const NAMES = ['How it works', 'What the numbers mean', 'Privacy', 'Keyboard'];

/** @param {Page} page */
const here = (page) => page.locator('.steps [aria-current=step] .step-title').textContent();

/** @param {Page} page @param {string} hash */
const follow = (page, hash) =>
  page.evaluate((to) => {
    location.hash = to;
  }, hash);

/** @param {Page} page */
const toResults = (page) =>
  page.locator('#results-title').evaluate((title) => title.scrollIntoView({ behavior: 'instant' }));

test('the navigation tells the step that is looked at from the one that is next', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'trained');
    const nav = page.locator('agelens-step-nav');
    await nav.locator('[aria-current=step]', { hasText: 'Photographs' }).waitFor();
    assert.equal(await textOf(nav.locator('[data-next]')), '4 Classify Next: any photograph');
    await toResults(page);
    await nav.locator('[aria-current=step]', { hasText: 'Results' }).waitFor();
    await nav.getByRole('link', { name: 'Train' }).click();
    assert.equal(await here(page), 'Train');
    // Too short to be scrolled to, and yet where the user went.
    await show(page, 'start');
    await nav.getByRole('link', { name: 'Results' }).click();
    assert.equal(await here(page), 'Results');
  });
});

test('each step says what it needs, what it did and what is next, and an empty one leads on', async () => {
  await withInterface({ viewport: { width: 360, height: 740 } }, async (page) => {
    await show(page, 'start');
    for (const step of ['train', 'results', 'classify'])
      assert.equal(await page.locator(`#${step} .step-lead a`).getAttribute('href'), '#photographs', step);
    assert.match(await textOf(page.locator('.steps-now')), /Photographs: choose a folder/);
    for (const name of ['Choose a folder', 'Try the sample']) {
      const box = await page.getByRole('button', { name }).boundingBox();
      assert.ok(box && box.y + box.height <= 740, `${name} is seen without scrolling`);
    }
    await show(page, 'chosen');
    assert.equal(await textOf(page.locator('#train .step-line')), 'Step 2 of 4 Needs: photographs ✓ Next: press Train');
    assert.match(await textOf(page.locator('.steps-now')), /Next: Train, one button/);
    await show(page, 'trained');
    assert.match(await textOf(page.locator('#results .step-line')), /Done: measured, 61% accurate$/);
    await page.locator('#results > .step-lead a').click();
    await page.waitForFunction(() => location.hash === '#classify');
  });
});

test('what runs stays in view with its Cancel, and in the title of the window, whatever is looked at', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'evaluating');
    assert.equal(await page.title(), '20% – Agelens');
    const bar = page.getByRole('region', { name: 'What runs now' });
    await bar.getByRole('progressbar', { name: 'Evaluating: person 3 of 10' }).waitFor();
    await bar.getByRole('link').click();
    await bar.waitFor({ state: 'detached' });
    await follow(page, '#/privacy');
    await bar.getByRole('button', { name: 'Cancel' }).click();
    assert.deepEqual(await events(page), [{ name: 'cancel-requested', detail: null }]);
    assert.equal(await page.title(), '20% – Privacy – Agelens');
    await show(page, 'trained');
    await bar.waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.activeElement?.matches('main.page'));
    assert.equal(await page.title(), 'Done – Privacy – Agelens');
    await page.keyboard.press('Shift');
    assert.equal(await page.title(), 'Privacy – Agelens');
  });
});

test('the pages open by link, key and address, take the focus, and lead back to where the work was', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'trained');
    const figures = await page
      .locator('.figure-help')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    assert.equal(figures.length, 10);
    // The contact sheet above the results has its height.
    await page.locator('.sheet-cell').first().waitFor();
    await toResults(page);
    const at = await page.evaluate(() => scrollY);
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await follow(page, '#/keyboard');
    for (const name of NAMES) {
      await page.locator('footer').getByRole('link', { name }).click();
      await page.locator('.page-text[aria-busy=false] h2', { hasText: name }).waitFor();
      await page.waitForFunction((title) => document.activeElement?.textContent === title, name);
      assert.equal(await page.locator('main:visible').count(), 1);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, name);
    }
    await page.goBack();
    await page.locator('.page-text h2', { hasText: 'Privacy' }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('#results-title').waitFor();
    assert.equal(await page.evaluate(() => scrollY), at);
    await page.keyboard.press('?');
    await page.getByRole('heading', { name: 'Keyboard' }).waitFor();
    await follow(page, '#/numbers/ece');
    for (const href of figures) await page.locator(`[id="${href.replace('#/', '').replace('/', '-')}"]`).waitFor();
    await page.waitForFunction(() => document.activeElement?.id === 'numbers-ece');
    assert.equal(await focused(), 'Calibration error (ECE)');
    await page.locator('.steps').getByRole('link', { name: 'Train' }).click();
    await page.locator('#train-title').waitFor();
    assert.ok(Math.abs((await page.locator('#train').boundingBox())?.y ?? Infinity) < 150, 'and to a step');
  });
});

test('one first heading, no level left out, and the pages fit a window of 320 pixels', async () => {
  await withInterface({ viewport: { width: 320, height: 700 } }, async (page) => {
    const levels = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('h1, h2, h3, h4')]
          .filter((heading) => heading.checkVisibility())
          .map(({ tagName }) => Number(tagName[1])),
      );
    const check = async (/** @type {string} */ where) => {
      const found = await levels();
      assert.equal(found.filter((level) => level === 1).length, 1, where);
      for (const [index, level] of found.entries())
        assert.ok(level - (found[index - 1] ?? 0) <= 1, `${where}: ${found}`);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320, where);
    };
    for (const state of ['start', 'chosen', 'assessed', 'answered']) {
      await show(page, state);
      await check(state);
    }
    for (const path of ['how-it-works', 'numbers', 'privacy', 'keyboard']) {
      await follow(page, `#/${path}`);
      await page.locator('.page-text[aria-busy=false]').waitFor();
      await check(path);
    }
  });
});

test('on paper the results stand without what one presses', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'trained');
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('button:visible, input:visible, select:visible, nav:visible').count(), 0);
    for (const seen of ['h1', '.headline', '.confusion table', '[data-chart]'])
      assert.ok(await page.locator(seen).first().isVisible(), seen);
  });
});

test('the progress of one step draws no other step again, and what follows it is not seen until it has its place', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'evaluating');
    const drawn = await page.evaluate(async () => {
      /** @type {Set<string>} */
      const names = new Set();
      for (const name of [
        'site-header',
        'step-nav',
        'step-line',
        'photographs',
        'train',
        'results',
        'classify',
        'undo-bar',
      ]) {
        const element = /** @type {any} */ (customElements.get(`agelens-${name}`)).prototype;
        const { performUpdate } = element;
        element.performUpdate = function () {
          names.add(name);
          return performUpdate.call(this);
        };
      }
      const { app } = /** @type {any} */ (globalThis).fixture;
      const { job } = app.state;
      app.state = { ...app.state, job: { ...job, total: 1e6, done: job.done } };
      await app.updateComplete;
      names.clear();
      app.state = { ...app.state, job: { ...app.state.job, done: job.done + 1 } };
      await app.updateComplete;
      return [...names];
    });
    assert.deepEqual(drawn, ['train']);
    const footer = page.locator('agelens-site-footer');
    const isSeen = () => footer.evaluate((element) => element.checkVisibility({ visibilityProperty: true }));
    assert.equal(await isSeen(), false);
    await show(page, 'trained');
    await page.waitForFunction(() => !document.querySelector('[data-making]'));
    assert.equal(await isSeen(), true);
  });
});
