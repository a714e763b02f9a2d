// The plain data that crosses the seams of the page, and the interfaces of the services that js/app is given.
// Everything here survives structured cloning, except the functions of the service interfaces.

/** A file offered to the intake: from the chooser, a drop, a zip or the file system of the command line. */
export interface FileEntry {
  /** Slash-separated path as the user chose it, wrapper folders included. */
  path: string;
  size: number;
  read(): Promise<Uint8Array>;
  /** Of the file, once it is kept in this browser, which it is then read from. */
  sha256?: string;
  /** Some of its bytes, where not all are in memory: what a zip is read by. */
  readPart?(start: number, end: number): Promise<Uint8Array>;
}

/** One image with a label. */
export interface Sample {
  /** `class/…/file`, without wrapper folders: the same in the page and on the command line. */
  path: string;
  classIndex: number;
  person: string;
  personIndex: number;
  entry: FileEntry;
  /** Which of several faces is meant, when the user said so. */
  chosenFace?: number;
}

/** A photograph of the dataset that is neither trained on nor tested, because the user said so. */
export type Excluded = Pick<Sample, 'path' | 'entry' | 'chosenFace'>;

export interface Rejected {
  path: string;
  /** A sentence that says what is wrong and what to do. */
  reason: string;
}

export interface Dataset {
  name: string;
  /** Folder names; ascending by value when ordinal, else by name. */
  classNames: string[];
  /** The classes' numbers when every name is a number, else null. */
  classValues: number[] | null;
  personNames: string[];
  /** True when file names recur across classes, so that persons are known. */
  personsRecur: boolean;
  /** Sorted by class, then path. */
  samples: Sample[];
  rejected: Rejected[];
  /** By path; missing or empty where there are none. */
  excluded?: Excluded[];
  /** Files passed over without a word to the user, such as .DS_Store. */
  ignored: number;
  /** Where there are embeddings instead of photographs: then no sample's entry can be read. */
  features?: Features;
}

/** Embeddings that came without their photographs. */
export interface Features {
  /** (samples * (copies + 1), dimension), in the order of the dataset's samples, copy 0 first. */
  embeddings: Float32Array;
  copies: number;
  /** What made them; null where nothing says so. */
  made: EmbeddingDescription | null;
  /** Paths of samples in which no face was found. */
  faceless: string[];
}

/** What embeddings are and what made them: `embedding.json` beside features.npy. */
export interface EmbeddingDescription {
  format: 'agelens-embedding';
  formatVersion: 1;
  backbones: Backbone[];
  faceDetector: FaceDetector | null;
  settings: Pick<Settings, 'backbone' | 'crop' | 'copies' | 'augmentation' | 'seed'>;
  device: Device['kind'];
  /** See CoreService.preparationVersion. */
  preparation: string;
  classNames: string[];
  classValues: number[] | null;
  /** All of it, whatever the shard: what lies before the class folders, and the SHA-256 of the sorted paths. */
  folder: { name: string; prefix: string; files: number; sha256: string; ignored: number };
  /** Every `of`-th file is in it, from file `number` on. */
  shard: { number: number; of: number };
  /** Of the files of the shard: refused as they are, and refused when they were decoded. */
  rejected: Rejected[];
  undecodable: Rejected[];
  faceless: string[];
}

export type ProtocolName = 'leave-one-person-out' | 'grouped-k-fold' | 'holdout' | 'seed';

/** A strength s stands for the factors [1 - s, 1 + s]; else the lowest factor and the highest. */
export type Factors = number | [number, number];

/** How a copy may differ from its photograph; wasm/core/image/augment.h says how it is made. */
export interface Augmentation {
  /** Rotation drawn from [-r, r]. */
  rotationDegrees: number;
  /** Of each axis; above 1 shows more of the photograph. */
  zoom: Factors;
  /** Shift drawn from [-s, s]: below 1 a fraction of the width, from 1 on pixels of what the backbone sees. */
  widthShift: number;
  heightShift: number;
  /** Half of the copies. */
  horizontalFlip: boolean;
  /** Shear drawn from [-s, s]. */
  shearDegrees: number;
  /** Half of the copies. */
  verticalFlip: boolean;
  /** What lies beyond the photograph; `fillValue`, of `constant`, is a level from 0 to 255. */
  fillMode: FillMode;
  fillValue: number;
  /** Levels from [-c, c] added to all channels. */
  channelShift: number;
  brightness: Factors;
  /** The next two: a factor from [1 - c, 1 + c]. */
  contrast: number;
  saturation: number;
  /** Standard deviation from [0, b] pixels of what the backbone sees. */
  blur: number;
  /** The next two: the probability that a copy is grey, and that a rectangle of it is erased. */
  greyscale: number;
  erasing: number;
}

export type FillMode = 'nearest' | 'reflect' | 'wrap' | 'constant';

export type Method = 'network' | 'linear' | 'neighbours';
export type LossName = 'softmax' | 'label-distribution' | 'cumulative-link' | 'corn' | 'ridge';

/** What the core trains by; wasm/core/nn/trainer.h says what each is and which method looks at it. */
export interface TrainerSettings {
  method: Method;
  loss: LossName;
  /** Of the embeddings: each dimension standardised, each row of one length, or as they are. */
  scaling: 'standard' | 'l2' | 'raw';
  hiddenUnits: number[];
  activation: 'relu' | 'gelu';
  inputDropout: number;
  dropout: number;
  optimizer: 'adam' | 'adamw' | 'sgd';
  momentum: number;
  learningRate: number;
  schedule: 'constant' | 'cosine';
  warmupEpochs: number;
  /** Of the linear method: the most iterations. */
  epochs: number;
  batchSize: number;
  l2: number;
  /** 0: gradients are not clipped. */
  clipNorm: number;
  labelSmoothing: number;
  labelSpread: number;
  classWeights: 'off' | 'balanced';
  neighbours: number;
  seed: number;
}

