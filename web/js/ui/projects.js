/** @import {ListedProject, Projects} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { alertBox } from './alert.js';
import { megabytes, whole } from './format.js';
import { LightElement } from './light-element.js';
import './project-file-chooser.js';

const words = strings.projects;

/**
 * Which project is open, and what is kept of it; nothing before there is something to keep. Emits `project-opened` {id},
 * `project-created`, `project-renamed` {name}, `project-duplicated`, `project-deleted`, `project-restored`,
 * `project-saved` {photographs: boolean}, `project-file-chosen` {file}, `copying-stopped`, `keeping-retried` and
 * `persistence-requested`.
 */
class ProjectBar extends LightElement {
  /** @override */
  static properties = {
    projects: { attribute: false },
    cacheBytes: { attribute: false },
    disabled: { attribute: false },
    renaming: { state: true },
  };

  constructor() {
    super();
    /** @type {Projects | null} */
    this.projects = null;
    /** @type {number | null} */
    this.cacheBytes = null;
    this.disabled = false;
    this.renaming = false;
  }

  /** @override */
  render() {
    const { projects } = this;
    if (!projects) return nothing;
    const { list, current, elsewhere, deleted, notice, error } = projects;
    const isEmpty = list.length === 0 && !current && !deleted && !notice && !error;
    if (isEmpty) return nothing;
    return html`
      <section class="projects" aria-label=${words.project}>
        ${list.length === 0 ? nothing : this.#bar(projects)}
        ${elsewhere ? html`<p class="caution" role="status">${words.elsewhere}</p>` : nothing}
        ${notice ? html`<p class="hint" role="status">${notice}</p>` : nothing}
        ${alertBox(error)}
        ${this.#retry(projects)}
        ${deleted ? this.#undo(deleted) : nothing}
      </section>`;
  }

  /** @param {Projects} projects */
  #bar({ list, current, elsewhere, copying, saving, storage }) {
    const disabled = this.disabled || copying !== null || saving !== null;
    /**
     * @param {string} title
     * @param {string} event
     * @param {boolean} off
     * @param {() => object} [detail]
     */
    const button = (title, event, off, detail = () => ({})) => html`
      <button type="button" ?disabled=${disabled || off} @click=${() => this.emit(event, detail())}>${title}</button>`;
    return html`
      <div class="project-bar">
        <label for="project">${words.project}</label>
        <select id="project" name="project" ?disabled=${disabled} @change=${this.#open}>
          ${current ? nothing : html`<option value="" selected>${words.newProject}</option>`}
          ${list.map(({ id, name }) => html`<option value=${id} .selected=${id === current?.id}>${name}</option>`)}
        </select>
        <details class="project-more">
          <summary>${words.more}</summary>
          ${
            this.renaming && current
              ? this.#rename(current)
              : html`
                <p class="project-actions">
                  ${button(words.create, 'project-created', !current)}
                  <button type="button" data-rename ?disabled=${disabled || elsewhere || !current}
                    @click=${this.#startRenaming}>
                    ${words.rename}
                  </button>
                  ${button(words.duplicate, 'project-duplicated', !current)}
                  ${button(words.remove, 'project-deleted', elsewhere || !current)}
                </p>
                <p class="project-actions">
                  ${button(words.save, 'project-saved', !current, () => ({ photographs: this.#isWithPhotographs() }))}
                  <label>
                    <input type="checkbox" name="with-photographs" checked ?disabled=${disabled} />
                    ${words.withPhotographs}
                  </label>
                  <agelens-project-file-chooser .disabled=${disabled}></agelens-project-file-chooser>
                </p>`
          }
          ${storage ? this.#storage(storage, list.length) : nothing}
        </details>
        ${progress(words.keeping, copying, this.#stop)}
        ${progress(words.saving, saving, this.#stop)}
      </div>`;
  }

  #isWithPhotographs() {
    return /** @type {HTMLInputElement} */ (this.querySelector('[name=with-photographs]')).checked;
  }

  /** @param {Event} event */
  #open({ target }) {
    const { value } = /** @type {HTMLSelectElement} */ (target);
    if (value) this.emit('project-opened', { id: value });
  }

  #startRenaming() {
    this.renaming = true;
  }

  /** @param {ListedProject} current */
  #rename({ name }) {
    const save = (/** @type {Event} */ event) => {
      event.preventDefault();
      const form = /** @type {HTMLFormElement} */ (event.target);
      const wanted = String(new FormData(form).get('project-name') ?? '').trim();
      if (wanted && wanted !== name) this.emit('project-renamed', { name: wanted });
      this.renaming = false;
    };
    return html`
      <form class="project-actions" @submit=${save}>
        <input name="project-name" aria-label=${words.name} maxlength="100" required .value=${name} />
        <button type="submit" ?disabled=${this.disabled}>${words.saveName}</button>
        <button type="button" @click=${() => {
          this.renaming = false;
        }}>${words.cancel}</button>
      </form>`;
  }

  /** @param {NonNullable<Projects['storage']>} storage @param {number} kept */
  #storage({ used, quota, persisted }, kept) {
    const embeddings = this.cacheBytes ? megabytes(this.cacheBytes) : null;
    return html`
      <p class="hint" data-storage>
        ${words.storage({ kept, used: megabytes(used), quota: megabytes(quota), embeddings })}
        ${persisted ? words.persisted : words.notPersisted}
      </p>
      ${
        persisted
          ? nothing
          : html`
            <p>
              <button type="button" @click=${() => this.emit('persistence-requested')}>${words.persist}</button>
            </p>`
      }`;
  }

  /** @param {Projects} projects */
  #retry({ photographsKept, copying, error, elsewhere, current }) {
    const isStuck = current && !elsewhere && !copying && (!photographsKept || error);
    if (!isStuck) return nothing;
    return html`
      <p>
        <button type="button" ?disabled=${this.disabled} @click=${() => this.emit('keeping-retried')}>${words.retry}</button>
      </p>`;
  }

  #stop = () => this.emit('copying-stopped');

  /** @param {ListedProject} deleted */
  #undo({ name }) {
    return html`
      <div class="undo">
        <p role="status">${words.deleted(name)}</p>
        <button type="button" ?disabled=${this.disabled} @click=${() => this.emit('project-restored')}>${words.undo}</button>
      </div>`;
  }

  /** @override @param {Map<string, unknown>} changed */
  updated(changed) {
    if (!changed.has('renaming') || changed.get('renaming') === undefined) return;
    const next = this.renaming ? 'input[name=project-name]' : '[data-rename]';
    /** @type {HTMLElement | null} */ (this.querySelector(next))?.focus();
  }
}

/**
 * @param {typeof words.keeping} work
 * @param {Projects['copying']} state
 * @param {() => void} onStop
 */
function progress({ title, stop, progress: sentence }, state, onStop) {
  if (!state) return nothing;
  const { done, total } = state;
  return html`
    <div class="copying">
      <p data-copying=${done}>${sentence(whole(done), total)}</p>
      <progress aria-label=${title} max=${total} value=${done}></progress>
      <button type="button" class="quiet" @click=${onStop}>${stop}</button>
    </div>`;
}

customElements.define('agelens-projects', ProjectBar);
