import Arrays
import Wavelets

/// Why a transform cannot be made.
public enum ScatteringError: Error, RangeError, Equatable {
  /// Signals of another rank than the wavelets'.
  case unsupportedRank(Shape, WaveletFamily)
  /// An averaging scale 2^J that is larger than the signal.
  case tooManyScales(Int, Shape)
  /// Padded signals of more samples than a transform takes.
  case tooLarge(Shape)
  /// More paths than a transform has.
  case tooManyPaths(WaveletFamily, scales: Int, maximalOrder: Int)
  /// A value that no transform has.
  case outOfRange(String, found: String, expected: String)
}

extension ScatteringError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unsupportedRank(let shape, let wavelets):
      "signals of shape \(shape) were given, but the wavelets \(wavelets.name) take rank \(wavelets.rank): "
        + wavelets.axesText
    case .tooManyScales(let scales, let shape):
      "scales \(scales) averages over 2^\(scales) samples, but the signals are only \(shape); "
        + "the largest scales for them is \(Self.largestScales(for: shape))"
    case .tooLarge(let shape):
      "signals of \(shape) were given, but padded they must have at most "
        + "\(ScatteringConfiguration.maximalGridCount) samples"
    case .tooManyPaths(let wavelets, let scales, let maximalOrder):
      "scales \(scales), \(wavelets) and maximal order \(maximalOrder) make more than "
        + "\(ScatteringConfiguration.maximalPathCount) paths, the most that a transform has"
    case .outOfRange(let name, let found, let expected):
      "\(name) is \(found), but it must be \(expected)"
    }
  }

  private static func largestScales(for shape: Shape) -> Int {
    let smallest = shape.dimensions.min() ?? 1
    return Int.bitWidth - 1 - smallest.leadingZeroBitCount
  }
}
