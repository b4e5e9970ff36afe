import Foundation
import Learning
import Scattering
import Stability
import TestSupport
import Testing

@testable import Theory

/// Covers beside exhaustive search, and under shifts.
@Suite struct CoverTests {
  static func points(_ count: Int, dimension: Int, seed: UInt64) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    return (0..<(count * dimension)).map { _ in Double.random(in: 0...1, using: &generator) }
  }

  /// The smallest number of points that are within a radius of all, by trying every set.
  static func smallestCover(_ points: PointDistances, radius: Double) -> Int {
    let reach = (0..<points.count).map { centre in
      (0..<points.count).reduce(0) { points.distance(centre, $1) <= radius ? $0 | 1 << $1 : $0 }
    }
    return (1..<(1 << points.count)).filter { set in
      reach.indices.reduce(0) { set >> $1 & 1 == 1 ? $0 | reach[$1] : $0 } == 1 << points.count - 1
    }.map(\.nonzeroBitCount).min()!
  }

  @Test(arguments: [1, 2, 3, 4]) func countsEncloseTheSmallestCover(seed: UInt64) {
    let points = PointDistances(
      Self.points(11, dimension: 2, seed: seed), count: 11, parallel: Parallel(threads: 2))
    for radius in [0.1, 0.2, 0.3, 0.5] {
      let smallest = Self.smallestCover(points, radius: radius)
      #expect(points.greedyCover(radius: 2 * radius) <= smallest)
      #expect(smallest <= points.greedyCover(radius: radius))
    }
  }

  @Test func distancesAreThoseOfTheVectors() {
    let values = Self.points(9, dimension: 7, seed: 5)
    let vectors = split(values, 7)
    let points = PointDistances(values, count: 9, parallel: Parallel(threads: 3))
    for a in 0..<9 {
      for b in 0..<9 {
        let expected = square(zip(vectors[a], vectors[b]).map { $0 - $1 }).squareRoot()
        #expect(abs(points.distance(a, b) - expected) < 1e-15 * 7)
      }
    }
    let all = (0..<9).flatMap { a in ((a + 1)..<9).map { points.distance(a, $0) } }.sorted()
    #expect(all.count == 36 && points.median() == (all[17] + all[18]) / 2)
  }

  /// Integers of `0..<side` along each axis, in row-major order, as far apart as they are along the axis where they differ most.
  static func lattice(side: Int, dimension: Int) -> PointDistances {
    let count = dimension == 1 ? side : side * side
    return PointDistances(count: count, parallel: Parallel(threads: 2)) { a, b in
      Double(max(abs(a / side - b / side), abs(a % side - b % side)))
    }
  }

  /// On a lattice of n^d points a greedy cover takes every (k + 1)th along each axis, k the whole part of the radius: their number is
  /// `ceil(n / (k + 1))^d`, and the law is the line through its logarithms. Edges need balls too, so the line is flatter than d: 0.91 of
  /// the segment, 1.69 of the square. Sums of 24 logarithms round to 1e-14, and their quotients to 1e-13.
  @Test(arguments: [(1, 1500), (2, 39)]) func lawsAreThoseOfTheCounts(dimension: Int, side: Int) throws {
    let points = Self.lattice(side: side, dimension: dimension)
    let median = points.median()
    let covers = (0..<24).compactMap { index -> (x: Double, y: Double)? in
      let radius = median * pow(2, -Double(index) / 8 + 0.5)
      let step = Int(radius) + 1
      let count = Int(pow(Double((side + step - 1) / step), Double(dimension)))
      #expect(points.greedyCover(radius: radius) == count)
      return count >= 4 && 4 * count <= points.count ? (log(radius), log(Double(count))) : nil
    }
    let (x, y) = (covers.map(\.x), covers.map(\.y))
    let mean = (x.reduce(0, +) / Double(x.count), y.reduce(0, +) / Double(x.count))
    let slope =
      zip(x, y).reduce(0) { $0 + ($1.0 - mean.0) * ($1.1 - mean.1) }
      / x.reduce(0) { $0 + ($1 - mean.0) * ($1 - mean.0) }
    let fit = try #require(ManifoldFit(points))
    #expect(covers.count > 20 && abs(fit.dimension + slope) < 1e-12)
    // The law holds at all of them, and at one it holds with equality.
    let excesses = covers.map { fit.logCover(radius: exp($0.x)) - $0.y }
    #expect(abs(excesses.min()!) < 1e-12)
  }

  @Test func lawsAreEvaluated() throws {
    let same = PointDistances([Double](repeating: 1, count: 20), count: 10, parallel: Parallel(threads: 1))
    #expect(ManifoldFit(same) == nil)
    #expect(abs(ManifoldFit(dimension: 2, constant: 3).logCover(radius: 0.5) - log(36)) < 1e-12)
    #expect(ManifoldFit(dimension: 2, constant: 3).logCover(radius: 9) == 0)
  }

  /// All distinct, the first the signal itself, each a roll by whole steps.
  @Test func orbitsAreRolls() {
    let orbit = ShiftOrbit(shape: [4, 6], step: 2)
    let samples = (0..<48).map(Double.init)
    let shifts = split(orbit.shifts(of: Signal(samples, batch: [2], shape: [4, 6])).samples, 24)
    #expect(orbit.count == 6 && shifts.count == 12 && Set(shifts).count == 12)
    for signal in 0..<2 {
      for shift in 0..<6 {
        let expected = (0..<24).map { index -> Double in
          let (row, column) = ((index / 6 + shift / 3 * 2) % 4, (index % 6 + shift % 3 * 2) % 6)
          return samples[signal * 24 + row * 6 + column]
        }
        #expect(shifts[signal * 6 + shift] == expected)
      }
    }
  }

  static let shape: Shape = [8, 8]

  /// Pixels at a small radius: T times as many balls for all shifts. The modulus of Fourier coefficients does not see cyclic shifts: as many
  /// balls as without. Up to shifts as many as the images have, or fewer.
  @Test func shiftsMultiplyCovers() throws {
    let images = classedImages(30, shape: Self.shape, classCount: 3, noise: 0.4, seed: 3)
    let settings = InvarianceSettings(imageCount: 20, shiftStep: 2, radii: [0.05, 0.5, 0.9, 1], seed: 1)
    let rows = try InvarianceStudy(settings: settings).run(
      [FourierModulus(shape: Self.shape)], images: images)
    #expect(rows.count == 8)
    #expect(rows[0].orbitCover == 16 * 20 && rows[0].imageCover == 20 && rows[0].quotientCover == 20)
    for row in rows {
      #expect(
        row.shiftCount == 16 && row.imagePacking <= row.imageCover && row.orbitPacking <= row.orbitCover)
      if let quotient = row.quotientCover {
        #expect(row.orbitPacking <= 16 * quotient)
        #expect(try #require(row.quotientPacking) <= row.imageCover)
      } else {
        #expect(row.orbitCover == row.imageCover && row.orbitPacking == row.imagePacking)
      }
    }
    #expect(rows.filter { $0.quotientCover == nil }.count == 4)
  }

  @Test func threadsChangeNoCount() throws {
    let images = classedImages(12, shape: Self.shape, classCount: 3, seed: 3)
    func rows(_ threads: Int) throws -> [CoverRow] {
      try InvarianceStudy(
        settings: InvarianceSettings(imageCount: 10, shiftStep: 4), parallel: Parallel(threads: threads)
      ).run([], images: images)
    }
    #expect(try rows(1) == rows(3))
  }

  @Test func faultsAreNamed() {
    let images = classedImages(12, shape: Self.shape, classCount: 3, seed: 3)
    func run(_ settings: InvarianceSettings) throws -> [CoverRow] {
      try InvarianceStudy(settings: settings).run([], images: images)
    }
    #expect(
      throws: TheoryError.outOfRange(
        "the step of shifts", found: "3", expected: "a divisor of the sides of 8 x 8")
    ) {
      try run(InvarianceSettings(imageCount: 5, shiftStep: 3))
    }
    #expect(throws: TheoryError.tooFew("images that are covered", found: 12, expected: 13)) {
      try run(InvarianceSettings(imageCount: 13, shiftStep: 4))
    }
    #expect(throws: TheoryError.self) {
      try run(InvarianceSettings(imageCount: 5, shiftStep: 4, radii: [0]))
    }
    #expect(throws: TheoryError.self) {
      try run(InvarianceSettings(imageCount: 5, shiftStep: 4, radii: []))
    }
  }
}
