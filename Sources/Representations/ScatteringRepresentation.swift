import Foundation
import Scattering

/// Scattering features as vectors: `[path, space...]`, each weighed by 2^(rank (J - oversampling) / 2), so that decimation
/// does not change distances. The orders are its parts.
public struct ScatteringRepresentation: Representation {
  public let transform: ScatteringTransform<Double>
  public let name: String
  public let lipschitzConstant: Double?
  public let productConstant: Double?
  /// The factor of every feature.
  let weight: Double

  /// - Parameters:
  ///   - name: `scattering J=3` and the like unless given.
  ///   - lipschitzConstant: A proven constant of the weighed features, where the caller has one.
  ///   - productConstant: The product of the layers' constants and of that of the padding, where the caller has it.
  public init(
    _ transform: ScatteringTransform<Double>, name: String? = nil, lipschitzConstant: Double? = nil,
    productConstant: Double? = nil
  ) {
    self.transform = transform
    self.name = name ?? "scattering J=\(transform.configuration.scales)"
    (self.lipschitzConstant, self.productConstant) = (lipschitzConstant, productConstant)
    weight = transform.plan.distanceWeight
  }

  public var role: RepresentationRole { .scattering }
  public var scattering: ScatteringConfiguration? { transform.configuration }
  public var shape: Shape { transform.configuration.shape }
  public var dimension: Int { transform.featureCount }

  public var parts: [RepresentationPart] {
    let block = transform.plan.outputShape.count
    let orders = transform.paths.map(\.order)
    return Array(Set(orders)).sorted().map { order in
      let first = orders.firstIndex(of: order)!
      let range = (first * block)..<((orders.lastIndex(of: order)! + 1) * block)
      return RepresentationPart(name: "order \(order)", range: range)
    }
  }

  /// - Precondition: the signals have this shape.
  public func vectors(of signals: Signal<Double>) -> [Double] {
    transform(signals).withUnsafeSamples { $0.map { weight * $0 } }
  }
}

extension ScatteringRepresentation: DifferentiableRepresentation {
  public func pushforward(at signals: Signal<Double>, along tangents: Signal<Double>) -> [Double] {
    transform.pushforward(at: signals, along: tangents).withUnsafeSamples { $0.map { weight * $0 } }
  }

  public func pullback(at signals: Signal<Double>, of cotangents: [Double]) -> Signal<Double> {
    transform.pullback(
      at: signals,
      Features(
        cotangents.map { weight * $0 }, batch: signals.batch, paths: transform.paths,
        shape: transform.plan.outputShape))
  }
}
