extension MeanInterval {
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

  /// The same without what the mean cannot be.
  func clipped(to range: ClosedRange<Double>) -> MeanInterval {
    MeanInterval(mean: mean, low: max(low, range.lowerBound), high: min(high, range.upperBound), count: count)
  }
}
