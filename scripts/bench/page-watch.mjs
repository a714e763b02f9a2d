// What a reader sees of a page that is kept busy: late frames, layout shifts, clicks that wait. Its tasks are in main-thread.mjs.
/** @import { Page } from 'playwright-core' */

/**
 * @typedef {object} Watched since the last reading
 * @property {number} seconds
 * @property {number} frames
 * @property {number} dropped frames of a sixtieth of a second that did not come
 * @property {number} longestGap between two frames, in milliseconds
 * @property {number} slowestClick until the next frame was painted, in milliseconds; 0 under 16
 * @property {{ value: number, what: string }[]} shifts not by the person's own hand
 */

/** Before the page is opened. @param {Page} page */
export async function watchPage(page) {
  await page.addInitScript(() => {
    const FRAME_MS = 1000 / 60;
    const begin = () => ({
      startMs: performance.now(),
      shifts: [],
      frames: 0,
      dropped: 0,
      longestGap: 0,
      slowestClick: 0,
    });
    /** @type {any} */
    let watched = begin();
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
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries())
        if (name === 'click') watched.slowestClick = Math.max(watched.slowestClick, duration);
    }).observe(/** @type {any} */ ({ type: 'event', durationThreshold: 16, buffered: true }));
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
      slowestClick: () => watched.slowestClick,
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
