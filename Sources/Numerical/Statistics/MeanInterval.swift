/// A mean over repetitions and its 95 % interval (Student's t; the mean itself where there is one repetition).
public struct MeanInterval: Codable, Hashable, Sendable {
  public var mean: Double
  public var low: Double
  public var high: Double
  /// The number of repetitions.
  public var count: Int

  public init(mean: Double, low: Double, high: Double, count: Int) {
    (self.mean, self.low, self.high, self.count) = (mean, low, high, count)
  }

  /// The mean of repetitions that are independent and near normal, with Student's interval of 95 %.
  /// - Precondition: not empty.
  public init(_ values: [Double]) {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    guard values.count > 1 else {
      self.init(mean: mean, low: mean, high: mean, count: 1)
      return
    }
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    let half =
      StudentDistribution(degrees: values.count - 1).quantile(0.975) * (variance / count).squareRoot()
    self.init(mean: mean, low: mean - half, high: mean + half, count: values.count)
  }

  /// The interval cut to values that the mean can take.
  package func clipped(to range: ClosedRange<Double>) -> MeanInterval {
    MeanInterval(mean: mean, low: max(low, range.lowerBound), high: min(high, range.upperBound), count: count)
  }
}
