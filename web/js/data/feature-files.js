// Datasets of embeddings without photographs: features.npy and labels.npy, with samples.csv and embedding.json where they
// are there. What Agelens has embedded in shards is joined to what it would have embedded at once.

/** @import { CoreService, Dataset, EmbeddingDescription, FileEntry } from '../types.d.ts' */

import { AgelensError } from '../app/errors.js';
import { buildDataset, byText, orderClasses, withoutSamples } from './dataset.js';
import { checkDescription, checkShards } from './embedding-description.js';
import { readCsv } from './read-csv.js';

/**
 * @typedef {object} FeatureFolder
 * @property {string} name '' where the files lie in no folder
 * @property {FileEntry} features
 * @property {FileEntry} labels
 * @property {FileEntry | undefined} samples
 * @property {FileEntry | undefined} embedding
 */

/** @typedef {{ path?: string, class?: string, person?: string, copy?: string }} Row */
/** @typedef {{ name: string, features: Float32Array, size: number, labels: ArrayLike<number>, rows: Row[] | null, made: EmbeddingDescription | null }} Part */

const NAMES = /** @type {const} */ ({
  'features.npy': 'features',
  'labels.npy': 'labels',
  'samples.csv': 'samples',
  'embedding.json': 'embedding',
});

/** @param {string} message */
const badFeatures = (message) => new AgelensError('bad-features', message);

/**
 * The folders that hold features.npy and labels.npy. Throws where one of the two is missing.
 *
 * @param {FileEntry[]} entries
 * @returns {FeatureFolder[]}
 */
export function featureFolders(entries) {
  /** @type {Map<string, Partial<FeatureFolder> & { name: string }>} */
  const folders = new Map();
  for (const entry of entries) {
    const slash = entry.path.lastIndexOf('/');
    const part = NAMES[/** @type {keyof typeof NAMES} */ (entry.path.slice(slash + 1))];
    if (!part) continue;
    const name = slash < 0 ? '' : entry.path.slice(0, slash);
    folders.set(name, { ...folders.get(name), name, [part]: entry });
  }
  const found = [...folders.values()].filter(({ features, labels }) => features || labels);
  for (const { name, features, labels } of found) {
    if (features && labels) continue;
    const [here, missing] = features ? ['features.npy', 'labels.npy'] : ['labels.npy', 'features.npy'];
    throw badFeatures(`${pathIn(name, here)} needs ${missing} beside it; choose both, or the folder that holds them.`);
  }
  return /** @type {FeatureFolder[]} */ (found);
}

/** @param {string} folder @param {string} file */
const pathIn = (folder, file) => `“${folder === '' ? file : `${folder}/${file}`}”`;

/**
 * @param {Pick<CoreService, 'readNpy'>} core
 * @param {FeatureFolder[]} folders one, or all shards of an embedding
 * @returns {Promise<Dataset>}
 */
export async function readFeatures(core, folders) {
  const parts = [];
  for (const folder of folders) parts.push(await readPart(core, folder));
  const [only] = parts;
  if (parts.length === 1 && only && !only.made) return plainDataset(only);
  const undescribed = parts.find(({ made }) => !made);
  if (undescribed) {
    throw badFeatures(
      `“${undescribed.name}” holds no embedding.json, so it cannot be joined with others; choose it alone.`,
    );
  }
  return joinedDataset(/** @type {(Part & { made: EmbeddingDescription })[]} */ (parts));
}

/**
 * @param {Pick<CoreService, 'readNpy'>} core
 * @param {FeatureFolder} folder
 * @returns {Promise<Part>}
 */
async function readPart(core, { name, ...files }) {
  const at = (/** @type {string} */ file) => pathIn(name, file);
  const features = await readArray(core, files.features, at('features.npy'));
  const [count = 0, size = 0] = features.shape;
  if (features.shape.length !== 2 || size === 0) {
    throw badFeatures(
      `${at('features.npy')} must hold rows and columns, and is of shape (${features.shape.join(', ')}).`,
    );
  }
  const floats = features.data instanceof Float32Array ? features.data : Float32Array.from(features.data);
  const bad = floats.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    throw badFeatures(
      `${at('features.npy')} holds ${floats[bad]} in row ${Math.floor(bad / size)}, column ${bad % size}; ` +
        'every value must be a finite number.',
    );
  }
  const labels = await readArray(core, files.labels, at('labels.npy'));
  if (labels.data.length !== count || (labels.shape[0] ?? 1) !== count) {
    throw badFeatures(
      `${at('features.npy')} holds ${count} rows and ${at('labels.npy')} ${labels.shape[0] ?? 0}; each row needs one label.`,
    );
  }
  const uneven = labels.data.findIndex((/** @type {number} */ label) => !Number.isInteger(label));
  if (uneven >= 0) {
    throw badFeatures(`${at('labels.npy')} holds ${labels.data[uneven]} in row ${uneven}; labels are whole numbers.`);
  }
  const rows = files.samples ? readRows(await readText(files.samples), at('samples.csv')) : null;
  if (rows && rows.length !== count) {
    throw badFeatures(`${at('samples.csv')} describes ${rows.length} rows, and ${at('features.npy')} holds ${count}.`);
  }
  const made = files.embedding ? checkDescription(await readText(files.embedding), at('embedding.json')) : null;
  return { name: name || 'features.npy', features: floats, size, labels: labels.data, rows, made };
}

