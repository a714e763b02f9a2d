// What the main thread of a page is kept from, and what moves in it: long tasks, late frames, layout shifts.
/** @import { Page } from 'playwright-core' */

/**
 * @typedef {object} Watched since the last reading
 * @property {number} seconds
 * @property {{ ms: number, at: number }[]} longTasks over 50 ms; `at` is milliseconds after the reading before
 * @property {{ ms: number, at: number, what: string }[]} slowFrames what a late frame was spent on
 * @property {number} frames
 * @property {number} dropped frames of a sixtieth of a second that did not come
 * @property {number} longestGap between two frames, in milliseconds
 * @property {{ value: number, what: string }[]} shifts not by the person's own hand
 */

/** Before the page is opened. @param {Page} page */
export async function watchPage(page) {
  await page.addInitScript(() => {
    const FRAME_MS = 1000 / 60;
    const begin = () => ({
      startMs: performance.now(),
      longTasks: [],
      slowFrames: [],
      shifts: [],
      frames: 0,
      dropped: 0,
      longestGap: 0,
    });
    /** @type {any} */
    let watched = begin();
    new PerformanceObserver((list) => {
      for (const { duration, startTime } of list.getEntries())
        watched.longTasks.push({ ms: duration, at: startTime - watched.startMs });
    }).observe({ type: 'longtask', buffered: true });
    new PerformanceObserver((list) => {
      for (const { duration, startTime, scripts, styleAndLayoutStart } of /** @type {any[]} */ (list.getEntries())) {
        const ran = scripts.map((/** @type {any} */ script) => `${script.invoker} ${Math.round(script.duration)} ms`);
        const layout = Math.round(startTime + duration - styleAndLayoutStart);
        watched.slowFrames.push({
          ms: duration,
          at: startTime - watched.startMs,
          what: `${ran.join(', ')}, layout and paint ${layout} ms`,
        });
      }
    }).observe({ type: 'long-animation-frame', buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of /** @type {any[]} */ (list.getEntries())) {
        if (entry.hadRecentInput) continue;
        const names = entry.sources.map((/** @type {any} */ { node, previousRect: from, currentRect: to }) => {
          const place = node instanceof Element ? node : node?.parentElement;
          const name = place
            ? `${place.localName}${place.id ? `#${place.id}` : ''}.${place.className?.baseVal ?? place.className}`
            : '?';
          return `${name} ${Math.round(from.y)}+${Math.round(from.height)} → ${Math.round(to.y)}+${Math.round(to.height)}`;
        });
        watched.shifts.push({ value: entry.value, what: names.join('; ') });
      }
    }).observe({ type: 'layout-shift', buffered: true });
    let lastMs = performance.now();
    const tick = (/** @type {number} */ nowMs) => {
      const gap = nowMs - lastMs;
      lastMs = nowMs;
      watched.frames += 1;
      watched.dropped += Math.max(0, Math.round(gap / FRAME_MS) - 1);
      watched.longestGap = Math.max(watched.longestGap, gap);
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    Object.assign(globalThis, {
      readWatched() {
        const { startMs, ...all } = watched;
        watched = begin();
        return { seconds: (performance.now() - startMs) / 1000, ...all };
      },
    });
  });
}

/** @param {Page} page @returns {Promise<Watched>} */
export const readWatch = (page) => page.evaluate(() => /** @type {any} */ (globalThis).readWatched());
