/// An object of `family`, the name, and the parameters of the case.
extension WaveletFamily: Codable {
  private enum CodingKeys: CodingKey {
    case family, orientations, quality
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let name = try values.decode(String.self, forKey: .family)
    switch name {
    case "morlet2D": self = .morlet2D(orientations: try values.decode(Int.self, forKey: .orientations))
    case "morlet1D": self = .morlet1D(quality: try values.decode([Int].self, forKey: .quality))
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
    case .morlet1D(let quality): try values.encode(quality, forKey: .quality)
    }
  }
}
