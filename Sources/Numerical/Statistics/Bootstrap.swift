import Arrays

/// A median and its 95 % interval by bootstrap.
public struct Interval: Codable, Hashable, Sendable {
  public var median, low, high: Double

  public init(median: Double, low: Double, high: Double) {
    (self.median, self.low, self.high) = (median, low, high)
  }
}

/// Percentile intervals of 95 % by resampling items with replacement (Efron and Tibshirani 1993, chapter 13).
///
/// All statistics see the same resamples, which the seed fixes.
public struct Bootstrap: Sendable {
  public let resamplings: Int
  public let seed: UInt64

  public init(resamplings: Int = 1000, seed: UInt64) {
    (self.resamplings, self.seed) = (resamplings, seed)
  }

  /// The median of one value an item, with its interval.
  /// - Precondition: not empty.
  public func median(_ values: [Double]) -> Interval {
    let sorted = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Int](repeating: 0, count: values.count)
    for (rank, index) in sorted.enumerated() { ranks[index] = rank }
    var counts = [Int](repeating: 0, count: values.count)
    let found = resample(values.count) { indices in
      for rank in counts.indices { counts[rank] = 0 }
      for index in indices { counts[ranks[index]] += 1 }
      return Self.median(counts) { values[sorted[$0]] }
    }
    return interval(values.median(), found)
  }

  /// The sum of one value an item over the sum of another, with its interval; nil where it is not a number for all resamples.
  /// - Precondition: as many of both, and not empty.
  public func ratio(_ numerators: [Double], _ denominators: [Double]) -> Interval? {
    func ratio(_ indices: some Sequence<Int>) -> Double {
      let sums = indices.reduce((0.0, 0.0)) { ($0.0 + numerators[$1], $0.1 + denominators[$1]) }
      return sums.0 / sums.1
    }
    let found = resample(numerators.count) { ratio($0) }
    guard found.allSatisfy(\.isFinite) else { return nil }
    return interval(ratio(numerators.indices), found)
  }

  private func resample(_ count: Int, _ statistic: ([Int]) -> Double) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    var indices = [Int](repeating: 0, count: count)
    return (0..<resamplings).map { _ in
      for position in indices.indices { indices[position] = Int.random(in: 0..<count, using: &generator) }
      return statistic(indices)
    }
  }

  /// The median of values in order, each as often as it is counted.
  private static func median(_ counts: [Int], _ value: (Int) -> Double) -> Double {
    let total = counts.reduce(0, +)
    var (seen, lower) = (0, -1)
    for (rank, count) in counts.enumerated() where count > 0 {
      seen += count
      if lower < 0, 2 * seen >= total { lower = rank }
      if 2 * seen > total { return (value(lower) + value(rank)) / 2 }
    }
    return value(counts.count - 1)
  }

  private func interval(_ estimate: Double, _ resampled: [Double]) -> Interval {
    let sorted = resampled.sorted()
    return Interval(median: estimate, low: sorted.quantile(0.025), high: sorted.quantile(0.975))
  }
}