export interface Settings extends Omit<TrainerSettings, 'loss'> {
  /** A name, or several joined by “+”. */
  backbone: string;
  crop: CropName;
  /** 'auto' is leave-one-person-out when persons recur, else grouped-k-fold. */
  protocol: ProtocolName | 'auto';
  folds: number;
  testFraction: number;
  copies: number;
  augmentation: Augmentation;
  /** 'auto' is cumulative-link when classes are ordinal, else softmax. */
  loss: LossName | 'auto';
  /** Epochs without a better validation loss after which training stops; 0: all epochs are trained. */
  patience: number;
  /** Share of the training persons kept for early stopping. */
  validationFraction: number;
  /** Classifiers of different seeds whose probabilities are averaged. */
  ensemble: number;
  /** Augmented copies of a photograph whose probabilities are averaged with its own; at most `copies`. */
  testCopies: number;
  /** Whether a temperature is fitted to predictions inside the training fold. */
  calibration: 'off' | 'temperature';
}

/** Settings as a file of JSON. One that is read may name only some of them. */
export interface SettingsFile {
  format: 'agelens-settings';
  formatVersion: 1;
  settings: Settings;
}

/** A built network: what its description in `models/` says, joined with what was built. */
export interface NetworkFile {
  name: string;
  title: string;
  /** The source that was used, in words, and where it was found. */
  source: string;
  licence: string;
  /** Built file: relative to the backbones' folder. */
  file: string;
  bytes: number;
  sha256: string;
  inputSize: number;
  /** The network sees (pixel - mean) / scale, pixel in 0..255, channels R G B. */
  normalization: { mean: [number, number, number]; scale: [number, number, number] };
}

export interface Backbone extends NetworkFile {
  /** Set when this is not what the user would get by default; shown on every surface. */
  notice: string | null;
  trainedOn: string;
  /** How the input lies: (n, 3, size, size) or (n, size, size, 3). */
  layout: 'nchw' | 'nhwc';
  /** Name of the output that is the embedding. */
  output: string;
  embeddingSize: number;
  /** How the square around a face is cut out for this backbone. */
  faceCrop: CropShape;
  /** Only of a backbone that is the user's own file. */
  own?: OwnFacts;
}

/** What of a pixel an own backbone sees; see app/normalizations.js. */
export type NormalizationName = 'imagenet' | 'minus-one-to-one' | 'zero-to-one' | 'raw';

/** What was found in the user's own file, and what can be chosen. */
export interface OwnFacts {
  fileName: string;
  /** False where the file leaves it open, so that it was asked. */
  sizeFixed: boolean;
  layoutFixed: boolean;
  normalizationName: NormalizationName;
  /** Outputs that can be the embedding, in the file's order. */
  candidates: EmbeddingCandidate[];
}

export interface EmbeddingCandidate {
  output: string;
  embeddingSize: number;
  /** Whether it is averaged over height and width. */
  isMap: boolean;
}

/** What the user may say of an own backbone; what is left out is detected, or has a default. */
export interface OwnOptions {
  inputSize?: number | undefined;
  layout?: Backbone['layout'] | undefined;
  normalization?: NormalizationName | undefined;
  output?: string | undefined;
}

/** What of a photograph the backbones see. */
export type CropName = 'whole' | 'face';

export interface Point {
  x: number;
  y: number;
}

/** In pixels of the upright photograph. */
export interface Face {
  /** 0 to 1. */
  score: number;
  box: { left: number; top: number; width: number; height: number };
  /** Right eye, left eye, nose, mouth, right ear, left ear, as seen from the person. */
  keypoints: Point[];
}

/** A square, turned by the angle about its centre, in pixels of the upright photograph. */
export interface Crop {
  centreX: number;
  centreY: number;
  side: number;
  angleDegrees: number;
}

export interface CropShape {
  /** Side of the square, as a multiple of the longer side of the detector's box. */
  scale: number;
  /** Upwards, as a fraction of the side. */
  shiftUp: number;
  /** Whether the square is turned so that the eyes are level. */
  aligned: boolean;
}

/** The faces of a photograph, the best first, and the one that is used; -1 without any. */
export interface FacesFound {
  faces: Face[];
  chosen: number;
}

/**
 * Finds faces. Outputs `boxes` (n, 896, 16) and `scores` (n, 896), logits, for 896 anchors: 16 x 16 places with 2 each,
 * row by row, then 8 x 8 places with 6 each. A box is centre, size and six points (x, y) in pixels of the input, centre
 * and points relative to the anchor's centre.
 */
export type FaceDetector = NetworkFile;

/** What was built; backbones with the default first. */
export interface Manifest {
  backbones: Backbone[];
  faceDetector: FaceDetector | null;
}

/** Of the last three the core reads headers; the browser decodes them. */
export type ImageFormat = 'jpeg' | 'png' | 'bmp' | 'gif' | 'tga' | ForeignFormat;
export type ForeignFormat = 'webp' | 'avif' | 'heic';

export interface ImageInfo {
  format: ImageFormat;
  /** Upright size in pixels: Exif orientation applied. AVIF and HEIC can be turned otherwise, which only decoding tells. */
  width: number;
  height: number;
}

/** A picture that another decoder than the core's has decoded. */
export interface ForeignPicture {
  width: number;
  height: number;
  /** RGBA of some rows, not premultiplied, as much as can be had at once. */
  strips(): Iterable<{ top: number; rgba: Uint8Array | Uint8ClampedArray }>;
  close(): void;
}

/** Rejects with a sentence when the file cannot be decoded. */
export type DecodeForeign = (file: Uint8Array, format: ForeignFormat) => Promise<ForeignPicture>;

/** A photograph that is decoded and waits in the core; see CoreService.openPicture. */
export interface OpenPicture {
  picture: number;
  /** Upright size in pixels. */
  width: number;
  height: number;
  seconds: number;
}

export interface PrepareRequest {
  inputSize: number;
  /** What of the photograph is shown; null: all of it, stretched to the square. */
  crop: Crop | null;
  normalization: Backbone['normalization'];
  augmentation: Augmentation;
  /** Augmented copies besides copy 0. */
  copies: number;
  seed: number;
}

export interface PreparedSample {
  /** (copies + 1, 3, inputSize, inputSize) normalised float32; row 0 is the photograph itself. */
  images: Float32Array;
  seconds: number;
}

export interface EpochResult {
  epoch: number;
  /** Mean of -log p(label) and accuracy over the training rows; of a network dropout on, as the epoch went. */
  loss: number;
  accuracy: number;
  /** On the held-out rows, after the epoch; null when there are none. */
  heldOutLoss: number | null;
  heldOutAccuracy: number | null;
}

