import Arrays

/// The samples themselves: what every other representation is measured against. The identity, so its constant is 1.
public struct RawPixels: DifferentiableRepresentation {
  public let shape: Shape
  public let name: String

  /// - Parameter name: What reports call it; of lines and volumes another.
  public init(shape: Shape, name: String = "raw pixels") { (self.shape, self.name) = (shape, name) }

  public var role: RepresentationRole { .pixels }
  public var dimension: Int { shape.count }
  public var parts: [RepresentationPart] { [] }
  public var lipschitzConstant: Double? { 1 }

  /// - Precondition: the signals have this shape.
  public func vectors(of signals: Signal<Double>) -> [Double] {
    check(signals)
    return signals.samples
  }

  public func pushforward(at signals: Signal<Double>, along tangents: Signal<Double>) -> [Double] {
    check(signals)
    return tangents.samples
  }

  public func pullback(at signals: Signal<Double>, of cotangents: [Double]) -> Signal<Double> {
    check(signals)
    return Signal(cotangents, batch: signals.batch, shape: shape)
  }
}
