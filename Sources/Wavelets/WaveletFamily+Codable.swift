/// An object of `family`, the name, and the parameters of the case.
extension WaveletFamily: Codable {
  private enum CodingKeys: CodingKey {
    case family, orientations, directions, quality, logFrequency, maximalDegree, sigma, perM
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let name = try values.decode(String.self, forKey: .family)
    switch name {
    case "morlet2D": self = .morlet2D(orientations: try values.decode(Int.self, forKey: .orientations))
    case "morlet3D": self = .morlet3D(directions: try values.decode(Int.self, forKey: .directions))
    case "morlet1D": self = .morlet1D(quality: try values.decode([Int].self, forKey: .quality))
    case "solidHarmonic":
      self = .solidHarmonic(
        maximalDegree: try values.decode(Int.self, forKey: .maximalDegree),
        sigma: try values.decode(Double.self, forKey: .sigma),
        perM: try values.decode(Bool.self, forKey: .perM))
    case "joint":
      self = .joint(
        quality: try values.decode([Int].self, forKey: .quality),
        logFrequency: try values.decode(LogFrequencyWavelets.self, forKey: .logFrequency))
    default:
      throw DecodingError.dataCorruptedError(
        forKey: .family, in: values, debugDescription: "the wavelets \(name)")
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(name, forKey: .family)
    switch self {
    case .morlet2D(let orientations): try values.encode(orientations, forKey: .orientations)
    case .morlet3D(let directions): try values.encode(directions, forKey: .directions)
    case .morlet1D(let quality): try values.encode(quality, forKey: .quality)
    case .solidHarmonic(let degree, let sigma, let perM):
      try values.encode(degree, forKey: .maximalDegree)
      try values.encode(sigma, forKey: .sigma)
      try values.encode(perM, forKey: .perM)
    case .joint(let quality, let along):
      try values.encode(quality, forKey: .quality)
      try values.encode(along, forKey: .logFrequency)
    }
  }
}

extension LogFrequencyWavelets: Codable {
  private enum CodingKeys: CodingKey {
    case scales, quality, averaging, layout
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      scales: try values.decode(Int.self, forKey: .scales),
      quality: try values.decode(Int.self, forKey: .quality),
      averaging: try values.decode(Averaging.self, forKey: .averaging),
      layout: try values.decode(Layout.self, forKey: .layout))
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(scales, forKey: .scales)
    try values.encode(quality, forKey: .quality)
    try values.encode(averaging, forKey: .averaging)
    try values.encode(layout, forKey: .layout)
  }
}

/// A number, or `global` or `none`.
extension LogFrequencyWavelets.Averaging: Codable {
  public init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let count = try? value.decode(Int.self) {
      self = .wavelets(count)
      return
    }
    switch try value.decode(String.self) {
    case "global": self = .global
    case "none": self = .none
    case let text:
      throw DecodingError.dataCorruptedError(in: value, debugDescription: "the average \(text)")
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    if case .wavelets(let count) = self { try value.encode(count) } else { try value.encode(description) }
  }
}
