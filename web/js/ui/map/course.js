/** @import {AppState, Course, Trained} from '../../types.d.ts' */
import { html, nothing } from 'lit';
import { strings } from '../../strings.js';
import { alertBox } from '../alert.js';
import { byNumber } from '../by-number.js';
import { decimal, signed, whole } from '../format.js';
import { LightElement } from '../light-element.js';
import { courseSentence, personsWithCourse, whyNoCourse } from './words.js';

const words = strings.map.course;

/** One person through the ages. Emits `course-requested` {person, everyone} and `person-chosen` {person}. */
class PersonCourse extends LightElement {
  /** @override */
  static properties = {
    trained: { attribute: false },
    course: { attribute: false },
    problem: { attribute: false },
    person: { attribute: false },
  };

  constructor() {
    super();
    /** @type {Trained | null} */
    this.trained = null;
    /** @type {AppState['embeddingMap']['course']} */
    this.course = null;
    /** @type {string | null} */
    this.problem = null;
    /** @type {string | null} */
    this.person = null;
  }

  /** @param {Event} event */
  #chosen(event) {
    const person = /** @type {HTMLSelectElement} */ (event.target).value || null;
    this.emit('person-chosen', { person });
    this.emit('course-requested', { person, everyone: false });
  }

  /** @override */
  render() {
    const { trained } = this;
    if (!trained) return nothing;
    const reason = whyNoCourse(trained);
    const persons = reason ? [] : personsWithCourse(trained.model.photographs).sort(byNumber);
    return html`
      <section class="course" aria-labelledby="course-title">
        <h3 id="course-title">${words.title}</h3>
        ${
          reason
            ? html`<p class="hint">${reason}</p>`
            : html`
              <div class="field">
                <label for="map-person">${strings.map.person}</label>
                <select id="map-person" aria-describedby="map-person-hint" @change=${this.#chosen}>
                  <option value="" .selected=${this.person === null}>${words.nobody}</option>
                  ${persons.map((name) => html`<option value=${name} .selected=${name === this.person}>${name}</option>`)}
                </select>
                <p class="hint" id="map-person-hint">
                  ${words.hint}
                </p>
              </div>`
        }
        ${alertBox(this.problem)}
        <p role="status" data-course>${this.course ? courseSentence(this.course, trained.model.photographs.length) : ''}</p>
        ${this.course ? this.#table(this.course, trained) : nothing}
      </section>`;
  }

  /** @param {Course} course @param {Trained} trained */
  #table({ person, steps, everyone }, { model }) {
    return html`
      <div class="scroll-wide" tabindex="0" role="region" aria-label=${words.of(person)}>
        <table class="figures">
          <thead>
            <tr>
              <th scope="col">${strings.map.photograph}</th><th scope="col">${words.age}</th>
              <th scope="col">${words.placed}</th><th scope="col">${words.yearsOff}</th>
            </tr>
          </thead>
          <tbody>
            ${steps.map(
              ({ photograph, age, placed }, index) => html`
                <tr>
                  <th scope="row">${index + 1}. <code>${model.photographs[photograph].path}</code></th>
                  <td>${whole(age)}</td>
                  <td>${decimal(placed, 1)}</td>
                  <td>${signed(placed - age, (value) => decimal(value, 1))}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${
        everyone
          ? nothing
          : html`
            <p>
              <button type="button" @click=${() => this.emit('course-requested', { person, everyone: true })}>
                ${words.measure}
              </button>
            </p>`
      }`;
  }
}

customElements.define('agelens-person-course', PersonCourse);
