/** @import {LightElement} from '../light-element.js' */
/** @import {SheetPhotograph} from './sheet-photographs.js' */
import { strings } from '../../strings.js';
import { askClass, askName } from '../name-dialog.js';
import { classesOf } from './sheet-rows.js';

const words = strings.photographs;

/** @typedef {ReturnType<typeof createSheetActions>} SheetActions */

/** @param {SheetPhotograph[]} photographs */
const pathsOf = (photographs) => photographs.map(({ path }) => path);

/**
 * What can be done with photographs of the contact sheet; all of it leaves as events of `host`.
 * @param {LightElement & {all: SheetPhotograph[]}} host
 */
export function createSheetActions(host) {
  /** @type {string[] | null} */
  let acted = null;

  /** @param {string} name @param {string[]} paths @param {object} [detail] */
  function emit(name, paths, detail = { paths }) {
    acted = paths;
    host.emit(name, detail);
  }

  return {
    /** Paths of what the dataset was to change last; asked once. */
    takeActed() {
      const paths = acted;
      acted = null;
      return paths;
    },

    /** @param {SheetPhotograph[]} chosen */
    async move(chosen) {
      const question = { title: words.moveTitle(chosen.length), action: words.moveAction };
      const className = await askClass(classesOf(host.all), question);
      const paths = pathsOf(chosen);
      if (className !== null) emit('photographs-moved', paths, { paths, className });
    },

    /** @param {SheetPhotograph} photograph */
    async rename({ path, name }) {
      const question = {
        title: words.renameTitle(path),
        label: words.fileName,
        hint: words.fileNameHint,
        action: words.renameAction,
        value: name,
      };
      const given = await askName(question);
      if (given === null) return;
      const to = withExtension(given, name);
      if (to !== name) emit('photograph-renamed', [path], { path, name: to });
    },

    /** @param {SheetPhotograph[]} chosen */
    exclude: (chosen) => emit('photographs-excluded', pathsOf(chosen.filter(({ excluded }) => !excluded))),

    /** @param {SheetPhotograph[]} chosen */
    putBack: (chosen) => emit('photographs-put-back', pathsOf(chosen.filter(({ excluded }) => excluded))),

    /** @param {SheetPhotograph[]} chosen */
    remove: (chosen) => emit('photographs-removed', pathsOf(chosen)),
  };
}

/** The old extension, where the new name has none. @param {string} name @param {string} before */
function withExtension(name, before) {
  const dot = before.lastIndexOf('.');
  return name.includes('.') || dot < 1 ? name : name + before.slice(dot);
}
