/** @import {ExportName} from '../types.d.ts' */

/**
 * What the page offers to save, in this order; js/exporters.js makes each.
 * @type {{name: ExportName, title: string, format: string, sentence: string, needsPhotographs: boolean}[]}
 */
export const EXPORTS = [
  {
    name: 'report',
    title: 'Report',
    format: 'one HTML file',
    sentence:
      'For people: figures with their intervals, charts, settings and a model card. Opens offline, and prints. It names ' +
      'photographs and persons, but shows no picture.',
    needsPhotographs: false,
  },
  {
    name: 'network',
    title: 'Network',
    format: 'zip with ONNX',
    sentence:
      'For other programs: backbone and classifier as one ONNX network, which takes pictures as they are, with examples in ' +
      'Python and JavaScript that make the same picture of a photograph as this page.',
    needsPhotographs: false,
  },
  {
    name: 'predictions',
    title: 'Predictions',
    format: 'CSV',
    sentence: 'For spreadsheets: what each photograph was taken for when it was tested, and with which probabilities.',
    needsPhotographs: false,
  },
  {
    name: 'embeddings',
    title: 'Embeddings',
    format: 'zip of arrays and a CSV',
    sentence:
      'For numpy: features.npy, labels.npy and samples.csv, the numbers that the backbone made of each photograph and of ' +
      'its copies.',
    needsPhotographs: true,
  },
  {
    name: 'settings',
    title: 'Settings',
    format: 'JSON',
    sentence: 'For training again in the same way: every setting of this run, and its seed.',
    needsPhotographs: false,
  },
];
