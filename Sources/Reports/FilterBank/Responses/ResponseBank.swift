import Scattering

/// The frequency responses of a bank over one axis, with the sums of their squares and the frame bounds: pure data.
///
/// The axis is frequency for wavelets of time, its conjugate for those along log-frequency, and the distance from zero for volumes.
public struct ResponseBank: Codable, Equatable, Sendable {
  /// The family's name, as feature files state it.
  public var family: String
  /// The family's parameters in words, such as `quality 8, 1`.
  public var parameters: String
  /// The samples of the grid of frequencies along each axis of a signal.
  public var shape: [Int]
  /// The scales J.
  public var scales: Int
  /// The samples T that averages are taken over.
  public var averaging: Int
  /// How the filters are scaled, by the name of the command's option.
  public var normalization: String
  /// The samples a second of time series; nil where nobody said.
  public var sampleRate: Double?
  public var panels: [ResponsePanel]
  public var sums: [ResponseSum]
  /// The largest upper frame bound with decimation over all layers of a transform; nil where nothing is decimated.
  public var largestUpperBound: Double?
}

/// What frequencies are counted in.
public enum ResponseAxis: String, Codable, Sendable {
  /// Cycles a sample of a time series.
  case time
  /// Cycles a wavelet of order 1, with the sign of the spin.
  case logFrequency
  /// Cycles a voxel, in any direction.
  case radius
  /// Cycles a voxel along the wave of an oriented wavelet.
  case alongWave
}

/// Wavelets that are drawn together.
public struct ResponsePanel: Codable, Equatable, Sendable {
  /// Such as `Order 1` and `Degree 2`.
  public var name: String
  public var axis: ResponseAxis
  public var bands: [ResponseBand]
  /// The directions in which every one of them stands in the bank; nil for those that have none.
  public var directions: Int?
  /// The response of the low-pass; nil where it stands among the bands, or in another panel.
  public var lowPass: ResponseCurve?
}

/// One wavelet: its indices, its measures and its response.
public struct ResponseBand: Codable, Equatable, Sendable {
  /// The name in paths, such as `n12`, `f2+` and `j1 l2`.
  public var name: String
  /// The scale j.
  public var scale: Int
  /// The sign of the frequency along log-frequency, 0 for the low-pass there; nil of other wavelets.
  public var spin: Int?
  /// The centre in the axis's unit.
  public var centerFrequency: Double
  /// The full width at half the peak, in the axis's unit.
  public var bandwidth: Double
  public var response: ResponseCurve
}

/// A real function of frequency.
public struct ResponseCurve: Codable, Equatable, Sendable {
  /// The frequencies in the axis's unit, rising.
  public var frequencies: [Double]
  public var values: [Double]
}

/// A Littlewood-Paley sum and its extremes.
public struct ResponseSum: Codable, Equatable, Sendable {
  /// Whose sum it is, such as `order 1`.
  public var name: String
  public var axis: ResponseAxis
  public var curve: ResponseCurve
  /// A and B on the whole grid.
  public var bounds: FrameBounds
  /// A and B of the filters followed by their decimation; nil where they were not computed.
  public var boundsWithDecimation: FrameBounds?
}

extension ResponseCurve {
  /// The samples from the first to the last that exceeds a share of the peak, and one on either side.
  func trimmed(below share: Double = 1e-3) -> ResponseCurve {
    let floor = share * (values.max() ?? 0)
    guard let first = values.firstIndex(where: { $0 > floor }),
      let last = values.lastIndex(where: { $0 > floor })
    else { return self }
    let kept = max(first - 1, 0)...min(last + 1, values.count - 1)
    return ResponseCurve(frequencies: Array(frequencies[kept]), values: Array(values[kept]))
  }
}
