// Every word of the page, in English; to translate the page, translate the files of this folder. An entry is a sentence, or a function of what
// the sentence speaks of; numbers come in as text where how they are written is not the language's business.
import { settings } from './en-settings.js';

/** How numbers and dates are written. */
export const LOCALE = 'en-GB';

const WHOLE = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });

/**
 * count(1, 'person') -> "1 person"; count(2, 'class', 'classes') -> "2 classes"
 * @param {number} n
 * @param {string} one
 */
export function count(n, one, many = `${one}s`) {
  return `${Number.isFinite(n) ? WHOLE.format(n) : '–'} ${n === 1 ? one : many}`;
}

/** @param {number} n @param {string} name of the only one */
const those = (n, name) => (n === 1 ? `“${name}” is` : `${count(n, 'photograph')} are`);

/**
 * What lies together in the embedding map.
 * @param {string} group what photographs are sorted by
 */
function gathering(group) {
  const lie = 'A random split would put the same person on both sides, and its figure would lie.';
  return {
    together: `Photographs of one ${group} lie together.`,
    byChance: `Photographs of one ${group} lie together no more than chance would have it.`,
    /** @param {string} of @param {string} share */
    measuredAlone: (of, share) => `${of}, ${share} are of the same ${group}. Who is the same person is not known.`,
    /** @param {string} of @param {string} person @param {string} share */
    measured: (of, person, share) => `${of}, ${person} are of the same person and ${share} of the same ${group}.`,
    personsMore: `Photographs of one person lie together more than photographs of one ${group}. ${lie}`,
    bothTogether: `Photographs of one ${group} lie together, and those of one person, too. ${lie}`,
    groupsOnly: `Photographs of one ${group} lie together, those of one person no more than by chance.`,
    neither: `Neither photographs of one person nor of one ${group} clearly lie together.`,
  };
}

