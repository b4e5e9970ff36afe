import Representations
import Scattering

/// One layer of a network as a representation of images, in double precision, with nothing at random and the followed means
/// of batch normalisation: batch normalisation and pooling are fixed functions of the image then.
///
/// Where scattering comes first, its derivative is taken, too. Vectors may differ in rounding with the number of threads.
public struct NetworkLayer: DifferentiableRepresentation {
  public let network: Network
  /// The layer's index in `Network.layers`.
  public let layer: Int
  public let name: String
  public let lipschitzConstant: Double?

  /// - Parameters:
  ///   - layer: The layer's index in `Network.layers`; the last, the scores, unless given.
  ///   - name: The network's and the layer's unless given.
  ///   - lipschitzConstant: A proven constant, where the caller has one.
  /// - Precondition: there is such a layer.
  public init(_ network: Network, layer: Int? = nil, name: String? = nil, lipschitzConstant: Double? = nil) {
    let layer = layer ?? network.layers.count - 1
    precondition(network.layers.indices.contains(layer), "\(network.name) has no layer \(layer)")
    (self.network, self.layer, self.lipschitzConstant) = (network, layer, lipschitzConstant)
    self.name = name ?? "\(network.name): \(network.layers[layer].name)"
  }

  /// The shape of an image: `height x width` of images of one channel, else `channels x height x width`.
  public var shape: Shape { network.imageShape }
  public var dimension: Int { network.layers[layer].size }
  public var parts: [RepresentationPart] { [] }

  /// - Throws: `NetworkError`, for instance for images of another shape.
  public func vectors(of signals: Signal<Double>) throws -> [Double] {
    try forEachBatch(signals) { images, _ in
      try torch().evaluate(layer, size: dimension, at: features(images))
    }
  }

  public func pushforward(at signals: Signal<Double>, along tangents: Signal<Double>) throws -> [Double] {
    try check(tangents, like: signals)
    return try forEachBatch(signals) { images, range in
      let tangents = network.slice(tangents, range)
      return try torch().pushforward(
        layer, size: dimension, at: features(images),
        along: network.doubleTransform()?.pushforward(at: images, along: tangents).samples ?? tangents.samples
      )
    }
  }

  public func pullback(at signals: Signal<Double>, of cotangents: [Double]) throws -> Signal<Double> {
    let gradients = try forEachBatch(signals) { images, range in
      let cotangents = cotangents[(range.lowerBound * dimension)..<(range.upperBound * dimension)]
      let gradient = try torch().pullback(layer, at: features(images), of: Array(cotangents))
      guard let transform = network.doubleTransform() else { return gradient }
      let pulled = Features(
        gradient, batch: images.batch, paths: transform.paths, shape: transform.plan.outputShape)
      return transform.pullback(at: images, pulled).samples
    }
    return Signal(gradients, batch: signals.batch, shape: signals.shape)
  }

  private func torch() throws(NetworkError) -> TorchNetwork<Double> { try network.doubleTorch() }

  /// What the network's own layers take for images.
  private func features(_ images: Signal<Double>) -> [Double] {
    network.doubleTransform()?(images).samples ?? images.samples
  }

  /// The results for some images after the other.
  private func forEachBatch(
    _ signals: Signal<Double>, _ body: (Signal<Double>, Range<Int>) throws -> [Double]
  ) throws -> [Double] {
    try Network.batches(try network.validatedImageCount(signals)).flatMap {
      try body(network.slice(signals, $0), $0)
    }
  }

  private func check(_ tangents: Signal<Double>, like signals: Signal<Double>) throws(NetworkError) {
    guard tangents.shape == signals.shape, tangents.batch == signals.batch else {
      throw .mismatchedShape(
        "tangents for \(name)", found: "\(tangents.batch) of \(tangents.shape)",
        expected: "\(signals.batch) of \(signals.shape)")
    }
  }
}

extension Network {
  /// Every layer as a representation, the scores last.
  public var representations: [NetworkLayer] { layers.indices.map { NetworkLayer(self, layer: $0) } }
}
