import Arrays

/// A median and its 95 % interval by bootstrap; without one, as of a single item, both ends are NaN.
public struct Interval: Codable, Hashable, Sendable {
  public var median, low, high: Double

  public init(median: Double, low: Double, high: Double) {
    (self.median, self.low, self.high) = (median, low, high)
  }

  /// A value that has no interval.
  public init(withoutEnds median: Double) { self.init(median: median, low: .nan, high: .nan) }

  /// Whether there is an interval around the median.
  public var hasEnds: Bool { !low.isNaN && !high.isNaN }

  /// Ends that are NaN are equal: both intervals have none.
  public static func == (left: Interval, right: Interval) -> Bool {
    func areEqual(_ a: Double, _ b: Double) -> Bool { a == b || (a.isNaN && b.isNaN) }
    return left.median == right.median && areEqual(left.low, right.low) && areEqual(left.high, right.high)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(median)
    if hasEnds { hasher.combine([low, high]) }
  }

  private enum CodingKeys: String, CodingKey { case median, low, high }

  /// Reads ends that are absent as NaN.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    median = try values.decode(Double.self, forKey: .median)
    low = try values.decodeIfPresent(Double.self, forKey: .low) ?? .nan
    high = try values.decodeIfPresent(Double.self, forKey: .high) ?? .nan
  }

  /// Leaves out the ends of a number that has none.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(median, forKey: .median)
    guard hasEnds || median.isNaN else { return }
    try values.encode(low, forKey: .low)
    try values.encode(high, forKey: .high)
  }
}

/// Percentile intervals of 95 % by resampling items with replacement (Efron and Tibshirani 1993, chapter 13).
///
/// All statistics see the same resamples: a generator of the seed draws them one after the other, as many indices
/// (`nextIndex(below:)`) as there are items. Ends are the quantiles 0.025 and 0.975 of the resampled statistic, linear between
/// neighbours. A single item has no interval.
public struct Bootstrap: Sendable {
  public let resamplings: Int
  public let seed: UInt64

  public init(resamplings: Int = 1000, seed: UInt64) {
    (self.resamplings, self.seed) = (resamplings, seed)
  }

  /// The median of one value an item, with its interval.
  /// - Precondition: not empty.
  public func median(_ values: [Double]) -> Interval {
    guard values.count > 1 else { return Interval(withoutEnds: values[0]) }
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
    let estimate = ratio(numerators.indices)
    guard numerators.count > 1 else { return estimate.isFinite ? Interval(withoutEnds: estimate) : nil }
    let found = resample(numerators.count) { ratio($0) }
    guard found.allSatisfy(\.isFinite) else { return nil }
    return interval(estimate, found)
  }

  /// The mean of one value an item over a statistic of the same resamples, with its interval; nil where the estimate is not finite.
  ///
  /// Resamples of which the statistic is NaN are left out. Fewer than three items have no interval: what two leave is the sample itself.
  package func ratio(ofMean values: [Double], to denominator: ResampledStatistic) -> Interval? {
    let count = Double(values.count)
    let estimate = values.reduce(0, +) / count / denominator.estimate
    guard estimate.isFinite else { return nil }
    guard values.count > 2 else { return Interval(withoutEnds: estimate) }
    let means = resample(values.count) { indices in indices.reduce(0) { $0 + values[$1] } / count }
    let ratios = zip(means, denominator.resamples).map { $0 / $1 }.filter { !$0.isNaN }
    return ratios.isEmpty ? Interval(withoutEnds: estimate) : interval(estimate, ratios)
  }

  /// The median of one value a pair of different items, of the items and of each resample, where a pair counts as often as it is drawn;
  /// NaN where no pair is.
  /// - Parameters:
  ///   - count: The number of items, of which some may be in no pair.
  package func medianOverPairs(_ pairs: [(first: Int, second: Int, value: Double)], of count: Int)
    -> ResampledStatistic
  {
    let sorted = pairs.sorted { $0.value < $1.value }
    func median(_ times: [Int]) -> Double {
      let counts = sorted.map { times[$0.first] * times[$0.second] }
      return counts.contains { $0 > 0 } ? Self.median(counts) { sorted[$0].value } : .nan
    }
    let resamples = resample(count) { indices in
      var times = [Int](repeating: 0, count: count)
      for index in indices { times[index] += 1 }
      return median(times)
    }
    return ResampledStatistic(estimate: median([Int](repeating: 1, count: count)), resamples: resamples)
  }

  private func resample(_ count: Int, _ statistic: ([Int]) -> Double) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    var indices = [Int](repeating: 0, count: count)
    return (0..<resamplings).map { _ in
      for position in indices.indices { indices[position] = generator.nextIndex(below: count) }
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

/// A statistic of some items, and of each resample of them in their order.
package struct ResampledStatistic: Sendable {
  package let estimate: Double
  package let resamples: [Double]
}
