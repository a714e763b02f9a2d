// The language of the page. Another one is another folder of files beside strings/en*.js, chosen here.
/** @typedef {typeof import('./strings/en-pages.js').pages} PageWords */
export { count, LOCALE, strings } from './strings/en.js';

/** The pages beside the work are long, and few read them. */
export const pageWords = () => import('./strings/en-pages.js').then(({ pages }) => pages);
