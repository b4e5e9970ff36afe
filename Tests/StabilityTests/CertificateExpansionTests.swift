import Foundation
import Scattering
import Stability
import StabilitySupport
import TestSupport
import Testing

/// |S x - S z| <= constant |x - z|, tried on many pairs.
@Suite struct CertificateExpansionTests {
  /// 10,000 pairs over all configurations: noise beside noise, and near neighbours. The margin is rounding's.
  @Test func noPairIsExpandedBeyondTheConstant() throws {
    for configuration in try Certificates.configurations() {
      let transform = Certificates.transform(configuration)
      let bounds = NetworkBounds(transform)
      let shape = configuration.shape
      let (pairs, count) = (1450, shape.count)
      var samples = Signal<Double>.noise(batch: [2 * pairs], shape: shape, seed: 5).samples
      for pair in stride(from: 0, to: pairs, by: 2) {
        for index in 0..<count {
          let place = 2 * pair * count + index
          samples[place + count] = samples[place] + 1e-3 * samples[place + count]
        }
      }
      let signals = Signal(samples, batch: [2 * pairs], shape: shape)
      let vectors = Certificates.vectors(transform, signals)
      for pair in 0..<pairs {
        let found = norm(zip(vectors[2 * pair], vectors[2 * pair + 1]).map { $0 - $1 })
        let start = 2 * pair * count
        let pixels = norm((0..<count).map { samples[start + $0] - samples[start + count + $0] })
        #expect(found <= bounds.constant * pixels * (1 + 1e-9))
      }
    }
  }

  /// Pairs made to be expanded: about a random image, directions that power iteration with a numerical Jacobian turns
  /// towards the largest expansion.
  @Test func noAdversarialPairIsExpandedBeyondTheConstant() throws {
    for configuration in try Certificates.configurations() {
      let transform = Certificates.transform(configuration)
      let bounds = NetworkBounds(transform)
      for offset in [0.0, 3.0] {
        let expansion = largestExpansion(transform, offset: offset)
        // Differences over 1e-5 of signals of size 1 carry rounding of 1e-10.
        #expect(expansion <= bounds.constant * (1 + 1e-8))
        #expect(expansion > 0.3 * bounds.constant / bounds.padding)
      }
    }
  }

  /// Power iteration on J* J at one image, J by one-sided differences along all axes.
  func largestExpansion(_ transform: ScatteringTransform<Double>, offset: Double) -> Double {
    let shape = transform.configuration.shape
    let (count, step) = (shape.count, 1e-5)
    let image = Signal<Double>.noise(shape: shape, seed: 6).samples.map { offset + 0.3 * $0 }
    var moved = [[Double]](repeating: image, count: count + 1)
    for axis in 0..<count { moved[axis + 1][axis] += step }
    let vectors = Certificates.vectors(
      transform, Signal(moved.flatMap { $0 }, batch: [count + 1], shape: shape))
    let columns = vectors.dropFirst().map { column in zip(column, vectors[0]).map { ($0 - $1) / step } }
    var direction = (0..<count).map { cos(Double($0)) + 1 }
    for _ in 0..<60 {
      var product = [Double](repeating: 0, count: vectors[0].count)
      for (column, factor) in zip(columns, direction) {
        for index in product.indices { product[index] += factor * column[index] }
      }
      direction = columns.map { column in zip(column, product).reduce(0) { $0 + $1.0 * $1.1 } }
      let length = norm(direction)
      direction = direction.map { $0 / length }
    }
    let other = Signal(zip(image, direction).map { $0 + step * $1 }, shape: shape)
    return Certificates.distance(transform, Signal(image, shape: shape), other) / step
  }
}
