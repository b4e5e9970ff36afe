import Foundation
import Scattering
import Stability
import StabilitySupport
import TestSupport
import Testing

/// Constants with padding and cropping: what is known to be reached, operators beside dense ones, and the normalisation by them.
@Suite struct PaddedConstantTests {
  struct Pair: Sendable {
    let size, scales: Int
    let normalization: Normalization
    /// How far the audit found the pair to expand, in five digits.
    let expansion: Double
  }

  static let pairs = [
    Pair(size: 32, scales: 3, normalization: .nonexpansive, expansion: 1.4796),
    Pair(size: 32, scales: 3, normalization: .kymatio, expansion: 1.6031),
    Pair(size: 16, scales: 2, normalization: .nonexpansive, expansion: 1.4305),
    Pair(size: 16, scales: 2, normalization: .kymatio, expansion: 1.4769),
  ]

  func measured(_ pair: Pair, _ normalization: Normalization) throws -> (expansion: Double, constant: Double)
  {
    let shape = try Shape([pair.size, pair.size])
    let transform = Certificates.transform(
      try ScatteringConfiguration(shape: shape, scales: pair.scales, normalization: normalization))
    let samples = Golden.numbers("expanding-pair-\(pair.size).npy", as: Double.self)
    let images = [samples.prefix(shape.count), samples.suffix(shape.count)].map(Array.init)
    let distance = Certificates.distance(
      transform, Signal(images[0], shape: shape), Signal(images[1], shape: shape))
    return (
      distance / norm(zip(images[0], images[1]).map { $0 - $1 }), NetworkBounds(transform).constant
    )
  }

  /// The pairs expand as far as the audit says, and the constant is above that, by 7 % at the most.
  @Test(arguments: pairs) func expandingPairsStayBelowTheConstant(pair: Pair) throws {
    let (expansion, constant) = try measured(pair, pair.normalization)
    // The audit gives four decimals, rounded or cut.
    #expect(abs(expansion - pair.expansion) < 1e-4)
    #expect(expansion <= constant && constant <= 1.07 * expansion)
  }

  /// No distance grows with `nonexpansive-padded`, and features are those of `nonexpansive` times one number.
  @Test(arguments: [pairs[0], pairs[2]]) func paddedNormalizationExpandsNothing(pair: Pair) throws {
    let plain = try measured(pair, .nonexpansive)
    let padded = try measured(pair, .nonexpansivePadded)
    #expect(padded.constant <= 1 && padded.constant > 1 - 1e-6)
    // The divisor carries a raise of 1e-8.
    #expect(abs(padded.expansion * plain.constant / plain.expansion - 1) < 2e-8)
  }

  @Test(arguments: Padding.allCases) func paddedNormalizationHoldsForEveryPadding(padding: Padding) throws {
    let configuration = try ScatteringConfiguration(
      shape: [13, 18], scales: 2, orientations: 3, padding: padding, normalization: .nonexpansivePadded)
    let transform = Certificates.transform(configuration)
    let plain = Certificates.transform(try configuration.with(normalization: .nonexpansive))
    #expect(NetworkBounds(transform).constant <= 1)
    let images = Certificates.images(configuration.shape)
    let (vectors, others) = (
      images.map { Certificates.vectors(transform, $0)[0] }, images.map { Certificates.vectors(plain, $0)[0] }
    )
    let factor = norm(vectors[0]) / norm(others[0])
    #expect(factor <= 1)
    for (vector, other) in zip(vectors, others) {
      // Features of 1 carry rounding of some 1e-16.
      for (found, expected) in zip(vector, other) { #expect(abs(found - factor * expected) < 1e-13) }
    }
  }

  @Test func paddedNormalizationIsOfAverages() {
    #expect(throws: ScatteringError.self) {
      try ScatteringConfiguration(
        shape: [16, 16], scales: 2, normalization: .nonexpansivePadded, readout: .globalMean)
    }
  }

  /// Without wavelets the transform is linear, and its constant the norm of its matrix: a column an impulse.
  @Test(arguments: [Padding.reflect, .edge, .periodic])
  func theConstantOfAveragesIsTheNormOfTheirMatrix(padding: Padding) throws {
    let configuration = try ScatteringConfiguration(
      shape: [9, 11], scales: 2, maximalOrder: 0, padding: padding)
    let transform = Certificates.transform(configuration)
    let count = configuration.shape.count
    let impulses = (0..<count).flatMap { column in (0..<count).map { $0 == column ? 1.0 : 0 } }
    let columns = Certificates.vectors(
      transform, Signal(impulses, batch: [count], shape: configuration.shape))
    let extremes = symmetricExtremes(dimension: count) { vector in
      var product = [Double](repeating: 0, count: columns[0].count)
      for (column, factor) in zip(columns, vector) {
        for index in product.indices { product[index] += factor * column[index] }
      }
      return columns.map { dot($0, product) }
    }
    let constant = NetworkBounds(transform).constant
    // 99 dimensions are exhausted, so Lanczos is exact; 1e-9 of the square is the raise.
    #expect(abs(constant / extremes.largest.squareRoot() - 1) < 1e-8)
  }
}
