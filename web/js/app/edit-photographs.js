// What the user can change about the photographs of the dataset. Each change is one that can be undone.

/** @import { AppState, Context, CoreService, Dataset, FileEntry, JobKind, Progress, Rejected } from '../types.d.ts' */
/** @import { Datasets } from '../data/dataset.js' */
/** @import { Strings } from '../strings/en.js' */
/** @import { Store } from './actions.js' */
/** @import { Item } from './edited-dataset.js' */
/** @import { Imports } from './intake.js' */
/** @import { RunJob } from './jobs.js' */
/** @import { Undo } from './undo.js' */

import { addItems, datasetOfItems, findingsAfter, itemsOf, moveItems, nameOfPath } from './edited-dataset.js';
import { AgelensError } from './errors.js';
import { isZip, readAdded } from './read-added.js';
import { sentenceOf } from './sentence.js';

/** These look at the photographs or at what is found out about them; what else runs is not disturbed. @type {(JobKind | undefined)[]} */
const LOOKING = ['intake', 'train', 'search', 'compare', 'train-album', 'mean-maps'];

/** So few are inspected before progress could be read. */
const FEW_FILES = 24;

/**
 * @param {Store} store
 * @param {{ core: Pick<CoreService, 'inspectImage'>, datasets: Datasets, imports: Imports, strings: Strings }} services
 * @param {object} page
 * @param {RunJob} page.runJob
 * @param {Undo} page.undo
 */