export interface TrainRequest extends TrainerSettings {
  /** A handle from loadTrainingData. */
  data: number;
  trainRows: Int32Array;
  /** Rows that stop the training early: the epoch with their least loss is kept. Empty: none. */
  validationRows: Int32Array;
  patience: number;
  /** Rows that the held-out figures of the history are of. May be empty. */
  testRows: Int32Array;
  /** Rows to predict once trained. May be empty. */
  predictRows: Int32Array;
}

export interface TrainResult {
  classifier: Uint8Array;
  history: EpochResult[];
  /** (predictRows, classes), row-major. */
  probabilities: Float32Array;
}

/** A trained classifier; wasm/core/nn/classifier.h and loss.h say what is done with it. */
export interface ClassifierParts {
  dimension: number;
  scaling: Settings['scaling'];
  /** The next two of standard scaling, else empty. */
  mean: Float32Array;
  inverseDeviation: Float32Array;
  loss: LossName;
  classCount: number;
  /** Of the classes, in mean distances between neighbours; empty for losses that need none. */
  places: Float64Array;
  activation: Settings['activation'];
  /** weight (inputs, outputs), bias (outputs); none where neighbours vote. */
  layers: { weight: Float32Array; bias: Float32Array }[];
  /** points (points, dimension), scaled, and the class of each; empty unless neighbours vote. */
  neighbours: { count: number; points: Float32Array; labels: Int32Array };
}

/** What trains the network of the album; wasm/core/nn/sequence_trainer.h says what each is. */
export interface SequenceSettings
  extends Pick<
    TrainerSettings,
    | 'loss'
    | 'scaling'
    | 'inputDropout'
    | 'dropout'
    | 'learningRate'
    | 'epochs'
    | 'batchSize'
    | 'l2'
    | 'clipNorm'
    | 'seed'
  > {
  projected: number;
  units: number;
  labelSpread: number;
  /** Photographs of a sequence to train on. */
  shortest: number;
  longest: number;
}

export interface SequenceTrainRequest extends SequenceSettings {
  /** A handle from loadTrainingData. */
  data: number;
  /** Of each photograph the row that is itself; its copies follow. Those of a person stand in their order. */
  firstRows: Int32Array;
  persons: Int32Array;
  copies: number;
}

export interface SequenceTrainResult {
  network: Uint8Array;
  /** Nothing is held out. */
  history: EpochResult[];
}

/** Classes of photographs in an order in which the class never falls. */
export interface OrderedClasses {
  /** The most probable sequence that never falls. */
  classes: Int32Array;
  /** (photographs, classes): of each photograph's class, given that none falls. */
  probabilities: Float32Array;
}

export interface Fold {
  trainRows: Int32Array;
  testRows: Int32Array;
}

export interface SplitRequest {
  protocol: ProtocolName;
  /** Class of each sample, and person of each sample. */
  labels: Int32Array;
  persons: Int32Array;
  /** Rows are numbered sample * (copies + 1) + copy. */
  copies: number;
  folds: number;
  testFraction: number;
  seed: number;
}

export interface ClassMetrics {
  precision: number;
  recall: number;
  f1: number;
  support: number;
}

export interface Metrics {
  count: number;
  accuracy: number;
  logLoss: number;
  /** Expected calibration error, 10 equal bins. */
  ece: number;
  /** The next three are null unless classes are ordinal. */
  withinOne: number | null;
  maeYears: number | null;
  quadraticWeightedKappa: number | null;
  precision: { macro: number; weighted: number };
  recall: { macro: number; weighted: number };
  f1: { macro: number; weighted: number };
  /** confusion[true][predicted] */
  confusion: number[][];
  perClass: ClassMetrics[];
}

/** From the 2.5 % to the 97.5 % quantile over resamples of the persons. */
export interface Interval {
  low: number;
  high: number;
}

/** 95 % intervals of the figures of Metrics; null where a figure has none in any resample. */
export interface Intervals {
  accuracy: Interval | null;
  logLoss: Interval | null;
  ece: Interval | null;
  withinOne: Interval | null;
  maeYears: Interval | null;
  quadraticWeightedKappa: Interval | null;
  precision: { macro: Interval | null; weighted: Interval | null };
  recall: { macro: Interval | null; weighted: Interval | null };
  f1: { macro: Interval | null; weighted: Interval | null };
  perClass: { precision: Interval | null; recall: Interval | null; f1: Interval | null }[];
}

export interface PersonMetrics {
  personIndex: number;
  count: number;
  accuracy: number;
  /** The next two are null unless classes are ordinal. */
  withinOne: number | null;
  maeYears: number | null;
}

/** A bar of the reliability diagram: samples whose largest probability is in (low, high]. */
export interface ReliabilityBin {
  low: number;
  high: number;
  count: number;
  /** Mean of the largest probability; it and the accuracy are 0 without samples. */
  meanProbability: number;
  accuracy: number;
}

/** What is left when only samples whose largest probability reaches the threshold are answered. */
export interface CoveragePoint {
  threshold: number;
  /** Share of the samples that are answered. */
  coverage: number;
  /** Among these. */
  accuracy: number;
  /** Among these; null unless classes are ordinal. */
  maeYears: number | null;
}

export interface AssessmentRequest {
  /** Class and person of each sample. */
  labels: Int32Array;
  persons: Int32Array;
  /** (samples, classes), row-major. */
  probabilities: Float32Array;
  classCount: number;
  classValues: number[] | null;
  seed: number;
  /** 0 to 20000; 2000 is usual. */
  resamples: number;
}

export interface Assessment {
  metrics: Metrics;
  /** null with fewer than two persons, or without resamples. */
  intervals: Intervals | null;
  /** That the intervals are from; 0 without intervals. */
  resamples: number;
  /** Ascending by person. */
  perPerson: PersonMetrics[];
  /** 10 bins, ascending. */
  reliability: ReliabilityBin[];
  /** Thresholds descend; at most 101 points, of which the last has coverage 1. */
  coverage: CoveragePoint[];
}

/** Two runs' probabilities of the same samples, in the same order. */
export interface ComparisonRequest extends Omit<AssessmentRequest, 'probabilities'> {
  first: Float32Array;
  second: Float32Array;
}

/** The second run's figure less the first's; the interval is null as in Assessment. */
export interface Difference {
  value: number;
  interval: Interval | null;
}

export interface Comparison {
  count: number;
  onlyFirstRight: number;
  onlySecondRight: number;
  /** Exact two-sided p-value of McNemar's test; takes samples as independent. */
  mcNemarP: number;
  accuracy: Difference;
  logLoss: Difference;
  /** null unless classes are ordinal. */
  maeYears: Difference | null;
}

