// The wasm module as JavaScript sees it: the names and types of bindings/table.cpp. CMake copies this beside the
// built agelens-core.mjs. A call that can fail returns {error: {code, message}} instead of its value.

import type {
  Assessment,
  AssessmentRequest,
  Attribution,
  ClassifierParts,
  Comparison,
  ComparisonRequest,
  Crop,
  CropShape,
  Face,
  Familiarity,
  FillMode,
  Fold,
  ImageFormat,
  ImageInfo,
  Metrics,
  NearestRows,
  OrderedClasses,
  Pca,
  PrepareRequest,
  SequenceSettings,
  SequenceTrainRequest,
  SplitRequest,
  TrainerSettings,
  TsneMap,
  TsneRequest,
} from '../../web/js/types.d.ts';

export type Failed = { error: { code: string; message: string } };
export type Figures = { loss: number; accuracy: number };
export type NpyData = Float32Array | Int32Array | Uint8Array;

export interface Affine {
  rotationDegrees?: number;
  xShift?: number;
  yShift?: number;
  shearDegrees?: number;
  xZoom?: number;
  yZoom?: number;
  fillMode?: FillMode;
  fillValue?: number;
}

/** Objects of these classes live in wasm memory until deleted. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** rgba: (rows, width, 4), not premultiplied; shown over white from row `top` on. */
  setRows(top: number, rgba: Uint8Array | Uint8ClampedArray): void;
  /** Turns a picture stored under this Exif orientation upright. */
  turn(orientation: number): void;
  /** (size, size, 3): the whole picture, stretched. */
  resized(size: number): Uint8Array;
  /** (3, size, size): the whole picture in its proportions, centred, black beside it. */
  letterboxed(size: number, normalization: PrepareRequest['normalization']): Float32Array;
  /** (size, size, 3); outside the picture the edge repeats. */
  cropped(crop: Crop, size: number): Uint8Array;
  /** (copies + 1, 3, inputSize, inputSize), normalised. */
  copies(request: PrepareRequest): Float32Array;
  /** The copies alone, (copies, inputSize, inputSize, 4), not normalised. */
  drawCopies(request: PrepareRequest): Uint8Array<ArrayBuffer>;
  /** (side, side, 4): the middle square. */
  thumbnail(side: number): Uint8Array<ArrayBuffer>;
  /** (1040): what is remembered to recognise the picture in another file. */
  imprint(): Uint8Array<ArrayBuffer>;
  delete(): void;
}
export interface TrainingData {
  delete(): void;
}
export interface Trainer {
  trainEpoch(): (Figures & { finished: boolean }) | Failed;
  evaluateRows(rows: Int32Array): (Figures & { probabilities: Float32Array }) | Failed;
  keepBest(): void;
  restoreBest(): void;
  saveClassifier(): Uint8Array | Failed;
  delete(): void;
}

export interface Tsne {
  /** Whether any iteration is left after these. */
  step(iterations: number): boolean | Failed;
  map(): TsneMap | Failed;
  delete(): void;
}

export interface SequenceTrainer {
  trainEpoch(): Figures | Failed;
  saveNetwork(): Uint8Array | Failed;
  delete(): void;
}

export interface CoreModule {
  /** Changes with the code that makes images of files. */
  preparationVersion(): string;
  inspectImage(bytes: Uint8Array): ImageInfo | Failed;
  /** Code `foreign-format` for WebP, AVIF and HEIC: for these splitExif, createPicture and a decoder of the platform. */
  decodePicture(bytes: Uint8Array): Picture | Failed;
  /** What Exif says, and the file with its Exif blank, so that a decoder does not turn it too. */
  splitExif(bytes: Uint8Array): { format: ImageFormat; orientation: number; file: Uint8Array } | Failed;
  /** Black. */
  createPicture(width: number, height: number): Picture | Failed;
  /** imprints (n, 1040): of each the number of the first that is the same picture. */
  groupImprints(imprints: Uint8Array): Int32Array<ArrayBuffer>;
  /** boxes (896, 16) and scores (896) as the detector gives them for letterboxed(256) of a picture of this size. */
  findFaces(boxes: Float32Array, scores: Float32Array, width: number, height: number): Face[];
  cropOfFace(face: Face, shape: CropShape): Crop;
  resizeImage(pixels: Uint8Array, width: number, height: number, newWidth: number, newHeight: number): Uint8Array;
  applyAffine(pixels: Uint8Array, width: number, height: number, affine: Affine): Float32Array;
  writeNpy(data: NpyData, shape: number[]): Uint8Array;
  readNpy(bytes: Uint8Array): { data: NpyData; shape: number[] } | Failed;
  TrainingData: new (
    embeddings: Float32Array,
    dimension: number,
    labels: Int32Array,
    classCount: number,
    classValues: number[] | null,
  ) => TrainingData;
  Trainer: new (
    data: TrainingData,
    trainRows: Int32Array,
    settings: TrainerSettings,
  ) => Trainer;
  readClassifier(classifier: Uint8Array): ClassifierParts | Failed;
  predictProbabilities(classifier: Uint8Array, embeddings: Float32Array): Float32Array | Failed;
  attributeEmbedding(members: Uint8Array[], temperature: number, embedding: Float32Array): Attribution | Failed;
  SequenceTrainer: new (
    data: TrainingData,
    photographs: Pick<SequenceTrainRequest, 'firstRows' | 'persons' | 'copies'>,
    settings: SequenceSettings,
  ) => SequenceTrainer;
  predictSequences(network: Uint8Array, embeddings: Float32Array, lengths: Int32Array): Float32Array | Failed;
  decodeOrdered(probabilities: Float32Array, lengths: Int32Array, classCount: number): OrderedClasses | Failed;
  splitFolds(request: SplitRequest): Fold[] | Failed;
  computeMetrics(
    labels: Int32Array,
    probabilities: Float32Array,
    classCount: number,
    classValues: number[] | null,
  ): Metrics | Failed;
  assess(request: AssessmentRequest): Assessment | Failed;
  compareRuns(request: ComparisonRequest): Comparison | Failed;
  fitTemperature(labels: Int32Array, probabilities: Float32Array, classCount: number): number | Failed;
  applyTemperature(probabilities: Float32Array, classCount: number, temperature: number): Float32Array;
  leaveOutDistances(embeddings: Float32Array, dimension: number, persons: Int32Array): Float32Array;
  familiarityOf(
    reference: Float32Array,
    dimension: number,
    distances: Float32Array,
    embedding: Float32Array,
  ): Familiarity;
  nearestRows(reference: Float32Array, dimension: number, embedding: Float32Array, count: number): NearestRows;
  computePca(embeddings: Float32Array, dimension: number, components: number): Pca | Failed;
  Tsne: new (request: TsneRequest) => Tsne;
}

export default function createModule(options?: {
  wasmBinary?: Uint8Array;
  locateFile?: (file: string) => string;
}): Promise<CoreModule>;
