/** @import { Part } from '../link/outcome.js' */

/** @type {Part} */
export const CORE = { name: 'The image and training core', failedCode: 'core-failed' };