/** wasm/core/nn/attribution.h says what it is. */
export interface Attribution {
  probabilities: Float32Array;
  /** (classes, dimension): of each class's log odds by the embedding. */
  gradients: Float32Array;
}

export interface Familiarity {
  /** To the nearest reference, 0 to 2. */
  distance: number;
  /** Share of the reference photographs, and this one, at least as far from other persons' photographs: small if strange. */
  share: number;
}

export interface NearestRows {
  rows: Int32Array;
  distances: Float32Array;
}

/** The directions in which embeddings differ most, the largest variance first. */
export interface Pca {
  /** (rows, components): of each embedding less the mean, along each axis. */
  coordinates: Float32Array;
  components: number;
  mean: Float32Array;
  /** (components, dimension) */
  axes: Float32Array;
  /** The share of the variance along each axis. */
  explained: number[];
}

/** What is drawn as a map by t-SNE; wasm/core/eval/tsne.h says how. */
export interface TsneRequest {
  /** (rows, dimension) */
  embeddings: Float32Array;
  dimension: number;
  /** How many neighbours an embedding takes notice of, roughly. */
  perplexity: number;
  iterations: number;
  seed: number;
}

/** A map after some of its iterations. */
export interface TsneMap {
  iteration: number;
  iterations: number;
  /** That was used: lower than asked for where there are fewer than three times as many others. */
  perplexity: number;
  /** (rows, 2) */
  coordinates: Float32Array;
  /** Kullback-Leibler divergence of the map from the embeddings, in nats: what each iteration lowers. */
  cost: number;
}

/** What of a photograph is kept after it was decoded. */
export interface PhotographLook {
  /** (side, side, 4): its middle square. */
  thumbnail: Uint8ClampedArray<ArrayBuffer>;
  /** (1040): what tells it from another picture, in whatever file; wasm/core/image/imprint.h says how. */
  imprint: Uint8Array;
  /** Upright size in pixels. */
  width: number;
  height: number;
}

/** Cancel and progress travel in a context; every promise settles when the signal aborts (AbortError). */
export interface Context<P> {
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: P) => void) | undefined;
}

/** Expected failures reject with an AgelensError (js/app/errors.js): `code` for programs, `message` for people. */
export interface CoreService {
  /** How many calls it works on at once. */
  readonly parallel: number;
  /**
   * Reads the header and checks that the file is whole; decodes no pixels, but of a foreign format: nothing else tells
   * whether this browser can.
   */
  inspectImage(bytes: Uint8Array): Promise<ImageInfo>;
  /** Decodes a photograph, which stays in memory until closePicture. */
  openPicture(bytes: Uint8Array): Promise<OpenPicture>;
  closePicture(picture: number): Promise<void>;
  /** The whole photograph, fitted into a square without stretching: (3, inputSize, inputSize). */
  prepareDetection(picture: number, network: Pick<FaceDetector, 'inputSize' | 'normalization'>): Promise<Float32Array>;
  /** What the detector's outputs for one photograph say, the best first. */
  findFaces(boxes: Float32Array, scores: Float32Array, width: number, height: number): Promise<Face[]>;
  cropOfFace(face: Face, shape: CropShape): Promise<Crop>;
  preparePicture(picture: number, request: PrepareRequest): Promise<PreparedSample>;
  /** The same copies to look at, without the photograph itself: (copies, inputSize, inputSize, 4), not normalised. */
  drawCopies(picture: number, request: PrepareRequest): Promise<Uint8ClampedArray<ArrayBuffer>>;
  /** Decodes a photograph once, for a list and to recognise it: see PhotographLook. `side` is the thumbnail's. */
  describePhotograph(bytes: Uint8Array, side: number): Promise<PhotographLook>;
  /**
   * Imprints (n, 1040) of photographs: of each the number of the first that is the same picture, mirrored or not. Two that
   * are the same as a third go together.
   */
  groupImprints(imprints: Uint8Array): Promise<Int32Array>;
  /** Changes with the code that turns a file into images, so that embeddings of other code are not reused. */
  preparationVersion(): Promise<string>;
  /** Embeddings (rows, dimension) and the class of each row are kept until freed. */
  loadTrainingData(
    embeddings: Float32Array,
    dimension: number,
    labels: Int32Array,
    classCount: number,
    classValues: number[] | null,
  ): Promise<number>;
  freeTrainingData(data: number): Promise<void>;
  trainClassifier(request: TrainRequest, context?: Context<EpochResult>): Promise<TrainResult>;
  /** What a classifier consists of, to write it in another format. */
  readClassifier(classifier: Uint8Array): Promise<ClassifierParts>;
  /** (rows, classes) probabilities. */
  predict(classifier: Uint8Array, embeddings: Float32Array): Promise<Float32Array>;
  /** What of one embedding speaks for each class; `members` are the ensemble's classifiers. Rejects where neighbours vote. */
  attributeEmbedding(members: Uint8Array[], temperature: number, embedding: Float32Array): Promise<Attribution>;
  /** Trains the network of the album on random ordered subsets of each person's photographs. */
  trainSequence(request: SequenceTrainRequest, context?: Context<EpochResult>): Promise<SequenceTrainResult>;
  /** `embeddings` (sum of lengths, dimension): sequences one after another. Returns (sum of lengths, classes). */
  predictSequences(network: Uint8Array, embeddings: Float32Array, lengths: Int32Array): Promise<Float32Array>;
  /** `probabilities` (sum of lengths, classes) of photographs each by itself: sequences one after another. */
  decodeOrdered(probabilities: Float32Array, lengths: Int32Array, classCount: number): Promise<OrderedClasses>;
  splitFolds(request: SplitRequest): Promise<Fold[]>;
  /** Metrics with intervals, and what they hide: persons, reliability, coverage. */
  assess(request: AssessmentRequest): Promise<Assessment>;
  compareRuns(request: ComparisonRequest): Promise<Comparison>;
  /** The temperature in [0.05, 20] under which the log loss of held-out probabilities is least. */
  fitTemperature(labels: Int32Array, probabilities: Float32Array, classCount: number): Promise<number>;
  /** (rows, classes) probabilities; flatter for a temperature above 1, sharper below. */
  applyTemperature(probabilities: Float32Array, classCount: number, temperature: number): Promise<Float32Array>;
  /** Distance of each row to the nearest row of another person; Infinity if there is none. */
  leaveOutDistances(embeddings: Float32Array, dimension: number, persons: Int32Array): Promise<Float32Array>;
  /** How strange one embedding is; `distances` is what leaveOutDistances returned for the reference. */
  familiarityOf(
    reference: Float32Array,
    dimension: number,
    distances: Float32Array,
    embedding: Float32Array,
  ): Promise<Familiarity>;
  /** The `count` rows of the reference nearest to an embedding, by the distance of Familiarity; the nearest first. */
  nearestRows(reference: Float32Array, dimension: number, embedding: Float32Array, count: number): Promise<NearestRows>;
  /** At most as many components as there are rows or columns; wasm/core/eval/pca.h says how. */
  computePca(embeddings: Float32Array, dimension: number, components: number): Promise<Pca>;
  /** Reports the map some ten times a second while it grows. */
  drawTsne(request: TsneRequest, context?: Context<TsneMap>): Promise<TsneMap>;
  writeNpy(data: Float32Array | Int32Array | Uint8Array, shape: number[]): Promise<Uint8Array>;
  readNpy(bytes: Uint8Array): Promise<{ data: Float32Array | Int32Array | Uint8Array; shape: number[] }>;
}

