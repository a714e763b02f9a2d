/** @import { EmbeddingDescription } from '../types.d.ts' */

import { AgelensError } from '../app/errors.js';

/** @type {EmbeddingDescription['formatVersion']} */
const FORMAT_VERSION = 1;

/** @param {string} message */
const badShards = (message) => new AgelensError('bad-shards', message);

/**
 * Reads embedding.json. Throws an AgelensError that begins with `name`.
 *
 * @param {string} text
 * @param {string} name
 * @returns {EmbeddingDescription}
 */
export function checkDescription(text, name) {
  let made;
  try {
    made = JSON.parse(text);
  } catch {
    made = null;
  }
  if (made?.format === 'agelens-embedding' && made.formatVersion > FORMAT_VERSION) {
    throw new AgelensError(
      'newer-features',
      `${name} was written by a newer version of Agelens (format ${made.formatVersion}); update Agelens to use it.`,
    );
  }
  if (made?.format !== 'agelens-embedding' || !isWhole(made)) {
    throw new AgelensError(
      'bad-features',
      `${name} is damaged or not written by Agelens; embed the photographs again.`,
    );
  }
  return made;
}

/** @param {any} made */
function isWhole({ formatVersion, backbones, faceDetector, settings, folder, shard, classNames, ...lists }) {
  return (
    formatVersion === FORMAT_VERSION &&
    Array.isArray(backbones) &&
    backbones.length > 0 &&
    backbones.every(
      (backbone) => isNetwork(backbone) && isCount(backbone.embeddingSize) && backbone.embeddingSize > 0,
    ) &&
    (faceDetector === null || isNetwork(faceDetector)) &&
    isText(settings?.backbone) &&
    isText(settings.crop) &&
    isCount(settings.copies) &&
    isCount(settings.seed) &&
    typeof settings.augmentation === 'object' &&
    isText(folder?.name) &&
    isText(folder.prefix) &&
    isText(folder.sha256) &&
    isCount(shard?.number) &&
    isCount(shard.of) &&
    Array.isArray(classNames) &&
    [lists.rejected, lists.undecodable].every((list) => Array.isArray(list) && list.every(isRejected)) &&
    Array.isArray(lists.faceless)
  );
}

const isText = (/** @type {unknown} */ value) => typeof value === 'string';
const isCount = (/** @type {unknown} */ value) => Number.isInteger(value) && Number(value) >= 0;
const isNetwork = (/** @type {any} */ network) => [network?.name, network?.title, network?.sha256].every(isText);
const isRejected = (/** @type {any} */ one) => isText(one?.path) && isText(one.reason);

/** What all shards of one embedding share, and what it is called where it differs. */
const SHARED = /** @type {[string, (made: EmbeddingDescription) => unknown][]} */ ([
  ['backbone', ({ backbones }) => backbones.map(({ name }) => name).join('+')],
  // Of networks of one name: another file, or the same one used otherwise.
  ['file or form of the backbone', ({ backbones }) => JSON.stringify(backbones.map(formOf))],
  ['crop', ({ settings }) => settings.crop],
  ['face detector', ({ faceDetector }) => faceDetector?.sha256],
  ['number of copies', ({ settings }) => settings.copies],
  ['seed', ({ settings }) => settings.seed],
  ['augmentation', ({ settings }) => JSON.stringify(settings.augmentation)],
  ['kind of device', ({ device }) => device],
  ['version of Agelens', ({ preparation }) => preparation],
  ['folder, or the folder with other files', ({ folder }) => JSON.stringify([folder.prefix, folder.sha256])],
  ['number of shards', ({ shard }) => shard.of],
]);

/** @param {EmbeddingDescription['backbones'][number]} backbone */
const formOf = ({ sha256, inputSize, normalization, layout, output, embeddingSize, faceCrop }) => [
  [sha256, inputSize, layout, output, embeddingSize],
  [normalization, faceCrop],
];

/**
 * Throws unless these are all shards of one embedding, each once. Returns what they share.
 *
 * @param {{ name: string, made: EmbeddingDescription }[]} parts at least one
 * @returns {EmbeddingDescription}
 */
export function checkShards(parts) {
  const [first] = /** @type {[typeof parts[number]]} */ (parts);
  for (const part of parts) {
    for (const [what, read] of SHARED) {
      const [value, expected] = [read(part.made), read(first.made)];
      if (value === expected) continue;
      const values = isShort(value) && isShort(expected) ? ` (${value}, not ${expected})` : '';
      throw badShards(
        `“${part.name}” was embedded with another ${what} than “${first.name}”${values}; embed both in the same way.`,
      );
    }
  }
  const { of } = first.made.shard;
  const missing = [];
  for (let number = 1; number <= of; number++) {
    const [one, other] = parts.filter(({ made }) => made.shard.number === number);
    if (!one) missing.push(number);
    if (one && other) {
      throw badShards(`Shard ${number} of ${of} is given twice, as “${one.name}” and “${other.name}”; give it once.`);
    }
  }
  if (missing.length > 0) {
    const some = `${missing.slice(0, 10).join(', ')}${missing.length > 10 ? ' …' : ''}`;
    const are = missing.length === 1 ? `Shard ${some} of ${of} is` : `Shards ${some} of ${of} are`;
    throw badShards(`${are} missing; give the folders of all ${of} shards.`);
  }
  return first.made;
}

/** @param {unknown} value */
const isShort = (value) => ['string', 'number'].includes(typeof value) && String(value).length <= 32;
