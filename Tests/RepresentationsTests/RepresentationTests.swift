import Foundation
import Scattering
import Stability
import StabilitySupport
import TestSupport
import Testing

/// Representations beside their definitions, and their derivatives.
@Suite struct RepresentationTests {
  static let shapes: [Shape] = [[21], [8, 11], [6, 7, 8]]

  /// Both sides are sums of some thousand products, each rounded to 1e-16 of its size.
  @Test(arguments: shapes) func pullbackPassesTheDotTest(shape: Shape) throws {
    for representation in try representations(shape) {
      let x = Signal<Double>.noise(batch: [3], shape: shape, seed: 1)
      let v = Signal<Double>.noise(batch: [3], shape: shape, seed: 2)
      let w = Signal<Double>.noise(batch: [3], shape: [representation.dimension], seed: 3).samples
      let pushed = try representation.pushforward(at: x, along: v)
      let pulled = try representation.pullback(at: x, of: w)
      #expect(pushed.count == 3 * representation.dimension && pulled.batch == [3] && pulled.shape == shape)
      let difference = dot(pushed, w) - dot(v.samples, pulled.samples)
      #expect(abs(difference) <= 1e-12 * norm(pushed) * norm(w), "\(representation.name)")
    }
  }

  /// A central difference of step h is off by h^2 |v|^3 / |z|^2 where a modulus is |z|: with the smallest near 1e-2 of the
  /// others, 1e-6 for h = 1e-5; rounding adds 1e-16 / h.
  @Test(arguments: shapes) func pushforwardIsTheDerivative(shape: Shape) throws {
    for representation in try representations(shape) {
      let x = Signal<Double>.noise(batch: [2], shape: shape, seed: 4)
      let v = Signal<Double>.noise(batch: [2], shape: shape, seed: 5)
      func moved(_ h: Double) throws -> [Double] {
        let samples = zip(x.samples, v.samples).map { $0 + h * $1 }
        return try representation.vectors(of: Signal(samples, batch: [2], shape: shape))
      }
      let h = 1e-5
      let expected = zip(try moved(h), try moved(-h)).map { ($0 - $1) / (2 * h) }
      let found = try representation.pushforward(at: x, along: v)
      #expect(relativeDistance(found, expected) < 1e-6, "\(representation.name)")
    }
  }

  /// Differences of moduli are no larger than those of what they are moduli of; 1e-12 for rounding.
  @Test(arguments: shapes) func constantsHold(shape: Shape) throws {
    for representation in try representations(shape) {
      guard let constant = representation.lipschitzConstant else { continue }
      for seed in 0..<20 {
        let pair = Signal<Double>.noise(batch: [2], shape: shape, seed: UInt64(seed)).samples
        let (x, z) = (Array(pair[..<shape.count]), Array(pair[shape.count...]))
        let vectors = try representation.vectors(of: Signal(pair, batch: [2], shape: shape))
        let moved = norm(
          (0..<representation.dimension).map { vectors[$0] - vectors[$0 + representation.dimension] })
        #expect(moved <= (1 + 1e-12) * constant * norm(zip(x, z).map { $0 - $1 }))
      }
    }
  }

  /// Sums of n products of rounding 1e-16 each.
  @Test(arguments: shapes) func fourierModulusIsItsDefinition(shape: Shape) {
    let x = Signal<Double>.noise(shape: shape, seed: 6).samples
    let representation = FourierModulus(shape: shape)
    var found = representation.vectors(of: Signal(x, shape: shape))
    // Half of the last axis is held; the others' twins are written out and the roots of 2 taken back.
    let half = shape.rowLength / 2 + 1
    found = found.enumerated().flatMap { index, value in
      let isAlone = index % half == 0 || 2 * (index % half) == shape.rowLength
      return isAlone ? [value] : [value / 2.0.squareRoot(), value / 2.0.squareRoot()]
    }
    let expected = (0..<shape.count).map { k -> Double in
      let frequency = zip(Fields.point(k, shape), shape.dimensions).map { $0 / Double($1) }
      let sum = x.enumerated().reduce((0.0, 0.0)) { sum, sample in
        let phase = 2 * .pi * dot(frequency, Fields.point(sample.offset, shape))
        return (sum.0 + sample.element * cos(phase), sum.1 - sample.element * sin(phase))
      }
      return (sum.0 * sum.0 + sum.1 * sum.1).squareRoot() / Double(shape.count).squareRoot()
    }
    #expect(relativeDistance(found.sorted(), expected.sorted()) < 1e-12)
  }