export type DeviceChoice = 'auto' | 'webgpu' | 'wasm';

export interface Device {
  kind: 'webgpu' | 'wasm';
  /** The GPU adapter's name, or null on WASM. */
  adapter: string | null;
  /** Batches that are worked on at once. */
  threads: number;
  /** Why this is not what was asked for, or null. */
  notice: string | null;
}

/** An ONNX network as a device runs it. Its one input is images. */
export interface Network {
  /** Of the file; what it is called by. */
  sha256: string;
  inputSize: number;
  /** How the input lies: (n, 3, size, size) or (n, size, size, 3). Images are always given as the former. */
  layout: 'nchw' | 'nhwc';
  /** Names of the outputs that are wanted, in order; a 4-d one is averaged over height and width. */
  outputs: string[];
  /** The most images in a batch; on a GPU every batch of more than one is padded to it. */
  batchSize: number;
}

/** An input or an output as a network's file declares it. */
export interface NetworkValue {
  name: string;
  /** 'float32', 'uint8' and so on. */
  type: string;
  /** null where the file leaves a size open. */
  shape: (number | null)[];
}

export interface NetworkSignature {
  inputs: NetworkValue[];
  outputs: NetworkValue[];
}

export type InputForm = Pick<Network, 'inputSize' | 'layout'>;

/** An output for one image. */
export interface TrialOutput {
  name: string;
  type: string;
  dims: number[];
  finite: boolean;
}

export interface Inspection {
  signature: NetworkSignature;
  form: InputForm;
  outputs: TrialOutput[];
}

/**
 * Loads a network apart from those that are open, and runs images of the form that `choose` finds in its signature.
 * Rejects with what `choose` throws, or with a sentence on what failed.
 */
export type InspectNetwork = (
  model: Uint8Array,
  choose: (signature: NetworkSignature) => InputForm,
) => Promise<Inspection>;

/** An output that has height and width, of one image or several. */
export interface FeatureMap {
  /** (count, channels, height, width), whatever the network's layout. */
  data: Float32Array;
  channels: number;
  height: number;
  width: number;
}

export interface MapRun {
  /** What `run` would have returned. */
  outputs: Float32Array[];
  map: FeatureMap;
}

export interface EmbedService {
  /**
   * Loads a network on the device of the choice and warms it up; opening it again costs nothing. Another choice than the
   * last one closes what is open. Several networks can be open on one device; of one file, in its last form only.
   */
  open(network: Network, loadModel: () => Promise<Uint8Array>, choice: DeviceChoice): Promise<Device>;
  /**
   * `count` <= batchSize images, (count, 3, size, size), given away; returns each output as (count, …). May be called
   * several times at once. When a GPU fails, the processor goes on, also with what was asked for already.
   */
  run(sha256: string, images: Float32Array, count: number): Promise<Float32Array[]>;
  /** One image of which nothing else waits: on the processor with threads where it can have them, else as `run`. */
  runAlone(sha256: string, image: Float32Array): Promise<Float32Array[]>;
  /** As `run`, and beside it an output that is not averaged. */
  runMap(sha256: string, images: Float32Array, count: number, output: string): Promise<MapRun>;
  /** What runs now; a GPU that failed since `open` has been replaced. */
  device(): Device | null;
  close(): Promise<void>;
}

/** Embeddings of one photograph that were kept. */
export interface KeptEmbeddings {
  faces: FacesFound | null;
  /** (copies + 1, embeddingSize) */
  rows: Float32Array;
}

/** Embeddings by photograph (SHA-256 of the file) and recipe (all else that decides them). */
export interface EmbeddingCache {
  /** null where there is none, or one that is damaged. */
  read(recipe: string, photo: string): Promise<KeptEmbeddings | null>;
  /** Replaces what was there. Rejects when there is no room. */
  write(recipe: string, photo: string, kept: KeptEmbeddings): Promise<void>;
  /** Removes the oldest until what is left is within the bound. Returns the bytes that are left. */
  trim(): Promise<number>;
  clear(): Promise<void>;
}

export type Stage = 'load' | 'embed' | 'evaluate' | 'train' | 'search' | 'compare' | 'map' | 'album' | 'train-album';

export interface Progress {
  stage: Stage;
  done: number;
  total: number;
  /** Estimated seconds left in this stage, or null while unknown. */
  secondsLeft: number | null;
  /** Mean over the folds that have reached an epoch; present while evaluating. */
  history?: EpochResult[];
}

export interface Prediction {
  path: string;
  person: string;
  /** Copy that was tested; always 0 except under the `seed` protocol. */
  copy: number;
  /** From 0, that it was left out in. */
  fold: number;
  classIndex: number;
  predictedIndex: number;
  probabilities: number[];
}

/** Accuracy under the `seed` protocol, and how many copies it was tested on. */
export interface Optimistic {
  accuracy: number;
  count: number;
}

