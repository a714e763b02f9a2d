/** @typedef {() => Promise<void>} Release */

/**
 * Takes a Web Lock until it is released. Where the browser has no locks, nobody else holds one either.
 *
 * @param {LockManager | undefined} locks
 * @param {string} name
 * @param {LockOptions} options
 * @returns {Promise<Release | null>} null where it is not available at once and that was asked for
 */
export function holdLock(locks, name, options) {
  if (!locks) return Promise.resolve(async () => {});
  return new Promise((resolve, reject) => {
    const held = locks.request(name, options, (lock) => {
      if (!lock) return resolve(null);
      return new Promise((/** @type {(value: void) => void} */ release) =>
        resolve(async () => {
          release();
          await held;
        }),
      );
    });
    held.catch(reject);
  });
}
