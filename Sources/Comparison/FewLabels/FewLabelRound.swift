import Learning
import Scattering

/// What one contestant is given: some of the training images, all test images, and how settings are chosen.
public struct FewLabelRound: Sendable {
  /// All training images; only those at `places` may be looked at.
  public let train: LabelledSignals
  /// The places of the training images whose labels are known, ascending.
  public let places: [Int]
  public let test: LabelledSignals
  public let tuning: Tuning
  /// Of whatever is random in the contestant; also of the folds.
  public let seed: UInt64
  public let parallel: Parallel

  public init(
    train: LabelledSignals, places: [Int], test: LabelledSignals, tuning: Tuning, seed: UInt64,
    parallel: Parallel = Parallel()
  ) {
    (self.train, self.places, self.test, self.tuning) = (train, places, test, tuning)
    (self.seed, self.parallel) = (seed, parallel)
  }

  /// The labels of the places.
  public var labels: [Int] { places.map { train.labels[$0] } }

  /// The share of the test images that these predictions miss.
  /// - Precondition: one a test image.
  public func error(of predictions: [Int]) -> Double {
    precondition(predictions.count == test.count, "\(predictions.count) predictions for \(test.count) images")
    return Double(zip(predictions, test.labels).count { $0 != $1 }) / Double(test.count)
  }
}
