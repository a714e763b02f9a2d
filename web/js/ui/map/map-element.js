/** @import {AppState, Dataset, Trained} from '../../types.d.ts' */
import { LightElement } from '../light-element.js';

/** An element that shows the embedding map, or what is around it. */
export class MapElement extends LightElement {
  /**
   * @override
   * @type {import('lit').PropertyDeclarations}
   */
  static properties = {
    trained: { attribute: false },
    photographs: { attribute: false },
    job: { attribute: false },
    state: { attribute: false },
    error: { attribute: false },
  };

  constructor() {
    super();
    /** @type {Trained | null} */
    this.trained = null;
    /** @type {Dataset | null} */
    this.photographs = null;
    /** @type {AppState['job']} */
    this.job = null;
    /** @type {AppState['embeddingMap']} */
    this.state = { map: null, neighbourhood: null, course: null, problem: null };
    /** @type {string | null} */
    this.error = null;
  }
}
