/** @import {Interval} from '../types.d.ts' */
import { LOCALE } from '../strings.js';

export { count } from '../strings.js';

// Numbers as people read them. What is not a finite number is a dash, never "NaN".
const DASH = '–';

/** 0.6142 -> "61.4%" @param {number} fraction */
export function percent(fraction, digits = 1) {
  return Number.isFinite(fraction) ? `${(fraction * 100).toFixed(digits)}%` : DASH;
}

/** @param {number} value */
export function decimal(value, digits = 3) {
  return Number.isFinite(value) ? value.toFixed(digits) : DASH;
}

/** 1234 -> "1,234" @param {number} value */
export function whole(value) {
  return Number.isFinite(value) ? Math.round(value).toLocaleString(LOCALE) : DASH;
}

/** In megabytes, or gigabytes where they are many. @param {number} bytes */
export function megabytes(bytes) {
  if (bytes >= 1e10 && Number.isFinite(bytes)) return `${(bytes / 1e9).toFixed(1)} GB`;
  return Number.isFinite(bytes) ? `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB` : DASH;
}

/** 75 -> "1 min 15 s" @param {number} seconds */
export function duration(seconds) {
  if (!Number.isFinite(seconds)) return DASH;
  const rounded = Math.max(0, Math.round(seconds));
  if (rounded < 60) return `${rounded} s`;
  if (rounded < 3600) return `${Math.floor(rounded / 60)} min ${rounded % 60} s`;
  return `${Math.floor(rounded / 3600)} h ${Math.floor((rounded % 3600) / 60)} min`;
}

/**
 * "2026-11-22T19:30:00Z" -> "22 Nov 2026, 19:30" in the reader's time zone; '' when it is no date.
 * @param {string} iso
 */
export function moment(iso) {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return '';
  return date.toLocaleString(LOCALE, { dateStyle: 'medium', timeStyle: 'short' });
}

/**
 * "54% to 74%"; '' without an interval.
 * @param {Interval | null} interval
 * @param {(value: number) => string} format
 */
export function range(interval, format) {
  return interval ? `${format(interval.low)} to ${format(interval.high)}` : '';
}

/** "+4.3" or "−4.3", as a difference is written. @param {number} value @param {(value: number) => string} format */
export function signed(value, format) {
  const size = format(Math.abs(value));
  if (!Number.isFinite(value) || Number.parseFloat(size) === 0) return size;
  return `${value < 0 ? '−' : '+'}${size}`;
}
