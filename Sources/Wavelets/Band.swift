import Arrays

/// One band-pass filter of a bank, or a group of them under one modulus.
public struct Band: Sendable {
  /// The scale j: the mother wavelet dilated by 2^j. Scales increase along a path.
  public let scale: Int
  /// What tells the bands of one scale apart.
  public let label: BandLabel
  /// The centre frequency in cycles a sample.
  public let frequency: Double
  /// The full width at half the peak of the frequency response, along the direction of the wave, in cycles a sample.
  public let bandwidth: Double
  /// The base-2 logarithms of the decimation that the filtered signals allow along each axis.
  public let decimation: [Int]
  /// The filters of the group: the modulus is the Euclidean norm over what they make of a signal. Mostly one.
  public let components: [any FrequencyFunction]

  public init(
    scale: Int, label: BandLabel, frequency: Double, bandwidth: Double, decimation: [Int],
    components: [any FrequencyFunction]
  ) {
    precondition(!components.isEmpty, "a band without filters")
    (self.scale, self.label) = (scale, label)
    (self.frequency, self.bandwidth) = (frequency, bandwidth)
    (self.decimation, self.components) = (decimation, components)
  }

  /// What decides which bands may follow which.
  package struct Succession: Hashable, Sendable {
    let scale: Int
    /// What all bands of a path have in common, of solid harmonics their label; nil where there is nothing.
    let channel: BandLabel?

    /// The rule of paths: whether a band may act on moduli that another one made, which is where its scale is larger and the channel the
    /// same.
    package func mayFollow(_ last: Succession) -> Bool { scale > last.scale && channel == last.channel }
  }

  package var succession: Succession {
    if case .harmonic = label { return Succession(scale: scale, channel: label) }
    return Succession(scale: scale, channel: nil)
  }
}

/// What tells the bands of one scale apart, which depends on their family.
public enum BandLabel: Hashable, Sendable {
  /// The index of an orientation, 0 to L - 1, and the direction of its wave in radians from axis 0 towards axis 1.
  case orientation(Int, angle: Double)
  /// The index n of a wavelet of time among those of its order, from the highest frequency.
  case wavelet(Int)
  /// The index of a wavelet along log-frequency, 0 for the low-pass, and the sign of its frequency: 1, -1, and 0 for the low-pass.
  case quefrency(Int, spin: Int)
  /// The degree l of a solid harmonic, and the magnitude of its order m; nil for all orders under one modulus.
  case harmonic(degree: Int, order: Int?)
  /// The index of a direction on half the sphere, and its unit vector by axis.
  case direction(Int, [Double])
}

extension BandLabel {
  /// The index of the orientation; nil of wavelets without one.
  public var orientation: Int? { if case .orientation(let index, _) = self { index } else { nil } }
  /// The direction of the wave, in radians from axis 0 towards axis 1; nil of wavelets without one.
  public var angle: Double? { if case .orientation(_, let angle) = self { angle } else { nil } }
  /// The index among the wavelets of time of its order or of log-frequency, from the highest frequency; nil of others.
  public var index: Int? {
    switch self {
    case .wavelet(let index), .quefrency(let index, _): index
    case .orientation, .harmonic, .direction: nil
    }
  }
  /// The sign of a wavelet's frequency along log-frequency, 0 for the low-pass; nil of others.
  public var spin: Int? { if case .quefrency(_, let spin) = self { spin } else { nil } }
  /// The degree l of a solid harmonic; nil of other wavelets.
  public var degree: Int? { if case .harmonic(let degree, _) = self { degree } else { nil } }
  /// The magnitude of the order m of a solid harmonic; nil where all orders stand under one modulus, and of other wavelets.
  public var order: Int? { if case .harmonic(_, let order) = self { order } else { nil } }
  /// The index of the direction of a wavelet of space; nil of other wavelets.
  public var directionIndex: Int? { if case .direction(let index, _) = self { index } else { nil } }
  /// The unit vector of a wavelet of space, by axis; nil of other wavelets.
  public var direction: [Double]? { if case .direction(_, let vector) = self { vector } else { nil } }
}

extension BandLabel: CustomStringConvertible {
  /// The label in the names of paths, such as `l3` and `n12`.
  public var description: String {
    switch self {
    case .orientation(let index, _): "l\(index)"
    case .wavelet(let index): "n\(index)"
    case .harmonic(let degree, let order): "l\(degree)" + (order.map { " m\($0)" } ?? "")
    case .direction(let index, _): "d\(index)"
    case .quefrency(let index, let spin): "f\(index)" + (spin > 0 ? "+" : spin < 0 ? "-" : "")
    }
  }
}
