import Arrays
import Deformations
import Foundation
import Numerical
import Representations
import Stability

/// A long search of one image, by other means than the one that it judges: many starts, three ways to climb, and restarts around
/// the best; every point that it evaluates obeys the bounds.
struct StrongSearch {
  let representation: any DifferentiableRepresentation
  let image: Signal<Double>
  let family: ElasticFamily
  let displacementBound, gradientBound: Double
  private let reference, fast: SplineImages
  private let vector: [Double]
  private var generator: SeededGenerator
  /// The work left, in evaluations of the representation.
  private var budget: Double
  private var best: [Climb] = []

  /// A point on its way up.
  struct Climb {
    var coefficients: [Double]
    var value: Double
    var gradient: [Double]
  }

  init(
    _ representation: any DifferentiableRepresentation, image: Signal<Double>, family: ElasticFamily,
    displacementBound: Double, gradientBound: Double, budget: Double, seed: UInt64
  ) throws {
    (self.representation, self.image, self.family) = (representation, image, family)
    (self.displacementBound, self.gradientBound, self.budget) = (displacementBound, gradientBound, budget)
    let single = Parallel(threads: 1)
    reference = SplineWarp.reference(boundary: .reflect, parallel: single).prepare(image)
    fast = SplineWarp.fast(boundary: .reflect, parallel: single).prepare(image)
    vector = try representation.vectors(of: image)
    generator = SeededGenerator(seed: seed)
  }

  /// The largest |f(L_tau x) - f(x)| found, by the reference warp.
  mutating func run() throws -> Double {
    let total = budget
    var index = 0
    while budget > 0.6 * total {
      let start = randomStart(index)
      try climb(from: start, rule: index % 3)
      index += 1
    }
    while budget > 0.35 * total {
      try smoothAscent(from: randomStart(index))
      index += 1
    }
    while budget > 0.05 * total {
      let origin = best[index % min(4, best.count)].coefficients
      let share = [0.15, 0.3, 0.5, 0.8][Int.random(in: 0..<4, using: &generator)]
      let kick = randomStart(index)
      let moved = zip(origin, kick).map { (1 - share) * $0 + share * $1 }
      if index % 8 == 7 { try smoothAscent(from: origin) } else { try climb(from: moved, rule: index % 3) }
      index += 1
    }
    return try best.prefix(12).map { try distance($0.coefficients) }.max()!
  }

  // MARK: - Starts

  /// The corner of the feasible fields in a random direction, or a random field scaled to the bounds.
  private mutating func randomStart(_ index: Int) -> [Double] {
    if index % 5 == 4 {
      let field = family.random(using: &generator)
      return field.map { $0 / size(field) }
    }
    let slope = [0, 0.5, 1, 2][index % 4]
    let modes = family.elastic.modes + family.elastic.modes
    let direction = modes.map { mode in
      generator.nextNormal() * pow(Double(mode.reduce(0) { $0 + $1 * $1 }), -slope)
    }
    var fields: [Double] = []
    return feasible.step(
      from: direction.map { _ in 0 }, along: feasible.direction(direction), size: .infinity, fields: &fields,
      iterations: 40)
  }

  private var feasible: FeasibleFields {
    FeasibleFields(family.elastic, displacementBound: displacementBound, gradientBound: gradientBound)
  }

  private func size(_ coefficients: [Double]) -> Double {
    let sups = family.supNorms(coefficients)
    return max(sups.displacement / displacementBound, sups.gradient / gradientBound)
  }

  // MARK: - Climbing by corners and projections

  /// Steps to corners first; or projected gradient steps of a fixed first size; each shrinks where it failed.
  private mutating func climb(from start: [Double], rule: Int) throws {
    var point = try evaluate(start)
    var step = [Double.infinity, 1, 0.3][rule]
    var (fields, failures) = ([Double](), 0)
    for _ in 0..<60 where failures < 6 {
      var proposal = point.coefficients
      for _ in 0..<4 {
        proposal = feasible.step(
          from: point.coefficients, along: feasible.direction(point.gradient), size: step, fields: &fields,
          iterations: 20)
      }
      let next = try evaluate(proposal)
      if next.value > point.value * (1 + 1e-5) {
        point = next
        if rule == 2 { step *= 1.5 }
      } else {
        step = step == .infinity ? 1 : step / 3
        failures += 1
        if next.value > point.value { point = next }
      }
    }
    note(point)
  }

  // MARK: - Smooth ascent

