// How many pages of this Agelens are open in the browser: each holds a lock.

/**
 * Keeps the lock until the page goes away.
 * @param {LockManager | undefined} locks
 * @param {string} pageLock
 */
export async function countThisPage(locks, pageLock) {
  if (!locks) return;
  await new Promise((resolve) => {
    locks.request(pageLock, { mode: 'shared' }, () => {
      resolve(undefined);
      return new Promise(() => {});
    });
  });
}

/**
 * False also where pages cannot be counted.
 * @param {LockManager | undefined} locks
 * @param {string} pageLock
 */
export async function isOnlyPage(locks, pageLock) {
  if (!locks) return false;
  const { held = [] } = await locks.query();
  return held.filter(({ name }) => name === pageLock).length === 1;
}
