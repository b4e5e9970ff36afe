import Deformations
import Foundation
import Scattering
import StabilitySupport
import TestSupport
import Testing

@testable import Stability

/// Steps within the bounds on elastic fields, beside dense oracles.
@Suite struct FeasibleFieldTests {
  /// A projection P onto a convex set that holds -y with y is the point of it for which <x - P x, y - P x> <= 0 for all y of the set.
  /// The y are corners of the balls; sums of twelve products of numbers up to 3 round by less than 1e-13.
  @Test(arguments: [1, 2, 3]) func projectionsAreTheNearestPoints(rank: Int) {
    let (count, a, b) = (50, 1.3, 0.7)
    var generator = SeededGenerator(seed: UInt64(rank))
    let balls = BallProjection(rank: rank, count: count, displacementBound: a, gradientBound: b)
    let fields = (0..<(rank * (rank + 1) * count)).map { _ in Double.random(in: -1.5..<1.5, using: &generator)
    }
    var nearest = fields
    balls.apply(to: &nearest)
    #expect(nearest != fields)
    var again = nearest
    balls.apply(to: &again)
    #expect(zip(nearest, again).allSatisfy { abs($0 - $1) < 1e-13 })
    func numbers(_ values: [Double], _ sample: Int, _ orders: Range<Int>) -> [Double] {
      (0..<rank).flatMap { component in
        orders.map { values[(component * (rank + 1) + $0) * count + sample] }
      }
    }
    for sample in 0..<count {
      for (orders, bound) in [(0..<1, a), (1..<(rank + 1), b)] {
        let (x, p) = (numbers(fields, sample, orders), numbers(nearest, sample, orders))
        for _ in 0..<40 {
          let y =
            orders.count == 1 && orders.lowerBound == 0
            ? normalised((0..<rank).map { _ in generator.nextNormal() }) : orthogonal(rank, &generator)
          #expect(zip(zip(x, p), y).reduce(0) { $0 + ($1.0.0 - $1.0.1) * (bound * $1.1 - $1.0.1) } < 1e-12)
        }
      }
    }
    let field = nearest.enumerated()
    let slopes = field.filter { $0.offset / count % (rank + 1) > 0 }.map(\.element)
    let jacobian = Signal(
      slopes, batch: [rank, rank], shape: rank == 1 ? [50] : rank == 2 ? [5, 10] : [5, 5, 2])
    // Of three dimensions the norm goes through an arccosine, which near 1 keeps half of the digits.
    #expect(jacobian.largestSpectralNorm() < b * (1 + (rank == 3 ? 1e-7 : 1e-12)))
  }

  /// A random orthogonal matrix by rows.
  private func orthogonal(_ rank: Int, _ generator: inout SeededGenerator) -> [Double] {
    var rows: [[Double]] = []
    while rows.count < rank {
      var row = (0..<rank).map { _ in generator.nextNormal() }
      for known in rows {
        let overlap = dot(row, known)
        row = zip(row, known).map { $0 - overlap * $1 }
      }
      rows.append(normalised(row))
    }
    return rows.flatMap { $0 }
  }

  /// Families of two coefficients, whose feasible sets are seen from 0 in every direction.
  private static let planes: [ElasticField] = [
    ElasticField(shape: [9], cutoff: 2), ElasticField(shape: [7, 9], cutoff: 1),
  ]

  private static func size(_ elastic: ElasticField, _ c: [Double], _ a: Double, _ b: Double) -> Double {
    let sups = elastic.supNorms(coefficients: c)
    return max(sups.displacement / a, sups.gradient / b)
  }

  /// The corner of the largest product, beside all directions in steps of pi / 20,000. Products at a corner change by the step's
  /// share at most, 2e-4; the method stops within 1e-3.
  @Test(arguments: [0, 1], [0.2, 1, 3]) func cornersHaveTheLargestProduct(plane: Int, gradientBound: Double) {
    let elastic = Self.planes[plane]
    let fields = FeasibleFields(elastic, displacementBound: 1, gradientBound: gradientBound)
    for gradient in [[1.0, 0.2], [-0.3, 1], [0.9, -1]] {
      let best = (0..<40_000).map { index in
        let angle = Double(index) * .pi / 20_000
        let c = [cos(angle), sin(angle)]
        return dot(gradient, c) / Self.size(elastic, c, 1, gradientBound)
      }.max()!
      var memory: [Double] = []
      let found = fields.step(
        from: [0, 0], along: fields.direction(gradient), size: .infinity, fields: &memory, iterations: 10_000)
      #expect(Self.size(elastic, found, 1, gradientBound) <= 1 + 1e-12)
      #expect(dot(gradient, found) <= best * (1 + 2e-4))
      #expect(dot(gradient, found) >= best * (1 - 1e-3))
    }
  }

  /// The nearest feasible field p to c + s d has <c + s d - p, y - p> <= 0 for all feasible y, in the product in which the directions
  /// of single coefficients have length 1; to 1e-3 of s, which is what the method leaves.
  @Test(arguments: [0, 1], [0.01, 0.3, 2]) func finiteStepsLeadToTheNearestField(plane: Int, size: Double) {
    let elastic = Self.planes[plane]
    let fields = FeasibleFields(elastic, displacementBound: 1, gradientBound: 0.5)
    let squares = [[1.0, 0], [0, 1.0]].map { 1 / squaredNorm(fields.direction($0)) }
    let start = [0.3, -0.2].map { $0 / Self.size(elastic, [0.3, -0.2], 1, 0.5) * 0.9 }
    for gradient in [[1.0, 0.2], [-0.3, 1], [0.9, -1]] {
      let direction = fields.direction(gradient)
      var memory: [Double] = []
      let found = fields.step(from: start, along: direction, size: size, fields: &memory, iterations: 400)
      #expect(Self.size(elastic, found, 1, 0.5) <= 1 + 1e-12)
      let away = zip(zip(start, direction), zip(found, squares)).map { ($0.0 + size * $0.1 - $1.0) * $1.1 }
      for index in 0..<2000 {
        let c = [cos(Double(index) * .pi / 1000), sin(Double(index) * .pi / 1000)]
        let y = c.map { $0 / Self.size(elastic, c, 1, 0.5) }
        #expect(dot(away, zip(y, found).map { $0 - $1 }) <= 1e-3 * size)
      }
    }
  }
}
