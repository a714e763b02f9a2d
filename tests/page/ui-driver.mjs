// How the tests of the interface drive and read it.
/** @import {Locator, Page} from 'playwright-core' */

/** Shows a state of ui-fixture/states.js. @param {Page} page @param {string} state @param {object} [patch] */
export const show = (page, state, patch) =>
  page.evaluate(
    ([name, change]) => /** @type {any} */ (globalThis).fixture.show(name, change),
    /** @type {const} */ ([state, patch]),
  );

/** The events that came out since the last call. @param {Page} page @returns {Promise<{name: string, detail: any}[]>} */
export const events = (page) => page.evaluate(() => /** @type {any} */ (globalThis).fixture.events.splice(0));

/** @param {Locator} place */
export const textOf = async (place) => ((await place.textContent()) ?? '').replace(/\s+/g, ' ').trim();

/** @param {Page} page @param {string} metric */
export const metric = (page, metric) => page.locator(`[data-metric="${metric}"]`).getAttribute('data-value');

/** @param {Page} page */
export const openAllDetails = (page) =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
