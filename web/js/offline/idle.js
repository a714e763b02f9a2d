const LATEST_MS = 10_000;
/** Where the browser cannot tell. */
const USUALLY_MS = 2000;

/** Resolves when the page has nothing to do, or has been busy for long. @returns {Promise<void>} */
export const whenIdle = () =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: LATEST_MS });
    else setTimeout(resolve, USUALLY_MS);
  });
