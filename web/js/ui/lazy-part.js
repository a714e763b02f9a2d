/** @import {LightElement} from './light-element.js' */
import { strings } from '../strings.js';
import { alertBox } from './alert.js';

/**
 * What draws something that few look at: loaded once it is needed, and said where it cannot be.
 * @param {LightElement} host Is drawn again when that changes.
 * @param {() => Promise<unknown>} load
 */
export function lazyPart(host, load) {
  let isMissing = false;
  const say = (/** @type {boolean} */ missing) => {
    if (missing === isMissing) return;
    isMissing = missing;
    host.requestUpdate();
  };

  return {
    need: () =>
      load().then(
        () => say(false),
        () => say(true),
      ),

    alert: () => alertBox(isMissing ? strings.page.partMissing : null),
  };
}
