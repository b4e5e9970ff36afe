import Foundation
import Scattering
import Stability
import StabilitySupport
import TestSupport

/// What the tests of certificates share.
enum Certificates {
  /// Configurations that differ in all that certificates depend on; small, so that thousands of pairs are quick.
  static func configurations() throws -> [ScatteringConfiguration] {
    try [
      ScatteringConfiguration(
        shape: [16, 16], scales: 2, orientations: 4, padding: .periodic, normalization: .nonexpansive),
      ScatteringConfiguration(shape: [16, 16], scales: 2, orientations: 4, padding: .reflect),
      ScatteringConfiguration(
        shape: [13, 10], scales: 3, orientations: 3, padding: .zero, normalization: .nonexpansive),
      ScatteringConfiguration(
        shape: [11, 17], scales: 3, orientations: 2, maximalOrder: 3, padding: .edge, oversampling: 1),
      ScatteringConfiguration(
        shape: [12, 14], scales: 3, orientations: 4, maximalOrder: 1, padding: .periodic, oversampling: 3),
      ScatteringConfiguration(shape: [9, 9], scales: 2, maximalOrder: 0, padding: .reflect),
      ScatteringConfiguration(
        shape: [16, 12], scales: 2, orientations: 4, padding: .reflect, oversampling: 1,
        normalization: .nonexpansive),
    ]
  }

  static func transform(_ configuration: ScatteringConfiguration) -> ScatteringTransform<Double> {
    ScatteringTransform(configuration, rigor: .estimate)
  }

  /// The features of all signals with the weight of the norm that certificates are about.
  static func vectors(_ transform: ScatteringTransform<Double>, _ signals: Signal<Double>) -> [[Double]] {
    let weight = Double(1 << transform.plan.outputLevel)
    let features = transform(signals).samples
    let count = transform.featureCount
    return (0..<signals.batchCount).map { index in
      features[(index * count)..<((index + 1) * count)].map { weight * $0 }
    }
  }

  /// |S x - S z| for two signals.
  static func distance(
    _ transform: ScatteringTransform<Double>, _ first: Signal<Double>, _ second: Signal<Double>
  ) -> Double {
    let vectors = [first, second].map { Certificates.vectors(transform, $0)[0] }
    return norm(zip(vectors[0], vectors[1]).map { $0 - $1 })
  }

  /// Smooth blobs with an edge, noise, and an impulse: what is easy and what is hard to warp.
  static func images(_ shape: Shape) -> [Signal<Double>] {
    let (rows, columns) = (Double(shape[0]), Double(shape[1]))
    let smooth = (0..<shape.count).map { index in
      let (y, x) = (Double(index / shape[1]) / rows, Double(index % shape[1]) / columns)
      return exp(-20 * (pow(y - 0.4, 2) + pow(x - 0.6, 2))) + (x + y > 1.1 ? 0.5 : 0)
    }
    var impulse = [Double](repeating: 0, count: shape.count)
    impulse[shape.count / 2 + 1] = 1
    return [Signal(smooth, shape: shape), .noise(shape: shape, seed: 8), Signal(impulse, shape: shape)]
  }
}
