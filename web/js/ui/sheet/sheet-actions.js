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
  let awaited = false;

  /** @param {string} name @param {object} detail */
  function emit(name, detail) {
    awaited = true;
    host.emit(name, detail);
  }

  return {
    /** Whether the dataset was to change; asked once. */
    isAwaited() {
      const was = awaited;
      awaited = false;
      return was;
    },

    /** @param {SheetPhotograph[]} chosen */
    async move(chosen) {
      const question = { title: words.moveTitle(chosen.length), action: words.moveAction };
      const className = await askClass(classesOf(host.all), question);
      if (className !== null) emit('photographs-moved', { paths: pathsOf(chosen), className });
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
      if (to !== name) emit('photograph-renamed', { path, name: to });
    },

    /** @param {SheetPhotograph[]} chosen */
    exclude: (chosen) => emit('photographs-excluded', { paths: pathsOf(chosen.filter(({ excluded }) => !excluded)) }),

    /** @param {SheetPhotograph[]} chosen */
    putBack: (chosen) => emit('photographs-put-back', { paths: pathsOf(chosen.filter(({ excluded }) => excluded)) }),

    /** @param {SheetPhotograph[]} chosen */
    remove: (chosen) => emit('photographs-removed', { paths: pathsOf(chosen) }),
  };
}

/** The old extension, where the new name has none. @param {string} name @param {string} before */
function withExtension(name, before) {
  const dot = before.lastIndexOf('.');
  return name.includes('.') || dot < 1 ? name : name + before.slice(dot);
}