/**
 * @param {Pick<CoreService, 'readNpy'>} core
 * @param {FileEntry} entry
 * @param {string} name
 */
async function readArray(core, entry, name) {
  const bytes = await readEntry(entry, name);
  try {
    return await core.readNpy(bytes);
  } catch (error) {
    throw error instanceof AgelensError ? badFeatures(`${name}: ${error.message}`) : error;
  }
}

/** @param {FileEntry} entry @param {string} name */
async function readEntry(entry, name) {
  try {
    return await entry.read();
  } catch (error) {
    if (error instanceof AgelensError) throw error;
    throw new AgelensError('unreadable', `${name} could not be read; it may have been moved, or be too large.`);
  }
}

/** @param {FileEntry} entry */
const readText = async (entry) => new TextDecoder().decode(await readEntry(entry, `“${entry.path}”`));

/** @param {string} text @param {string} name @returns {Row[]} */
function readRows(text, name) {
  const [header = [], ...records] = readCsv(text);
  if (!header.some((column) => ['path', 'class', 'person'].includes(column))) {
    throw badFeatures(`${name} needs a first line that names its columns: path, class, person or copy.`);
  }
  return records.map((record) => Object.fromEntries(header.map((column, index) => [column, record[index] ?? ''])));
}

/** @typedef {{ path: string, className: string, person: string, firstRow: number, rows: number[] }} Group */

/**
 * Features of any make. Rows are samples of their own unless samples.csv counts copies.
 * @param {Part} part
 * @returns {Dataset}
 */
function plainDataset(part) {
  const { labels, rows, name } = part;
  const classNames = classNamesOf(part);
  if (classNames.size < 2) {
    const only = [...classNames.values()][0];
    throw new AgelensError(
      'one-class',
      `“${name}” holds ${only === undefined ? 'no row' : `only the class “${only}”`}; training needs at least two classes.`,
    );
  }
  const hasPersons = rows?.some(({ person }) => person) ?? false;
  const groups = groupCopies(rows, labels.length, name).map(({ path, rows: of }) => {
    const [first = 0] = of;
    const className = /** @type {string} */ (classNames.get(labels[first] ?? 0));
    const place = path ?? `${className}/row ${first}`;
    return {
      path: place,
      className,
      person: (hasPersons && rows?.[first]?.person) || place,
      firstRow: first,
      rows: of,
    };
  });
  return datasetOfGroups(part, groups, orderClasses([...new Set(classNames.values())]));
}

/**
 * The class of each label: by samples.csv, else its number.
 * @param {Part} part
 * @returns {Map<number, string>}
 */
function classNamesOf({ labels, rows, name }) {
  /** @type {Map<number, string>} */
  const names = new Map();
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row] ?? 0;
    const said = rows?.[row]?.class || String(label);
    const before = names.get(label);
    if (before !== undefined && before !== said) {
      throw badFeatures(
        `“${name}”: label ${label} is “${before}” in one row of samples.csv and “${said}” in row ${row}.`,
      );
    }
    names.set(label, said);
  }
  if (new Set(names.values()).size < names.size) {
    throw badFeatures(
      `“${name}”: samples.csv gives several labels of labels.npy the same class name; correct one of them.`,
    );
  }
  return names;
}

/**
 * The rows of each sample, copy 0 first.
 *
 * @param {Row[] | null} rows
 * @param {number} count
 * @param {string} name
 * @returns {{ path: string | null, rows: number[] }[]}
 */
