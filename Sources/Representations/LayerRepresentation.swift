import Arrays

/// A representation with a role, a name and a constant of its caller's: a layer at its position in a network.
public struct LayerRepresentation: DifferentiableRepresentation {
  public let name: String
  public let role: RepresentationRole
  public let lipschitzConstant: Double?
  public let productConstant: Double?
  private let base: any DifferentiableRepresentation

  /// - Parameters:
  ///   - base: What computes the vectors and their derivatives.
  ///   - lipschitzConstant: A proven constant, nil where none is known.
  ///   - productConstant: The product of norms, where it is known.
  public init(
    _ base: any DifferentiableRepresentation, at position: LayerPosition, lipschitzConstant: Double?,
    productConstant: Double? = nil
  ) {
    (self.base, self.lipschitzConstant) = (base, lipschitzConstant)
    self.productConstant = productConstant
    (name, role) = ("\(position.network): \(position.layer)", .layer(position))
  }

  public var shape: Shape { base.shape }
  public var dimension: Int { base.dimension }
  public var parts: [RepresentationPart] { base.parts }

  public func vectors(of signals: Signal<Double>) throws -> [Double] { try base.vectors(of: signals) }

  public func pushforward(at signals: Signal<Double>, along tangents: Signal<Double>) throws -> [Double] {
    try base.pushforward(at: signals, along: tangents)
  }

  public func pullback(at signals: Signal<Double>, of cotangents: [Double]) throws -> Signal<Double> {
    try base.pullback(at: signals, of: cotangents)
  }
}
