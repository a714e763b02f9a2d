// One dense layer under any of the losses, trained on all rows at once by L-BFGS. The function is convex (CORN's and
// the thresholds' too: their terms share no weights), so the result depends on no seed.
#pragma once

#include <memory>
#include <vector>

#include "core/nn/lbfgs.h"
#include "core/nn/trainer.h"

namespace agelens {

class LinearTrainer : public Trainer {
 public:
  // What Trainer::create has checked; the classifier's one layer is all zeros.
  LinearTrainer(std::shared_ptr<const TrainingData> data, std::vector<std::int32_t> rows, Classifier classifier,
                const TrainerSettings& settings);

  // One iteration.
  Result<EpochFigures> trainEpoch() override;

 private:
  double evaluate(std::span<const double> parameters, std::span<double> gradient);
  void setParameters(std::span<const double> parameters);

  double l2_;
  Figures tried_;  // of the point that was evaluated last
  Lbfgs minimiser_;
  Figures taken_;  // of the point that the classifier is at
};

}  // namespace agelens