  /// A roll multiplies coefficients by phases; rounding is 1e-16 times some logarithm.
  @Test func fourierModulusIsInvariantToCircularShifts() {
    let shape: Shape = [8, 11]
    let x = Signal<Double>.noise(shape: shape, seed: 7)
    let moved = FourierShift(boundary: .periodic)(x, by: [3, -4])
    let representation = FourierModulus(shape: shape)
    #expect(relativeDistance(representation.vectors(of: moved), representation.vectors(of: x)) < 1e-14)
  }

  /// The frame operator is diagonal, so single samples find both bounds exactly.
  @Test(arguments: [(8, 4), (8, 3), (7, 5), (4, 4), (1, 1)]) func frameBoundsAreAttained(
    window: Int, hop: Int
  )
    throws
  {
    let shape: Shape = [9, 13]
    let representation = try WindowedFourier(shape: shape, window: window, hop: hop)
    let units = (0..<shape.count).flatMap { unit in (0..<shape.count).map { $0 == unit ? 1.0 : 0 } }
    let vectors = representation.vectors(of: Signal(units, batch: [shape.count], shape: shape))
    let energies = (0..<shape.count).map { unit in
      let vector = vectors[(unit * representation.dimension)...].prefix(representation.dimension)
      return norm(vector) * norm(vector)
    }
    #expect(abs(energies.max()! - representation.frameBounds.upper) < 1e-13)
    #expect(abs(energies.min()! - representation.frameBounds.lower) < 1e-13)
    if window == 2 * hop { #expect(abs(representation.frameBounds.lower - 1) < 1e-14) }
  }

  @Test func zeroSignalsHaveZeroDerivatives() throws {
    let shape: Shape = [8, 8]
    let zero = Signal([Double](repeating: 0, count: 64), shape: shape)
    let tangent = Signal<Double>.noise(shape: shape, seed: 8)
    for representation in [FourierModulus(shape: shape), try WindowedFourier(shape: shape)]
      as [any DifferentiableRepresentation]
    {
      let ones = [Double](repeating: 1, count: representation.dimension)
      #expect(try representation.pushforward(at: zero, along: tangent).allSatisfy { $0 == 0 })
      #expect(try representation.pullback(at: zero, of: ones).samples.allSatisfy { $0 == 0 })
    }
  }

  @Test func scatteringIsWeighed() throws {
    let shape: Shape = [16, 24]
    let representation = try scattering(shape, scales: 3)
    let x = Signal<Double>.noise(shape: shape, seed: 9)
    #expect(representation.vectors(of: x) == representation.transform(x).samples.map { 8 * $0 })
    #expect(representation.name == "scattering J=3" && representation.dimension == 61 * 6)
    #expect(representation.parts.map(\.name) == ["order 0", "order 1", "order 2"])
    #expect(representation.parts.map(\.range) == [0..<6, 6..<78, 78..<366])
  }

  @Test(arguments: [1, 3]) func anyThreadsSameBits(threads: Int) throws {
    let (shape, parallel): (Shape, Parallel) = ([8, 11], Parallel(threads: threads))
    let x = Signal<Double>.noise(batch: [5], shape: shape, seed: 10)
    let one = try WindowedFourier(shape: shape, parallel: Parallel(threads: 1))
    let other = try WindowedFourier(shape: shape, parallel: parallel)
    #expect(one.vectors(of: x) == other.vectors(of: x))
    let w = one.vectors(of: x)
    #expect(one.pullback(at: x, of: w).samples == other.pullback(at: x, of: w).samples)
  }

  @Test func impossibleWindowsAreRefused() {
    #expect(throws: RepresentationError.outOfRange("window", found: "9", expected: "1 to 8")) {
      try WindowedFourier(shape: [8, 10], window: 9)
    }
    #expect(throws: RepresentationError.outOfRange("hop", found: "5", expected: "1 to 4")) {
      try WindowedFourier(shape: [8, 10], window: 4, hop: 5)
    }
  }
}
