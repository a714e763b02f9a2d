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

/** Whether a folder is dropped; ask while the drop's event lasts. @param {DataTransfer} transfer */
export const hasFolder = ({ items }) => [...items].some((item) => item.webkitGetAsEntry()?.isDirectory);

/**
 * Photographs without a folder, so that nothing says which class is theirs; null where there is a folder, a zip or a file of
 * Agelens among them. Of a drop, ask while its event lasts.
 * @param {FileList | DataTransfer} source
 * @returns {File[] | null}
 */
export function loosePhotographs(source) {
  if ('items' in source && hasFolder(source)) return null;
  const files = [...('items' in source ? source.files : source)];
  if (files.some(({ name, webkitRelativePath }) => webkitRelativePath || OTHERS.test(name))) return null;
  const photographs = photographsIn(files);
  return photographs.length > 0 ? photographs : null;
}
