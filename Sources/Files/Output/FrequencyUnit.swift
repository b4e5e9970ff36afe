/// What frequencies in cycles a sample are in physical units, where it is known how dense the samples are.
public struct FrequencyUnit: Hashable, Codable, Sendable {
  /// Cycles a sample times this are in the unit.
  public let factor: Double
  /// `Hz`, or such as `cycles/mm`.
  public let name: String

  /// - Precondition: `factor` is positive and finite.
  public init(factor: Double, name: String) {
    precondition(factor > 0 && factor.isFinite, "\(factor) \(name) a cycle a sample")
    (self.factor, self.name) = (factor, name)
  }
}

extension Sampling {
  /// The unit of frequencies of signals so sampled; nil where distances are not known, or differ from axis to axis.
  public var frequencyUnit: FrequencyUnit? {
    switch self {
    case .rate(let rate): return FrequencyUnit(factor: rate, name: "Hz")
    case .spacing(let axes):
      let known = axes.compactMap(\.self)
      guard let first = known.first, known.count == axes.count,
        known.allSatisfy({ abs($0.distance) == abs(first.distance) && $0.unit == first.unit })
      else { return nil }
      let factor = 1 / abs(first.distance)
      return factor > 0 && factor.isFinite
        ? FrequencyUnit(factor: factor, name: "cycles/\(first.unit ?? "unit")") : nil
    }
  }
}

extension FeatureMetadata {
  /// Samples a second of time series, where they are known.
  public var sampleRate: Double? { frequencyUnit.flatMap { $0.name == "Hz" ? $0.factor : nil } }
}
