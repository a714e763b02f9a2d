// HTML as text, in which nothing that was put in can become markup by itself.

/** @type {Record<string, string>} */
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Fit to stand between tags or in a quoted attribute. @param {string} text */
export const escapeText = (text) => text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? '');

/** What is markup already. */
export class Markup {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }

  toString() {
    return this.text;
  }
}

/** @typedef {Markup | string | number | Markup[]} Content */

/**
 * Texts and numbers are escaped, markup is not.
 * @param {TemplateStringsArray} strings
 * @param {Content[]} values
 */
export function markup(strings, ...values) {
  return new Markup(String.raw({ raw: strings }, ...values.map(written)));
}

/** @param {Content} value @returns {string} */
function written(value) {
  if (Array.isArray(value)) return value.join('');
  return value instanceof Markup ? value.text : escapeText(String(value));
}
