/// What a representation is, so that reports find it by what it is and not by its name.
public enum RepresentationRole: Hashable, Sendable {
  case scattering
  /// The samples themselves.
  case pixels
  case fourierModulus
  /// One layer of a network.
  case layer(LayerPlace)
  /// Anything else, such as another program.
  case other

  /// Where a layer stands; nil for all other roles.
  public var place: LayerPlace? { if case .layer(let place) = self { place } else { nil } }
}

/// Where a layer stands: in which network, under which name, how deep.
public struct LayerPlace: Codable, Hashable, Sendable {
  /// The network's name, such as `LeNet-5, trained`.
  public var network: String
  /// The layer's name within its network, such as `convolution 1`.
  public var layer: String
  /// How many layers lie before it.
  public var depth: Int

  public init(network: String, layer: String, depth: Int) {
    (self.network, self.layer, self.depth) = (network, layer, depth)
  }
}

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
