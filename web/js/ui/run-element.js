/** @import {Run} from '../types.d.ts' */
import { LightElement } from './light-element.js';

/** An element that shows one aspect of a run. */
export class RunElement extends LightElement {
  /**
   * @override
   * @type {import('lit').PropertyDeclarations}
   */
  static properties = { run: { attribute: false } };

  constructor() {
    super();
    /** @type {Run | null} */
    this.run = null;
  }
}
