import Arrays
import Foundation

/// A spectrogram: the moduli of short-time Fourier coefficients, `|sum x(u) g(u - p) exp(-2 pi i k.u / w)|`.
///
/// The window is a product over axes of `sin(pi (t + 1/2) / w)`, t = 0...w-1; windows stand `hop` samples apart, the first
/// of them `w - hop` before the first sample, and the signal vanishes beyond its edges. With a transform as long as the
/// window the frame operator is multiplication by `w^d sum_p g(u - p)^2` (Daubechies, Grossmann and Meyer 1986), so the
/// frame bounds are the extrema of that sum: exact. The moduli are divided by the root of the upper one, and their
/// constant is 1; with `hop` half the window, as it is unless said otherwise, both bounds are 1.
public struct WindowedFourier: FrameModulus {
  /// The samples of a window along each axis, and from one window to the next.
  public let window, hop: Int
  /// The frame bounds A and B after division: B is 1.
  public let frameBounds: (lower: Double, upper: Double)
  public let frame: ModulusFrame

  /// - Parameters:
  ///   - window: At least 1 and at most the shortest axis.
  ///   - hop: 1 to `window`; half the window unless given.
  /// - Throws: `RepresentationError.outOfRange`.
  public init(shape: Shape, window: Int = 8, hop: Int? = nil, parallel: Parallel = Parallel())
    throws(RepresentationError)
  {
    let hop = hop ?? max(1, window / 2)
    try RepresentationError.check("window", window, in: 1...shape.dimensions.min()!)
    try RepresentationError.check("hop", hop, in: 1...window)
    let line = WindowLine(window: window, hop: hop)
    let sums = shape.dimensions.map { line.squareSums(count: $0) }
    let bounds = sums.reduce((1.0, 1.0)) { ($0.0 * $1.min()!, $0.1 * $1.max()!) }
    let weights = shape.dimensions.reduce([1 / bounds.1.squareRoot()]) { product, _ in
      product.flatMap { factor in line.values.map { factor * $0 } }
    }
    (self.window, self.hop, frameBounds) = (window, hop, (bounds.0 / bounds.1, 1))
    frame = ModulusFrame(
      shape: shape, box: shape.mapAxes { _ in window }, window: weights,
      starts: shape.dimensions.reduce([[]]) { starts, count in
        starts.flatMap { start in line.starts(count: count).map { start + [$0] } }
      }, parallel: parallel)
  }

  public var name: String { "windowed Fourier \(window)" }
}

/// The windows along one axis.
private struct WindowLine {
  let window, hop: Int

  /// `sin(pi (t + 1/2) / w)`.
  var values: [Double] { (0..<window).map { sin(.pi * (Double($0) + 0.5) / Double(window)) } }

  /// Where windows begin on an axis of `count` samples.
  func starts(count: Int) -> [Int] { Array(stride(from: hop - window, to: count, by: hop)) }

  /// `sum_p g(u - p)^2` at every sample.
  func squareSums(count: Int) -> [Double] {
    var sums = [Double](repeating: 0, count: count)
    for start in starts(count: count) {
      for (offset, value) in values.enumerated() where sums.indices.contains(start + offset) {
        sums[start + offset] += value * value
      }
    }
    return sums
  }
}
