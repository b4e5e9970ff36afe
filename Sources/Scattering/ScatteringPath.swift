import Wavelets

/// The name of a feature: the wavelets that its signal passed on the way to the average, outermost last.
public struct ScatteringPath: Hashable, Codable, Sendable {
  /// One wavelet of a path.
  public struct Step: Hashable, Sendable {
    /// The scale j: the wavelet is dilated by 2^j.
    public let scale: Int
    /// What tells the wavelet from others of its scale: for images the orientation, for time series the index n.
    public let label: BandLabel
    /// The centre of the band along the direction of the wave, in cycles a sample.
    public let frequency: Double
    /// The full width of the band at half its peak, along the direction of the wave, in cycles a sample; nil in files of earlier versions.
    public let bandwidth: Double?

    package init(scale: Int, label: BandLabel, frequency: Double, bandwidth: Double?) {
      (self.scale, self.label) = (scale, label)
      (self.frequency, self.bandwidth) = (frequency, bandwidth)
    }
  }

  /// The wavelets in the order in which they act; none for the plain average.
  public let steps: [Step]

  /// The wavelet across paths, along the axis of the bands that the last of `steps` may follow; nil where nothing filters across paths.
  public let acrossPaths: Step?

  /// The wavelet of order 1 about whose frequency the feature stands, where a wavelet acted across paths and each position is a path.
  public let position: Step?

  /// The number of moduli taken.
  public var order: Int { steps.count + (acrossPaths == nil ? 0 : 1) }

  package init(steps: [Step], acrossPaths: Step? = nil, position: Step? = nil) {
    (self.steps, self.acrossPaths, self.position) = (steps, acrossPaths, position)
  }
}

extension ScatteringPath: CustomStringConvertible {
  /// The name as text, such as `S0`, `S1 j0 l3`, `S2 j0 l3 j1 l5` of images and `S2 n12 n3` of time series: order, then the wavelets;
  /// `S2 j1 l5 across paths j0 l1` where the last acts across paths; of joint scattering `S2 n3 f2+ at n12`, the wavelet of time, the one
  /// along log-frequency with its spin, and the position.
  public var description: String {
    let across = acrossPaths.map { [$0.spin == nil ? "across paths \($0)" : "\($0)"] } ?? []
    let position = position.map { ["at \($0)"] } ?? []
    return (["S\(order)"] + steps.map(\.description) + across + position).joined(separator: " ")
  }
}

extension ScatteringPath.Step: CustomStringConvertible {
  /// The wavelet as text: `j0 l3`, scale and orientation index, or `n12`.
  public var description: String {
    switch label {
    case .orientation, .harmonic, .direction: "j\(scale) \(label)"
    case .wavelet, .quefrency: label.description
    }
  }

  /// The index of the orientation; nil of wavelets without one.
  public var orientation: Int? { label.orientation }
  /// The direction of the wave, in radians from the row axis (downwards) towards the column axis (rightwards); nil of wavelets without
  /// one.
  public var angle: Double? { label.angle }
  /// The index among the wavelets of time of its order or of log-frequency, from the highest frequency; nil of others.
  public var index: Int? { label.index }
  /// The sign of a wavelet's frequency along log-frequency, 0 for the low-pass; nil of others.
  public var spin: Int? { label.spin }
}

/// An object of the scale, the label's own numbers, and the frequency and bandwidth.
extension ScatteringPath.Step: Codable {
  private enum CodingKeys: CodingKey {
    case scale, orientation, angle, index, spin, degree, order, direction, frequency, bandwidth
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let label: BandLabel =
      if let degree = try values.decodeIfPresent(Int.self, forKey: .degree) {
        .harmonic(degree: degree, order: try values.decodeIfPresent(Int.self, forKey: .order))
      } else if let vector = try values.decodeIfPresent([Double].self, forKey: .direction) {
        .direction(try values.decode(Int.self, forKey: .index), vector)
      } else if let orientation = try values.decodeIfPresent(Int.self, forKey: .orientation) {
        .orientation(orientation, angle: try values.decode(Double.self, forKey: .angle))
      } else {
        try values.decodeIfPresent(Int.self, forKey: .spin).map {
          .quefrency(try values.decode(Int.self, forKey: .index), spin: $0)
        } ?? .wavelet(try values.decode(Int.self, forKey: .index))
      }
    self.init(
      scale: try values.decode(Int.self, forKey: .scale), label: label,
      frequency: try values.decode(Double.self, forKey: .frequency),
      bandwidth: try values.decodeIfPresent(Double.self, forKey: .bandwidth))
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(scale, forKey: .scale)
    switch label {
    case .orientation(let index, let angle):
      try values.encode(index, forKey: .orientation)
      try values.encode(angle, forKey: .angle)
    case .wavelet(let index): try values.encode(index, forKey: .index)
    case .harmonic(let degree, let order):
      try values.encode(degree, forKey: .degree)
      try values.encodeIfPresent(order, forKey: .order)
    case .direction(let index, let vector):
      try values.encode(index, forKey: .index)
      try values.encode(vector, forKey: .direction)
    case .quefrency(let index, let spin):
      try values.encode(index, forKey: .index)
      try values.encode(spin, forKey: .spin)
    }
    try values.encode(frequency, forKey: .frequency)
    try values.encodeIfPresent(bandwidth, forKey: .bandwidth)
  }
}
