/** @import {Interval} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { range } from './format.js';

/**
 * The 95 % interval under its figure.
 * @param {string} name
 * @param {Interval | null | undefined} interval
 * @param {(value: number) => string} format
 */
export function intervalOf(name, interval, format) {
  if (!interval) return nothing;
  const { low, high } = interval;
  return html`
    <span class="range" data-interval=${name} data-low=${low} data-high=${high}>${range(interval, format)}</span>`;
}
