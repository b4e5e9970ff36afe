import Foundation
import Scattering
import Stability
import TestSupport
import Testing
import Theory

/// Jacobian norms beside dense matrices.
@Suite struct JacobianTests {
  static let shape: Shape = [5, 5]
  static let network = DenseNetwork.random(shape, widths: [40, 30, 6], seed: 1)
  static let signals = Signal<Double>.noise(batch: [7], shape: shape, seed: 2)

  static func singular(_ network: DenseNetwork) -> [Double] {
    split(signals.samples, shape.count).map { largestSingularValue(network.jacobian(at: $0)) }
  }

  /// Rotations give singular values to rounding, the Gram matrix' root to 1e-12 or better.
  @Test func writtenOutNormsAreThoseOfTheMatrix() throws {
    let norms = try JacobianNorms().norms(of: Self.network, at: Self.signals)
    for (index, expected) in Self.singular(Self.network).enumerated() {
      #expect(abs(norms[index].spectral / expected - 1) < 1e-11)
      let signal = split(Self.signals.samples, Self.shape.count)[index]
      let frobenius = try #require(norms[index].frobenius)
      #expect(abs(frobenius / frobeniusNorm(Self.network.jacobian(at: signal)) - 1) < 1e-13)
    }
  }

  /// Lanczos' method comes from below; where it stops at 1e-10 in the square it is 1e-9 short at most on these gaps.
  @Test func iteratedNormsAreThoseOfTheMatrix() throws {
    let norms = JacobianNorms(largestDimension: 0, tolerance: 1e-10)
    let found = try norms.norms(of: Self.network, at: Self.signals)
    for (norm, expected) in zip(found, Self.singular(Self.network)) {
      #expect(norm.spectral <= expected * (1 + 1e-12))
      #expect(norm.spectral >= expected * (1 - 1e-9))
      #expect(norm.frobenius == nil)
    }
  }

  /// A vector larger than the signal, where J^T J is of full rank and the steps exhaust the space.
  @Test func wideVectors() throws {
    let network = DenseNetwork.random(Self.shape, widths: [90], seed: 4)
    for norm in try JacobianNorms(tolerance: 0).norms(of: network, at: Self.signals) {
      #expect(abs(norm.spectral / largestSingularValue(network.layers[0]) - 1) < 1e-10)
    }
  }

  /// Zero where the function is constant, by both ways.
  @Test func aConstantHasNormZero() throws {
    let zero = DenseNetwork(
      shape: Self.shape, layers: [[[Double]](repeating: [Double](repeating: 0, count: 25), count: 3)])
    for limit in [0, 64] {
      let norms = try JacobianNorms(largestDimension: limit).norms(of: zero, at: Self.signals)
      #expect(norms.allSatisfy { $0.spectral == 0 })
    }
  }

  @Test func derivativesThatAreNoNumbersAreRefused() throws {
    let broken = DenseNetwork(
      name: "broken", shape: Self.shape,
      layers: [[[Double]](repeating: [Double](repeating: .nan, count: 25), count: 3)])
    for limit in [0, 64] {
      #expect(throws: TheoryError.nonFiniteDerivative("broken")) {
        try JacobianNorms(largestDimension: limit).norms(of: broken, at: Self.signals)
      }
    }
  }
}
