/// What a representation is, so that reports find it by what it is and not by its name.
public enum RepresentationRole: Hashable, Sendable {
  case scattering
  /// The samples themselves.
  case pixels
  case fourierModulus
  /// One layer of a network.
  case layer(LayerPosition)
  /// Anything else, such as another program.
  case other

  /// The position of a layer in its network; nil for all other roles.
  public var position: LayerPosition? { if case .layer(let position) = self { position } else { nil } }
}

/// The position of a layer: in which network, under which name, how deep.
public struct LayerPosition: Codable, Hashable, Sendable {
  /// The network's name, such as `LeNet-5, trained`.
  public var network: String
  /// The layer's name within its network, such as `convolution 1`.
  public var layer: String
  /// The number of layers before this one.
  public var depth: Int

  public init(network: String, layer: String, depth: Int) {
    (self.network, self.layer, self.depth) = (network, layer, depth)
  }
}

/// An object whose `kind` is the name of the case, for a layer with the fields of `LayerPosition` as well.
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
      case .layer: .layer(try LayerPosition(from: decoder))
      case .other: .other
      }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(kind, forKey: .kind)
    try position?.encode(to: encoder)
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
