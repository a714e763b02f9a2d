// The one composition root: makes the services, and joins the page's events to what the page can do.

/** @import { AppState, Context, NetworkFile } from './types.d.ts' */

import { createActions } from './app/actions.js';
import { initialState } from './app/defaults.js';
import { createDuplicateSearch } from './app/duplicates.js';
import { createEmbedder } from './app/embedder.js';
import { fileName } from './app/file-name.js';
import { namesIn, networksOf } from './app/find-backbone.js';
import { createLooks } from './app/looks.js';
import { createStore } from './app/store.js';
import { createCoreClient } from './core/client.js';
import { createCorePool, poolSize } from './core/pool.js';
import { createBackbones, fetchFrom } from './data/backbones.js';
import * as datasets from './data/dataset.js';
import { createEmbeddingCache } from './data/embedding-cache.js';
import { readFeatures } from './data/feature-files.js';
import { entryOfFile, fileEntries } from './data/file-entries.js';
import { createKeptPhotographs } from './data/kept-photographs.js';
import { createOwnBackbones } from './data/own-backbones.js';
import { createPrivateFiles, mostCacheBytes } from './data/private-files.js';
import { createProjectFiles } from './data/project-files.js';
import { createProjectStore } from './data/project-store.js';
import { makeSampleEntries, SAMPLE_JPEG_QUALITY } from './data/sample.js';
import { spool } from './data/spool.js';
import { whatWasChosen } from './data/what-was-chosen.js';
import { createEmbedClient } from './embed/client.js';
import { createEmbedDevices } from './embed/devices.js';
import { createInspector } from './embed/inspector.js';
import { runtimeFiles } from './embed/runtime-files.js';
import { createExporters, createNetworkFiles } from './exporters.js';
import { whenIdle } from './offline/idle.js';
import { startOffline } from './offline/offline.js';
import { strings } from './strings.js';
import './ui/app.js';
import { onceAFrame } from './ui/once-a-frame.js';
import { saveFile } from './ui/save-file.js';
import { useThumbnails } from './ui/thumbnail-source.js';

/** No more than ONNX Runtime takes unless told: more were not measured. */
const MOST_THREADS = 4;

const backbonesFolder = new URL('backbones/', document.baseURI);
const backbones = createBackbones(fetchFrom(backbonesFolder));
const ownBackbones = createOwnBackbones(createPrivateFiles('backbones'));
const store = createStore({ ...initialState(), hasThreads: crossOriginIsolated });
const workers = poolSize(navigator.hardwareConcurrency);
const devices = createEmbedDevices({
  startClient: createEmbedClient,
  processorWorkers: workers,
  threads: crossOriginIsolated ? Math.min(navigator.hardwareConcurrency, MOST_THREADS) : 1,
  onChange: (device) => store.update({ device }),
});
const core = createCorePool(Array.from({ length: workers }, () => createCoreClient()));
// As the largest lists show them, pixel for pixel.
const looks = createLooks(core, { side: devicePixelRatio > 1 ? 168 : 112 });
useThumbnails(looks.thumbnail);
const networkFiles = createNetworkFiles(core, loadModel);
const actions = createActions(store, {
  core,
  embedder: createEmbedder(devices, loadModel),
  datasets,
  imports: { whatWasChosen, readFeatures },
  cache: createEmbeddingCache(createPrivateFiles('embeddings'), mostCacheBytes),
  backbones,
  ownBackbones,
  inspect: createInspector(createEmbedClient),
  projectStore: createProjectStore(),
  projectFiles: createProjectFiles(core, networkFiles, { spool, offer: saveFile }),
  photographs: createKeptPhotographs(createPrivateFiles('photographs')),
  locks: navigator.locks,
  storage: navigator.storage,
  drawSample: () => makeSampleEntries((size) => new OffscreenCanvas(size, size), encodeJpeg),
  exporters: createExporters(core, networkFiles),
  saveFile,
  strings,
  writeAnswers: async (items, run) => (await import('./export/answers.js')).writeAnswers(items, run),
});

