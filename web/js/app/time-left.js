/**
 * Estimates how long a stage still takes from its mean rate so far.
 *
 * @param {number} total
 * @param {() => number} [now] milliseconds
 */
export function createTimeLeft(total, now = () => performance.now()) {
  const startedAt = now();

  /**
   * Seconds left after `done` of `total`; null until half a second has shown a rate worth believing.
   * @param {number} done
   */
  return (done) => {
    const elapsedSeconds = (now() - startedAt) / 1000;
    if (done <= 0 || elapsedSeconds < 0.5) return null;
    return (elapsedSeconds / done) * (total - done);
  };
}
