/** @import {AppState} from '../types.d.ts' */

/** How much of its stage a job has done, 0 to 1; null while that is not known. @param {NonNullable<AppState['job']>} job */
export function shareDone({ done, total }) {
  return total > 0 && Number.isFinite(done) ? Math.min(1, done / total) : null;
}
