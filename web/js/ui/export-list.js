/** @import {ExportName} from '../types.d.ts' */
import { strings } from '../strings.js';

const { report, network, predictions, embeddings, settings } = strings.exports;

/**
 * What the page offers to save, in this order; js/exporters.js makes each.
 * @type {{name: ExportName, title: string, format: string, sentence: string, needsPhotographs: boolean}[]}
 */
export const EXPORTS = [
  { name: 'report', ...report, needsPhotographs: false },
  { name: 'network', ...network, needsPhotographs: false },
  { name: 'predictions', ...predictions, needsPhotographs: false },
  { name: 'embeddings', ...embeddings, needsPhotographs: true },
  { name: 'settings', ...settings, needsPhotographs: false },
];
