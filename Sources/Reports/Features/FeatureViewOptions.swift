import Plots

/// What a view of features may be asked for.
public struct FeatureViewOptions: Sendable {
  /// Samples a second of time series; nil where nobody said.
  public var sampleRate: Double?
  /// The position in time that matrices and spectra show, in samples; nil for the mean over time.
  public var time: Int?
  /// The colours of values.
  public var scale: Shading.Scale

  public init(sampleRate: Double? = nil, time: Int? = nil, scale: Shading.Scale = .proportional) {
    (self.sampleRate, self.time, self.scale) = (sampleRate, time, scale)
  }
}