/** One training with its settings, seed, history and metrics. */
export interface Run {
  startedAt: string;
  datasetName: string;
  classNames: string[];
  classValues: number[] | null;
  personNames: string[];
  personsRecur: boolean;
  samples: number;
  persons: number;
  /** What 'auto' stood for. */
  protocol: ProtocolName;
  loss: LossName;
  settings: Settings;
  /** One, or those whose embeddings are joined. */
  backbones: Backbone[];
  /** What found the faces; null when the whole photographs were used. */
  faceDetector: FaceDetector | null;
  /** Paths in which no face was found, so that the whole photograph was used. */
  faceless: string[];
  /** Images that ran through the backbones, and those whose embeddings were kept from earlier. */
  embedded: { computed: number; reused: number };
  device: Device;
  folds: number;
  metrics: Metrics;
  /** 95 % intervals by bootstrap over persons; null with fewer than two. */
  intervals: Intervals | null;
  resamples: number;
  perPerson: PersonMetrics[];
  reliability: ReliabilityBin[];
  coverage: CoveragePoint[];
  /** What a random split of copies would have shown, on the same embeddings; null or missing where it was not measured. */
  optimistic?: Optimistic | null;
  predictions: Prediction[];
  history: EpochResult[];
  /** Sentences on what the figures can and cannot mean, the gravest first. */
  cautions: string[];
  rejected: Rejected[];
  seconds: { decode: number; augment: number; embed: number; train: number; total: number };
}

/** A photograph that was trained on. */
export interface TrainedPhotograph {
  /** As the sample's. */
  path: string;
  person: string;
  classIndex: number;
}

/** What was trained on everything. */
export interface Model {
  /** The ensemble: classifiers as bytes. */
  members: Uint8Array[];
  /** Of their averaged probabilities; 1 where none was fitted. */
  temperature: number;
  /** What tells an unfamiliar photograph: (samples, embeddingSize) embeddings, and the distance of each to the nearest of
   *  another person. */
  reference: Float32Array;
  distances: Float32Array;
  /** Whose rows the reference is. */
  photographs: TrainedPhotograph[];
  /** What reads albums; missing or null where none was trained. */
  album?: Album | null;
}

/** What tells the ages of one person's photographs from all of them. */
export interface Album {
  /** Networks of different seeds as bytes; their probabilities are averaged. */
  members: Uint8Array[];
  /** How good they are beside simpler ways; missing or null where that was not measured. */
  evaluation?: SequenceEvaluation | null;
}

/** How an album can be answered: each photograph by itself, these answers put in order, or the recurrent network. */
export type SequenceMethod = 'single' | 'ordered' | 'gru';

/** Figures over the ordered subsets of one size of every person's photographs. Intervals are by bootstrap over persons. */
export interface SequenceRow {
  /** Photographs of a subset. */
  size: number;
  method: SequenceMethod;
  subsets: number;
  /** Photographs that were answered: subsets * size. */
  count: number;
  accuracy: number;
  accuracyInterval: Interval | null;
  maeYears: number;
  maeYearsInterval: Interval | null;
}

/** The network's figures less those of the order alone, on the same subsets. */
export interface SequenceDifference {
  /** null: all sizes together. */
  size: number | null;
  accuracy: Difference;
  maeYears: Difference;
}

/** How good albums are, each person left out once. */
export interface SequenceEvaluation {
  /** Who have photographs of two classes or more. */
  persons: number;
  /** By size, then method. */
  rows: SequenceRow[];
  /** By size; all sizes together last. */
  differences: SequenceDifference[];
  /**
   * Of the network beside the order alone, over all sizes: better or worse only where the interval of the difference in
   * accuracy leaves no doubt.
   */
  verdict: 'better' | 'worse' | 'no clear difference';
  settings: SequenceSettings;
  /** Networks that are averaged. */
  members: number;
  seconds: number;
}

/** What is said of a photograph of an album. */
export interface AlbumGuess {
  classIndex: number;
  /** Given that the class never falls along the album. */
  probabilities: number[];
  /** In years; never falls along the album. */
  expectedAge: number;
}

export interface AlbumPhotograph {
  /** The photograph by itself. */
  own: Omit<Answer, 'photo'>;
  /** By the method of the album. */
  album: AlbumGuess;
  /** Its own answer, put in order with the others'. */
  ordered: AlbumGuess;
}

export interface AlbumAnswer {
  /** `ordered` where the project holds no network of the album. */
  method: 'ordered' | 'gru';
  /** In the order in which they were taken. */
  photographs: AlbumPhotograph[];
}

/** The album on the page. */
export interface AlbumState {
  /** Of one person, in the order in which they were taken. */
  photographs: { id: number; entry: FileEntry }[];
  /** What was said of them in this order, and by which model; null until they are asked for. */
  answer: { by: Model; said: AlbumAnswer } | null;
}

/** A classifier, and the run that measured it. */
export interface Trained {
  run: Run;
  model: Model;
}

/** A photograph that a project keeps, by the SHA-256 of its file. */
export interface KeptPhotograph {
  /** As the sample's. */
  path: string;
  sha256: string;
  bytes: number;
  chosenFace?: number;
}

/** What a dataset is made of; its classes and persons follow from the paths. */
export interface KeptDataset {
  name: string;
  photographs: KeptPhotograph[];
  /** Missing where there are none. */
  excluded?: KeptPhotograph[];
  rejected: Rejected[];
  ignored: number;
}

/** A project of this browser, as it is listed. */
export interface ListedProject {
  id: string;
  name: string;
  savedAt: string;
}

/** The projects of this browser, and how keeping them goes. */
export interface Projects {
  /** False until what was kept is on the page, or is known not to be there. */
  opened: boolean;
  /** The last saved first. */
  list: ListedProject[];
  /** The one that is open; null before there is anything to keep. */
  current: ListedProject | null;
  /** True while another tab has it open: only that one keeps changes. */
  elsewhere: boolean;
  /** Photographs being copied into this browser. */
  copying: { done: number; total: number } | null;
  /** Photographs being written to a file. */
  saving: { done: number; total: number } | null;
  /** False while photographs of the open project are not all kept. */
  photographsKept: boolean;
  /** What was deleted last, and can be had back. */
  deleted: ListedProject | null;
  /** A sentence on what happened, or on what could not be kept. */
  notice: string | null;
  error: string | null;
  /** Bytes in use of what the browser allows; null where it does not say. */
  storage: { used: number; quota: number; persisted: boolean } | null;
}

