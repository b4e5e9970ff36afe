import Arrays

/// How dense the samples of a signal are, where its file says so.
public enum Sampling: Hashable, Sendable {
  /// Samples a second, of a sound.
  case rate(Double)
  /// From one sample to the next along each spatial axis, slowest first; nil where the file does not say.
  case spacing([AxisSpacing?])
}

/// The distance from one sample to the next along an axis.
public struct AxisSpacing: Hashable, Sendable {
  /// Above 0 of NIfTI; of FITS below 0 where the coordinate decreases.
  public let distance: Double
  /// The unit of the distance, such as `mm`, or the text of FITS; nil where the file does not say.
  public let unit: String?

  public init(distance: Double, unit: String?) { (self.distance, self.unit) = (distance, unit) }
}

extension InputSet {
  /// The sampling that all sources have in common; nil where they have none or differ.
  public var sampling: Sampling? {
    let first = sources.first?.sampling
    return sources.allSatisfy { $0.sampling == first } ? first : nil
  }

  /// - Throws: `.badData` for sounds of different rates: the same path of a transform would be another frequency in each.
  static func checkRates(of sources: [any FrameSource]) throws(FileError) {
    guard let first = sources.first, case .rate(let rate) = first.sampling else { return }
    for source in sources {
      guard case .rate(let other) = source.sampling, other != rate else { continue }
      throw FileError(
        .badData, source.path, found: "a sound of \(other.shortText) Hz",
        expected: "\(rate.shortText) Hz as in \(first.path) (sox or ffmpeg resample it)")
    }
  }
}
