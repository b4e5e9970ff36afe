import Deformations
import Foundation
import Numerical

extension ElasticFamily {
  /// A mean of the gradients at the samples where `|tau| / a` and `|grad tau| / b` come near their maximum, weighed by
  /// exp(40 (value / maximum - 1)): of one sample alone the next step would only move the maximum elsewhere.
  public func boundGradient(
    at coefficients: [Double], displacementBound: Double, gradientBound: Double
  ) -> [Double]? {
    let field = field(coefficients)
    let active = ActiveSamples(field, displacementBound: displacementBound, gradientBound: gradientBound)
    var gradient = [Double](repeating: 0, count: coefficientCount)
    for sample in active.samples {
      let waves = waves(at: sample.index)
      for (mode, numbers) in elastic.modes.enumerated() {
        let change = zip(sample.orders, sample.right).reduce(0.0) { sum, part in
          sum + part.1 * waves.product(numbers, derivedAlong: part.0)
        }
        for component in 0..<shape.rank {
          gradient[component * elastic.modes.count + mode] += sample.weight * sample.left[component] * change
        }
      }
    }
    let along = dot(gradient, coefficients)
    return along > 0 ? gradient.map { $0 / along } : nil
  }

  /// The values and slopes of each axis's waves at one sample.
  private func waves(at index: Int) -> SampledWaves {
    let position = shape.indices(of: index)
    func waves(order: Int) -> [[Double]] {
      (0..<shape.rank).map { axis in
        let largest = elastic.modes.map { $0[axis] }.max()!
        return (1...largest).map {
          SineBasis.wave($0, at: Double(position[axis]), count: shape[axis], order: order)
        }
      }
    }
    return SampledWaves(values: waves(order: 0), slopes: waves(order: 1))
  }
}

/// What the waves of each axis are at one sample.
private struct SampledWaves {
  let values, slopes: [[Double]]

  /// The product of a mode's waves, one of them derived.
  func product(_ numbers: [Int], derivedAlong derived: Int?) -> Double {
    numbers.indices.reduce(1) { product, axis in
      product * (axis == derived ? slopes : values)[axis][numbers[axis] - 1]
    }
  }
}

/// Samples where a bound on a field is nearly reached, and the derivative of its size there: a sum over orders of `right`
/// times `left . (tau or its derivative along an axis)`.
private struct ActiveSamples {
  struct Sample {
    let index: Int
    let weight: Double
    let left: [Double]
    /// The axis of each derivative, nil for tau itself; and their factors.
    let orders: [Int?]
    let right: [Double]
  }

  private(set) var samples: [Sample] = []

  init(_ field: DisplacementField, displacementBound: Double, gradientBound: Double) {
    let (rank, count) = (field.shape.rank, field.shape.count)
    let (tau, slopes) = (field.displacement.samples, field.jacobian.samples)
    let vectors = (0..<count).map { index in (0..<rank).map { tau[$0 * count + index] / displacementBound } }
    let matrices = (0..<count).map { index in
      (0..<rank).map { row in
        (0..<rank).map { slopes[(row * rank + $0) * count + index] / gradientBound }
      }
    }
    let lengths = vectors.map { norm($0) }
    let triples = matrices.map(Self.topSingular)
    let largest = max(lengths.max()!, triples.map(\.value).max()!)
    for index in 0..<count {
      let (near, steep) = (lengths[index] / largest, triples[index].value / largest)
      if near > 0.9 {
        samples.append(
          Sample(
            index: index, weight: exp(40 * (near - 1)) / displacementBound,
            left: vectors[index].map { $0 / lengths[index] }, orders: [nil], right: [1]))
      }
      if steep > 0.9 {
        samples.append(
          Sample(
            index: index, weight: exp(40 * (steep - 1)) / gradientBound, left: triples[index].left,
            orders: (0..<rank).map { $0 }, right: triples[index].right))
      }
    }
  }

  /// The largest singular value of a small matrix and its vectors, by power iteration from its longest row: as near as a
  /// direction of ascent needs.
  private static func topSingular(_ matrix: [[Double]]) -> (value: Double, left: [Double], right: [Double]) {
    func image(_ vector: [Double]) -> [Double] {
      matrix.map { dot($0, vector) }
    }
    var right = matrix.max { norm($0) < norm($1) }!
    for _ in 0..<8 {
      let (length, left) = (norm(right), image(right))
      if length == 0 { return (0, right, right) }
      right = right.indices.map { axis in
        zip(matrix, left).reduce(0) { $0 + $1.0[axis] * $1.1 } / length
      }
    }
    let length = norm(right)
    if length == 0 { return (0, right, right) }
    right = right.map { $0 / length }
    let left = image(right)
    let value = norm(left)
    return (value, left.map { value > 0 ? $0 / value : 0 }, right)
  }
}
