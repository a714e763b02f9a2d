/** @import {LightElement} from './light-element.js' */
import { strings } from '../strings.js';
import { photographsIn } from './image-files.js';
import { askClass } from './name-dialog.js';

const words = strings.photographs;

/**
 * Asks which class files are of, photographs or zips of them, and emits `photographs-added` {files, className} where it is said.
 * @param {LightElement} host
 * @param {File[]} files
 * @param {string[]} [classNames] that there are
 */
export async function addToClass(host, files, classNames = []) {
  if (files.length === 0) return;
  const title = files.length === photographsIn(files).length ? words.askClassTitle(files.length) : words.askClassOfZip;
  const className = await askClass(classNames, { title, action: words.addAction });
  if (className !== null) host.emit('photographs-added', { files, className });
}
