import Foundation
import Scattering
import Stability
import StabilitySupport
import TestSupport
import Testing

/// Fields on the grid beside the deformations evaluated at points, differentiated numerically.
@Suite struct DerivativeTests {
  /// Fourth-order central difference of step h along an axis.
  func derivative(_ axis: Int, _ h: Double, _ f: @escaping ([Double]) -> [Double]) -> ([Double]) -> [Double] {
    { point in
      func at(_ steps: Double) -> [Double] {
        var moved = point
        moved[axis] += steps * h
        return f(moved)
      }
      let (near, far) = (zip(at(1), at(-1)).map { $0 - $1 }, zip(at(2), at(-2)).map { $0 - $1 })
      return zip(near, far).map { (8 * $0 - $1) / (12 * h) }
    }
  }

  /// Waves of the grid turn by less than pi a pixel, so a difference is off by at most S h^4 pi^5 / 30, and one of two by
  /// S h^4 pi^6 / 15, with S the sum of all amplitudes: 7e-9 S and 4e-8 S for h = 1/200. Rounding adds some ulp of
  /// S / h and S / h^2: 1e-11 S. Values themselves are sums of up to 400 terms, of 1e-13 S at worst.
  @Test(arguments: Fields.shapes) func derivativesAreThoseOfTheContinuousField(shape: Shape) {
    for kind in Fields.kinds(shape) {
      var generator = SeededGenerator(seed: 4)
      let deformation = Fields.generator(kind, shape).deformation(using: &generator)
      let amplitudes = (deformation as? ElasticDeformation)?.coefficients.reduce(0) { $0 + abs($1) } ?? 3
      let field = deformation.field()
      for index in stride(from: 0, to: shape.count, by: shape.count / 7) {
        let value = deformation.displacement(at: Fields.point(index, shape))
        #expect(isClose(field.displacement, index, value, 1e-13 * amplitudes))
        let first = jacobian(deformation.displacement, shape.rank)
        #expect(isClose(field.jacobian, index, first(Fields.point(index, shape)), 1e-8 * amplitudes))
        let second = jacobian(first, shape.rank)(Fields.point(index, shape))
        #expect(isClose(field.hessian, index, second, 5e-8 * amplitudes))
      }
    }
  }

  /// All derivatives of a function, `[component, axis]`.
  func jacobian(_ f: @escaping ([Double]) -> [Double], _ rank: Int) -> ([Double]) -> [Double] {
    let parts = (0..<rank).map { derivative($0, 0.005, f) }
    return { point in
      let columns = parts.map { $0(point) }
      return columns[0].indices.flatMap { component in columns.map { $0[component] } }
    }
  }

  /// Whether all batch entries at one sample are as expected.
  func isClose(_ found: Signal<Double>, _ index: Int, _ expected: [Double], _ tolerance: Double) -> Bool {
    let samples = found.samples
    return expected.indices.allSatisfy {
      abs(samples[$0 * found.shape.count + index] - expected[$0]) <= tolerance
    }
  }

  /// Both sides are sums of products of rounding 1e-16 each, of some hundred terms whose magnitudes add up to at most
  /// |C| |g| times the root of their number.
  @Test(arguments: Fields.shapes) func adjointPassesTheDotTest(shape: Shape) {
    let elastic = ElasticField(shape: shape, cutoff: 5)
    var generator = SeededGenerator(seed: 8)
    for seed in 0..<5 {
      let coefficients = elastic.maximumEntropyCoefficients(using: &generator)
      let gradient = Signal<Double>.noise(batch: [shape.rank], shape: shape, seed: UInt64(seed))
      let displacement = elastic.displacement(coefficients: coefficients).samples
      let forward = zip(displacement, gradient.samples).reduce(0) { $0 + $1.0 * $1.1 }
      let pulled = elastic.adjoint(displacementGradient: gradient)
      let backward = zip(coefficients, pulled).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(forward - backward) <= 1e-12 * norm(displacement) * norm(gradient.samples))
    }
  }

  /// As above, of (rank + 1) times as many terms.
  @Test(arguments: Fields.shapes) func adjointOfFirstDerivativesPassesTheDotTest(shape: Shape) {
    let elastic = ElasticField(shape: shape, cutoff: 5)
    var generator = SeededGenerator(seed: 9)
    let coefficients = elastic.maximumEntropyCoefficients(using: &generator)
    let parts = elastic.firstOrder(coefficients: coefficients)
    let field = elastic.field(coefficients: coefficients)
    let (rank, count) = (shape.rank, shape.count)
    for component in 0..<rank {
      let own = Array(parts[(component * (rank + 1) * count)..<((component + 1) * (rank + 1) * count)])
      #expect(
        Array(own[..<count])
          == Array(field.displacement.samples[(component * count)..<((component + 1) * count)]))
      let slopes = field.jacobian.samples[(component * rank * count)..<((component + 1) * rank * count)]
      #expect(Array(own[count...]) == Array(slopes))
    }
    let gradient = parts.map { _ in Double.random(in: -1..<1, using: &generator) }
    let forward = zip(parts, gradient).reduce(0) { $0 + $1.0 * $1.1 }
    let backward = zip(coefficients, elastic.adjoint(firstOrderGradient: gradient)).reduce(0) {
      $0 + $1.0 * $1.1
    }
    #expect(abs(forward - backward) <= 1e-12 * norm(parts) * norm(gradient))
  }

  @Test(arguments: Fields.shapes) func partsOfElasticFieldsAgree(shape: Shape) {
    let elastic = ElasticField(shape: shape, cutoff: 4)
    var generator = SeededGenerator(seed: 2)
    let coefficients = elastic.maximumEntropyCoefficients(using: &generator)
    #expect(coefficients.count == elastic.coefficientCount)
    let field = elastic.field(coefficients: coefficients)
    #expect(elastic.displacement(coefficients: coefficients).samples == field.displacement.samples)
    let (sizes, sups) = (field.sizes(), elastic.supNorms(coefficients: coefficients))
    #expect(sups.displacement == sizes.displacement && sups.gradient == sizes.gradient)
  }

  /// Petrini's disc r < c + 1/2: for c = 2 the modes (1,1), (1,2), (2,1), since |(2,2)| = 2.83.
  @Test func modesFillTheDisc() {
    #expect(ElasticField(shape: [16, 16], cutoff: 2).modes == [[1, 1], [1, 2], [2, 1]])
    #expect(ElasticField(shape: [16], cutoff: 3).modes == [[1], [2], [3]])
    #expect(ElasticField(shape: [16, 16], cutoff: 5).modes.count == 19)
  }
}
