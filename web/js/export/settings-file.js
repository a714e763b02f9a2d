/** @import { Settings, SettingsFile } from '../types.d.ts' */

/**
 * Settings as a JSON file that `agelens train --settings` takes; app/settings-file.js reads it.
 *
 * @param {Settings} settings
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function writeSettingsFile(settings) {
  /** @type {SettingsFile} */
  const file = { format: 'agelens-settings', formatVersion: 1, settings };
  return new TextEncoder().encode(`${JSON.stringify(file, null, 2)}\n`);
}
