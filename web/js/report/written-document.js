// A document that is only written out as text: as much of the DOM as Observable Plot draws with. So a chart in a file is
// the same from the page and from the command line, which has no DOM.
import { escapeText } from './markup.js';

class WrittenElement {
  /** @param {string} nodeName @param {WrittenDocument} ownerDocument */
  constructor(nodeName, ownerDocument) {
    this.nodeName = nodeName;
    this.ownerDocument = ownerDocument;
    /** @type {Map<string, string>} */
    this.attributes = new Map();
    /** @type {(WrittenElement | string)[]} */
    this.childNodes = [];
  }

  /** @param {string} name @param {unknown} value */
  setAttribute(name, value) {
    this.attributes.set(name, String(value));
  }

  /** @param {string} _space @param {string} name @param {unknown} value */
  setAttributeNS(_space, name, value) {
    this.setAttribute(name, value);
  }

  /** @param {string} name */
  getAttribute(name) {
    return this.attributes.get(name) ?? null;
  }

  /** @param {string} name */
  removeAttribute(name) {
    this.attributes.delete(name);
  }

  /** @param {WrittenElement | string} child */
  appendChild(child) {
    this.childNodes.push(child);
    return child;
  }

  /** @param {WrittenElement} child @param {WrittenElement | string | null} next */
  insertBefore(child, next) {
    this.childNodes.splice(next ? this.childNodes.indexOf(next) : this.childNodes.length, 0, child);
    return child;
  }

  get firstChild() {
    return this.childNodes[0] ?? null;
  }

  get children() {
    return this.childNodes.filter((child) => child instanceof WrittenElement);
  }

  /** @param {string} text */
  set textContent(text) {
    this.childNodes = [text];
  }

  /** Plot's style element, which the page takes out, may stay in a file. */
  querySelector() {
    return null;
  }

  /** @returns {string} */
  toString() {
    const attributes = [...this.attributes].map(([name, value]) => ` ${name}="${escapeText(value)}"`).join('');
    const inside = this.childNodes
      .map((child) => (typeof child === 'string' ? escapeText(child) : `${child}`))
      .join('');
    return `<${this.nodeName}${attributes}>${inside}</${this.nodeName}>`;
  }
}

class WrittenDocument {
  constructor() {
    this.documentElement = new WrittenElement('html', this);
  }

  /** @param {string} _space @param {string} name */
  createElementNS(_space, name) {
    return new WrittenElement(name, this);
  }

  /** @param {string} name */
  createElement(name) {
    return new WrittenElement(name, this);
  }

  /** @param {string} text */
  createTextNode(text) {
    return text;
  }
}

/** To draw in; what is drawn is written by `String(element)`. */
export const writtenDocument = () => /** @type {Document} */ (/** @type {unknown} */ (new WrittenDocument()));
