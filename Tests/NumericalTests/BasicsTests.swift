import Arrays
import Foundation
import Numerical
import Testing

@Suite struct BasicsTests {
  @Test(arguments: [(0, 3), (1, 3), (6, 3), (7, 3), (5, 9)]) func chunksCoverARange(count: Int, size: Int) {
    let chunks = (2..<(2 + count)).chunks(of: size)
    #expect(chunks.flatMap { $0 } == Array(2..<(2 + count)))
    #expect(chunks.dropLast().allSatisfy { $0.count == size })
    #expect(chunks.allSatisfy { !$0.isEmpty && $0.count <= size })
  }

  @Test(arguments: [[7], [3, 4], [2, 3, 5]]) func offsetsAndIndicesAreInverse(dimensions: [Int]) throws {
    let shape = try Shape(dimensions)
    for offset in 0..<shape.count {
      let indices = shape.indices(of: offset)
      #expect(shape.offset(of: indices) == offset)
      #expect(zip(indices, dimensions).allSatisfy { 0 <= $0 && $0 < $1 })
    }
    #expect(shape.indices(of: shape.count - 1) == dimensions.map { $0 - 1 })
    for row in 0..<shape.rowCount {
      #expect(shape.point(ofRow: row) == shape.indices(of: row * shape.rowLength).map(Double.init))
    }
  }

  /// The polar method at both ends of what the generator gives, and its first two moments over 40,000 numbers: the mean within five
  /// standard errors, 1 / 200 each, and the variance within five of sqrt(2) / 200.
  @Test func normalNumbersHaveTheirMoments() {
    var generator = SeededGenerator(seed: 8)
    let values = (0..<40_000).map { _ in generator.nextNormal() }
    let mean = values.reduce(0, +) / 40_000
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 40_000
    #expect(values.allSatisfy(\.isFinite) && abs(mean) < 0.025 && abs(variance - 1) < 0.036)
  }

  /// A number is the first of the pair that the same two draws make.
  @Test func aNumberIsTheFirstOfAPair() {
    var (one, two) = (SeededGenerator(seed: 2), SeededGenerator(seed: 2))
    for _ in 0..<100 {
      let (first, second) = two.nextNormalPair()
      #expect(one.nextNormal() == first && second.isFinite)
    }
  }

  @Test func seedsByWordsDependOnEveryWordAndItsOrder() {
    let hashes = [[], [0], [1], [0, 1], [1, 0], [0, 0]].map { SeededGenerator.hash(seed: 7, words: $0) }
    #expect(Set(hashes).count == hashes.count)
    #expect(hashes[0] == 7)
  }

  @Test func linesAreFitted() {
    let points = [(x: 1.0, y: 5.0), (x: 2.0, y: 3.0), (x: 4.0, y: -1.0)]
    let fit = LineFit(points)
    // Means of thirds round once each, and the slope is a quotient of two sums of three products: some units in the last place.
    #expect(abs((fit?.slope ?? 0) + 2) < 8 * 2 * Double.ulpOfOne)
    #expect(abs((fit?.sumOfSquares ?? 0) - 14.0 / 3) < 1e-15)
    #expect(LineFit(points.prefix(1).map { $0 }) == nil)
    // A point of weight 3 counts as three points.
    let weighed = LineFit([
      (x: 0.0, y: 0.0, weight: 1.0), (x: 1.0, y: 1.0, weight: 3.0), (x: 2.0, y: 1.0, weight: 1.0),
    ])
    let repeated = LineFit([(x: 0.0, y: 0.0), (x: 1, y: 1), (x: 1, y: 1), (x: 1, y: 1), (x: 2, y: 1)])!
    #expect(abs(weighed.slope - repeated.slope) < 1e-15)
    #expect(abs(weighed.sumOfSquares - repeated.sumOfSquares) < 1e-15)
  }

  /// Products by plain loops beside sums written out.
  @Test func productsOfMatrices() {
    let matrix = Matrix([1.0, 2, 3, 4, 5, 6], rows: 2, columns: 3)
    #expect(matrix.times([1, 0, -1][...]) == [-2, -2])
    #expect(matrix.times([1, 0, -1][...], plus: [10, 20]) == [8, 18])
    #expect(matrix.transposedTimes([1, -1][...]) == [-3, -3, -3])
    #expect(matrix.selecting([1, 1, 0]).elements == [4, 5, 6, 4, 5, 6, 1, 2, 3])
  }

  @Test func distancesAgree() {
    var generator = SeededGenerator(seed: 4)
    for count in [0, 1, 4, 7, 33] {
      let a = (0..<count).map { _ in Double.random(in: -1...1, using: &generator) }
      let b = (0..<count).map { _ in Double.random(in: -1...1, using: &generator) }
      let expected = zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
      #expect(distance(a[...], b[...]) == expected)
      let lanes = a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { b in
          count == 0 ? 0 : lanewiseDistance(a.baseAddress!, b.baseAddress!, count: count)
        }
      }
      #expect(abs(lanes - expected) < 1e-14)
    }
  }
}
