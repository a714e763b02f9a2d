// The language of the page. Another one is another file beside strings/en.js, chosen here.
export { count, LOCALE, strings } from './strings/en.js';
