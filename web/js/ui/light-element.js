import { LitElement } from 'lit';

/** Renders into the page itself, so that the page's style sheets, labels and ids reach into every element. */
export class LightElement extends LitElement {
  /** @override */
  createRenderRoot() {
    return this;
  }

  /**
   * @param {string} name
   * @param {unknown} [detail]
   */
  emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }
}