/** What is kept in the browser and in a project file. */
export interface Project {
  formatVersion: 5;
  name: string;
  savedAt: string;
  /** As they stand on the page: those that a run was made with are in the run. */
  settings: Settings;
  dataset: KeptDataset | null;
  /** The latest first; they are kept with the project to compare with. */
  runs: Run[];
  /** Of one of the runs. */
  trained: Trained | null;
}

/** A photograph that was trained on, and how far it is from one that was classified: see Familiarity. */
export interface LikePhotograph extends TrainedPhotograph {
  distance: number;
  /** So near that it is the same picture. */
  same: boolean;
}

/** Which of the photographs trained on a classified one is most like, by the backbone's embedding. */
export interface Likeness {
  /** The nearest first. */
  nearest: LikePhotograph[];
  /** The nearest of all that show another person than the one whom several of the above show; null: nobody is so frequent,
   *  or nobody else was trained on. */
  another: LikePhotograph | null;
}

/** Where the true age is for most persons never seen, by the errors of a run's tests; app/age-range.js says how. */
export interface AgeRange {
  /** In years. */
  low: number;
  high: number;
  /** On either side. */
  years: number;
  /** Of the tested photographs, that had the true age within as many years. */
  share: number;
  photographs: number;
  /** Who were tested; null where names do not say who is who. */
  persons: number | null;
}

export interface Answer {
  path: string;
  photo: Blob | null;
  classNames: string[];
  probabilities: number[];
  predictedIndex: number;
  /** Probability-weighted mean of the class values, in years; null unless ordinal. */
  expectedAge: number | null;
  /** Around the expected age; null where the run cannot tell, and of an unfamiliar photograph, of which its tests say nothing. */
  ageRange: AgeRange | null;
  /** False where the likeliest class is less likely than all others together: the page says “not sure”. */
  sure: boolean;
  /** Share of the training photographs at least as far from those of other persons as this one is from all. */
  familiarity: number;
  likeness: Likeness;
  /** Where the faces are, when the classifier looks at faces. */
  faces: FacesFound | null;
  /** What the first backbone saw; null: the whole photograph. */
  crop: Crop | null;
  width: number;
  height: number;
  /** True where familiarity is so small that the photograph is of another kind than those trained on. */
  unfamiliar: boolean;
}

/** A number for each class and each place of what a backbone sees, row by row: (classes, height, width). */
export interface ClassMaps {
  values: Float32Array;
  height: number;
  width: number;
}

/** What of a photograph speaks for each class, as one backbone sees it; wasm/core/nn/attribution.h defines it. */
export interface ExplainedPart {
  /** Title of the backbone. */
  backbone: string;
  /** What it saw; null: the whole photograph. */
  crop: Crop | null;
  /** What each place adds to a class's log odds; null where there is no such map, and then `whyNoMap` says why. */
  map: ClassMaps | null;
  whyNoMap: string | null;
  /** By how much a class's log odds fall when what is around a place is covered; null until that has been tried. */
  occlusion: ClassMaps | null;
  /** Of each class: rank correlation of the two, the map summed over what was covered; null where one is the same everywhere. */
  agreement: (number | null)[];
  /** Of each class: share of what speaks for it that lies in the face's box, and the box's share of the square. */
  onFace: ({ share: number; area: number } | null)[];
}

export interface Explanation {
  answer: Answer;
  /** Of the photograph itself, without its copies. */
  probabilities: number[];
  parts: ExplainedPart[];
}

/** Maps of the photographs of each class for their own class, and what these look like, on average. */
export interface MeanMaps {
  /** Of the run whose classifier was looked into. */
  startedAt: string;
  classNames: string[];
  /** Photographs of each class. */
  counts: number[];
  parts: {
    backbone: string;
    maps: ClassMaps;
    /** (classes, size, size, 4): the mean of what the backbone saw, red, green, blue and 255. */
    pictures: Uint8ClampedArray<ArrayBuffer>;
    size: number;
    onFace: ExplainedPart['onFace'];
  }[];
  /** Photographs that could not be read again, or not decoded. */
  skipped: number;
}

/** One combination of settings that the search tried. */
export interface SearchRow {
  /** What differs between the rows. */
  settings: Pick<Settings, 'method' | 'hiddenUnits' | 'dropout' | 'l2' | 'copies' | 'testCopies' | 'scaling'> & {
    loss: LossName;
  };
  /** By grouped validation over all persons. */
  accuracy: number;
  accuracyInterval: Interval | null;
  /** null unless ordinal. */
  maeYears: number | null;
  logLoss: number;
  /** Outer folds whose inner validation chose this row. */
  chosenBy: number;
  /** Whether the paired difference from the best row could as well be chance. */
  tied: boolean;
}

export interface SearchReport {
  /** The best first. */
  rows: SearchRow[];
  outerFolds: number;
  innerFolds: number;
  /** Of the whole procedure: in each outer fold the settings chosen by the inner folds, tested on persons never seen. */
  nested: { metrics: Metrics; intervals: Intervals | null };
  seconds: number;
}

/** Over the seeds. */
export interface Spread {
  mean: number;
  low: number;
  high: number;
  values: number[];
}

/** A backbone, or several joined, with a crop. */
export interface BackboneRow {
  backbone: string;
  title: string;
  crop: CropName;
  accuracy: Spread;
  /** By bootstrap over persons; the mean of the seeds' intervals. */
  accuracyInterval: Interval | null;
  /** The next two are null unless classes are ordinal. */
  withinOne: Spread | null;
  maeYears: Spread | null;
  embeddingSize: number;
  /** What is downloaded, the face detector included. */
  bytes: number;
  msPerImage: number;
}

export interface BackboneComparison {
  protocol: ProtocolName;
  seeds: number[];
  /** The most accurate first; a joined pair is chosen by the figures of its parts. */
  rows: BackboneRow[];
  device: Device | null;
  seconds: number;
}

/** Photographs that are the same picture, or nearly. */
export interface DuplicateGroup {
  paths: string[];
  /** The same file, byte for byte. */
  identical: boolean;
  /** That they lie in several classes, or count as several persons, is most likely a mistake. */
  acrossClasses: boolean;
  acrossPersons: boolean;
}

/** How far looking for them is; groups across persons or classes come first. */
export interface Duplicates {
  done: number;
  total: number;
  /** Photographs that could not be looked at. */
  unread: number;
  groups: DuplicateGroup[];
}

