import Representations

/// The layers of one network, or the parts of one representation, in order.
public struct LayerSequence: Sendable {
  /// One layer: a range of the vectors of one of the sources.
  struct Layer: Sendable {
    let name: String
    let source: Int
    let range: Range<Int>
  }

  /// The network's name in reports, such as `CNN, trained`.
  public let network: String
  let sources: [any Representation]
  let layers: [Layer]

  public var count: Int { layers.count }
  public var layerNames: [String] { layers.map(\.name) }

  /// A sequence of layers that are representations of their own, each under its own name.
  public init(network: String, layers: [any Representation]) {
    self.init(network: network, layers: layers.map { ($0.name, $0) })
  }

  public init(network: String, layers: [(name: String, representation: any Representation)]) {
    self.network = network
    sources = layers.map(\.representation)
    self.layers = layers.enumerated().map { index, layer in
      Layer(name: layer.name, source: index, range: 0..<layer.representation.dimension)
    }
  }

  /// A sequence of the parts of one representation, such as the orders of scattering; the whole where it has none.
  public init(network: String? = nil, partsOf representation: any Representation) {
    self.network = network ?? representation.name
    sources = [representation]
    let whole = Layer(name: "all", source: 0, range: 0..<representation.dimension)
    let parts = representation.parts.map { Layer(name: $0.name, source: 0, range: $0.range) }
    layers = parts.isEmpty ? [whole] : parts
  }
}
