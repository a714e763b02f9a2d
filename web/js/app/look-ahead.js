/**
 * Runs `task` over `items` and yields the results in order, with at most `depth` tasks started but not yet consumed.
 * The bound is what keeps memory flat: a slow consumer stops the tasks.
 *
 * A task that rejects makes the generator throw when its turn comes.
 *
 * @template T, R
 * @param {Iterable<T>} items
 * @param {number} depth at least 1
 * @param {(item: T) => Promise<R>} task
 * @returns {AsyncGenerator<R, void, void>}
 */
export async function* lookAhead(items, depth, task) {
  const waiting = items[Symbol.iterator]();
  /** @type {Promise<R>[]} */
  const started = [];
  const startMore = () => {
    while (started.length < depth) {
      const next = waiting.next();
      if (next.done) return;
      const result = task(next.value);
      // A consumer that stops early never awaits this one; its failure must not become an unhandled rejection.
      result.catch(() => {});
      started.push(result);
    }
  };

  startMore();
  for (let first = started.shift(); first; first = started.shift()) {
    const value = await first;
    startMore();
    yield value;
  }
}
