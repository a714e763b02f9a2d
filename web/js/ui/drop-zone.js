import { LightElement } from './light-element.js';

/** Lets files be dropped; false where something else is held. @param {DragEvent} event over it */
export function offerDrop(event) {
  if (!event.dataTransfer?.types.includes('Files')) return false;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
  return true;
}

/**
 * An element onto which files can be dropped. `dragging` is true while files hover over it.
 * @abstract
 */
export class DropZone extends LightElement {
  /**
   * @override
   * @type {import('lit').PropertyDeclarations}
   */
  static properties = { disabled: { attribute: false }, dragging: { state: true } };

  constructor() {
    super();
    this.disabled = false;
    this.dragging = false;
    this.addEventListener('dragover', (event) => this.#hover(event));
    this.addEventListener('dragleave', () => {
      this.dragging = false;
    });
    this.addEventListener('drop', (event) => this.#drop(event));
  }

  /** @abstract @param {DataTransfer} _files Valid only until this call returns. */
  dropped(_files) {}

  /** @param {DragEvent} event */
  #hover(event) {
    if (!this.disabled && offerDrop(event)) this.dragging = true;
  }

  /** @param {DragEvent} event */
  #drop(event) {
    this.dragging = false;
    if (this.disabled || !event.dataTransfer) return;
    event.preventDefault();
    this.dropped(event.dataTransfer);
  }
}
