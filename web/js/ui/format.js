/** @import {Interval} from '../types.d.ts' */
import { LOCALE, strings } from '../strings.js';

export { count } from '../strings.js';

// Numbers as people read them. What is not a finite number is a dash, never "NaN".
const DASH = '–';

/** Making one takes longer than using it. @type {Map<string, Intl.NumberFormat>} */
const formats = new Map();

/** @param {number} value @param {number} digits after the point @param {Intl.NumberFormatOptions} [options] */
function written(value, digits, options = {}) {
  if (!Number.isFinite(value)) return DASH;
  const key = `${digits} ${options.style} ${options.unit} ${options.useGrouping}`;
  const format =
    formats.get(key) ??
    new Intl.NumberFormat(LOCALE, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      // No minus before a zero.
      signDisplay: 'negative',
      ...options,
    });
  formats.set(key, format);
  return format.format(value);
}

/** 0.6142 -> "61.4%" @param {number} fraction */
export const percent = (fraction, digits = 1) => written(fraction, digits, { style: 'percent' });

/** @param {number} value */
export const decimal = (value, digits = 3) => written(value, digits, { useGrouping: false });

/** 1234 -> "1,234" @param {number} value */
export const whole = (value) => written(value, 0);

/** In megabytes, or gigabytes where they are many. @param {number} bytes */
export function megabytes(bytes) {
  if (bytes >= 1e10) return written(bytes / 1e9, 1, { style: 'unit', unit: 'gigabyte' });
  return written(bytes / 1e6, bytes < 1e7 ? 1 : 0, { style: 'unit', unit: 'megabyte' });
}

/** 75 -> "1 min 15 s" @param {number} seconds */
export function duration(seconds) {
  if (!Number.isFinite(seconds)) return DASH;
  const rounded = Math.max(0, Math.round(seconds));
  const [hours, minutes] = [Math.floor(rounded / 3600), Math.floor(rounded / 60)];
  if (minutes === 0) return strings.times.seconds(rounded);
  return hours === 0 ? strings.times.minutes(minutes, rounded % 60) : strings.times.hours(hours, minutes % 60);
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
  return interval ? strings.times.range(format(interval.low), format(interval.high)) : '';
}

/** "+4.3" or "−4.3", as a difference is written. @param {number} value @param {(value: number) => string} format */
export function signed(value, format) {
  const size = format(Math.abs(value));
  if (!Number.isFinite(value) || !/[1-9]/.test(size)) return size;
  return `${value < 0 ? '−' : '+'}${size}`;
}
