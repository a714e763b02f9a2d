/**
 * A tiny observable: one state object, replaced and never changed in place, so that a listener can compare by identity.
 *
 * @template {object} T
 * @param {T} initial
 */
export function createStore(initial) {
  let state = initial;
  /** @type {Set<(state: T) => void>} */
  const listeners = new Set();

  return {
    get state() {
      return state;
    },

    /** @param {Partial<T>} patch */
    update(patch) {
      state = { ...state, ...patch };
      for (const listener of listeners) listener(state);
    },

    /**
     * Calls `listener` now and after every change, until the returned function is called.
     * @param {(state: T) => void} listener
     */
    subscribe(listener) {
      listeners.add(listener);
      listener(state);
      return () => listeners.delete(listener);
    },
  };
}
