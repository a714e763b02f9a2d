// Which files are single photographs, rather than something that holds many.

const OTHERS = /\.(zip|npy|csv|json)$/i;
const PICTURES = /\.(jpe?g|png|webp|avif|heic|heif|bmp|gif|tga)$/i;

/** @param {File} file */
const isPhotograph = ({ name, type }) => type.startsWith('image/') || PICTURES.test(name);

/** Those of the files that are photographs by their type or name. @param {Iterable<File> | null | undefined} files @returns {File[]} */
export const photographsIn = (files) => [...(files ?? [])].filter(isPhotograph);

/** Photographs, and zips of them: what can be added to a class. @param {Iterable<File> | null | undefined} files @returns {File[]} */
export const addableIn = (files) =>
  [...(files ?? [])].filter((file) => isPhotograph(file) || /\.zip$/i.test(file.name));

/** What a file input holds. @param {Event} event @returns {File[]} */
export function chosenFiles({ target }) {
  const { files } = /** @type {HTMLInputElement} */ (target);
  return [...(files ?? [])];
}

/**
 * Photographs without a folder, so that nothing says which class is theirs; null where there is a folder, a zip or a file of
 * Agelens among them. Of a drop, ask while its event lasts.
 * @param {FileList | DataTransfer} source
 * @returns {File[] | null}
 */
export function loosePhotographs(source) {
  if ('items' in source && [...source.items].some((item) => item.webkitGetAsEntry?.()?.isDirectory)) return null;
  const files = [...('items' in source ? source.files : source)];
  if (files.some(({ name, webkitRelativePath }) => webkitRelativePath || OTHERS.test(name))) return null;
  const photographs = photographsIn(files);
  return photographs.length > 0 ? photographs : null;
}
