/// The counts of which classes were taken for which.
public struct ConfusionMatrix: Hashable, Sendable {
  /// The number of samples, `[truth][prediction]`.
  public let counts: [[Int]]

  /// - Precondition: as many true classes as predicted ones, each in `0..<classCount`.
  public init(truth: [Int], predictions: [Int], classCount: Int) {
    precondition(
      truth.count == predictions.count, "\(truth.count) classes for \(predictions.count) predictions")
    var counts = [[Int]](repeating: [Int](repeating: 0, count: classCount), count: classCount)
    for (truth, prediction) in zip(truth, predictions) { counts[truth][prediction] += 1 }
    self.counts = counts
  }

  /// The number of all samples.
  public var total: Int { counts.joined().reduce(0, +) }

  /// The number of samples that were put into another class than their own.
  public var misclassifiedCount: Int { total - counts.indices.reduce(0) { $0 + counts[$1][$1] } }
}