const duplicates = createDuplicateSearch(store, { core, looks });

/** @param {NetworkFile} network @param {Context<number>} [context] */
function loadModel(network, context) {
  return 'own' in network ? ownBackbones.loadModel(network) : backbones.loadModel(network, context);
}

/** @param {OffscreenCanvas} canvas */
async function encodeJpeg(canvas) {
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: SAMPLE_JPEG_QUALITY });
  return new Uint8Array(await blob.arrayBuffer());
}

/** @param {File[]} files */
const entriesOf = async (files) => files.map((file) => entryOfFile(file.name, file));

const page = /** @type {HTMLElement & { state: AppState | null, updateComplete: Promise<unknown> }} */ (
  document.querySelector('agelens-app')
);
page.state = store.state;
store.subscribe(
  onceAFrame(() => {
    page.state = store.state;
  }),
);

/** Of the photographs that the figures are of. */
const shownName = () => store.state.trained?.run.datasetName ?? store.state.dataset?.name ?? '';

/** @type {Record<string, (detail: any) => void>} */
const reactions = {
  // A drop's files can be asked for only before its event is over, so at once.
  'files-chosen': ({ source }) => actions.openFolder(fileEntries(source)),
  'sample-requested': () => actions.openSample(),
  'dataset-cleared': () => actions.clearDataset(),
  'setting-changed': ({ patch }) => actions.changeSettings(patch),
  'device-changed': ({ choice }) => actions.changeDevice(choice),
  'train-requested': () => actions.train(),
  'search-requested': () => actions.search(),
  'backbones-compared': () => actions.compareBackbones(),
  'face-chosen': ({ path, face }) => actions.chooseFace(path, face),
  'preview-opened': () => actions.openPreview(),
  'preview-closed': () => actions.closePreview(),
  'preview-moved': ({ by }) => actions.movePreview(by),
  'backbone-added': ({ file }) =>
    actions.addBackbone({
      name: file.name,
      size: file.size,
      read: async () => new Uint8Array(await file.arrayBuffer()),
    }),
  'backbone-changed': ({ name, options }) => actions.changeBackbone(name, options),
  'backbone-removed': ({ name }) => actions.removeBackbone(name),
  'cache-cleared': () => actions.clearCache(),
  'comparison-chosen': ({ startedAt, of }) => actions.compareWith(startedAt, of),
  'cancel-requested': () => actions.cancel(),
  'photo-chosen': ({ file }) =>
    actions.classify({ name: file.name, photo: file, read: async () => new Uint8Array(await file.arrayBuffer()) }),
  'photos-chosen': ({ files, source }) => actions.batch.add(source ? fileEntries(source) : entriesOf(files)),
  'batch-shown': ({ id }) => actions.batch.show(id),
  'batch-saved': () => actions.batch.save(),
  'live-requested': () => actions.live.start(),
  'live-picture': ({ photo }) => actions.live.see(photo),
  'live-closed': () => actions.live.close(),
  'answer-face-chosen': ({ face }) => actions.classifyFace(face),
  'why-requested': () => actions.explain(),
  'mean-maps-requested': () => actions.averageMaps(),
  'album-chosen': ({ files }) =>
    actions.album.add(files.map((/** @type {File} */ file) => entryOfFile(file.name, file))),
  'album-moved': ({ id, place }) => actions.album.move(id, place),
  'album-removed': ({ id }) => actions.album.remove(id),
  'album-cleared': () => actions.album.clear(),
  'album-trained': () => actions.album.train(),
  'album-read': () => actions.album.read(),
  'export-requested': ({ name }) => actions.export(name),
  'chart-saved': ({ name, blob }) => saveFile(`${fileName(shownName())}-${name}`, blob),
  'map-requested': (request) => actions.drawMap(request),
  'course-requested': ({ person, everyone }) => actions.followPerson(person, { everyone }),
  'duplicates-requested': () => duplicates.restart(),
  'photographs-filtered': ({ paths }) => actions.showOnly(paths),
  'photographs-added': ({ files, className, additions = [{ files, className }] }) =>
    actions.photographs.addAll(
      additions.map((/** @type {{ files: File[], className: string }} */ addition) => ({
        entries: addition.files.map((file) => entryOfFile(file.webkitRelativePath || file.name, file)),
        className: addition.className,
      })),
    ),
  'photographs-removed': ({ paths }) => actions.photographs.remove(paths),
  'photographs-excluded': ({ paths }) => actions.photographs.exclude(paths),
  'photographs-put-back': ({ paths }) => actions.photographs.putBack(paths),
  'photographs-moved': ({ paths, className }) => actions.photographs.move(paths, className),
  'photograph-renamed': ({ path, name }) => actions.photographs.rename(path, name),
  'class-renamed': ({ name, to }) => actions.photographs.renameClass(name, to),
  'run-removed': ({ startedAt }) => actions.removeRun(startedAt),
  'batch-cleared': () => actions.clearBatch(),
  'undo-requested': () => actions.undo(),
  'undo-dismissed': () => actions.dismissUndo(),
  'classifier-cleared': () => actions.clearClassifier(),
  'project-opened': ({ id }) => actions.projects.open(id),
  'project-created': () => actions.projects.create(),
  'project-renamed': ({ name }) => actions.projects.rename(name),
  'project-duplicated': () => actions.projects.duplicate(),
  'project-deleted': () => actions.projects.remove(),
  'project-restored': () => actions.projects.undo(),
  'project-saved': ({ photographs }) => actions.projects.saveToFile(photographs),
  'project-file-chosen': ({ file }) => actions.projects.openFile(entryOfFile(file.name, file)),
  'copying-stopped': () => actions.projects.stopCopying(),
  'keeping-retried': () => actions.projects.retry(),
  'persistence-requested': () => actions.projects.persist(),
  'update-requested': () => offline.take(),
  'update-dismissed': () => offline.dismiss(),
};
for (const [name, react] of Object.entries(reactions)) {
  page.addEventListener(name, (event) => react(/** @type {CustomEvent} */ (event).detail));
}
// For `npm run bench -- page`.
page.updateComplete.then(() => performance.mark('agelens-interactive'));

