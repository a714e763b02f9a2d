// What was removed last, and can be had back. State is replaced and never changed in place, so remembering it costs references.

/** @import { AppState } from '../types.d.ts' */
/** @import { Store } from './actions.js' */

/** @typedef {keyof AppState} Key */

/**
 * One thing can be had back at a time: the last. It is forgotten when what it would put back no longer fits.
 * @param {Store} store
 */
export function createUndo(store) {
  /** @type {{ shown: NonNullable<AppState['undo']>, putBack: () => void | Promise<void>, fits: (state: AppState) => boolean } | null} */
  let last = null;

  store.subscribe((state) => {
    if (!last || (state.undo === last.shown && last.fits(state))) return;
    const { shown } = last;
    last = null;
    if (state.undo === shown) store.update({ undo: null });
  });

  /**
   * @param {string} sentence on what was removed
   * @param {() => void | Promise<void>} putBack
   * @param {(state: AppState) => boolean} [fits] whether it can still be put back
   */
  function remember(sentence, putBack, fits = () => true) {
    const shown = { sentence };
    last = { shown, putBack, fits };
    store.update({ undo: shown });
  }

  return {
    remember,

    /**
     * Remembers pieces of the state while they change; nothing where they do not.
     *
     * @param {string} sentence
     * @param {{ keys: Key[], fits: Key[] }} pieces `keys` are put back, as long as `fits` stay what they became
     * @param {() => void} change
     */
    removing(sentence, { keys, fits }, change) {
      const before = pick(store.state, keys);
      change();
      if (isIn(before, store.state)) return;
      const after = pick(store.state, fits);
      remember(
        sentence,
        () => store.update(before),
        (state) => isIn(after, state),
      );
    },

    actions: {
      async undo() {
        if (!last) return;
        const { putBack } = last;
        last = null;
        store.update({ undo: null });
        await putBack();
      },

      dismissUndo() {
        last = null;
        store.update({ undo: null });
      },
    },
  };
}

/** @typedef {ReturnType<typeof createUndo>} Undo */

/** @param {AppState} state @param {Key[]} keys @returns {Partial<AppState>} */
const pick = (state, keys) => Object.fromEntries(keys.map((key) => [key, state[key]]));

/** @param {Partial<AppState>} pieces @param {AppState} state */
const isIn = (pieces, state) => /** @type {Key[]} */ (Object.keys(pieces)).every((key) => pieces[key] === state[key]);
