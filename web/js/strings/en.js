// Every word of the page, in English; to translate the page, translate this file. An entry is a sentence, or a function of what
// the sentence speaks of; numbers come in as text where how they are written is not the language's business.

/** How numbers and dates are written. */
export const LOCALE = 'en-GB';

const WHOLE = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });

/**
 * count(1, 'person') -> "1 person"; count(2, 'class', 'classes') -> "2 classes"
 * @param {number} n
 * @param {string} one
 */
export function count(n, one, many = `${one}s`) {
  return `${Number.isFinite(n) ? WHOLE.format(n) : '–'} ${n === 1 ? one : many}`;
}

export const strings = {
  // --- the page around the steps: header, navigation, first visit, pages, keyboard help
  page: {},
  // --- what was removed and can be had back
  undo: {},
  // --- projects of this browser
  projects: {},
  // --- step 1: choosing, the table of classes, contact sheet, persons
  photographs: {},
  // --- changing photographs: rename, move, exclude, add
  edit: {},
  // --- photographs that look alike
  duplicates: {},
  // --- a camera
  camera: {},
  // --- step 2
  train: {},
  // --- what runs now
  job: {},
  // --- step 3
  results: {},
  // --- the photographs behind a figure; mistakes
  mistakes: {},
  // --- charts: captions, tables, saving
  charts: {},
  // --- earlier runs, side by side
  runs: {},
  // --- step 4
  classify: {},
  // --- many photographs at once, and live pictures
  batch: {},
  // --- backbones, also one's own
  backbones: {},
  // --- what can be saved
  exports: {},
  // --- albums
  album: {},
  // --- the embedding map
  map: {},
  // --- why an answer was given; what the classes look at
  why: {},
};
