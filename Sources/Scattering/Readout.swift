/// What is read off every modulus, and off the signal itself, as its feature.
public enum Readout: Hashable, Sendable {
  /// The average by the low-pass, decimated as it allows less the oversampling.
  case average
  /// The mean over the signal's own samples: one number a path.
  case globalMean
  /// The samples themselves, at the level of each path.
  case samples
  /// The sums over the signal's own samples of the moduli to each of some powers: as many numbers a path.
  case integrals(powers: [Double])
}

extension Readout: Codable {
  private enum CodingKeys: CodingKey {
    case kind, powers
  }

  private enum Kind: String, Codable {
    case average, globalMean, samples, integrals
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self =
      switch try values.decode(Kind.self, forKey: .kind) {
      case .average: .average
      case .globalMean: .globalMean
      case .samples: .samples
      case .integrals: .integrals(powers: try values.decode([Double].self, forKey: .powers))
      }
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .average: try values.encode(Kind.average, forKey: .kind)
    case .globalMean: try values.encode(Kind.globalMean, forKey: .kind)
    case .samples: try values.encode(Kind.samples, forKey: .kind)
    case .integrals(let powers):
      try values.encode(Kind.integrals, forKey: .kind)
      try values.encode(powers, forKey: .powers)
    }
  }
}
