import { nothing } from 'lit';
import { Directive, directive, PartType } from 'lit/directive.js';

/** Sets lengths through the CSSOM, which the style policy allows where it forbids the attribute. */
class Place extends Directive {
  /** @param {import('lit/directive.js').PartInfo} part */
  constructor(part) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('place() belongs into a tag');
  }

  /** @param {Record<string, number>} _pixels by property */
  render(_pixels) {
    return nothing;
  }

  /** @override @param {import('lit/directive.js').ElementPart} part @param {[Record<string, number>]} pixels */
  update({ element }, [pixels]) {
    const { style } = /** @type {HTMLElement} */ (element);
    for (const [name, value] of Object.entries(pixels)) style.setProperty(name, `${value}px`);
    return nothing;
  }
}

export const place = directive(Place);
