/// An object whose `kind` is the name of the case, with the fields of `LayerPlace` beside it for a layer.
extension RepresentationRole: Codable {
  private enum Kind: String, Codable {
    case scattering, pixels, fourierModulus, layer, other
  }

  private enum Key: CodingKey {
    case kind
  }

  public init(from decoder: any Decoder) throws {
    self =
      switch try decoder.container(keyedBy: Key.self).decode(Kind.self, forKey: .kind) {
      case .scattering: .scattering
      case .pixels: .pixels
      case .fourierModulus: .fourierModulus
      case .layer: .layer(try LayerPlace(from: decoder))
      case .other: .other
      }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(kind, forKey: .kind)
    try place?.encode(to: encoder)
  }

  private var kind: Kind {
    switch self {
    case .scattering: .scattering
    case .pixels: .pixels
    case .fourierModulus: .fourierModulus
    case .layer: .layer
    case .other: .other
    }
  }
}