export function createEditActions(store, { core, datasets, imports, strings }, { runJob, undo }) {
  const { edit: words, undo: said } = strings;

  /** @param {Partial<AppState['errors']>} errors */
  const say = (errors) => store.update({ errors: { ...store.state.errors, ...errors } });

  function refuseWhileLooking() {
    if (LOOKING.includes(store.state.job?.kind)) throw new AgelensError('busy', words.busy);
  }

  function itemsNow() {
    const { dataset } = store.state;
    if (dataset?.features) throw new AgelensError('no-photographs', words.features);
    return itemsOf(dataset);
  }

  /**
   * @param {string} name of a class or a file
   * @param {(name: string) => string} sentence
   */
  function checkedName(name, sentence) {
    const trimmed = name.trim();
    if (trimmed !== '' && !/[\\/]/.test(trimmed) && !datasets.isSystemFile(trimmed)) return trimmed;
    throw new AgelensError('bad-name', sentence(name));
  }

  /**
   * @param {string} sentence
   * @param {Item[]} items what the dataset consists of from now on
   * @param {{ rejected?: Rejected[], came?: boolean }} [more] `came`: photographs that were no samples before
   */
  function show(sentence, items, { rejected = [], came = false } = {}) {
    const { state } = store;
    const before = state.dataset ?? { name: words.newDataset, rejected: [], ignored: 0 };
    const dataset = datasetOfItems(datasets, before, items, rejected);
    const findings = findingsAfter(state, items, dataset);
    undo.removing(
      [sentence, ...renamedSentence(items, dataset)].join(' '),
      { keys: ['dataset', 'faces', 'onlyShown', 'duplicates', 'search', 'backboneComparison'], fits: ['dataset'] },
      () =>
        store.update({
          dataset,
          ...findings,
          // What came was not compared with the others.
          ...(came && { duplicates: null }),
          preview: dataset && state.preview && { position: 0, shown: null, error: null },
          errors: { ...state.errors, intake: null, train: null },
        }),
    );
  }

  /** What got another name than it was to get. @param {Item[]} items @param {Dataset | null} dataset */
  function renamedSentence(items, dataset) {
    const [first, ...others] = items.filter(({ taken }) => taken !== undefined);
    if (!first) return [];
    const from = nameOfPath(first.taken ?? '');
    return [said.newName(from, nameOfPath(first.path), others.length, dataset?.personsRecur ?? false)];
  }

  /** Failures become the sentence at step 1. @param {() => void} work */
  function attempt(work) {
    try {
      refuseWhileLooking();
      work();
    } catch (error) {
      say({ intake: sentenceOf(error) });
    }
  }

  /**
   * @param {string[]} paths
   * @param {(items: Item[], chosen: Item[]) => void} work
   */
  function withChosen(paths, work) {
    attempt(() => {
      const wanted = new Set(paths);
      const items = itemsNow();
      const chosen = items.filter(({ path }) => wanted.has(path));
      if (chosen.length > 0) work(items, chosen);
    });
  }

  /** @param {string[]} paths @param {boolean} isExcluded @param {(n: number, name: string) => string} sentence */
  const exclude = (paths, isExcluded, sentence) =>
    withChosen(paths, (items, all) => {
      const chosen = new Set(all.filter((item) => item.isExcluded !== isExcluded));
      const [first] = chosen;
      if (!first) return;
      const changed = items.map((item) => (chosen.has(item) ? { ...item, isExcluded } : item));
      show(sentence(chosen.size, first.path), changed, { came: !isExcluded });
    });

  /** @param {string} className */
  const intoClass = (className) => (/** @type {string} */ path) => className + path.slice(path.indexOf('/'));

  /** @param {{ images: FileEntry[], rejected: Rejected[], className: string }[]} additions */
  function add(additions) {
    const items = itemsNow();
    const rejected = additions.flatMap(({ rejected: refused, className }) =>
      refused.map(({ path, reason }) => ({ path: `${className}/${nameOfPath(path)}`, reason })),
    );
    const added = additions.reduce((sum, { images }) => sum + images.length, 0);
    const [first] = rejected;
    if (added === 0 && !first) throw new AgelensError('no-images', words.noFiles);
    if (added === 0 && first && items.length === 0) {
      throw new AgelensError('no-images', words.noneAdded(rejected.length, first.path, first.reason));
    }
    const names = [...new Set(additions.map(({ className }) => className))];
    const [only = ''] = names;
    const came = names.length === 1 ? said.added(added, only) : said.addedToSeveral(added, names.length);
    const sentence = [came, ...(first ? [said.refused(rejected.length)] : [])].join(' ');
    const together = additions.reduce((all, { images, className }) => addItems(all, images, className), items);
    show(sentence, together, { rejected, came: true });
  }

  /** Never rejects. @type {Promise<void>} */
  let last = Promise.resolve();

  return {
    /** @param {string[]} paths */
    remove: (paths) =>
      withChosen(paths, (items, chosen) => {
        const gone = new Set(chosen);
        show(
          said.removed(gone.size, /** @type {Item} */ (chosen[0]).path),
          items.filter((item) => !gone.has(item)),
        );
      }),

    /** They stay in the project, and are neither trained on nor tested. @param {string[]} paths */
    exclude: (paths) => exclude(paths, true, said.excluded),

    /** @param {string[]} paths of excluded ones */
    putBack: (paths) => exclude(paths, false, said.putBack),

    /** @param {string[]} paths @param {string} wanted a class, new or there already */
    move: (paths, wanted) =>
      withChosen(paths, (items, all) => {
        const className = checkedName(wanted, words.badClass);
        const chosen = all.filter(({ path }) => datasets.classOfPath(path) !== className);
        if (chosen[0]) {
          const sentence = said.moved(chosen.length, chosen[0].path, className);
          show(sentence, moveItems(items, chosen, intoClass(className)));
        }
      }),

    /** The person follows from the name. @param {string} path @param {string} wanted without a folder */
    rename: (path, wanted) =>
      withChosen([path], (items, chosen) => {
        const name = checkedName(wanted, words.badName);
        const before = nameOfPath(path);
        const ending = /\.[^.]+$/.exec(before)?.[0] ?? '';
        const to = /\.[^.]+$/.test(name) ? name : name + ending;
        if (to === before) return;
        const changed = moveItems(items, chosen, (one) => one.slice(0, one.length - before.length) + to);
        show(said.renamed(before, to), changed);
      }),

    /** A name that is there already merges the two. @param {string} name @param {string} wanted */
    renameClass: (name, wanted) =>
      attempt(() => {
        const to = checkedName(wanted, words.badClass);
        const items = itemsNow();
        const isOf = (/** @type {string} */ one) => (/** @type {Item} */ item) =>
          datasets.classOfPath(item.path) === one;
        const chosen = items.filter(isOf(name));
        if (chosen.length === 0 || to === name) return;
        const sentence = items.some(isOf(to)) ? said.classMerged(name, to) : said.classRenamed(name, to);
        show(sentence, moveItems(items, chosen, intoClass(to)));
      }),

    /**
     * Files into a class, new or there already; without a dataset they begin one. One call after another, so that none of
     * a burst is lost.
     *
     * @param {FileEntry[]} entries
     * @param {string} className
     */
    add: (entries, className) => addAll([{ entries, className }]),

    addAll,
  };

  /** Files into several classes, as one change. @param {{ entries: FileEntry[], className: string }[]} wanted */
  function addAll(wanted) {
    const { current } = store.state.projects;
    last = last.then(async () => {
      try {
        refuseWhileLooking();
        itemsNow();
        const additions = wanted.map((one) => ({ ...one, className: checkedName(one.className, words.badClass) }));
        const entries = additions.flatMap((one) => one.entries);
        const read = async (/** @type {Context<Progress>} */ context) => {
          const found = [];
          for (const one of additions) {
            const files = await readAdded({ core, datasets, imports }, one.entries, words.noPhotographs, context);
            found.push({ ...files, className: one.className });
          }
          return found;
        };
        if (!store.state.job && (entries.length > FEW_FILES || entries.some(isZip))) {
          await runJob('intake', async (context) => add(await read(context)));
          return;
        }
        const found = await read({});
        refuseWhileLooking();
        // A project that was opened meanwhile is not theirs.
        if (current && current.id !== store.state.projects.current?.id) throw new AgelensError('busy', words.busy);
        add(found);
      } catch (error) {
        say({ intake: sentenceOf(error) });
      }
    });
    return last;
  }
}

/** @typedef {ReturnType<typeof createEditActions>} EditActions */
