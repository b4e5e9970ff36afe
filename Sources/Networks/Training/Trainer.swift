import Arrays
import Files
import Foundation
import Learning

/// Trains networks by gradient descent on the cross entropy of their scores.
///
/// With one libtorch on one machine, a number of threads and the same plans of scattering (`Rigor`), results are the same bits every time, resumed or not; images
/// are drawn and augmented the same for any number of threads.
public struct Trainer: Sendable {
  public let settings: TrainingSettings
  /// The most numbers of features that are kept, of the training images and of the validation part each.
  package let featureLimit: Int
  public let parallel: Parallel

  /// The standard limit of features that are kept, 4 GB.
  package static let standardFeatureLimit = 1 << 30

  public init(_ settings: TrainingSettings, parallel: Parallel = Parallel()) {
    self.init(settings, featureLimit: Self.standardFeatureLimit, parallel: parallel)
  }

  /// - Parameter featureLimit: Where scattering comes first and images stay as they are, their features are kept if they are at
  ///   most so many numbers, and computed anew in every epoch if they are more.
  package init(_ settings: TrainingSettings, featureLimit: Int, parallel: Parallel) {
    (self.settings, self.featureLimit, self.parallel) = (settings, featureLimit, parallel)
  }

  /// Trains a copy of a network.
  /// - Parameters:
  ///   - samples: Images of the network's size with their labels.
  ///   - validation: A part that is not trained on; the epoch that is best there is kept, and may end the training early.
  ///   - checkpoint: A file that holds the training after each epoch. Where it exists the training goes on from there, to the
  ///     same bits as if it had never stopped.
  ///   - progress: Called on the caller's thread after every step.
  ///   - checkCancellation: Called before every step; what it throws ends the training, whose last checkpoint stays.
  /// - Throws: `NetworkError`, for instance `.diverged` where the loss is no number any more; `FileError` for a checkpoint that
  ///   is damaged or cannot be written.
  public func train(
    _ network: Network, on samples: LabelledSignals, validation: LabelledSignals? = nil,
    checkpoint: String? = nil, progress: (TrainingProgress) -> Void = { _ in },
    checkCancellation: () throws -> Void = {}
  ) throws -> TrainedNetwork {
    try settings.check(input: network.imageInput)
    let run = try TrainingRun(
      network, samples, validation, settings: settings, featureLimit: featureLimit, parallel: parallel)
    if let checkpoint, FileStatus.exists(checkpoint) {
      try run.resume(from: Checkpoint(contentsOf: checkpoint), path: checkpoint)
    }
    while !run.isFinished {
      try run.runEpoch(progress: progress, checkCancellation: checkCancellation)
      if let checkpoint { try run.checkpoint().write(to: checkpoint) }
    }
    return try run.result()
  }
}
