import Arrays
import Scattering

/// A representation of images in colour, `[channel, space...]`: that of every plane, joined.
///
/// Vectors are `[feature, channel]` in the features' order, so that parts stay contiguous and the norm is the Euclidean one over all planes; a
/// constant of the representation of one plane is one of all.
public struct PlanewiseRepresentation: DifferentiableRepresentation {
  private let base: any Representation
  private let channelCount: Int
  public let shape: Shape

  /// - Precondition: `base` takes planes of at most two axes; `channelCount` is positive.
  public init(_ base: any Representation, channelCount: Int = 3) {
    (self.base, self.channelCount) = (base, channelCount)

    shape = Shape(unchecked: [channelCount] + base.shape.dimensions)
  }

  public var name: String { base.name }
  public var role: RepresentationRole { base.role }
  public var scattering: ScatteringConfiguration? { base.scattering }
  public var dimension: Int { channelCount * base.dimension }
  public var lipschitzConstant: Double? { base.lipschitzConstant }
  public var productConstant: Double? { base.productConstant }

  public var parts: [RepresentationPart] {
    base.parts.map {
      RepresentationPart(
        name: $0.name, range: ($0.range.lowerBound * channelCount)..<($0.range.upperBound * channelCount))
    }
  }

  public func vectors(of signals: Signal<Double>) throws -> [Double] {
    check(signals)
    return joined(try base.vectors(of: planes(signals)))
  }

  /// - Precondition: the representation of a plane has a derivative.
  public func pushforward(at signals: Signal<Double>, along tangents: Signal<Double>) throws -> [Double] {
    check(signals)
    return joined(try differentiable.pushforward(at: planes(signals), along: planes(tangents)))
  }

  /// - Precondition: the representation of a plane has a derivative.
  public func pullback(at signals: Signal<Double>, of cotangents: [Double]) throws -> Signal<Double> {
    check(signals)
    let pulled = try differentiable.pullback(at: planes(signals), of: separated(cotangents))
    return Signal(pulled.samples, batch: signals.batch, shape: shape)
  }

  private var differentiable: any DifferentiableRepresentation {
    guard let base = base as? any DifferentiableRepresentation else {
      preconditionFailure("\(base.name) has no derivative")
    }
    return base
  }

  private func planes(_ signals: Signal<Double>) -> Signal<Double> {
    signals.planes(of: base.shape)
  }

  /// From `[signal, channel, feature]` to `[signal, feature, channel]`.
  private func joined(_ vectors: [Double]) -> [Double] { transposed(vectors, rows: channelCount) }

  /// From `[signal, feature, channel]` to `[signal, channel, feature]`.
  private func separated(_ vectors: [Double]) -> [Double] { transposed(vectors, rows: base.dimension) }

  private func transposed(_ vectors: [Double], rows: Int) -> [Double] {
    let columns = dimension / rows
    return (0..<vectors.count).chunks(of: dimension).flatMap { signal in
      (0..<dimension).map { vectors[signal.lowerBound + $0 % rows * columns + $0 / rows] }
    }
  }
}

extension Signal {
  /// The planes of signals `[channel, space...]` as signals of their own, `[batch x channel]`.
  package func planes(of space: Shape) -> Signal {
    Signal(samples, batch: [batchCount * (shape.count / space.count)], shape: space)
  }
}
