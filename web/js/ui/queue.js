/**
 * Runs at most `limit` tasks at a time, first come first served.
 * `add` returns a function that withdraws the task if it has not started.
 * @param {number} limit
 */
export function createQueue(limit) {
  /** @type {Set<() => Promise<void>>} */
  const waiting = new Set();
  let running = 0;

  async function runNext() {
    if (running >= limit) return;
    const [task] = waiting;
    if (!task) return;
    waiting.delete(task);
    running += 1;
    try {
      await task();
    } finally {
      running -= 1;
      runNext();
    }
  }

  return {
    /** @param {() => Promise<void>} task Must not reject. */
    add(task) {
      waiting.add(task);
      runNext();
      return () => waiting.delete(task);
    },
  };
}