export const strings = {
  // --- the page around the steps: header, navigation, first visit, pages, keyboard help
  page: {
    name: 'Agelens',
    windowTitle: 'Agelens – train an age-group classifier in your browser',
    promise: 'Nothing leaves this device',
    skip: 'Skip to the content',
    device: 'Device',
    noThreads: ', no threads',
    backbone: 'Backbone',
    loading: 'loading',
    offline: 'Offline',
    offlineStates: {
      ready: 'ready to work offline',
      preparing: 'being prepared',
      incomplete: 'not complete yet',
      unsupported: 'not available',
    },
    /** Of the pages beside the work. */
    pages: 'About this page',
    help: 'Help',
    titles: {
      'how-it-works': 'How it works',
      numbers: 'What the numbers mean',
      privacy: 'Privacy',
      keyboard: 'Keyboard',
    },
    whatIs: (/** @type {string} */ name) => `What “${name}” means`,
    backToWork: 'Back to your photographs',
    loadingPage: 'Loading …',
    footer: 'Agelens trains and answers inside this page.',
    version: (/** @type {string} */ version) => `Version ${version}`,
    licence: 'MIT licence',
    notices: 'Third-party notices',
    steps: 'Steps',
    next: 'Next',
    stepTitles: { photographs: 'Photographs', train: 'Train', results: 'Results', classify: 'Classify' },
    /** Beside the title of a step that is still to come. */
    notes: {
      photographs: 'choose a folder',
      train: 'one button',
      results: 'honest figures',
      classify: 'any photograph',
      trained: 'done',
      outdated: 'other photographs',
    },
    running: (/** @type {string} */ share) => (share ? `running, ${share}` : 'running'),
    photographs: (/** @type {number} */ n) => count(n, 'photograph'),
    accurate: (/** @type {string} */ share) => `${share} accurate`,
    answered: (/** @type {string} */ className) => `answer: ${className}`,
    notSure: 'not sure',
    /** What the backbone runs on. */
    devices: {
      none: 'not started yet',
      webgpu: (/** @type {string | null} */ adapter) => (adapter ? `WebGPU, ${adapter}` : 'WebGPU'),
      wasm: (/** @type {number} */ workers) => `WASM, ${count(workers, 'worker')}`,
    },
    /** In the place of what is loaded when it is needed. */
    partMissing: 'What draws this could not be loaded. Check the network, then reload the page.',
    stepOf: (/** @type {number} */ at, /** @type {number} */ all) => `Step ${at} of ${all}`,
    needs: 'Needs',
    /** Of what is needed. */
    there: 'is there',
    done: 'Done',
    pressTrain: 'press Train',
    dropPhoto: 'drop, paste or choose a photograph',
    needed: {
      photographs: 'a folder of photographs for each age group',
      train: 'photographs',
      results: 'a trained classifier',
      classify: 'a trained classifier and a photograph',
    },
    did: {
      photographs: (/** @type {number} */ n, /** @type {number} */ classes) =>
        `${count(n, 'photograph')} in ${count(classes, 'class', 'classes')}`,
      train: (/** @type {string} */ name) => `trained on “${name}”`,
      results: (/** @type {string} */ share) => `measured, ${share} accurate`,
      classify: 'one photograph answered',
    },
    goTo: {
      photographs: 'Choose photographs',
      train: 'Train a classifier',
      results: 'Read the results',
      running: 'See how far it is',
      classify: 'Classify a photograph',
      'exports-title': 'Take it with you',
    },
    welcome: {
      title: 'Teach this page to tell ages apart.',
      lines: [
        'Give it photographs sorted into folders, one for each age group.',
        'It trains a classifier and tests it on persons it has never seen.',
        'Then it classifies any photograph, even with the network cable out.',
      ],
      promise: 'Nothing leaves this device: no upload, no account, no server.',
    },
  },
  // --- what was removed and can be had back
  undo: {
    label: 'What can be undone',
    button: 'Undo',
    dismiss: 'Dismiss',
    /** @param {number} n @param {string} name of the only one */
    removed: (n, name) => `${those(n, name)} removed.`,
    /** @param {number} n @param {string} name */
    excluded: (n, name) => `${those(n, name)} excluded: neither trained on nor tested.`,
    /** @param {number} n @param {string} name */
    putBack: (n, name) => `${those(n, name)} back in the dataset.`,
    /** @param {number} n @param {string} name @param {string} to */
    moved: (n, name, to) => `${those(n, name)} in class “${to}” now.`,
    /** @param {string} name @param {string} to */
    renamed: (name, to) => `“${name}” is called “${to}” now.`,
    /** @param {string} name @param {string} to */
    classRenamed: (name, to) => `Class “${name}” is called “${to}” now.`,
    /** @param {string} name @param {string} to */
    classMerged: (name, to) => `The photographs of class “${name}” are in class “${to}” now.`,
    /** @param {number} n @param {string} to */
    added: (n, to) => `${count(n, 'photograph')} added to class “${to}”.`,
    /** @param {number} n @param {number} classes */
    addedToSeveral: (n, classes) => `${count(n, 'photograph')} added to ${classes} classes.`,
    /** @param {number} n */
    refused: (n) =>
      n === 1
        ? '1 file was refused; it is listed with its reason.'
        : `${count(n, 'file')} were refused; they are listed with their reasons.`,
    /** @param {string} from @param {string} to @param {number} more @param {boolean} persons whether names tell persons */
    newName: (from, to, more, persons) =>
      `Because the name was taken, “${from}” became “${to}”${more > 0 ? `, and ${count(more, 'other')} likewise` : ''}` +
      `${persons ? '; that counts as the same person' : ''}.`,
    /** @param {string} name */
    datasetRemoved: (name) => `“${name}” is removed from the page, with its runs.`,
    /** @param {string | null} name @param {string} by @param {number} runs */
    datasetReplaced: (name, by, runs) =>
      `“${by}” is open${name === null ? '' : ` in the place of “${name}”`}` +
      `${runs > 0 ? `; ${count(runs, 'earlier run')} left the list` : ''}.`,
    classifier: 'The classifier is deleted from this browser.',
    run: 'The run is out of the list.',
    /** @param {string} title */
    backbone: (title) => `“${title}” is removed from this browser.`,
    /** @param {string} name */
    albumPhotograph: (name) => `“${name}” is out of the album.`,
    /** @param {number} n */
    album: (n) =>
      `The album is empty; ${n === 1 ? 'its photograph is' : `its ${count(n, 'photograph')} are`} out of it.`,
    /** @param {number} n */
    batch: (n) => `The table of ${count(n, 'photograph')} is cleared.`,
  },
  // --- projects of this browser
  projects: {
    project: 'Project',
    newProject: 'New project',
    more: 'Projects and storage',
    create: 'New',
    rename: 'Rename',
    duplicate: 'Duplicate',
    remove: 'Delete',
    save: 'Save to a file',
    withPhotographs: 'with its photographs',
    openFile: 'Open a project file',
    file: 'Project file',
    name: 'Name of the project',
    saveName: 'Save name',
    cancel: 'Cancel',
    retry: 'Try again',
    undo: 'Undo',
    elsewhere:
      'This project is open in another tab. You can look at it and classify here, but changes made here are not kept. Close ' +
      'it in the other tab to go on here, or duplicate it.',
    keeping: {
      title: 'Keeping the photographs in this browser',
      stop: 'Stop keeping',
      /** @param {string} done @param {number} total */
      progress: (done, total) => `Keeping the photographs in this browser: ${done} of ${count(total, 'photograph')}`,
    },
    saving: {
      title: 'Saving the project to a file',
      stop: 'Stop saving',
      /** @param {string} done @param {number} total */
      progress: (done, total) => `Saving the project to a file: ${done} of ${count(total, 'photograph')}`,
    },
    /** @param {{ kept: number, used: string, quota: string, embeddings: string | null }} storage */
    storage: ({ kept, used, quota, embeddings }) =>
      `${count(kept, 'project')} in this browser. In use: ${used} of ${quota}${embeddings ? `, ${embeddings} of it embeddings` : ''}.`,
    persisted: 'Kept for good: until you delete it.',
    notPersisted: 'The browser may delete it when the disk is full.',
    persist: 'Ask to keep it for good',
    /** @param {string} name */
    deleted: (name) => `“${name}” is deleted, and gone for good when Agelens is opened the next time.`,
  },
  // --- step 1: choosing, the table of classes, contact sheet, persons
  photographs: {
    title: 'Photographs',
    remove: 'Remove',
    samples: (/** @type {number} */ samples, /** @type {boolean} */ areFeatures) =>
      count(samples, areFeatures ? 'sample' : 'photograph'),
    classes: (/** @type {number} */ n) => count(n, 'class', 'classes'),
    /** @template T @param {T} samples @param {T} classes @param {T} persons */
    counted: (samples, classes, persons) => [samples, ' in ', classes, '; ', persons, '.'],
    personsRecur: (/** @type {number} */ n) =>
      `${count(n, 'person')}, recognised by file names that recur in several classes`,
    personsUnknown: 'each photograph counts as a person of its own',
    features:
      'Features without their photographs. Nothing says which network made them, so photographs cannot be classified with ' +
      'what is trained on them. They are there until this tab is closed; what is trained on them is kept.',
    featuresMadeBy: (/** @type {string} */ backbones, /** @type {string} */ crop, /** @type {number} */ copies) =>
      `Features without their photographs, made by ${backbones}: ${crop}, ${count(copies, 'copy', 'copies')}. That is settled, ` +
      'whatever is chosen below. They are there until this tab is closed; what is trained on them is kept.',
    showAll: 'Show all',
    classifierNeedsNone:
      'The classifier below is kept in this browser and needs no photographs. To train another, choose a folder.',
    onlySelected: (/** @type {string} */ shown, /** @type {number} */ all) =>
      `Only ${shown} of ${count(all, 'photograph')} are shown.`,
    excludedCount: (/** @type {number} */ n) =>
      `${count(n, 'photograph is', 'photographs are')} excluded: kept, but neither trained on nor tested.`,
    showThem: 'Show them',
    putAllBack: 'Put back',
    // Choosing
    dropTitle: 'Drop a folder or a zip here',
    chooseFolder: 'Choose a folder',
    chooseFiles: 'Choose files',
    trySample: 'Try the sample',
    dropHint:
      'JPEG, PNG, WebP or AVIF. Files: photographs of one class, a zip of such folders, a saved project, or features.npy with ' +
      'labels.npy. The sample is a small set of drawn portraits.',
    filesLabel: 'Photographs, a zip of photographs, or features',
    folderLabel: 'Folder of photographs',
    exampleFolder: 'my photographs',
    exampleFiles: 'ada.jpg  ben.jpg …',
    folderPicture: 'One folder for each age group. The same file name in several folders means the same person.',
    // Adding
    add: 'Add photographs',
    addTitle: 'Drop photographs or class folders here',
    addHint:
      'Of photographs, or a zip of them, you are asked for their class, which may be a new one. To add to a class directly, drop photographs on its row, or paste ' +
      'them while its Add button has the focus.',
    addChoose: 'Choose photographs',
    addFolders: 'Choose a folder',
    addFoldersHint: 'Of folders, each photograph goes into the class that its folder is named by.',
    addAction: 'Add',
    askClassTitle: (/** @type {number} */ n) =>
      n === 1 ? 'Which class is this photograph of?' : `Which class are these ${count(n, 'photograph')} of?`,
    askClassOfZip: 'Which class are these photographs of?',
    orNewClass: 'Or another class, also a new one',
    className: 'Class, such as 30',
    nameMissing: 'Type a name first.',
    nameWithSlash: 'A name has no slash.',
    nameWithDot: 'A name does not begin with a dot.',
    cancel: 'Cancel',
    camera: 'Take photographs with the camera',
    // The table of classes
    classColumn: 'Class',
    countColumn: 'Photographs',
    sampleColumn: 'Samples',
    shareColumn: 'Share',
    personsColumn: 'Persons',
    actionsColumn: 'Change',
    addTo: (/** @type {string} */ name) => `Add photographs to class ${name}`,
    addShort: 'Add',
    renameClass: (/** @type {string} */ name) => `Rename class ${name}`,
    rename: 'Rename',
    renameClassTitle: (/** @type {string} */ name) => `Rename the class “${name}”`,
    renameClassLabel: 'New name',
    renameClassHint: 'The name of another class puts the two together.',
    renameAction: 'Rename',
    photographsOfClass: 'Photographs of the class',
    noClass: 'No photograph is in a class: all are excluded.',
    oneClass: 'Only one class: training needs at least two.',
    balanced: (/** @type {number} */ n, /** @type {boolean} */ features) =>
      `Balanced: ${count(n, features ? 'sample' : 'photograph')} in each class.`,
    nearlyBalanced: (/** @type {string} */ least, /** @type {string} */ most, /** @type {boolean} */ features) =>
      `Nearly balanced: ${least} to ${most} ${features ? 'samples' : 'photographs'} in each class.`,
    unequal: (
      /** @type {string} */ small,
      /** @type {number} */ least,
      /** @type {string} */ large,
      /** @type {string} */ most,
      /** @type {boolean} */ features,
    ) => `“${small}” has ${count(least, features ? 'sample' : 'photograph')}, “${large}” has ${most}.`,
    balanceName: 'Balance of the classes',
    smallAreRough: 'Figures of small classes are rough.',
    largeDecide: 'Accuracy speaks mostly of the large classes.',
    // The contact sheet
    sheetTitle: 'Contact sheet',
    arrangement: 'Arrangement',
    byClass: 'By class',
    byPerson: 'By person',
    find: 'Find by name or person',
    show: 'Show',
    showAllClasses: 'All classes',
    showClass: (/** @type {string} */ name) => `Class ${name}`,
    showExcluded: (/** @type {number} */ n) => `Excluded (${n})`,
    showRefused: (/** @type {number} */ n) => `Refused files (${n})`,
    shownCount: (/** @type {number} */ shown, /** @type {number} */ all) =>
      shown === all ? count(all, 'photograph') : `${WHOLE.format(shown)} of ${count(all, 'photograph')}`,
    gridByClass: 'Photographs by class',
    gridByPerson: 'Photographs by person and class',
    person: 'Person',
    noPhotograph: 'none',
    headingCount: (/** @type {number} */ n, /** @type {number} */ excluded) =>
      `${count(n, 'photograph')}${excluded > 0 ? `, ${excluded} excluded` : ''}`,
    photographName: (
      /** @type {{name: string, className: string, person: string | null, excluded: boolean}} */ photograph,
    ) =>
      [
        photograph.name,
        `class ${photograph.className}`,
        ...(photograph.person === null ? [] : [`person ${photograph.person}`]),
        ...(photograph.excluded ? ['excluded'] : []),
      ].join(', '),
    excludedMark: 'excluded',
    nobodyKnown:
      'Nobody is known by name here: too few file names recur in several class folders. Name the photographs of one person alike ' +
      'in every class, such as 20/ada.jpg and 30/ada.jpg, and each person becomes a row.',
    nothingFound: 'No photograph matches.',
    refusedFiles: 'Refused files',
    selectedGroup: 'Selected photographs',
    selectHint: 'Select photographs to move, exclude, rename or remove them.',
    selectedCount: (/** @type {number} */ n) => `${count(n, 'photograph')} selected`,
    selectAll: 'Select all',
    clearSelection: 'Clear',
    clearSelectionLabel: 'Clear the selection',
    move: 'Move to class…',
    moveTitle: (/** @type {number} */ n) => `Move ${count(n, 'photograph')} to which class?`,
    moveAction: 'Move',
    exclude: 'Exclude from training',
    putBack: 'Put back',
    removeSelected: 'Remove',
    removeSelectedLabel: (/** @type {number} */ n) => `Remove ${count(n, 'photograph')} from the dataset`,
    larger: 'View larger',
    renameTitle: (/** @type {string} */ path) => `Rename ${path}`,
    fileName: 'File name',
    fileNameHint: 'The person follows from the name: photographs of one person have the same name in every class.',
    // The larger view
    close: 'Close',
    previous: 'Previous',
    next: 'Next',
    select: 'Select',
    placeOf: (/** @type {string} */ at, /** @type {string} */ all) => `${at} of ${all}`,
    ofClass: (/** @type {string} */ name) => `class ${name}`,
    ofPerson: (/** @type {string} */ name) => `person ${name}`,
    pixels: (/** @type {string} */ width, /** @type {string} */ height) => `${width} × ${height} pixels`,
    kilobytes: (/** @type {string} */ n) => `${n} kB`,
    notShowable: 'This browser cannot show the photograph; Agelens may still read it.',
    // Refused and passed over
    refused: (/** @type {number} */ n) => `${count(n, 'file was', 'files were')} refused`,
    passedOver: (/** @type {number} */ n) => `${count(n, 'other file')} passed over, such as system files.`,
  },
  // --- changing photographs: rename, move, exclude, add
  edit: {
    newDataset: 'photographs',
    busy: 'The photographs cannot be changed while Agelens works with them; wait until it is done, or cancel it first.',
    features: 'These are embeddings without photographs; they cannot be changed here.',
    /** @param {string} name */
    badClass: (name) =>
      `“${name}” cannot be the name of a class: a name begins with no dot and has no slash or backslash.`,
    /** @param {string} name */
    badName: (name) =>
      `“${name}” cannot be the name of a photograph: a name begins with no dot and has no slash or backslash.`,
    /** @param {number} n @param {string} path @param {string} reason */
    noneAdded: (n, path, reason) =>
      `Nothing was added. “${path}”${n > 1 ? ` (and ${count(n - 1, 'other file')})` : ''}: ${reason}`,
    noFiles: 'There was no photograph in what was to be added.',
    noPhotographs: 'This zip holds no photographs.',
    runOfClassifier: 'This is the run of the classifier that is kept; delete the classifier first.',
    /** @param {string | undefined} only the one class */
    oneClass: (only) =>
      only === undefined
        ? 'There is no photograph to train on; add photographs of at least two classes, or put excluded ones back.'
        : `All photographs are of the class “${only}”; add photographs of another one to train.`,
  },
  // --- photographs that look alike
  duplicates: {
    title: 'Photographs that look alike',
    looking: (/** @type {string} */ done, /** @type {string} */ total) =>
      `Looking for the same picture in several files: ${done} of ${total}.`,
    found: (/** @type {number} */ groups) =>
      groups === 0
        ? 'No two of the photographs that were looked at are the same picture.'
        : `${count(groups, 'picture is', 'pictures are')} there more than once. Exclude all but one of each.`,
    unread: (/** @type {number} */ photographs) => `${count(photographs, 'photograph')} could not be looked at.`,
    again: 'Look again',
    more: (/** @type {string} */ rest) => `Show more (${rest} left)`,
    group: (/** @type {string} */ number) => `picture ${number}`,
    picture: (/** @type {string} */ path) => `The photograph ${path}`,
    exclude: 'Exclude',
    excludeOf: (/** @type {string} */ path) => `Exclude ${path}`,
    excludeRest: 'Exclude all but the first',
    show: 'Show them',
    what: (/** @type {boolean} */ identical, /** @type {string} */ photographs) =>
      identical ? `The same file ${photographs} times.` : `The same picture in ${photographs} files.`,
    acrossClasses: (/** @type {string[]} */ classes) =>
      `It lies in several classes, ${classes.join(' and ')}: at most one of them is right.`,
    acrossPersons: (/** @type {string} */ persons) =>
      `It counts as ${persons} persons, so it can be trained on and tested, which makes the figures too good.`,
    twice: 'It counts several times in its class.',
  },
  // --- a camera
  camera: {
    turnOn: 'Turn on the camera',
    turnOff: 'Turn off the camera',
    asking: 'Asking for the camera …',
    shows: 'What the camera shows',
    choose: 'Camera',
    numbered: (/** @type {number} */ number) => `Camera ${number}`,
    insecure: 'A browser gives the camera only to a page on https or on this computer itself. Open the page there.',
    denied: 'The browser did not allow the camera. Allow it in the browser’s settings for this page, then try again.',
    none: 'No camera was found. Connect one, then try again.',
    inUse: 'The camera could not be opened; another program may be using it. Close that, then try again.',
    failed: (/** @type {string} */ reason) => `The camera could not be opened: ${reason}. Try again.`,
    ended: 'The camera was taken away. Connect it again, then turn it on.',
    hidden: 'The camera was turned off because the page was not in view.',

    burstTitle: 'Photographs from a camera',
    burstHint:
      'Every photograph from a camera counts as a person of its own unless its name recurs in another class. A burst shows one ' +
      'person many times, so what is tested on photographs of the same burst comes out too good.',
    className: 'Class',
    howMany: 'How many',
    countProblem: 'Take 1 to 100 photographs.',
    classProblem: 'Say which class they belong to.',
    take: (/** @type {number} */ photographs) => `Take ${count(photographs, 'photograph')}`,
    stop: 'Stop',
    beginsIn: (/** @type {number} */ seconds) => `Begins in ${seconds}`,
    taking: (/** @type {number} */ done, /** @type {number} */ total) => `${done} of ${total} taken`,
    taken: (/** @type {number} */ photographs) => `${count(photographs, 'photograph')} taken`,
    add: (/** @type {number} */ photographs, /** @type {string} */ className) =>
      `Add ${count(photographs, 'photograph')} to “${className}”`,
    discard: 'Discard',
    added: (/** @type {number} */ photographs, /** @type {string} */ className) =>
      `${count(photographs, 'photograph')} added to “${className}”.`,
  },
  // --- step 2
  train: {
    title: 'Train',
    waiting: 'Choose photographs first.',
    more: 'More settings',
    isUsual: 'default',
    usual: (/** @type {string} */ value) => `default ${value}`,
    reset: 'Reset',
    resetTo: (/** @type {string} */ label, /** @type {string} */ value) => `Reset ${label} to ${value}`,
    resetAll: 'Reset all to defaults',
    presets: 'What is this training for?',
    presetKeeps: 'Each sets everything below but the backbone and the seed.',
    preset: {
      quick: {
        title: 'Quick',
        sentence: 'A first look: few copies, and the persons tested in five groups.',
        time: 'Takes about a third of the usual time, and is less accurate.',
      },
      usual: {
        title: 'Usual',
        sentence: 'The measured defaults. Right for most folders.',
        time: 'The time that the others are compared with.',
      },
      careful: {
        title: 'Careful',
        sentence: 'For the classifier that you keep: each answer is the mean over more copies.',
        time: 'Trains about as long; each answer takes twice as long.',
      },
      python: {
        title: 'As in the Python project',
        sentence: 'To compare with its figures: a random split of copies, so the result is optimistic.',
        time: 'Takes about half of the usual time.',
      },
    },
    custom: 'Custom',
    customSentence: (/** @type {number} */ n) =>
      `Your own settings: ${count(n, 'differs', 'differ')} from the usual ones.`,
    needs: {
      oneClass: (/** @type {string} */ name) =>
        `There is only one class, ${name}. Add a folder of photographs of another age group: with one there is nothing to tell apart.`,
      noClasses: 'There are no photographs to train on. Put some back, or choose a folder.',
      onePerson:
        'All photographs are of one person, and testing needs another one. Add photographs of other people, or choose the random split of copies.',
      fewForFolds: (/** @type {number} */ persons, /** @type {number} */ folds) =>
        `${count(folds, 'fold')} need at least as many persons, and there ${persons === 1 ? 'is' : 'are'} ${persons}. Add photographs, lower the folds under More settings, or choose another protocol.`,
      onlyOne: (/** @type {string} */ classes) =>
        `Only one person has photographs of ${classes}. When that person is tested, the classifier has never seen the class and must be wrong.`,
      busy: 'Something else is running. Training can start when it is done.',
    },
    work: (/** @type {number} */ images) =>
      `${count(images, 'image')} to embed, then a classifier for each part of the protocol.`,
    workOfFeatures: 'Nothing to embed; a classifier for each part of the protocol.',
  },
  // --- the settings, in en-settings.js, and a classifier's settings in one line
  settings,
  methods: {
    /** What was done with the embeddings. */
    scalings: { standard: 'each number standardised', l2: 'each photograph to length 1', raw: 'as they are' },
    shortScalings: { standard: 'standardised', l2: 'length 1', raw: 'unscaled' },
    schedules: { constant: 'constant', cosine: 'cosine' },
    autoLoss: 'automatic loss',
    seed: (/** @type {number} */ seed) => `seed ${seed}`,
    copies: (/** @type {number} */ n) => count(n, 'copy', 'copies'),
    noCopies: 'no copies',
    averagedOver: (/** @type {number} */ n) => `answers averaged over ${count(n, 'copy', 'copies')}`,
    neighbours: (/** @type {number} */ n) => count(n, 'neighbour'),
    iterations: (/** @type {number} */ n) => `at most ${count(n, 'iteration')}`,
    epochs: (/** @type {number} */ n) => count(n, 'epoch'),
    and: (/** @type {number[]} */ numbers) => numbers.join(' and '),
    hiddenUnits: (/** @type {string} */ units) => `hidden units ${units}`,
    activatedUnits: (/** @type {string} */ units, /** @type {string} */ activation) =>
      `hidden units ${units || 'none'} (${activation})`,
    withMomentum: (/** @type {string} */ optimizer, /** @type {number} */ momentum) =>
      `${optimizer} with momentum ${momentum}`,
    learningRate: (/** @type {number} */ rate, /** @type {string} */ schedule) => `learning rate ${rate} (${schedule})`,
    batch: (/** @type {number} */ size) => `batch ${size}`,
    dropout: (/** @type {number} */ share) => `dropout ${share}`,
    warmUp: (/** @type {number} */ epochs) => `warm-up ${count(epochs, 'epoch')}`,
    inputDropout: (/** @type {number} */ share) => `input dropout ${share}`,
    clipped: (/** @type {number} */ norm) => `gradients clipped at ${norm}`,
    l2: (/** @type {number} */ strength) => `L2 ${strength}`,
    noL2: 'no L2',
    labelSmoothing: (/** @type {number} */ share) => `label smoothing ${share}`,
    balanced: 'balanced class weights',
    neverEarly: 'off',
    early: (/** @type {number} */ epochs, /** @type {string} */ share) =>
      `after ${count(epochs, 'epoch')} without a better validation loss, measured on ${share} of the training persons`,
  },
  // --- what runs now
  job: {
    stages: 'Stages',
    /** What is being done. */
    titles: {
      intake: 'Reading photographs',
      map: 'Drawing the embedding map',
      load: 'Loading the backbone',
      classify: 'Classifying the photograph',
      explain: 'Covering parts of the photograph',
      'mean-maps': 'Looking at every photograph',
      album: 'Looking at the photographs',
      measureAlbum: 'Measuring the album, each person left out once',
      'train-album': 'Training the album on everybody',
      embed: 'Computing embeddings',
      search: 'Trying settings',
      compare: 'Comparing backbones',
      compareAt: (/** @type {string} */ at, /** @type {string} */ all) => `Comparing backbones: ${at} of ${all}`,
      train: 'Training the final classifier',
      evaluate: 'Evaluating',
      evaluateAt: {
        'leave-one-person-out': (/** @type {string} */ at, /** @type {string} */ all) =>
          `Evaluating: person ${at} of ${all}`,
        'grouped-k-fold': (/** @type {string} */ at, /** @type {string} */ all) => `Evaluating: fold ${at} of ${all}`,
      },
    },
    /** How far it is. */
    progress: {
      files: (/** @type {string} */ done, /** @type {string} */ all) => `${done} of ${all} files`,
      photographs: (/** @type {string} */ done, /** @type {string} */ all) => `${done} of ${all} photographs`,
      images: (/** @type {string} */ done, /** @type {string} */ all) => `${done} of ${all} images`,
      step: (/** @type {string} */ done, /** @type {string} */ all) => `step ${done} of ${all}`,
      epoch: (/** @type {string} */ done, /** @type {string} */ all) => `epoch ${done} of ${all}`,
      left: (/** @type {string} */ time) => `about ${time} left`,
    },
    stageWords: { load: 'Load', embed: 'Embed', evaluate: 'Evaluate', train: 'Train', search: 'Try settings' },
    cancel: 'Cancel',
    cancelling: 'Cancelling',
    running: 'What runs now',
    show: 'Show',
    /** In the title of the window. */
    done: 'Done',
    failed: 'Stopped',
  },
  // --- step 3
  results: {
    title: 'Results',
    waiting: 'Train first. The figures appear here.',
    contents: 'In the results',
    yearsShort: 'Years off',
    parts: {
      figures: {
        title: 'More figures',
        holds: 'Each class, each person, how sure it is, learning curves, how it was measured',
      },
      runs: { title: 'Runs of this project', holds: 'What changed from one training to the next' },
      inside: { title: 'Looking inside', holds: 'A map of the photographs, and which parts of a face count' },
      exports: { title: 'Take it with you', holds: 'A report to read or print, the network, predictions, settings' },
    },
    interval: '95% interval',
    cautions: 'Read these figures with care',
    /** What was tested. */
    photographs: (/** @type {number} */ n) => count(n, 'photograph'),
    copies: (/** @type {number} */ n) => count(n, 'copy', 'copies'),
    accuracy: {
      ofPersons: 'Accuracy on persons the classifier has never seen',
      ofPhotographs: 'Accuracy on photographs the classifier has never seen',
      ofCopies: 'Accuracy on altered copies, most of whose photographs were also trained on',
    },
    byProtocol: {
      'leave-one-person-out': (/** @type {number} */ folds, /** @type {string} */ tested) =>
        `${count(folds, 'training')}, each tested on the one person it has not seen; ${tested} predictions together.`,
      'grouped-k-fold': (/** @type {number} */ folds, /** @type {string} */ tested) =>
        `${count(folds, 'fold')}, each tested by a classifier without its persons; ${tested} predictions together.`,
      holdout: (/** @type {string} */ share, /** @type {string} */ tested) =>
        `${share} of the persons kept out of training; ${tested} predictions.`,
      seed: (/** @type {string} */ share, /** @type {string} */ tested) =>
        `${share} of all copies, drawn at random, tested; ${tested} predictions.`,
    },
    intervals: (/** @type {boolean} */ personsKnown, /** @type {number} */ resamples) =>
      `Each range is a 95% interval, by resampling ${personsKnown ? 'persons' : 'photographs, each counted as a person'} ` +
      `(${count(resamples, 'time')}).`,
    noIntervals: 'No 95% intervals: they need at least two persons.',
    neverSure: (/** @type {string} */ sure, /** @type {string} */ all) =>
      `It is never at least ${sure} sure, so it would answer none of ${all}.`,
    ifSure: (
      /** @type {string} */ sure,
      /** @type {string} */ answered,
      /** @type {string} */ all,
      /** @type {string} */ right,
    ) =>
      `If it only answered when at least ${sure} sure, it would answer ${answered} of ${all} and be right in ${right} of them.`,
    optimisticBadge: 'optimistic: copies of one photograph are on both sides',
    /** @param {string} often @param {boolean} ages @param {boolean} personsKnown @param {string} otherwise */
    ofTen: (often, ages, personsKnown, otherwise) =>
      `Of 10 photographs ${personsKnown ? 'of people ' : ''}it has never seen, it puts ${often} in the right ` +
      `${ages ? 'age group' : 'class'}${otherwise && ` (${otherwise})`}.`,
    /** @param {string} often @param {boolean} ages */
    ofTenCopies: (often, ages) =>
      `Of 10 altered copies, most of them of photographs that it was trained on, it puts ${often} in the right ` +
      `${ages ? 'age group' : 'class'}.`,
    often: {
      none: 'none',
      hardlyAny: 'hardly any',
      /** @param {number} n */
      about: (n) => `about ${n}`,
      nearlyAll: 'nearly all',
      all: 'all',
    },
    /** @param {number} low @param {number} high @param {boolean} personsKnown */
    otherwise: (low, high, personsKnown) =>
      `${low === high ? 'about as many' : `between ${low} and ${high}`} if other ` +
      `${personsKnown ? 'people' : 'photographs'} had been ${personsKnown ? 'photographed' : 'taken'}`,
    /** @param {string} share */
    commonest: (share) => `Always guessing the commonest class would give ${share}.`,
    macroF1: 'Macro F1',
    macroF1Hint: 'Precision and recall together, each class counting the same.',
    withinOne: 'Within one age group',
    withinOneHint: 'Right, or the neighbouring class.',
    yearsOff: 'Years off on average',
    yearsOffHint: 'Mean absolute error between true and predicted class.',
    optimistic: 'If copies were split at random',
    optimisticHint:
      'Tools that split pictures at random show this number. It counts copies of photographs that were also trained on, ' +
      'so it says little about new people.',
    confusion: {
      title: 'What is taken for what',
      hint: 'Rows: true class. Columns: what it was taken for. Press a number to see its photographs.',
      label: 'Confusion matrix',
      corner: ['True ↓', 'Predicted →'],
      /** @param {string} photographs @param {string} truth @param {string} predicted */
      cell: (photographs, truth, predicted) =>
        truth === predicted
          ? `${photographs} of class ${truth} recognised`
          : `${photographs} of class ${truth} taken for ${predicted}`,
      /** @param {string} share @param {string} truth */
      share: (share, truth) => `${share} of class ${truth}`,
      close: 'Close',
    },
    perClass: {
      title: 'Each class',
      class: 'Class',
      precision: 'Precision',
      recall: 'Recall',
      f1: 'F1',
      support: 'Support',
      ask: 'Press a heading to see what it means.',
      meanings: {
        precision: 'Precision: of the photographs that it put into this class, the share that belongs there.',
        recall: 'Recall: of the photographs that belong to this class, the share that it put there.',
        f1: 'F1: precision and recall in one number; it is low as soon as one of the two is.',
        support: 'Support: how many photographs of this class were tested.',
      },
    },
    years: {
      /** @param {string} share */
      exact: (share) => `${share} are in the right age group`,
      /** @param {string} old @param {string} young */
      sides: (old, young) => `${old} too old, ${young} too young`,
      /** @param {string} mean @param {string} near */
      figures: (mean, near) => `It is ${mean} years off on average; ${near} are right or one group beside.`,
      /** @param {string} bias */
      tooOld: (bias) => `On the whole its guesses are ${bias} years too old.`,
      /** @param {string} bias */
      tooYoung: (bias) => `On the whole its guesses are ${bias} years too young.`,
      even: 'On the whole its guesses are neither too old nor too young.',
    },
    yearsChart: {
      name: 'histogram of years off',
      file: 'years-off',
      caption: 'How many years off?',
      axis: 'years, predicted less true',
      histogram: 'Histogram of years off.',
      right: 'right',
      /** @param {number} years */
      old: (years) => `${years} ${years === 1 ? 'year' : 'years'} too old`,
      /** @param {number} years */
      young: (years) => `${years} ${years === 1 ? 'year' : 'years'} too young`,
      table: { summary: 'The bars as a table', label: 'Years off as a table' },
      off: 'Off by',
      answers: 'Answers',
    },
    persons: {
      /** @param {number} persons */
      folded: (persons) => `Each of ${count(persons, 'person')}, the worst first`,
      title: 'Each person, the worst first',
      label: 'Each person',
      person: 'Person',
      photographs: 'Photographs',
      accuracy: 'Accuracy',
      yearsOff: 'Mean years off',
      /** @param {string} person */
      show: (person) => `Show the photographs of ${person}`,
      /** @param {number} index */
      nameless: (index) => `person ${index + 1}`,
    },
    figures: {
      averages: 'Averages over classes',
      macro: 'Macro',
      weighted: 'Weighted',
      precision: 'Precision',
      recall: 'Recall',
      f1: 'F1',
      single: 'How good and how sure',
      kappa: 'Quadratic weighted kappa',
      kappaHint: '1 is perfect, 0 is chance',
      logLoss: 'Log loss',
      logLossHint: 'lower is better',
      ece: 'Calibration error (ECE)',
      eceHint: '0: as sure as it is right',
    },
    clear: 'Delete this classifier',
  },
  // --- what the figures were measured on and with
  facts: {
    title: 'How these figures came about',
    names: {
      dataset: 'Dataset',
      backbone: 'Backbone',
      crop: 'Crop',
      embeddings: 'Embeddings',
      device: 'Device',
      method: 'Method',
      loss: 'Loss',
      scaling: 'Scaling',
      settings: 'Settings',
      earlyStopping: 'Early stopping',
      ensemble: 'Ensemble',
      testCopies: 'Copies when answering',
      temperature: 'Temperature',
      trained: 'Trained',
    },
    /**
     * Numbers stay as they are, between the words.
     * @template T
     * @param {string} name @param {T} samples @param {T} persons @param {boolean} known @param {number} refused
     */
    dataset: (name, samples, persons, known, refused) => [
      `${name}: `,
      samples,
      ` photographs ${known ? 'of' : 'counted as'} `,
      persons,
      ` persons${refused > 0 ? `, ${count(refused, 'file')} refused` : ''}`,
    ],
    /** @template T @param {T} computed @param {T} reused */
    embedded: (computed, reused) => [computed, ' computed, ', reused, ' kept from earlier'],
    scaling: (/** @type {string} */ how) => `embeddings ${how}`,
    classifiers: (/** @type {string} */ n) => `${n} classifiers, averaged`,
    oneClassifier: 'one classifier',
    averaged: (/** @type {number} */ copies) =>
      `answers averaged over the photograph and ${count(copies, 'copy', 'copies')}`,
    photographAlone: 'none: the photograph alone',
    notFitted: 'not fitted',
    lessSure: ': answers are made less sure',
    surer: ': answers are made surer',
    trained: (/** @type {string} */ when, /** @type {string} */ time) => `${when}, in ${time}`,
  },
  // --- the photographs behind a figure; mistakes
  mistakes: {
    title: 'Mistakes, the surest first',
    short: 'Mistakes',
    none: 'Every tested photograph was recognised.',
    /** @param {string} wrong */
    wrong: (wrong) => `${wrong} wrong`,
    /** @param {string} tested */
    of: (tested) => `of ${tested}.`,
    hint:
      'A sure mistake may be a photograph in the wrong folder, or one that shows no face well: put it right, then train ' +
      'again. Leave what is labelled rightly, or the figures will only say that the labels were made to fit.',
    namesOnly:
      'The photographs that were trained on are not here, so only their names are shown. Choose their folder to see them.',
    /** @param {string} truth @param {string} predicted @param {string} sure */
    taken: (truth, predicted, sure) => `${truth}, taken for ${predicted}, ${sure} sure`,
    /** @param {string} truth @param {string} sure */
    right: (truth, sure) => `${truth}, recognised, ${sure} sure`,
    /** @param {number} n */
    copy: (n) => `copy ${n}`,
    beliefs: 'How the belief is divided',
    /** @param {string} name */
    relabel: (name) => `Relabel as ${name}`,
    another: 'Another class',
    anotherLabel: 'Class',
    /** For those who do not see beside which photograph it stands. @param {string} action @param {string} path */
    ofPhotograph: (action, path) => `${action}, ${path}`,
    move: 'Relabel',
    exclude: 'Exclude',
    putBack: 'Put back',
    /** @param {string} name */
    moveBack: (name) => `Back to ${name}`,
    /** @param {string} name */
    isMoved: (name) => `Now in class ${name}`,
    isExcluded: 'Excluded',
    isGone: 'No longer among the photographs',
    /** @param {number} shown @param {number} all */
    more: (shown, all) => `Show more (${shown} of ${all} shown)`,
    /** @param {number} n */
    changes: (n) => `${count(n, 'change')} since this run.`,
    trainAgain: 'Train again',
  },
  // --- charts: captions, tables, saving
  charts: {
    save: 'Save',
    saveGroup: (/** @type {string} */ chart) => `Save the ${chart}`,
    saveAs: (/** @type {string} */ chart, /** @type {string} */ format) => `Save the ${chart} as ${format}`,
    notSaved: 'This could not be saved. Check the network, then try again.',
    history: {
      name: 'learning curves',
      file: 'learning-curves',
      caption: 'Learning curves, mean over the folds',
      curves: { loss: 'Log loss', accuracy: 'Accuracy' },
      series: { training: 'training', 'held-out': 'held out' },
      overEpochs: 'Over epochs:',
      axis: 'epoch',
      over: (/** @type {string} */ curve) => `${curve} over epochs`,
      none: (/** @type {string} */ series) => `No ${series} figures yet.`,
      /** @param {string} series @param {{ epoch: number, text: string }} first @param {{ epoch: number, text: string }} last */
      course: (series, first, last) =>
        `The ${series} figures go from ${first.text} in epoch ${first.epoch} to ${last.text} in epoch ${last.epoch}.`,
      columns: ['Epoch', 'Log loss, training', 'Log loss, held out', 'Accuracy, training', 'Accuracy, held out'],
      table: { summary: 'The curves as a table', label: 'Learning curves as a table' },
    },
    reliability: {
      name: 'reliability diagram',
      file: 'reliability',
      caption: 'When it says 70%, is it right 7 times in 10?',
      hint:
        'Each dot is a group of answers; its number says how many. On the dashed line it is as sure as it is right; below it, ' +
        'it is surer than it is right.',
      axis: 'Share that was right',
      sure: 'how sure it says it is',
      picture: (/** @type {string} */ bins) => `Reliability diagram. ${bins || 'No predictions.'}`,
      bin: (/** @type {number} */ answers, /** @type {string} */ sure, /** @type {string} */ right) =>
        `Of ${answers === 1 ? '1 answer that was' : `${answers} answers that were`} ${sure} sure, ${right} were right.`,
      columns: ['Says more than', 'Up to', 'Answers', 'Mean', 'Right'],
      table: { summary: 'The diagram as a table', label: 'Reliability as a table' },
    },
    coverage: {
      name: 'coverage curve',
      file: 'coverage',
      caption: 'What if it answered only when it is sure?',
      axis: 'Share of the answers that was right',
      answered: 'share that is answered',
      atLeast: (/** @type {string} */ sure) => `at least ${sure} sure`,
      none: 'Coverage curve. No predictions.',
      /** @param {{ answered: string, right: string }} surest @param {string} all */
      picture: (surest, all) =>
        `Coverage curve. Answering the surest ${surest.answered} it is right in ${surest.right} of them, answering all in ${all}.`,
      columns: ['At least this sure', 'Answered', 'Right', 'Years off'],
      table: { summary: 'The curve as a table', label: 'Coverage as a table' },
    },
    ageCourse: {
      name: 'ages along the album',
      file: 'ages-along-the-album',
      caption: 'Expected age',
      own: 'Each by itself',
      photograph: 'Photograph',
    },
    confusion: {
      name: 'confusion matrix',
      file: 'confusion-matrix',
      caption: 'Confusion matrix',
      axes: /** @type {[string, string]} */ (['taken for', 'true class']),
      corner: 'true class / taken for',
    },
    map: {
      name: 'embedding map',
      file: 'embedding-map',
      caption: 'Embedding map',
      columns: ['Photograph', 'Copy', 'Person', 'Class', 'Taken for', 'x', 'y'],
    },
  },
  // --- earlier runs, side by side
  runs: {
    title: 'Runs of this project',
    table: 'Runs of this project as a table',
    later: 'This run',
    laterHint: 'Any but the first can be compared with one before it.',
    earlier: 'Earlier run',
    earlierHint: 'On the same photographs what two runs share cancels out.',
    none: 'No other run',
    when: 'When',
    protocol: 'Protocol',
    backbone: 'Backbone',
    crop: 'Crop',
    method: 'Method',
    copies: 'Copies',
    photographs: 'Photographs',
    accuracy: 'Accuracy',
    withinOne: 'Within one group',
    yearsOff: 'Years off',
    logLoss: 'Log loss',
    optimistic: 'Optimistic',
    optimisticHint: 'accuracy if copies of one photograph were on both sides',
    actions: 'Use or remove',
    shown: 'shown here',
    use: 'Use settings',
    useOf: (/** @type {string} */ when) => `Use settings of ${when}`,
    usedSentence: (/** @type {string} */ when) => `Step 2 now has the settings of ${when}.`,
    remove: 'Remove',
    removeOf: (/** @type {string} */ when) => `Remove the run of ${when}`,
    comparing: 'Comparing them.',
    notCompared:
      'These two runs were tested on different photographs or copies, so that one is better cannot be said. Their figures stand side by side.',
    noInterval: (/** @type {string} */ tested) =>
      `Whether these two differ cannot be said: ${tested} of one person give no interval.`,
    alike: (/** @type {string} */ tested) => `These two cannot be told apart on ${tested}.`,
    better: (
      /** @type {boolean} */ isLater,
      /** @type {string} */ tested,
      /** @type {string} */ points,
      /** @type {string} */ interval,
    ) =>
      `${isLater ? 'This run' : 'The earlier run'} is better: its accuracy on ${tested} is higher by ${points} points (95% interval: ${interval}).`,
    settingsCaption: 'What was set otherwise',
    sameSettings: 'Both runs had the same settings.',
    figuresCaption: 'What came of it',
    difference: 'Difference',
    interval: '95% interval',
    inPoints: 'differences in percentage points',
    lowerIsBetter: 'lower is better',
    mcNemar: 'McNemar’s test of the photographs that only one got right: p =',
    mcNemarCaution:
      'It takes photographs as independent, which those of one person are not; the intervals, by resampling persons, do not.',
    axes: ['True ↓', 'Predicted →'],
    onlyOne: (/** @type {string} */ later, /** @type {string} */ earlier) =>
      `Only this run is right on ${later}, only the earlier one on ${earlier}.`,
    onlyLater: 'Only this run got these right',
    onlyEarlier: 'Only the earlier run got these right',
    said: (/** @type {string} */ truth, /** @type {string} */ earlier, /** @type {string} */ later) =>
      `is ${truth}; the earlier run said ${earlier}, this one ${later}`,
    showThese: 'Show these under Photographs',
    yes: 'yes',
    no: 'no',
  },
  // --- step 4
  classify: {
    title: 'Classify',
    untrained: 'Train first. Then drop any photograph here.',
    dropTitle: 'Drop or paste photographs',
    dropHint: 'One, several, a folder or a zip of them.',
    choose: 'Choose pictures',
    fieldName: 'Photographs to classify',
    unfamiliar: 'This photograph is unlike those that were trained on; the answer may mean little.',
    sure: (/** @type {string} */ belief) => `${belief} sure`,
    mostLikely: (/** @type {string} */ className, /** @type {string} */ belief) =>
      `Most likely ${className}, but only ${belief} sure`,
    looked: {
      whole: 'Looked at the whole picture.',
      faceless: 'No face found: the whole picture was used.',
      face: 'Looked at the face.',
      /** @param {number | null} chosen null: the largest @param {number} all */
      several: (chosen, all) =>
        `Looked at ${chosen === null ? 'the largest' : `face ${chosen}`} of ${all} faces; choose another.`,
    },
    predictedClass: 'Predicted class: ',
    notSure: 'Not sure',
    expectedAge: '; expected age ',
    years: ' years',
    range: (/** @type {string} */ low, /** @type {string} */ high) => `, ${low} to ${high} in 8 of 10 cases`,
    rangeSource: (
      /** @type {string} */ years,
      /** @type {number} */ photographs,
      /** @type {number | null} */ persons,
    ) =>
      `the true age was within ${years} years of the expected one for 8 of 10 tested photographs ` +
      (persons === null
        ? `(${count(photographs, 'photograph')}, none of which had been trained on).`
        : `(${count(photographs, 'photograph')} of ${count(persons, 'person')}, each of whom it had never seen).`),
    rangeName: 'Range of an expected age',
    rangeHint: (/** @type {string} */ sentence) => `The range is from the run’s own tests: ${sentence}`,
    noRange: 'How far off the age may be is not known: too few photographs of people never seen were tested.',
    notShown: 'This browser cannot show the picture.',
    photograph: (/** @type {string} */ name) => `The photograph ${name}`,
    why: 'Why this answer?',
    probabilities: 'Probability of each class',
    class: 'Class',
    probability: 'Probability',
  },
  // --- many photographs at once, and live pictures
  batch: {
    title: (/** @type {number} */ photographs) => `${count(photographs, 'photograph')} at once`,
    table: 'Answers as a table',
    /** @param {{ sure: number, unsure: number, unlike: number, failed: number, waiting: number }} numbers */
    summary({ sure, unsure, unlike, failed, waiting }) {
      const parts = [`${WHOLE.format(sure)} sure`, `${WHOLE.format(unsure)} not sure`];
      if (unlike > 0) parts.push(`${WHOLE.format(unlike)} unlike those trained on`);
      if (failed > 0) parts.push(`${WHOLE.format(failed)} without an answer`);
      if (waiting > 0) parts.push(`${WHOLE.format(waiting)} still to come`);
      return `${parts.join(', ')}. Press a name to see its answer in full.`;
    },
    columns: {
      name: 'Photograph',
      class: 'Class',
      sure: 'How sure',
      age: 'Expected age',
      unlike: 'Like those trained on',
    },
    save: 'Save as CSV',
    clear: 'Clear',
    waiting: 'still to come',
    notSure: 'not sure',
    likeliest: (/** @type {string | undefined} */ name) => `(${name})`,
    range: (/** @type {string} */ low, /** @type {string} */ high) => `${low} to ${high}`,
    unlike: 'unlike',
    familiar: 'yes',
    classifying: 'Classifying photographs',

    live: 'Classify live with the camera',
    closeLive: 'Close the live view',
    liveTitle: 'Live with the camera',
    liveHint:
      'One look per picture, so that the next comes soon; a photograph is looked at more carefully. No picture is kept, and none ' +
      'leaves this browser.',
    pause: 'Pause',
    goOn: 'Go on',
    starting: 'Getting ready …',
    loadingLive: 'Classifying live',
    rate: (/** @type {string} */ perSecond) => `${perSecond} pictures a second`,
    noFace: 'No face found: the whole picture was used.',
    waitingForPicture: 'Turn on the camera, and look into it.',
  },
  // --- backbones, also one's own
  backbones: {
    backbone: 'Backbone',
    crop: 'Crop',
    joined: 'Joined with',
    none: 'None',
    loading: 'Loading the list of backbones.',
    unjoined: 'The numbers of a second backbone can be put beside those of the first.',
    /** @param {string} numbers @param {string} trainedOn */
    makes: (numbers, trainedOn) => `Makes ${numbers} numbers of each photograph. Trained on: ${trainedOn}.`,
    crops: {
      face: 'The face is found and cut out, its eyes level. A photograph without a face is used whole, and listed.',
      whole: 'All of each photograph, stretched to a square.',
    },
    cropTitles: { face: 'Faces', whole: 'Whole pictures' },
    facesBut: (/** @type {string} */ faceless) => `Faces; the whole picture where there is none: ${faceless}`,
    noDetector: 'The face detector was not built into this page, so only whole pictures can be used.',
    /** @param {string} bytes @param {boolean} withDetector */
    download: (bytes, withDetector) =>
      `Download: ${bytes}${withDetector ? ', the face detector included' : ''}; then kept for offline use.`,
    compare: 'Compare backbones',
    compareAgain: 'Compare again',
    compareWhat:
      'Tests every backbone on faces and on whole pictures, then the best in pairs: the same photographs, protocol, settings and ' +
      'seed for each.',
    /** @param {string} protocol @param {number[]} seeds @param {string} device @param {string} time */
    comparedBy: (protocol, seeds, device, time) => {
      const by = seeds.length === 1 ? `seed ${seeds[0]}` : `the mean of seeds ${seeds.join(', ')}`;
      return `${protocol}, ${by}, on ${device}, in ${time}.`;
    },
    /** @param {number} rows */
    flattered: (rows) =>
      `The best of ${count(rows, 'figure')} flatters itself a little; rows whose intervals overlap much may be equally good.`,
    accuracy: 'Accuracy',
    withinOne: 'Within one',
    yearsOff: 'Years off',
    numbers: 'Numbers',
    downloadHead: 'Download',
    speed: 'ms an image',
    use: 'Use',
    inUse: 'In use',
    trainedOn: 'What the backbones were trained on',
    /** @param {string} range */
    seeds: (range) => `seeds: ${range}`,
    own: {
      title: 'Your own backbone',
      drop: 'Drop an ONNX network of images here',
      choose: 'Choose an ONNX file',
      file: 'ONNX network',
      what: 'ResNet, EfficientNet and the like: one file with one input. It stays in this browser.',
      /** @param {string} name */
      checking: (name) => `Trying out ${name} …`,
      /** @param {string} bytes @param {number} size @param {string} layout @param {number} numbers */
      facts: (bytes, size, layout, numbers) =>
        `${bytes}; images of ${size} × ${size} pixels, ${layout}; ${numbers} numbers for each.`,
      output: 'Output',
      outputHint: 'Which output is the embedding.',
      /** @param {string} output @param {number} numbers @param {boolean} isMap */
      candidate: (output, numbers, isMap) => `${output} (${numbers}${isMap ? ', averaged over the image' : ''})`,
      normalization: 'Pixel values',
      normalizationHint: 'As in its training; no file says it, and a wrong one costs accuracy.',
      normalizations: {
        imagenet: 'ImageNet mean and deviation (PyTorch)',
        'minus-one-to-one': '-1 to 1 (Keras)',
        'zero-to-one': '0 to 1',
        raw: '0 to 255, as they are',
      },
      layout: 'Layout',
      layoutHint: 'The file leaves open where the channels lie.',
      layouts: { nchw: 'Channels first', nhwc: 'Channels last' },
      size: 'Image size',
      sizeHint: 'In pixels. The file leaves it open; take that of its training.',
      /** @param {string} title */
      remove: (title) => `Remove ${title}`,
    },
    keptNever: 'not kept by this browser',
    keptNone: 'none',
    kept: {
      title: 'Kept embeddings:',
      clear: 'Clear',
      clearAll: 'Clear kept embeddings',
      hint:
        'What a backbone made of a photograph is kept in this browser, so that training on it again skips that work. Clearing ' +
        'costs time, not results.',
    },
    opening: 'Loading the backbone',
  },
  // --- what can be saved
  exports: {
    save: 'Save',
    saving: 'Saving…',
    /** @param {string} title */
    saveIt: (title) => `Save ${title.toLowerCase()}`,
    /** @param {string} title */
    savingIt: (title) => `Saving… ${title.toLowerCase()}`,
    /** @param {string} file */
    saved: (file) => `Saved as ${file}`,
    /** @param {string} folder */
    missing: (folder) => `Needs the photographs: choose “${folder}” under Photographs first.`,
    report: {
      title: 'Report',
      format: 'one HTML file',
      sentence:
        'For people: figures with their intervals, charts, settings and a model card. Opens offline, and prints. It names ' +
        'photographs and persons, but shows no picture.',
    },
    network: {
      title: 'Network',
      format: 'zip with ONNX',
      sentence:
        'For other programs: backbone and classifier as one ONNX network, which takes pictures as they are, with examples in ' +
        'Python and JavaScript that make the same picture of a photograph as this page.',
    },
    predictions: {
      title: 'Predictions',
      format: 'CSV',
      sentence:
        'For spreadsheets: what each photograph was taken for when it was tested, and with which probabilities.',
    },
    embeddings: {
      title: 'Embeddings',
      format: 'zip of arrays and a CSV',
      sentence:
        'For numpy: features.npy, labels.npy and samples.csv, the numbers that the backbone made of each photograph and of ' +
        'its copies.',
    },
    settings: {
      title: 'Settings',
      format: 'JSON',
      sentence: 'For training again in the same way: every setting of this run, and its seed.',
    },
  },
  // --- albums
  album: {
    title: 'An album of one person',
    what:
      'Several photographs of one person, in the order in which they were taken: each gets an age that heeds the others. ' +
      'Ages never fall along the album.',
    drop: 'Drop photographs of one person; they come in the order of their names',
    choose: 'Choose photographs',
    order: 'The album, the earliest first',
    earlier: 'Earlier',
    later: 'Later',
    remove: 'Remove',
    /** @param {string} path @param {number} place @param {number} all */
    moved: (path, place, all) => `${path}: now ${place} of ${all}.`,
    read: 'Give ages',
    clear: 'Remove all',
    tooFew: 'An album has at least two photographs.',
    methods: { single: 'Each by itself', ordered: 'Put in order', gru: 'Album network' },
    course: "The person's course",
    photograph: 'Photograph',
    cells: 'The class, and under it the expected age in years.',
    notSure: ', not sure',
    expectedAge: 'Expected age',
    axis: 'photograph, in order',
    /** @param {string} own @param {string} albumTitle @param {string} album */
    chart: (own, albumTitle, album) => `Ages along the album. Each by itself: ${own}. ${albumTitle}: ${album}.`,
    /** @param {number} trainedOn @param {number} all */
    flattered: (trainedOn, all) => {
      const which =
        trainedOn === all
          ? 'All of these photographs were'
          : `${trainedOn} of these photographs ${trainedOn === 1 ? 'was' : 'were'}`;
      return `${which} trained on, so the ages look better than they would of somebody new.`;
    },
    train: 'Train the album',
    untrained:
      "Until the album is trained, the photographs' own answers are only put in order. Training takes the persons of your " +
      'folder, and measures first whether it is worth it.',
    unmeasured:
      'Nobody has measured how good this album network is; training it here does. It takes the persons of your folder.',
    needsAges: 'The album needs classes that are ages: folders named by numbers, such as 20, 30 and 40.',
    needsPersons:
      'The album is learnt from persons who were photographed at several ages, and no file names recur in the class ' +
      'folders: name the photographs of a person the same in each.',
    needsProtocol: 'The album is measured with one person left out at a time: train by that protocol first.',
    needsPhotographs:
      'Training the album needs the photographs that the classifier was trained on: choose their folder, or train again.',
    figures: 'How good the album is',
    figuresHead: 'Photographs right, years off',
    /** @param {number} size */
    albumsOf: (size) => `Albums of ${size}`,
    /** @param {string} years */
    years: (years) => `${years} years`,
    /** @param {number} persons @param {{ size: number, albums: string }[]} sizes */
    measured: (persons, sizes) =>
      `Each of ${persons} persons was left out once, and answered in ${sizes.map(({ size, albums }) => `${albums} albums of ${size}`).join(', ')}. ` +
      'Each range is a 95% interval, by resampling persons.',
    /** @param {string} points @param {boolean} isFewer @param {[string, string] | null} ends */
    difference: (points, isFewer, ends) =>
      `${points} points ${isFewer ? 'fewer' : 'more'} photographs right in a hundred than putting the answers in order alone` +
      `${ends ? ` (95% interval ${ends.join(' to ')})` : ''}`,
    /** @param {string} difference */
    better: (difference) => `The album network is better than the order alone: ${difference}.`,
    /** @param {string} difference */
    worse: (difference) => `The album network is worse than the order alone: ${difference}.`,
    /** @param {string} difference @param {number} persons */
    unclear: (difference, persons) =>
      `The album network is not clearly better than the order alone: ${difference}. With ${persons} persons that may be chance.`,
  },
  // --- the embedding map
  map: {
    /** What gathers in the embeddings. */
    gathering: {
      /** @param {string} share @param {string} chance */
      beside: (share, chance) => `${share} (by chance ${chance})`,
      /** @param {string} neighbours @param {string | null} asked how many photographs, where not all */
      of: (neighbours, asked) => `Of the ${neighbours} photographs nearest to each${asked ? ` of ${asked}` : ''}`,
      ages: gathering('age'),
      classes: gathering('class'),
    },
    /** What is drawn, and how far it is. */
    drawn: {
      /** @param {number} points @param {string | null} rows where not all are drawn */
      shown: (points, rows) => `${count(points, 'point')}${rows ? ` of ${rows}, evenly chosen` : ''}.`,
      /** @param {string} done @param {string} total */
      after: (done, total) => `after ${done} of ${total} steps`,
      /** @param {number} total */
      afterAll: (total) => `after ${count(total, 'step')}`,
      /** @param {string} shown @param {string} far @param {string} perplexity @param {boolean} isLess @param {string} cost */
      tsne: (shown, far, perplexity, isLess, cost) =>
        `${shown} t-SNE ${far}, perplexity ${perplexity}${isLess ? ', as there are few points' : ''}; its cost (Kullback-Leibler ` +
        `divergence) is ${cost}. What is near is alike; how far apart groups lie, and how large they are, means nothing.`,
      /** @param {string} shown @param {string} first @param {string} second */
      pca: (shown, first, second) =>
        `${shown} The two directions in which the embeddings vary most; they hold ${first} and ${second} of all that varies. ` +
        'What else differs is not seen.',
    },
    /** A point in a sentence. */
    point: {
      /** @param {string} path @param {number} copy */
      copy: (path, copy) => `${path}, copy ${copy}`,
      /** @param {string} name */
      class: (name) => `class ${name}`,
      /** @param {string} name */
      person: (name) => `person ${name}`,
      right: 'taken for that',
      /** @param {string} className */
      wrong: (className) => `taken for ${className}`,
    },
    title: 'Embedding map',
    summary: 'Embedding map: which photographs are alike to the backbone',
    what:
      'The backbone turns each photograph into a row of numbers, its embedding. The map draws photographs near each other whose ' +
      'embeddings are alike.',
    method: 'Kind of map',
    methods: { tsne: 't-SNE: keeps what is alike together', pca: 'PCA: the two largest differences' },
    perplexity: 'Perplexity',
    perplexityHint: 'about how many count as near',
    withCopies: 'with copies',
    draw: 'Draw the map',
    drawAgain: 'Draw it again',
    colourBy: 'Colour by',
    colours: { class: 'class', person: 'person', right: 'right or wrong', copy: 'photograph or copy' },
    right: 'right',
    wrong: 'wrong',
    notTested: 'not tested',
    aPhotograph: 'photograph',
    aCopy: 'copy',
    thumbnails: 'as thumbnails',
    lasso: 'Draw around points',
    keys:
      'Draw around points to select them, or press one. By keyboard: arrows go to the next point that way, Page Down and Page ' +
      'Up through all of them, Space selects, Escape selects nothing.',
    role: 'map of points',
    legend: 'Colours; press one to select its points',
    /** @param {string} group @param {number} points */
    select: (group, points) => `${group}: select ${count(points, 'point')}`,
    /** @param {string} rest */
    more: (rest) => `and ${rest} more`,
    pointAt: 'Point at a photograph to see it.',
    /** @param {string} path */
    thePhotograph: (path) => `The photograph ${path}`,
    /** @param {number} number */
    copy: (number) => `copy ${number}`,
    photograph: 'Photograph',
    class: 'Class',
    person: 'Person',
    takenFor: 'Taken for',
    /** @param {string} className */
    wrongly: (className) => `${className}, wrong`,
    selectedPoints: 'Selected points',
    nothingSelected: 'Nothing is selected.',
    /** @param {number} points @param {number} photographs */
    selected: (points, photographs) =>
      `${count(points, 'point')}${points > photographs ? ` of ${count(photographs, 'photograph')}` : ''} selected.`,
    /** @param {string} point */
    nowSelected: (point) => `Selected: ${point}`,
    /** @param {string} point */
    nowUnselected: (point) => `No longer selected: ${point}`,
    /** @param {string} point */
    isSelected: (point) => `${point}, selected`,
    filter: 'Show only these in Photographs',
    clear: 'Select nothing',
    course: {
      title: "A person's course",
      nobody: 'nobody',
      hint:
        "Numbers and arrows lead through the map from the youngest photograph to the oldest. Without this person's photographs " +
        'one direction is fitted along which age grows, and each photograph is placed on it.',
      /** @param {string} person */
      of: (person) => `The course of ${person}`,
      age: 'Age',
      placed: 'Placed at',
      yearsOff: 'Years off',
      measure: 'Measure over all persons',
      /** @param {number} photographs @param {string} person @param {string} years */
      mine: (photographs, person, years) =>
        `Fitted on the ${count(photographs, 'photograph')} of the others, it places ${person} ${years} years off on average.`,
      /** @param {number} persons @param {string} years @param {string} byMean */
      all: (persons, years, byMean) =>
        `Over all ${count(persons, 'person')}, each left out: ${years} years; taking everybody for as old as the others are on ` +
        `average, ${byMean}.`,
      needsAges: 'A course needs classes that are ages.',
      needsPersons:
        'A course needs a person with photographs at several ages; names of files that recur in several classes tell who is who.',
    },
  },
  // --- why an answer was given; what the classes look at
  why: {
    title: 'Why this answer?',
    /** @param {string} path */
    photograph: (path) => `The photograph ${path}, without its colours`,
    class: 'Class',
    seenBy: 'Seen by',
    shown: 'Shown',
    kinds: { map: 'Map: what each place adds', occlusion: 'Covering: what is lost when a place is covered' },
    strength: 'Strength of the colours',
    ofSquare: ' of the square around the face',
    ofPicture: ' of the picture',
    covering: 'Parts of the photograph are being covered, to check the map.',
    uncovered: 'No parts have been covered yet, which would check the map.',
    cover: 'Cover parts',
    numbers: 'What this shows, and its numbers',
    /** @param {string} name of the class */
    explained: (name) =>
      `Odds are the probability of ${name} against that of all other classes together. The map says what each place ` +
      'multiplies them by, as long as changes are small; covering says what they are divided by when a square around the ' +
      'place is painted over. Both are of the photograph itself, without the copies that the answer averages, and say what ' +
      `this classifier looks at, not what makes a person look ${name}.`,
    /** @param {string} name */
    oddsOf: (name) => `Odds of ${name}, place by place`,
    /** @param {string} name */
    against: (name) => `against ${name}`,
    /** @param {string} name */
    for: (name) => `for ${name}`,
    /** @param {string} factor */
    odds: (factor) => `odds ${factor}`,
    /** @param {string} name @param {string} against @param {string} inFavour */
    scale: (name, against, inFavour) =>
      `Scale: blue speaks against ${name}, odds ${against} at most; orange for it, odds ${inFavour}`,
    row: 'Row',
    /** @param {number} most */
    moreThan: (most) => `more than ${most}`,
    /** From above to below, and from the left to the right. */
    places: [
      ['at the upper left', 'at the upper middle', 'at the upper right'],
      ['at the middle left', 'in the middle', 'at the middle right'],
      ['at the lower left', 'at the lower middle', 'at the lower right'],
    ],
    /** @param {string} where @param {string} of @param {string} factor */
    place: (where, of, factor) => `${where}${of} (odds ${factor})`,
    /** @param {string} name @param {string} place */
    strongestFor: (name, place) => `Strongest for ${name}: ${place}.`,
    /** @param {string} name */
    nothingFor: (name) => `No place speaks for ${name}.`,
    /** @param {string} place */
    strongestAgainst: (place) => `Strongest against: ${place}.`,
    nothingAgainst: 'No place speaks against it.',
    /** @param {string} share @param {string} name @param {string} area */
    onFace: (share, name, area) =>
      `${share} of what speaks for ${name} lies in the box around the face, which is ${area} of the square.`,
    incomparable: 'The two cannot be compared: one is the same everywhere.',
    /** @param {string} correlation */
    agreeWell: (correlation) => `Map and covering agree well: rank correlation ${correlation}.`,
    /** @param {string} correlation */
    agreeInPart: (correlation) => `Map and covering agree in part: rank correlation ${correlation}.`,
    /** @param {string} correlation */
    hardlyAgree: (correlation) =>
      `Map and covering hardly agree: rank correlation ${correlation}. Trust neither far: a covered face is something that the ` +
      'classifier has never seen.',
    mean: {
      title: 'What it looks at',
      hint: 'Which places of its own photographs speak for a class, on average. Every photograph is looked at once more.',
      make: 'Mean map of each class',
      noGradient: 'Nearest neighbours have no maps: their votes have no gradient.',
      onlyFeatures: 'Features came without their photographs, so there is nothing to draw on.',
      needsPhotographs: 'It needs the photographs that were trained on: choose their folder again.',
      /** @param {string} backbone */
      seenByBackbone: (backbone) => `Seen by ${backbone}`,
      theClass: 'the class',
      onAverage: 'On average ',
      /** @param {number} n */
      photographs: (n) => count(n, 'photograph'),
      /** @param {number} photographs */
      skipped: (photographs) => `${count(photographs, 'photograph')} could not be read again.`,
      inNumbers: 'The mean maps in numbers',
      /** @param {string} name */
      oddsOfClass: (name) => `${name}: odds of the class, place by place`,
    },
  },
  // --- working offline, and new versions of the page
  offline: {
    unsupported: 'This browser window cannot keep the page for offline use; a private window never can.',
    storingPage: 'Preparing to work offline: storing the page',
    /** @param {string} file @param {number} done @param {number} all */
    storing: (file, done, all) => `Preparing to work offline: ${file}, ${done} of ${all} MB`,
    ready: 'Ready to work offline',
    notReady: (/** @type {string} */ reason) => `Not ready to work offline: ${reason}. Reload the page to try again.`,
    /** @param {string[]} files @param {string} reason */
    missing: (files, reason) => `${files.join(', ')} ${files.length === 1 ? 'is' : 'are'} missing (${reason})`,
    noList: (/** @type {string} */ reason) => `the list of files is missing (${reason})`,
    somethingElse: 'the server sends something else',
    newVersion: 'a new version was published while the page was opened',
    notPart: 'it is not part of this version',
    noRoom: 'the browser has no room left to store it, so free some disk space',
    unreachable: 'the server cannot be reached',
    unreachableOrNewer: 'the server cannot be reached, or has another version',
    answered: (/** @type {number} */ status) => `the server answered ${status}`,
    damaged: 'it arrived damaged',
    notStored: 'the browser did not store it',
    pageNotStored: 'the browser could not store the page',
  },
  updates: {
    jobRuns: 'A job is running: update when it is done.',
    openElsewhere: 'Agelens is open in another tab or window, too: close it there, then update.',
    notFetched: 'The new version could not be fetched whole, so this one stays. Try again later.',
    ready: 'A new version is ready.',
    take: 'Update now',
    dismiss: 'Not now',
    taking: 'Fetching it; the page reloads when all of it is here.',
    busy: 'It can be taken when the running job is done.',
    harmless: 'Updating reloads the page; what you have trained is kept.',
  },
  faces: {
    /** @param {number} photographs */
    several: (photographs) =>
      `Several faces in ${count(photographs, 'photograph')}: the largest is used, unless you choose another`,
    /** @param {number} photographs */
    faceless: (photographs) => `No face found in ${count(photographs, 'photograph')}: the whole picture is used`,
    changed: 'Train again to use the faces that you chose.',
    /** @param {string} rest */
    more: (rest) => `Show more (${rest} left)`,
    /** @param {string} path */
    facesIn: (path) => `Faces in ${path}`,
    /** @param {number} number */
    face: (number) => `Face ${number}`,
    /** @param {number} number @param {number} all */
    faceOf: (number, all) => `Face ${number} of ${all}`,
    /** @param {number} number @param {number} all */
    used: (number, all) => `face ${number} of ${all} is used`,
    /** @param {string} path */
    photograph: (path) => `The photograph ${path}`,
  },
  likeness: {
    title: 'Most like this',
    hint:
      "By the backbone's embeddings: the numbers are distances between them, from 0, the same, to 2. Pose and light count as " +
      'well as the face.',
    same: 'this photograph',
    trainedOn: 'This photograph was trained on.',
    /** @param {string} path */
    path: (path) => `“${path}”`,
    /** @param {string} person @param {string} className @param {boolean} isAge */
    person: (person, className, isAge) => `${person} ${isAge ? 'at' : 'in'} ${className}`,
    /** @param {string} name @param {string} share @param {boolean} isBesideItself */
    most: (name, share, isBesideItself) =>
      `${isBesideItself ? 'Besides itself it is most' : 'Most'} like ${name}${share}.`,
    /** @param {string} name */
    another: (name) => `Of other persons, most like ${name}.`,
    /** @param {string} all @param {string} some @param {string} className */
    share: (all, some, className) => `; of the ${all} nearest, ${some} are ${className}`,
  },
  search: {
    find: 'Find good settings',
    what:
      'Tries a dozen combinations of settings. Those that are best on some photographs are judged on others, of other persons ' +
      'where persons are known (nested, grouped validation).',
    /** @param {'persons' | 'photographs'} unseen @param {string} figure */
    nested: (unseen, figure) => `Choosing this way and testing on ${unseen} never seen: ${figure}.`,
    again: 'Search again',
    settings: 'Settings',
    accuracy: 'Accuracy',
    yearsOff: 'Years off',
    logLoss: 'Log loss',
    chosenBy: 'Chosen by',
    use: 'Use',
    inUse: 'In use',
    tied: 'cannot be told apart from the best',
    /** @param {number} folds @param {number} all */
    ofFolds: (folds, all) => `${folds} of ${all}`,
  },
  copies: {
    title: 'Copies: how far one may differ from its photograph',
    more: 'More ways to alter copies',
    of: 'Copies of',
    previous: 'Previous photograph',
    next: 'Next photograph',
    drawing: 'Drawing the copies.',
    /** @param {number} copies @param {string} path */
    seen: (copies, path) => `${copies} copies of ${path}, as the backbone sees them`,
    /** @param {number} size @param {boolean} isFaceless */
    size: (size, isFaceless) =>
      `As the backbone sees them: ${size} × ${size} pixels${isFaceless ? ', all of the photograph, since no face was found' : ''}.`,
  },
  times: {
    /** @param {number} seconds */
    seconds: (seconds) => `${seconds} s`,
    /** @param {number} minutes @param {number} seconds */
    minutes: (minutes, seconds) => `${minutes} min ${seconds} s`,
    /** @param {number} hours @param {number} minutes */
    hours: (hours, minutes) => `${hours} h ${minutes} min`,
    /** @param {string} low @param {string} high */
    range: (low, high) => `${low} to ${high}`,
  },
};

/** @typedef {typeof strings} Strings */