  /// Adam on v of the objective at v / N(v), N the l^p norm of |tau| / a and |grad tau| / b over the samples, which is above their
  /// maximum: p grows.
  private mutating func smoothAscent(from start: [Double]) throws {
    var v = start
    var (mean, square) = (start.map { _ in 0.0 }, start.map { _ in 0.0 })
    var top = try evaluate(start)
    let steps = 90
    let length = norm(v) / Double(v.count).squareRoot()
    for step in 0..<steps {
      let exponent = step < 30 ? 12.0 : step < 60 ? 32 : 96
      let (scale, slope) = smoothNorm(v, exponent)
      v = v.map { $0 / scale }
      let point = try evaluate(v)
      if point.value > top.value { top = point }
      let outward = dot(point.gradient, v)
      let gradient = zip(point.gradient, slope).map { $0 - outward * $1 }
      let rate = 0.25 * length * pow(0.02, Double(step) / Double(steps))
      for index in v.indices {
        mean[index] = 0.8 * mean[index] + 0.2 * gradient[index]
        square[index] = 0.95 * square[index] + 0.05 * gradient[index] * gradient[index]
        let corrected = mean[index] / (1 - pow(0.8, Double(step + 1)))
        let spread = (square[index] / (1 - pow(0.95, Double(step + 1)))).squareRoot()
        v[index] += spread > 0 ? rate * corrected / spread : 0
      }
    }
    let full = top.coefficients.map { $0 / size(top.coefficients) }
    let scaled = try evaluate(full)
    note(scaled.value > top.value ? scaled : top)
  }

  /// N(v) and the gradient of N at v / N(v).
  private func smoothNorm(_ v: [Double], _ p: Double) -> (Double, [Double]) {
    let (count, fields) = (image.shape.count, family.elastic.firstOrder(coefficients: v))
    let largest = size(v)
    var (sum, cotangent) = (0.0, fields.map { _ in 0.0 })
    for i in 0..<count {
      let tau = (fields[i], fields[3 * count + i])
      let length = (tau.0 * tau.0 + tau.1 * tau.1).squareRoot() / displacementBound
      let (a, b, c, d) = (
        fields[count + i], fields[2 * count + i], fields[4 * count + i], fields[5 * count + i]
      )
      let (q, r) = (hypot(a + d, c - b) / 2, hypot(a - d, b + c) / 2)
      let steep = (q + r) / gradientBound
      let (one, two) = (pow(length / largest, p - 1), pow(steep / largest, p - 1))
      sum += one * length / largest + two * steep / largest
      if length > 0 {
        let f = one / (length * displacementBound * displacementBound)
        cotangent[i] = f * tau.0
        cotangent[3 * count + i] = f * tau.1
      }
      let (fq, fr) = (q > 0 ? two / (4 * q * gradientBound) : 0, r > 0 ? two / (4 * r * gradientBound) : 0)
      cotangent[count + i] = fq * (a + d) + fr * (a - d)
      cotangent[5 * count + i] = fq * (a + d) - fr * (a - d)
      cotangent[4 * count + i] = fq * (c - b) + fr * (b + c)
      cotangent[2 * count + i] = -fq * (c - b) + fr * (b + c)
    }
    let value = largest * pow(sum, 1 / p)
    let factor = pow(sum, 1 / p - 1)
    return (value, family.elastic.adjoint(firstOrderGradient: cotangent).map { factor * $0 })
  }

  // MARK: - The objective

  private mutating func note(_ climb: Climb) {
    best.append(climb)
    best.sort { $0.value > $1.value }
    // Equal ones once.
    var kept: [Climb] = []
    for one in best
    where kept.allSatisfy({
      norm(zip($0.coefficients, one.coefficients).map(-)) > 0.05 * norm(one.coefficients)
    }) {
      kept.append(one)
    }
    best = Array(kept.prefix(20))
  }

  private mutating func evaluate(_ coefficients: [Double]) throws -> Climb {
    budget -= 1 + CountedRepresentation.pullbackCost
    let (block, tau) = (image.shape.count, family.displacement(coefficients))
    var slopes = [Double](repeating: 0, count: 2 * block)
    let moved = Signal<Double>(batch: [1], shape: image.shape) { out in
      tau.withUnsafeSamples { fast.warp(0, by: $0.baseAddress!, into: out.baseAddress!, gradient: &slopes) }
    }
    let difference = zip(try representation.vectors(of: moved), vector).map(-)
    let pulled = try representation.pullback(at: moved, of: difference).samples
    let gradient = Signal(
      (0..<(2 * block)).map { -slopes[$0] * pulled[$0 % block] }, batch: [2], shape: image.shape)
    return Climb(
      coefficients: coefficients, value: squaredNorm(difference),
      gradient: family.pullback(at: coefficients, of: gradient))
  }

  private func distance(_ coefficients: [Double]) throws -> Double {
    precondition(size(coefficients) < 1 + 1e-9)
    let moved = Signal<Double>(batch: [1], shape: image.shape) { out in
      family.displacement(coefficients).withUnsafeSamples {
        reference.warp(0, by: $0.baseAddress!, into: out.baseAddress!, gradient: nil)
      }
    }
    return norm(zip(try representation.vectors(of: moved), vector).map(-))
  }
}
