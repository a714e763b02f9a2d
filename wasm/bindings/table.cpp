// Everything JavaScript can call, one line an entry, under the same name on both sides.
#include <emscripten/bind.h>

#include "bindings/evaluation_calls.h"
#include "bindings/face_calls.h"
#include "bindings/image_calls.h"
#include "bindings/map_calls.h"
#include "bindings/sequence_calls.h"
#include "bindings/training_calls.h"

EMSCRIPTEN_BINDINGS(agelens) {
  using namespace agelens::calls;
  using emscripten::class_;
  using emscripten::function;

  function("preparationVersion", &preparationVersion);
  function("inspectImage", &inspectImage);
  function("decodePicture", &decodePicture);
  function("splitExif", &splitExif);
  function("createPicture", &createPicture);
  class_<agelens::Image>("Picture")
      .smart_ptr<std::shared_ptr<agelens::Image>>("PicturePointer")
      .property("width", &widthOf)
      .property("height", &heightOf)
      .function("setRows", &setPictureRows)
      .function("turn", &turnPicture)
      .function("resized", &resizePicture)
      .function("letterboxed", &letterboxPicture)
      .function("cropped", &cropPicture)
      .function("copies", &copyPicture)
      .function("drawCopies", &drawPictureCopies)
      .function("thumbnail", &thumbnailOf)
      .function("imprint", &imprintOf);
  function("groupImprints", &groupImprints);
  function("findFaces", &findFaces);
  function("cropOfFace", &cropOfFace);
  function("resizeImage", &resizeImage);
  function("applyAffine", &applyAffine);
  function("writeNpy", &writeNpy);
  function("readNpy", &readNpy);

  class_<agelens::TrainingData>("TrainingData").smart_ptr_constructor("TrainingData", &createTrainingData);
  class_<TrainerCalls>("Trainer")
      .constructor<std::shared_ptr<agelens::TrainingData>, val, val>()
      .function("trainEpoch", &TrainerCalls::trainEpoch)
      .function("evaluateRows", &TrainerCalls::evaluateRows)
      .function("keepBest", &TrainerCalls::keepBest)
      .function("restoreBest", &TrainerCalls::restoreBest)
      .function("saveClassifier", &TrainerCalls::saveClassifier);
  function("readClassifier", &readClassifier);
  function("predictProbabilities", &predictProbabilities);
  function("attributeEmbedding", &attributeEmbedding);
  class_<SequenceTrainerCalls>("SequenceTrainer")
      .constructor<std::shared_ptr<agelens::TrainingData>, val, val>()
      .function("trainEpoch", &SequenceTrainerCalls::trainEpoch)
      .function("saveNetwork", &SequenceTrainerCalls::saveNetwork);
  function("predictSequences", &predictSequences);
  function("decodeOrdered", &decodeOrdered);
  function("splitFolds", &splitFolds);

  function("computeMetrics", &computeMetrics);
  function("assess", &assess);
  function("compareRuns", &compareRuns);
  function("fitTemperature", &fitTemperature);
  function("applyTemperature", &applyTemperature);
  function("leaveOutDistances", &leaveOutDistances);
  function("familiarityOf", &familiarityOf);
  function("nearestRows", &nearestRows);

  function("computePca", &computePca);
  class_<TsneCalls>("Tsne").constructor<val>().function("step", &TsneCalls::step).function("map", &TsneCalls::map);
}