function groupCopies(rows, count, name) {
  if (!rows?.some(({ path }) => path)) return Array.from({ length: count }, (_, row) => ({ path: null, rows: [row] }));
  /** @type {Map<string, number[]>} */
  const byPath = new Map();
  rows.forEach(({ path = '', copy }, row) => {
    const copies = byPath.get(path) ?? [];
    const number = copy === undefined ? 0 : Number(copy);
    if (path === '' || !Number.isInteger(number) || number < 0 || number >= count || copies[number] !== undefined) {
      throw badFeatures(
        `“${name}”: row ${row} of samples.csv needs a path, and of a path that recurs a copy number of its own.`,
      );
    }
    copies[number] = row;
    byPath.set(path, copies);
  });
  const groups = [...byPath].map(([path, of]) => ({ path, rows: of }));
  const copies = groups[0]?.rows.length;
  const uneven = groups.find(({ rows: of }) => of.length !== copies || of.includes(/** @type {any} */ (undefined)));
  if (uneven) {
    throw badFeatures(
      `“${name}”: not every photograph of samples.csv has the same copies; “${uneven.path}” has others.`,
    );
  }
  return groups;
}

/**
 * @param {Part} part
 * @param {Group[]} groups
 * @param {ReturnType<typeof orderClasses>} classes
 * @returns {Dataset}
 */
function datasetOfGroups({ name, features, size }, groups, { classNames, classValues }) {
  const classOf = new Map(classNames.map((className, index) => [className, index]));
  const personNames = [...new Set(groups.map(({ person }) => person))].sort(byText);
  const personOf = new Map(personNames.map((person, index) => [person, index]));
  const placed = groups
    .map((group) => ({ ...group, classIndex: classOf.get(group.className) ?? 0 }))
    .sort((a, b) => a.classIndex - b.classIndex || a.firstRow - b.firstRow);
  const order = placed.flatMap(({ rows }) => rows);
  const embeddings = new Float32Array(order.length * size);
  order.forEach((row, index) => {
    embeddings.set(features.subarray(row * size, (row + 1) * size), index * size);
  });
  return {
    name: name.slice(name.lastIndexOf('/') + 1),
    classNames,
    classValues,
    personNames,
    personsRecur: personNames.length < groups.length,
    samples: placed.map(({ path, classIndex, person }) => ({
      path,
      classIndex,
      person,
      personIndex: personOf.get(person) ?? 0,
      entry: entryWithout(path),
    })),
    rejected: [],
    ignored: 0,
    features: { embeddings, copies: (placed[0]?.rows.length ?? 1) - 1, made: null, faceless: [] },
  };
}

/** @param {string} path @returns {FileEntry} */
function entryWithout(path) {
  const read = () =>
    Promise.reject(new AgelensError('no-photograph', `Of “${path}” only the features are here, not the photograph.`));
  return { path, size: 0, read };
}

/**
 * The shards of one embedding as the dataset that it would have been at once: its classes and persons follow from the
 * paths of all.
 *
 * @param {(Part & { made: EmbeddingDescription })[]} parts
 * @returns {Dataset}
 */
function joinedDataset(parts) {
  const made = checkShards(parts);
  const { folder, settings } = made;
  const rowsPerSample = settings.copies + 1;
  const size = made.backbones.reduce((sum, { embeddingSize }) => sum + embeddingSize, 0);

  /** @type {Map<string, { part: Part, row: number }>} */
  const places = new Map();
  for (const part of parts) {
    const { rows, name } = part;
    const changed = () => badFeatures(`The files in “${name}” do not belong together; embed its photographs again.`);
    if (!rows || part.size !== size || rows.length % rowsPerSample !== 0) throw changed();
    rows.forEach(({ path = '', copy }, row) => {
      if (Number(copy) !== row % rowsPerSample || path !== rows[row - (row % rowsPerSample)]?.path) throw changed();
      if (row % rowsPerSample !== 0) return;
      const full = part.made?.folder.prefix + path;
      if (path === '' || places.has(full)) throw changed();
      places.set(full, { part, row });
    });
  }

  const undecodable = parts.flatMap((part) => part.made.undecodable);
  const whole = buildDataset({
    name: folder.name,
    images: [...places.keys(), ...undecodable.map(({ path }) => folder.prefix + path)].map(entryWithout),
    rejected: parts.flatMap((part) => part.made.rejected),
    ignored: folder.ignored,
  });
  const dataset = withoutSamples(whole, undecodable);

  const rowLength = rowsPerSample * size;
  const embeddings = new Float32Array(dataset.samples.length * rowLength);
  dataset.samples.forEach(({ entry }, index) => {
    const { part, row } = /** @type {{ part: Part, row: number }} */ (places.get(entry.path));
    embeddings.set(part.features.subarray(row * size, row * size + rowLength), index * rowLength);
  });
  const faceless = new Set(parts.flatMap((part) => part.made.faceless));
  return {
    ...dataset,
    features: {
      embeddings,
      copies: settings.copies,
      made: { ...made, classNames: dataset.classNames, classValues: dataset.classValues },
      faceless: dataset.samples.filter(({ path }) => faceless.has(path)).map(({ path }) => path),
    },
  };
}
