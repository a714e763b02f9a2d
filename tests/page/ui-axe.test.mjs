// axe-core over every state of the interface. No rule of WCAG 2.0 to 2.2, A and AA, nor of good practice is left out.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadAxe, show, statesOf } from './ui-driver.mjs';
import { withInterface } from './ui-page.mjs';

/** @import {Page} from 'playwright-core' */

const ALL_RULES = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
/** What the colour scheme can change; the other rules find the same in the dark. */
const RULES_OF_COLOURS = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };
/** Three quarters of the time, and of an element they say the same wherever its panel is the same to the letter. */
const RULES_OF_PANELS = ['color-contrast', 'target-size'];
/** Together they show every panel. */
const MAIN_STATES = [
  ...['start', 'chosen', 'trained', 'answered', 'several', 'explained', 'albumed', 'duplicated', 'compared', 'kept'],
  'failed',
];

/** @param {Page} page */
async function readyAxe(page) {
  await loadAxe(page);
  await page.evaluate(
    (rules) => /** @type {any} */ (globalThis).axe.configure({ rules }),
    RULES_OF_PANELS.map((id) => ({ id, selector: '*:not([data-looked-at])' })),
  );
}

/**
 * What axe finds, a line for each element.
 * @param {Page} page
 * @param {object} runOnly
 * @param {string} circumstance In which panels that were looked at need no second look by RULES_OF_PANELS.
 * @returns {Promise<string[]>}
 */
const faults = (page, runOnly, circumstance) =>
  page.evaluate(
    async ([only, where, ofPanels]) => {
      const { axe, fixture } = /** @type {any} */ (globalThis);
      for (const animation of document.getAnimations()) animation.finish();
      if (!fixture.markLookedAt(where) && ofPanels) return [];
      const { violations } = await axe.run(document, {
        runOnly: only,
        resultTypes: ['violations'],
        elementRef: false,
        preload: false,
      });
      return violations.flatMap((/** @type {any} */ { id, nodes }) =>
        nodes.map((/** @type {any} */ { html, failureSummary }) => `${id}: ${html.slice(0, 200)} (${failureSummary})`),
      );
    },
    /** @type {const} */ ([runOnly, circumstance, runOnly === RULES_OF_COLOURS]),
  );

/** Folds or unfolds everything, and waits until what that loads and lays out is there. @param {Page} page @param {boolean} open */
const setAllDetails = (page, open) =>
  page.evaluate(async (isOpen) => {
    for (const details of document.querySelectorAll('details')) details.open = isOpen;
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20)));
  }, open);

test('axe finds no fault in any state with all unfolded, light or dark', async () => {
  await withInterface({}, async (page) => {
    await readyAxe(page);
    const found = [];
    for (const state of await statesOf(page)) {
      await page.emulateMedia({ colorScheme: 'light' });
      await show(page, state);
      await setAllDetails(page, true);
      const light = await faults(page, ALL_RULES, 'light');
      await page.emulateMedia({ colorScheme: 'dark' });
      const dark = await faults(page, RULES_OF_COLOURS, 'dark');
      found.push(...[...light, ...dark].map((fault) => `${state}: ${fault}`));
    }
    assert.deepEqual(found, []);
  });
});

test('axe finds no fault with all folded, in a wide window and in one of 360 pixels', async () => {
  await withInterface({}, async (page) => {
    await readyAxe(page);
    const found = [];
    for (const state of MAIN_STATES) {
      await show(page, state);
      await setAllDetails(page, false);
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 800 });
        for (const fault of await faults(page, ALL_RULES, `${width}`))
          found.push(`${state}, ${width} pixels: ${fault}`);
      }
    }
    assert.deepEqual(found, []);
  });
});
