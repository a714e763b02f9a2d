// Shared memory, and with it threads, needs two headers that plain hosts do not send. The service worker adds them, but
// the first visit began without it.

/** Kept for as long as the tab is open, so that a browser that cannot be helped is not tried again. */
const TRIED = 'agelens-isolation-tried';

/**
 * Until the user does something, a reload loses nothing.
 * @returns {() => boolean} true until then
 */
export function watchForTouch() {
  let isUntouched = true;
  const touch = () => {
    isUntouched = false;
  };
  for (const type of ['pointerdown', 'click', 'keydown', 'drop']) addEventListener(type, touch, { capture: true });
  return () => isUntouched;
}

/**
 * Loads the page once more where that gives it threads and nothing can be lost by it.
 * @param {object} page
 * @param {boolean} page.couldUseThreads
 * @param {boolean} page.isIsolated
 * @param {() => boolean} page.isUntouched
 * @param {Pick<Storage, 'getItem' | 'setItem'>} page.session
 * @param {() => void} page.reload
 * @returns {boolean} true when the page is about to go
 */
export function reloadToIsolate({ couldUseThreads, isIsolated, isUntouched, session, reload }) {
  if (isIsolated || !couldUseThreads || !isUntouched() || session.getItem(TRIED)) return false;
  session.setItem(TRIED, 'yes');
  reload();
  return true;
}
