/** @import { Progress } from '../../web/js/types.d.ts' */

const TITLES = {
  load: 'Loading',
  embed: 'Embedding',
  evaluate: 'Evaluating',
  train: 'Training',
  search: 'Trying settings',
  compare: 'Comparing backbones',
  map: 'Drawing the map',
  album: 'Evaluating albums',
  'train-album': 'Training the album',
};
const QUIET_MS = 10_000;

/** @param {number} seconds */
function duration(seconds) {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}

/** @param {Progress} progress */
function describe({ stage, done, total, secondsLeft }) {
  const left = secondsLeft === null ? '' : `, about ${duration(secondsLeft)} left`;
  return `${TITLES[stage]} ${total > 0 ? Math.floor((100 * done) / total) : 0} %${left}`;
}

/**
 * Progress on a stream of text: one line that is rewritten on a terminal, else a line for each stage and then one in ten
 * seconds.
 *
 * @param {{ isTTY?: boolean, write: (text: string) => unknown }} stream
 * @param {() => number} [now]
 */
export function createProgressLine(stream, now = () => performance.now()) {
  let shown = '';
  let shownAt = Number.NEGATIVE_INFINITY;
  let stage = '';

  return {
    /** @param {Progress} progress */
    show(progress) {
      const text = describe(progress);
      const due = progress.stage !== stage || now() - shownAt > (stream.isTTY ? 100 : QUIET_MS);
      if (!due || text === shown) return;
      stream.write(stream.isTTY ? `\r\x1b[K${text}` : `${text}\n`);
      shown = text;
      shownAt = now();
      stage = progress.stage;
    },

    /** Leaves the terminal's line empty for what follows. */
    clear() {
      if (stream.isTTY && shown) stream.write('\r\x1b[K');
      shown = '';
    },
  };
}