/** One of several photographs that were dropped together. */
export interface BatchItem {
  id: number;
  name: string;
  /** Read again where its picture is shown: none is kept in memory. */
  entry: FileEntry;
  /** Without its picture. null until it is there, or where `problem` says why there is none. */
  answer: Answer | null;
  problem: string | null;
}

export interface Batch {
  items: BatchItem[];
}

/** What is said of the camera's pictures while they come. */
export interface Live {
  /** Of the last picture, without it; null before the first. */
  answer: Answer | null;
  /** Pictures that were dealt with: the next is wanted whenever this grows. */
  seen: number;
  /** Smoothed over the last seconds; null before the second. */
  perSecond: number | null;
  /** Why the last picture has no answer, a sentence. */
  problem: string | null;
}

export interface Preview {
  /** Of the photograph in the dataset. */
  position: number;
  /** What was drawn last; null before, and where it failed. */
  shown: PreviewShown | null;
  error: string | null;
}

export interface PreviewShown {
  path: string;
  /** Side of what the first backbone sees. */
  size: number;
  /** (copies, size, size, 4): red, green, blue and 255. */
  images: Uint8ClampedArray<ArrayBuffer>;
  /** True where faces were looked for and none was found, so that the whole photograph is shown. */
  faceless: boolean;
}

export interface MapRequest {
  method: 'tsne' | 'pca';
  /** Of t-SNE: about how many points count as near. */
  perplexity: number;
  /** Whether copies are drawn beside the photographs. */
  copies: boolean;
}

export interface MapPoint {
  /** Position among the model's photographs. */
  photograph: number;
  /** 0: the photograph itself. */
  copy: number;
}

/** Embeddings in a plane. */
export interface EmbeddingMap {
  request: MapRequest;
  points: MapPoint[];
  /** How many points there would be if all were drawn. */
  rows: number;
  /** (points, 2) */
  coordinates: Float32Array;
  /** Of t-SNE: how far it is, the perplexity that there was room for, and the Kullback-Leibler divergence. */
  steps: { done: number; total: number; perplexity: number; cost: number } | null;
  /** Of PCA: the share of the variance along each axis. */
  explained: number[] | null;
}

/** How often the nearest photographs share a label, as shares of all nearest. */
export interface Gathering {
  share: number;
  /** If labels were dealt at random, and the most that there could be. */
  chance: number;
  most: number;
  /** Whether the share is more than chance would explain. */
  clear: boolean;
}

/** Of the embeddings themselves, whatever is drawn. */
export interface Neighbourhood {
  /** Looked at around each photograph. */
  neighbours: number;
  /** Photographs whose neighbours were looked for. */
  asked: number;
  /** null where no person has two photographs. */
  person: Gathering | null;
  class: Gathering;
}

/** A person's photographs along a direction in which age grows, fitted without that person. */
export interface Course {
  person: string;
  /** In the order of the ages; `photograph` as in MapPoint, `placed` in years. */
  steps: { photograph: number; age: number; placed: number }[];
  /** Mean absolute error over these. */
  yearsOff: number;
  /** Over all persons, each left out; `yearsOffByMean` is of who takes everybody for as old as the others' mean. */
  everyone: { persons: number; yearsOff: number; yearsOffByMean: number } | null;
}

export interface MapState {
  map: EmbeddingMap | null;
  neighbourhood: Neighbourhood | null;
  course: Course | null;
  /** Why there is no course, a sentence. */
  problem: string | null;
}

/** What can be saved of a run; ui/export-list.js says what each is. */
export type ExportName = 'report' | 'network' | 'predictions' | 'embeddings' | 'settings';

export type JobKind =
  | ('intake' | 'train' | 'search' | 'compare' | 'classify' | 'batch' | 'live' | 'export')
  | ('map' | 'mean-maps' | 'explain' | 'album' | 'train-album');

export interface AppState {
  /** What the page is doing; one job at a time. */
  job:
    | (Progress & {
        kind: JobKind;
        cancelling: boolean;
      })
    | null;
  projects: Projects;
  dataset: Dataset | null;
  settings: Settings;
  deviceChoice: DeviceChoice;
  manifest: Manifest;
  device: Device | null;
  /** Bytes of the backbones that are being opened ahead of their use. */
  opening: { done: number; total: number } | null;
  history: EpochResult[];
  trained: Trained | null;
  /** The latest first, to compare with. */
  runs: Run[];
  /** A run (`of`), an earlier one that it is compared with, and how they differ; null while none is chosen. */
  comparison: { of: string; with: string; result: Comparison } | null;
  search: SearchReport | null;
  backboneComparison: BackboneComparison | null;
  /** Photographs of the last training in which not exactly one face was found; none where faces were not looked for. */
  faces: { path: string; found: FacesFound }[];
  /** Copies of one photograph beside the options that make them; null while that is folded. */
  preview: Preview | null;
  /** Bytes of kept embeddings; null before they have been counted. */
  cacheBytes: number | null;
  answer: Answer | null;
  /** Why an answer was given; of an earlier answer until it is asked for again. */
  explanation: Explanation | null;
  meanMaps: MeanMaps | null;
  album: AlbumState;
  /** What of the run was asked for last, and the name under which it was saved; null: not yet, or it failed. */
  exported: { name: ExportName; file: string | null } | null;
  embeddingMap: MapState;
  /** What was removed last and can be had back, a sentence; null: nothing. */
  undo: { sentence: string } | null;
  /** Photographs that look alike; null: not looked for yet. */
  duplicates: Duplicates | null;
  /** Answers to photographs that were dropped together; null: none were. */
  batch: Batch | null;
  /** What the camera shows, classified; null: it has not been asked for. */
  live: Live | null;
  /** Paths of the photographs that alone are shown; null: all. */
  onlyShown: string[] | null;
  /** Of the backbones in the manifest that are the user's own. `checking` is the name of a file. */
  ownBackbones: { checking: string | null; error: string | null };
  /** A sentence for the step it belongs to, or null. */
  errors: {
    intake: string | null;
    train: string | null;
    classify: string | null;
    album: string | null;
    export: string | null;
    map: string | null;
    meanMaps: string | null;
  };
  /** Memory can be shared, so that a runtime may use several threads. */
  hasThreads: boolean;
  offline: {
    state: 'unsupported' | 'preparing' | 'ready' | 'incomplete';
    message: string;
    /** A new version that waits for the user's word; `problem` is why it could not be let in, a sentence. */
    update: { isTaking: boolean; problem: string | null } | null;
  };
}