/** What a classification needs without a network: of the chosen backbone, and of the one of the kept classifier. */
function neededFiles() {
  const { manifest, settings, trained, device } = store.state;
  const names = namesIn(settings.backbone);
  const chosen = manifest.backbones.filter(({ name }) => names.includes(name));
  const detector = settings.crop === 'face' ? manifest.faceDetector : null;
  const networks = [...chosen, detector, ...(trained ? networksOf(trained.run) : [])];
  // An own backbone is kept whole already.
  // Features may come from a network that is not here, whose file is ''.
  const files = new Set(networks.flatMap((network) => (network?.file && !('own' in network) ? network.file : [])));
  return [
    ...[...files].map((file) => new URL(file, backbonesFolder).href),
    // Not opened yet, or never: the processor is what every browser can fall back on.
    ...runtimeFiles(device?.kind ?? 'wasm'),
  ];
}

const started = actions.start();
const offline = startOffline({
  // Which runtime is needed is known once a device has been opened. Nobody waits for these megabytes, so they come when the
  // page has nothing else to do.
  neededFiles: () => started.then(whenIdle).then(neededFiles),
  isBusy: () => store.state.job !== null,
  onChange: (state) => store.update({ offline: state }),
});
started.then(() => {
  let needed = neededFiles().join();
  store.subscribe(() => {
    const now = neededFiles().join();
    if (now !== needed) offline.refresh();
    needed = now;
  });
});
