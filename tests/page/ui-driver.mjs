// How the tests of the interface drive and read it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** @import {Locator, Page} from 'playwright-core' */

/** Shows a state of ui-fixture/states.js. @param {Page} page @param {string} state @param {object} [patch] */
export const show = (page, state, patch) =>
  page.evaluate(
    ([name, change]) => /** @type {any} */ (globalThis).fixture.show(name, change),
    /** @type {const} */ ([state, patch]),
  );

/** The names of all states. @param {Page} page @returns {Promise<string[]>} */
export const statesOf = (page) => page.evaluate(() => Object.keys(/** @type {any} */ (globalThis).fixture.states));

/** The events that came out since the last call. @param {Page} page @returns {Promise<{name: string, detail: any}[]>} */
export const events = (page) => page.evaluate(() => /** @type {any} */ (globalThis).fixture.events.splice(0));

/** Axe comes by the debugger: as a script the page's own policy would not let it in. @param {Page} page */
export const loadAxe = (page) =>
  page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));

/** @param {Locator} place */
export const textOf = async (place) => ((await place.textContent()) ?? '').replace(/\s+/g, ' ').trim();

/** @param {Page} page @param {string} metric */
export const metric = (page, metric) => page.locator(`[data-metric="${metric}"]`).getAttribute('data-value');

/** @param {Page} page */
export const openAllDetails = (page) =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });

/**
 * The contrast of the first such element's text with the background that is seen behind it.
 * @param {Page} page
 * @param {string} selector
 * @returns {Promise<number>}
 */
export const contrast = (page, selector) =>
  page.evaluate((wanted) => {
    const element = /** @type {Element} */ (document.querySelector(wanted));
    for (const animation of document.getAnimations()) animation.finish();
    /** @param {string} color sRGB as "rgb(r, g, b)" or "color(srgb r g b)" */
    const luminance = (color) => {
      const scale = color.startsWith('rgb') ? 255 : 1;
      const parts = (color.match(/[\d.]+/g) ?? []).slice(0, 3).map((part) => Number(part) / scale);
      const [r = 0, g = 0, b = 0] = parts.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    let behind = /** @type {Element | null} */ (element);
    while (behind && getComputedStyle(behind).backgroundColor === 'rgba(0, 0, 0, 0)') behind = behind.parentElement;
    const { color, fill } = getComputedStyle(element);
    const background = behind ? getComputedStyle(behind).backgroundColor : 'rgb(255, 255, 255)';
    const text = element instanceof SVGElement ? fill : color;
    const [dark = 0, light = 0] = [luminance(text), luminance(background)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  }, selector);
