import Arrays
import RealModule
import Wavelets

/// How signals are padded along one axis, and which samples of the padded axis are kept at each level of decimation.
public struct AxisSampling: Hashable, Sendable {
  /// The number of samples of a signal along the axis.
  public let count: Int
  /// The number of samples of the padded signal, a multiple of every decimation.
  public let padded: Int
  /// The number of samples added before the first.
  public let margin: Int
  /// The samples of the padded axis that features are kept of: at level k those at multiples of 2^k.
  public let window: Range<Int>

  /// - Precondition: The signal and the window lie within the padded axis.
  public init(count: Int, padded: Int, margin: Int, window: Range<Int>) {
    precondition(
      margin >= 0 && margin + count <= padded, "\(count) samples from \(margin) on an axis of \(padded)")
    precondition(window.lowerBound >= 0 && window.upperBound <= padded, "\(window) on an axis of \(padded)")
    (self.count, self.padded, self.margin, self.window) = (count, padded, margin, window)
  }

  /// The indices that are kept of an axis decimated by 2^level.
  public func kept(level: Int) -> Range<Int> { Self.multiples(in: window, level: level) }

  /// The indices of an axis decimated by 2^level at which the signal itself stands, without its padding.
  public func support(level: Int) -> Range<Int> {
    Self.multiples(in: margin..<(margin + count), level: level)
  }

  /// The positions in the signal's own samples at which the kept samples stand.
  public func positions(level: Int) -> [Int] { kept(level: level).map { $0 << level - margin } }

  /// The indices of an axis decimated by 2^level at which some of its samples stand.
  static func multiples(in samples: Range<Int>, level: Int) -> Range<Int> {
    func ceiling(_ value: Int) -> Int { (value + (1 << level) - 1) >> level }
    return ceiling(samples.lowerBound)..<ceiling(samples.upperBound)
  }
}

extension AxisSampling {
  /// All samples of a signal that goes on periodically, without padding.
  public static func unpadded(_ count: Int) -> AxisSampling {
    AxisSampling(count: count, padded: count, margin: 0, window: 0..<count)
  }

  /// Kymatio's rule in two dimensions: whole periods of 2^J samples, one of them around the signal's on each side, where the
  /// features begin after the first and are as many as whole periods fit the signal. A periodic signal of whole periods is not
  /// padded.
  public static func wholePeriods(_ count: Int, scales: Int, padding: Padding) -> AxisSampling {
    let period = 1 << scales
    let length = paddedCount(count, scales: scales, padding: padding)
    let first = length == count ? 0 : period
    return AxisSampling(
      count: count, padded: length, margin: (length - count) / 2,
      window: first..<(first + count / period * period))
  }

  /// The padded samples by the rule of `wholePeriods`.
  static func paddedCount(_ count: Int, scales: Int, padding: Padding) -> Int {
    let period = 1 << scales
    if padding == .periodic && count % period == 0 { return count }
    return ((count + period) / period + 1) * period
  }
}

extension AxisSampling {
  /// Kymatio's rule in one dimension: a power of two of samples that leaves three times the low-pass's support on each side of the signal,
  /// but no more than two signals in all; features are those of the signal's own samples. A periodic signal that is a multiple of
  /// every decimation is not padded.
  ///
  /// - Parameter averaging: T, in samples.
  public static func time(_ count: Int, scales: Int, averaging: Int, padding: Padding) -> AxisSampling {
    let coarsest = coarsestDecimation(scales: scales, averaging: averaging)
    let isWhole = padding == .periodic && count % coarsest == 0
    let padded = isWhole ? count : timeCount(count, averaging: averaging)
    let margin = (padded - count) / 2
    return AxisSampling(count: count, padded: padded, margin: margin, window: margin..<(margin + count))
  }

  /// The largest decimation of a time series, which all others divide.
  static func coarsestDecimation(scales: Int, averaging: Int) -> Int {
    1 << max(scales, averaging.binaryLogarithm)
  }

  private static func timeCount(_ count: Int, averaging: Int) -> Int {
    let wanted = count + 6 * lowPassSupport(count, averaging: averaging)
    let exponent = min((wanted - 1).binaryLogarithm + 1, (3 * count - 2).binaryLogarithm)
    return 1 << exponent
  }

  /// One more than the first lag of the low-pass, on a circle of `count` samples, behind which the sum of its kernel is at most 1e-3;
  /// half the circle where there is none.
  private static func lowPassSupport(_ count: Int, averaging: Int) -> Int {
    let deviation = LowPassFilter.time(averaging: averaging).sigma[0]
    func kernel(_ lag: Int) -> Double {
      (-2...2).reduce(0.0) { sum, copy in
        let time = Double(lag + copy * count) / deviation
        return sum + .exp(-time * time / 2)
      } / (deviation * (2 * Double.pi).squareRoot())
    }
    let half = count / 2
    var (lag, sum) = (min(half, Int(12 * deviation) + 2), 0.0)
    while lag > 0 {
      sum += kernel(lag - 1)
      if sum > 1e-3 { break }
      lag -= 1
    }
    return lag == half ? half : lag + 1
  }
}

extension Padding {
  /// For each sample of the padded axis the sample of the signal that stands there, nil for zero.
  package func sources(_ axis: AxisSampling) -> [Int?] {
    (0..<axis.padded).map { source(of: $0 - axis.margin, count: axis.count) }
  }
}
