// The words of the settings, in English: what each is called, one sentence on it, and what may be chosen. Part of en.js.

/** @param {{ label: string, hint: string, titles: Record<string, string> }} choice */
const choice = (choice) => choice;

export const settings = {
  title: 'Settings',
  /** Above the parts of More settings. */
  groups: {
    classifier: 'Classifier',
    training: 'Training',
    regularisation: 'Regularisation',
    evaluation: 'Evaluation',
    storage: 'Storage',
  },

  /** What is wrong with what was typed. */
  problems: {
    /** @param {number} min @param {number} max */
    whole: (min, max) => `Enter a whole number from ${min} to ${max}.`,
    /** @param {number} min @param {number} max */
    number: (min, max) => `Enter a number from ${min} to ${max}.`,
    /** @param {number} strongest @param {number} least @param {number} most */
    factors: (strongest, least, most) =>
      `Enter a number from 0 to ${strongest}, or two from ${least} to ${most} with the lower first.`,
    /** @param {number} layers @param {number} units */
    layers: (layers, units) => `Enter one to ${layers} whole numbers from 1 to ${units}, such as 256 or 256, 64.`,
  },

  protocol: 'Protocol',
  /** @param {string} title of the protocol that is chosen by itself */
  automatic: (title) => `Automatic: ${title.toLowerCase()}`,
  /** @param {string} title */
  optimistic: (title) => `${title} (optimistic)`,
  protocols: {
    'leave-one-person-out': {
      title: 'Leave one person out',
      sentence: 'Each person in turn is kept out of training and tested. The honest choice for a small dataset.',
    },
    'grouped-k-fold': {
      title: 'Grouped k-fold',
      sentence: 'The persons are divided into folds; each fold in turn is kept out of training and tested.',
    },
    holdout: {
      title: 'Hold-out',
      sentence: 'Some persons are kept out of training and tested once. Quick, but a small test is a noisy one.',
    },
    seed: {
      title: 'Random split of copies',
      sentence:
        'The result is optimistic: copies of one photograph are both trained on and tested. Use it only to compare with ' +
        'figures measured that way.',
    },
  },

  device: choice({
    label: 'Device',
    hint: 'Where the backbone runs. Automatic takes WebGPU where there is a real graphics card.',
    titles: { auto: 'Automatic', webgpu: 'WebGPU (graphics card)', wasm: 'WASM (processor)' },
  }),

  /** What is typed. */
  fields: {
    copies: { label: 'Copies', hint: 'Altered versions made of each photograph, besides the photograph itself.' },
    epochs: {
      label: 'Epochs',
      hint: 'How often training goes through all copies; for the linear method, the most iterations.',
    },
    seed: { label: 'Seed', hint: 'The same seed on the same photographs gives the same classifier.' },
    hiddenUnits: { label: 'Hidden units', hint: 'Units of each hidden layer, such as 256 or 256, 64.' },
    neighbours: { label: 'Neighbours', hint: 'How many of the most similar photographs have a say.' },
    learningRate: { label: 'Learning rate', hint: 'How far each step moves. Too high and the loss jumps about.' },
    momentum: { label: 'Momentum', hint: 'Share of the last step that goes on into the next.' },
    warmupEpochs: { label: 'Warm-up epochs', hint: 'The learning rate rises from 0 over so many epochs.' },
    batchSize: { label: 'Batch size', hint: 'Copies looked at before each step.' },
    patience: {
      label: 'Stop early after',
      hint: 'Epochs without a better validation loss; the best epoch is kept. 0: never.',
    },
    validationFraction: {
      label: 'Validation fraction',
      hint: 'Share of the training persons that decides when to stop.',
    },
    dropout: { label: 'Dropout', hint: 'Share of hidden units switched off at random while training.' },
    inputDropout: {
      label: 'Input dropout',
      hint: 'Share of the backbone’s numbers hidden at random while training.',
    },
    l2: { label: 'L2', hint: 'Large weights cost something; more makes a simpler classifier.' },
    clipNorm: { label: 'Clip gradients at', hint: 'Longer gradients are shortened to this. 0: never.' },
    labelSmoothing: {
      label: 'Label smoothing',
      hint: 'Share of the belief that is spread evenly over all classes.',
    },
    labelSpread: { label: 'Label spread', hint: 'How far an age reaches to its neighbours, in age groups.' },
    ensemble: { label: 'Ensemble', hint: 'Classifiers trained from different seeds, whose answers are averaged.' },
    testCopies: {
      label: 'Copies when answering',
      hint:
        'Copies of a photograph whose answers are averaged with its own, at most as many as are made. More are a little ' +
        'better, and an answer takes longer.',
    },
    folds: { label: 'Folds', hint: 'Parts that the persons are divided into.' },
    testFraction: { label: 'Test fraction', hint: 'Share that is kept out of training.' },
  },

  method: 'Method',
  methods: {
    network: { title: 'Network', sentence: 'Layers of small units, trained step by step. It can learn the most.' },
    linear: {
      title: 'Linear',
      sentence: 'One weighted sum for each answer. Quick, and hard to beat with few photographs.',
    },
    neighbours: {
      title: 'Nearest neighbours',
      sentence: 'Nothing is learnt: the most similar photographs have the say.',
    },
  },
  loss: 'Loss',
  autoLoss: { title: 'Automatic', sentence: 'Automatic: ordered ages use the cumulative link, other classes softmax.' },
  /** `short` is a loss in the middle of a sentence. */
  losses: {
    softmax: { title: 'Softmax', short: 'softmax', sentence: 'Every wrong class counts as equally wrong.' },
    'label-distribution': {
      title: 'Label distribution',
      short: 'label distribution',
      sentence: 'Neighbouring ages count as nearly right.',
    },
    'cumulative-link': {
      title: 'Cumulative link (one threshold after another)',
      short: 'cumulative link',
      sentence: 'Asks “older than this?” at every boundary between classes.',
    },
    corn: {
      title: 'CORN (thresholds on condition)',
      short: 'CORN',
      sentence: 'Asks “older than this?” only of those who passed the boundary before.',
    },
    ridge: {
      title: 'Ridge (one number)',
      short: 'ridge',
      sentence: 'Predicts the age as a number and takes the nearest class.',
    },
  },

  /** What is chosen, each title by its value, in the order of the list. */
  choices: {
    scaling: choice({
      label: 'Scaling',
      hint: 'How the backbone’s numbers are prepared: each standardised, or each photograph brought to length 1.',
      titles: { standard: 'Standardised', l2: 'Length 1', raw: 'As they are' },
    }),
    activation: choice({
      label: 'Activation',
      hint: 'What a hidden unit does with its sum.',
      titles: { relu: 'ReLU', gelu: 'GELU' },
    }),
    optimizer: choice({
      label: 'Optimizer',
      hint: 'How a step follows from the gradients.',
      titles: { adam: 'Adam', adamw: 'AdamW', sgd: 'SGD' },
    }),
    schedule: choice({
      label: 'Schedule',
      hint: 'Whether steps become smaller towards the end.',
      titles: { constant: 'Constant', cosine: 'Cosine, down to 0' },
    }),
    classWeights: choice({
      label: 'Class weights',
      hint: 'Balanced: classes with few photographs count as much as the others.',
      titles: { off: 'Off', balanced: 'Balanced' },
    }),
    calibration: choice({
      label: 'Calibration',
      hint: 'A temperature makes answers as sure as they are right; it is fitted inside the training part.',
      titles: { off: 'Off', temperature: 'Temperature' },
    }),
  },

  /** How far a copy may differ from its photograph. */
  augmentation: {
    groups: { shape: 'Shape', light: 'Light and colour', detail: 'Detail' },
    rotationDegrees: { label: 'Rotation', hint: 'Degrees, to either side.' },
    zoom: {
      label: 'Zoom',
      hint: '0.1 is up to 10% in or out. Or two factors, such as 0.8, 1.1; above 1 shows more.',
    },
    widthShift: {
      label: 'Shift sideways',
      hint: 'Fraction of the width; from 1 on, pixels of what the backbone sees.',
    },
    heightShift: { label: 'Shift up and down', hint: 'Fraction of the height; from 1 on, pixels.' },
    horizontalFlip: { label: 'Mirror half of the copies', hint: 'Left becomes right.' },
    shearDegrees: { label: 'Shear', hint: 'Degrees, to either side: upright lines lean.' },
    verticalFlip: { label: 'Turn half of the copies upside down', hint: 'Faces seldom are.' },
    fillMode: choice({
      label: 'Beyond the photograph',
      hint: 'What a copy shows where the photograph has ended.',
      titles: {
        nearest: 'Its edge, repeated',
        reflect: 'Its mirror image',
        wrap: 'It starts over',
        constant: 'One level of grey',
      },
    }),
    fillValue: { label: 'Level beyond the photograph', hint: '0 is black, 255 white.' },
    brightness: {
      label: 'Brightness',
      hint: '0.2 is up to 20% darker or brighter. Or two factors, such as 0.7, 1.1.',
    },
    contrast: { label: 'Contrast', hint: '0.2 is up to 20% less or more.' },
    saturation: { label: 'Saturation', hint: '0.2 is up to 20% paler or more colourful.' },
    channelShift: { label: 'Channel shift', hint: 'Levels, of 255, added to or taken from every pixel.' },
    greyscale: { label: 'Greyscale', hint: 'Share of the copies without colour.' },
    blur: { label: 'Blur', hint: 'Pixels of what the backbone sees, at most.' },
    erasing: { label: 'Erasing', hint: 'Share of the copies of which a rectangle is replaced by noise.' },
  },
};
