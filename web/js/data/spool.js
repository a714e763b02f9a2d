// Streams to a file of the browser's private file system, so that what is downloaded never is in memory.

const FOLDER = 'downloads';
const KEPT_MS = 24 * 3600 * 1000;

/**
 * @param {ReadableStream<Uint8Array>} stream
 * @param {AbortSignal} signal
 * @returns {Promise<Blob>}
 */
export async function spool(stream, signal) {
  if (!navigator.storage?.getDirectory) return new Response(stream).blob();
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(FOLDER, { create: true });
  await removeOld(folder);
  const handle = await folder.getFileHandle(crypto.randomUUID(), { create: true });
  await stream.pipeTo(await handle.createWritable(), { signal });
  return handle.getFile();
}

/** A download reads its file until it is done, which the page is not told. @param {FileSystemDirectoryHandle} folder */
async function removeOld(folder) {
  for await (const [name, handle] of folder.entries()) {
    const { lastModified } = await /** @type {FileSystemFileHandle} */ (handle).getFile();
    if (Date.now() - lastModified > KEPT_MS) await folder.removeEntry(name);
  }
}
