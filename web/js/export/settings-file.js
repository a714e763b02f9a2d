/** @import { Settings } from '../types.d.ts' */

/**
 * @param {Settings} settings
 * @returns {Uint8Array}
 */
export function writeSettingsFile(settings) {
  return new TextEncoder().encode(`${JSON.stringify({ agelens: 1, settings }, null, 2)}\n`);
}
