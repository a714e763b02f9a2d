// What the pages beside the work are made of.
import { html } from 'lit';

/** @param {string} title @param {unknown} content */
export const section = (title, content) => html`
  <section>
    <h3>${title}</h3>
    ${content}
  </section>`;

/** @param {string[]} texts */
export const paragraphs = (texts) => texts.map((text) => html`<p>${text}</p>`);

/** @param {string} title for those who do not see it @param {string[]} head @param {unknown[][]} rows */
export const table = (title, head, rows) => html`
  <table class="page-table">
    <caption class="visually-hidden">${title}</caption>
    <thead><tr>${head.map((word) => html`<th scope="col">${word}</th>`)}</tr></thead>
    <tbody>
      ${rows.map(([first, ...others]) => html`<tr><th scope="row">${first}</th>${others.map((cell) => html`<td>${cell}</td>`)}</tr>`)}
    </tbody>
  </table>`;
