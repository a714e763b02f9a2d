/** @import { Part } from '../link/outcome.js' */

/** @type {Part} */
export const BACKBONE = { name: 'The backbone', failedCode: 'embed-failed' };
